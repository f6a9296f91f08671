"""What Word and WPS write when they save a document as a web page.

Numbers of lists are then plain text, marked ``mso-list:Ignore`` so that Word drops them when it
opens the page again.
"""

from lxml import etree

from plancheck_readers.web.looks import Style

_SYMBOLS = ("symbol", "wingdings", "webdings")


def is_list_number(style: Style) -> bool:
    """Tell whether an element holds the generated number of a list item."""
    return style.get("mso-list") == "ignore"


def generated_number(element: etree._Element) -> str:
    """Return a generated number with the blank after it; nothing for a bullet."""
    around = (element, *element.iterdescendants("span"), element.getparent())
    fonts = " ".join(_font(one) for one in around if one is not None)
    words = "".join(map(str, element.itertext())).strip()
    if not words or not any(map(str.isalnum, words)) or any(name in fonts for name in _SYMBOLS):
        return ""
    return words if words.endswith(("、", "）", "．")) else f"{words} "


def _font(element: etree._Element) -> str:
    style = (element.get("style") or "").lower()
    return style.partition("font-family:")[2].partition(";")[0]


def is_footnotes(style: Style) -> bool:
    """Tell whether an element holds the foot- or endnotes of a document."""
    return style.get("mso-element") in ("footnote-list", "endnote-list")


def is_title(element: etree._Element) -> bool:
    """Tell whether a paragraph has the style of a document's title."""
    return element.get("class") == "MsoTitle"
