"""Typed and automatic numbers at the head of a line."""

import re
from typing import NamedTuple

from plancheck.patterns import regex

DIGITS = "零一二三四五六七八九"
_SIGNS = (("circle", 0x2460, 20), ("(1)", 0x2474, 20), ("1.", 0x2488, 20), ("circle", 0x2776, 10))
"""Kinds of numbers in one sign, with the first sign and how many there are: ① ⑴ ⒈ ❶."""
_CIRCLED = {
    chr(first + n): (kind, n + 1)
    for kind, first, count in (*_SIGNS, ("(cn)", 0x3220, 10))  # ㈠
    for n in range(count)
}

_LABEL = regex(
    r"(?P<chapter>第(?P<c0>[一二三四五六七八九十百]{1,4}|\d{1,3})(?:部分|[章节条项篇])[、.:,]?)"
    r"|(?P<paren>[(\[](?P<c1>[一二三四五六七八九十]{1,3}|\d{1,2})[)\]][、.,]?(?!月))"
    r"|(?P<cn>(?P<c2>[一二三四五六七八九十]{1,3})[、.:)](?!\d*[、,.]))"
    r"|(?P<num>(?P<c3>\d{1,2})(?P<dot>[.、)]|,(?=\D))(?!\d{1,2}(?!月)(?:\D|$)))"
    r"|(?P<half>(?P<c4>[上中下])篇[、:]?(?=.))"
    r"|(?P<stem>(?P<c5>[甲乙丙丁戊己庚辛壬癸])、)"
    r"|(?P<letter>(?P<c7>[A-H])[、.](?=[\u4e00-\u9fff]))"
    r"|(?P<nth>第(?P<c6>[一二三四五六七八九十]{1,3})[、,:](?![一二三四五六七八九十第]))"
    rf"|(?P<circle>[{''.join(_CIRCLED)}][、.]?)"
    r"|(?P<bullet>[●■◆★▲◇○□▪▶※➢✓√*](?=[^*])|-(?=[^-\d]))"
)

_NUMBER = regex(r"(?P<first>\d{1,2})(?:\.\d{1,2}){1,3}\.?")
_MONTH = regex(r"\d{1,2}(?:[-~至到、]\d{1,2})?月")


class Label(NamedTuple):
    """A number at the head of a line."""

    kind: str
    """Style of the number, which the labels of a list share: ``cn``, ``(cn)``, ``1.``, ``half``."""
    value: int
    """The number; 0 for bullets."""
    end: int
    """Where the words begin, in the normalised line."""


def chinese(text: str) -> int:
    """Return the value of a Chinese or decimal number up to 999; 0 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    total = digit = 0
    for character in text:
        if character in "十百":
            total += (digit or 1) * (10 if character == "十" else 100)
            digit = 0
        elif (digit := DIGITS.find(character)) < 0:
            return 0
    return total + digit


def read_label(norm: str, blank: int = 0) -> Label | None:
    """Return the number at the head of a normalised line, if there is one.

    :param blank: where the original's first blank was: in ``3.2 5月`` it alone parts the number
        from the date
    """
    number = _NUMBER.fullmatch(norm, 0, blank)
    if number and _MONTH.match(norm, blank):
        return Label("1.", int(number["first"]), blank)
    found = _LABEL.match(norm)
    if found is None:
        return None
    name = str(found.lastgroup)
    if name == "circle":
        return Label(*_CIRCLED[norm[0]], found.end())
    kind = name if name in ("bullet", "half", "stem", "letter", "nth") else _kind(found)
    return Label(kind, _value(found), found.end())


def _kind(found: re.Match[str]) -> str:
    whole = found.group()
    numeral = next(group for group in ("c0", "c1", "c2", "c3") if found.group(group))
    shape = "1" if found.group(numeral).isascii() else "cn"
    return whole.replace(found.group(numeral), shape).rstrip("、.:,") + (
        "." if numeral == "c3" and found.group("dot") in ".、," else ""
    )


def _value(found: re.Match[str]) -> int:
    for group in ("c0", "c1", "c2", "c3", "c6"):
        if found.group(group):
            return chinese(found.group(group))
    for group, order in (("c4", "上中下"), ("c5", "甲乙丙丁戊己庚辛壬癸"), ("c7", "ABCDEFGH")):
        if found.group(group):
            return order.index(found.group(group)) + 1
    return 0
