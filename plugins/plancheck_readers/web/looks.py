"""What a page's author says of how elements look: only what decides whether they are read.

Style sheets are read as far as their simplest selectors go (``.class``, ``#id``, ``tag``): that
is how pages hide what nobody shall see. Sheets in other files are not at hand.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from plancheck.api import regex

UNREAD = frozenset(
    (
        *("head", "title", "meta", "link", "base", "script", "style", "template", "xml"),
        *("noscript", "noframes", "object", "embed", "applet", "audio", "video", "canvas", "svg"),
        *("iframe", "map", "select", "option", "datalist", "button", "rt", "rp"),
        *("del", "s", "strike"),
    )
)
"""Elements whose content is no text of the plan: metadata, programs, controls, how a character
sounds, what is struck out."""

BLOCKS = frozenset(
    (
        *("html", "body", "address", "article", "aside", "blockquote", "center", "dd", "details"),
        *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main"),
        *("menu", "nav", "ol", "p", "pre", "section", "summary", "ul", "caption", "textarea"),
        *("plaintext", "listing", "xmp"),
    )
)
"""Elements that stand on lines of their own (WHATWG HTML, 15.3)."""

Style = Mapping[str, str]
"""Properties and their values, in lower case."""

_BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table")
_SELECTOR = regex(r"\*|[.#]?[\w-]+|\w+\.[\w-]+")
_COMMENT = regex(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_BRACE = regex("[{}]")
_SHEETS = 200_000
"""Characters of style sheets that are looked at."""
_WANTED = ("display", "visibility", "list-style", "line-through", "mso-hide")


class Looks:
    """What the style sheets of a page say.

    :param rules: selector → its properties
    """

    def __init__(self, rules: Mapping[str, Style]) -> None:
        self._rules = rules

    def of(self, element: etree._Element) -> Style:
        """Return what is declared for an element; its own style counts most."""
        own = element.get("style")
        style = dict(_properties(own)) if own else {}
        if not self._rules:
            return style
        found: dict[str, str] = {}
        for key in _keys(element):
            found |= self._rules.get(key, {})
        return found | style


def unread(element: etree._Element, style: Style) -> bool:
    """Tell whether an element's content is invisible, struck out or no text at all."""
    if element.tag in UNREAD:
        return True
    if element.tag in ("html", "body"):  # pages hide them until they are drawn
        return False
    if element.get("hidden") is not None:
        return True
    return bool(style) and (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("mso-hide") == "all"
        or style.get("mso-element") == "comment-list"
        or "line-through" in style.get("text-decoration", "")
        or "line-through" in style.get("text-decoration-line", "")
    )


def is_block(element: etree._Element, style: Style) -> bool:
    """Tell whether an element stands on lines of its own."""
    return element.tag in BLOCKS or style.get("display") in _BLOCK_DISPLAYS


def read_looks(root: etree._Element) -> Looks:
    """Read the style sheets in a page."""
    sheets = "".join(sheet.text or "" for sheet in root.iter("style"))[:_SHEETS]
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in _rules(_COMMENT.sub("", sheets)):
        if any(word in body for word in _WANTED):
            style = dict(_properties(body))
            for selector in map(str.strip, selectors.split(",")):
                if _SELECTOR.fullmatch(selector):
                    rules.setdefault(selector, {}).update(style)
    return Looks(rules)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield selectors and declarations of the rules that always hold."""
    depth = start = inside = 0
    selectors = ""
    for brace in _BRACE.finditer(sheet):
        if brace[0] == "{":
            if not depth:
                selectors, inside = sheet[start : brace.start()].strip(), brace.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                start = brace.end()
                if not selectors.startswith("@"):
                    yield selectors, sheet[inside : brace.start()]


def _properties(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.lower().split(";"):
        name, colon, value = declaration.partition(":")
        if colon:
            yield name.strip(), value.replace("!important", "").strip()


def _keys(element: etree._Element) -> Iterator[str]:
    """Yield the selectors that hold for an element, the weakest first."""
    tag = str(element.tag)
    classes = (element.get("class") or "").split()
    yield from ("*", tag)
    yield from (f".{name}" for name in classes)
    yield from (f"{tag}.{name}" for name in classes)
    yield f"#{element.get('id')}"
