"""The numbers that a browser puts before the items of a list (WHATWG HTML, 4.4.5-4.4.8)."""

import re
from dataclasses import dataclass

from lxml import etree

from plancheck.api import regex
from plancheck_readers.web.looks import Style
from plancheck_readers.word.numerals import numeral

_TYPES = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_FORMS = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-heavenly-stem": "ideographTraditional",
}
"""Numbers of style sheets (CSS Counter Styles 3) → how Word calls the same."""
_CHINESE = ("cjk-", "simp-", "trad-")
_BULLETS = ("none", "disc", "circle", "square")
_TYPED = regex(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[)）.．、:：]"
    r"|第[一二三四五六七八九十\d]+|[①-⑳])"
)


@dataclass(slots=True)
class Counter:
    """A list while its items are counted.

    :param kind: style of its numbers; ``none`` for bullets
    :param number: number of the next item
    """

    kind: str = "none"
    number: int = 1
    step: int = 1

    def label(self, item: etree._Element, style: Style) -> str:
        """Count an item; return the number before it with the blank after it, or nothing."""
        own = _integer(item.get("value"))
        number = self.number if own is None else own
        self.number = number + self.step
        kind = self.kind if self.kind == "none" else _declared(item, style) or self.kind
        if kind in _BULLETS:
            return ""
        return numeral(number, _FORMS[kind]) + ("、" if kind.startswith(_CHINESE) else ". ")


def open_list(element: etree._Element, style: Style) -> Counter:
    """Begin a list.

    A list all of whose items begin with typed numbers shows no others: its page has a style sheet
    that is not at hand.
    """
    if element.tag != "ol" or _all_typed(element):
        return Counter()
    kind = _declared(element, style) or "decimal"
    start = _integer(element.get("start"))
    if element.get("reversed") is None:
        return Counter(kind, 1 if start is None else start)
    items = sum(1 for _ in element.iterchildren("li"))
    return Counter(kind, items if start is None else start, -1)


def _declared(element: etree._Element, style: Style) -> str:
    """Return the style of numbers that an element asks for; empty when it asks for none."""
    own = element.get("type") or ""
    found = _TYPES.get(own) or (own.lower() if own.lower() in _BULLETS else "")
    words = f"{style.get('list-style', '')} {style.get('list-style-type', '')}".split()
    for word in words:
        if word in _FORMS or word in _BULLETS:
            found = word
    return found


def _all_typed(element: etree._Element) -> bool:
    firsts = [_first_text(item) for item in element.iterchildren("li")]
    return bool(firsts) and all(map(_TYPED.match, firsts))


def _first_text(item: etree._Element) -> str:
    return next((str(text) for text in item.itertext() if not str(text).isspace()), "")


def _integer(value: str | None) -> int | None:
    text = (value or "").strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else None
