"""Numbers and dates as a sheet shows them (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

import re
from datetime import datetime, timedelta

from plancheck.api import regex

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 49: "@",
} | dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"') | dict.fromkeys(
    (28, 29, 51, 53, 54, 58), 'm"月"d"日"'
) | {30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"'}  # fmt: skip
"""Formats by id, with those of the Chinese edition."""
_TOKEN = regex(
    r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]|(general|am/pm|上午/下午|y+|m+|d+|h+|s+|a+)|([#0?][#0?,.]*)|(.)',
    re.IGNORECASE | re.DOTALL,
)
_PIECE = regex(r'"[^"]*"?|\\.|.', re.DOTALL)
"""Quoted and escaped signs are never the end of a section."""
_LONGEST = 255
"""Characters that a format may have; more is not believed."""
_LAST_DAY = 2_958_465
_LEAP = 60
"""The day that never was: 29 February 1900."""
_SINCE_1904 = 1462
_PRECISION = ".10g"
_DECIMALS = 15
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = "一二三四五六日"
_LONG_NAME = 4
_NOON = 12

Token = tuple[str, str]
"""Kind (``text``, ``letters``, ``number``, ``general``) and what is written."""


def format_of(number: int, custom: dict[int, str]) -> str:
    """Return a format's code by its id; empty for the general one."""
    code = custom.get(number) or _BUILT_IN.get(number, "")
    return "" if code.lower() == "general" else code[:_LONGEST]


def shown(value: float, code: str, *, since_1904: bool) -> str:
    """Write a number as a sheet shows it.

    :param code: its format; what is beyond the common ones is written plainly
    """
    section, signed = _section(code, value)
    if code and not section:
        return ""  # a format that hides
    tokens = _tokens(section)
    if any(kind == "letters" for kind, _ in tokens):
        moment = _moment(value + _SINCE_1904 * since_1904)
        return _date(moment, tokens) if moment else general(value)
    return _number(-value if signed else value, tokens)


def general(value: float) -> str:
    """Write a number without a format."""
    if value.is_integer() and abs(value) < 10**_DECIMALS:
        return str(int(value))
    return format(value, _PRECISION)


def _section(code: str, value: float) -> tuple[str, bool]:
    """Return the part of a format for a value, and whether that part shows the sign itself."""
    sections = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - positive, negative, zero
        return sections[2], False
    return sections[0], False


def _tokens(section: str) -> list[Token]:
    tokens: list[Token] = []
    for quoted, escaped, letters, number, other in _TOKEN.findall(section):
        if letters.lower() == "general":
            tokens.append(("general", ""))
        elif letters:
            tokens.append(("letters", letters.lower()))
        elif number:
            tokens.append(("number", number))
        else:
            tokens.append(("text", quoted or escaped or other))
    return tokens


def _number(value: float, tokens: list[Token]) -> str:
    written = "".join(text for kind, text in tokens if kind == "text")
    patterns = [text for kind, text in tokens if kind == "number"]
    if len(patterns) > 1 or "/" in written or "@" in written or not tokens:
        return general(value)
    scaled = value * 100 if "%" in written else value
    return "".join(
        text if kind == "text" else _digits(scaled, text) if kind == "number" else general(value)
        for kind, text in tokens
    )


def _digits(value: float, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    places = min(sum(sign in "0#?" for sign in decimals), _DECIMALS)
    optional = len(decimals) - len(decimals.rstrip("#"))
    text = f"{value:{',' if ',' in whole.rstrip(',') else ''}.{places}f}"
    for _ in range(min(optional, places)):
        text = text.removesuffix("0")
    text = text.removesuffix(".")
    return text.zfill(whole.count("0")) if "," not in text else text


def _moment(value: float) -> datetime | None:
    if not 0 <= value <= _LAST_DAY:
        return None
    days = value if value >= _LEAP else value + 1
    moment = datetime(1899, 12, 30) + timedelta(days=days)  # noqa: DTZ001 - a sheet has no zone
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _date(moment: datetime, tokens: list[Token]) -> str:
    letters = [text for kind, text in tokens if kind == "letters"]
    halves = any("/" in text for text in letters)
    pieces: list[str] = []
    seen = 0
    for kind, text in tokens:
        if kind == "letters":
            before, after = letters[:seen][-1:], letters[seen + 1 : seen + 2]
            minutes = any("h" in near for near in before) or any("s" in near for near in after)
            pieces.append(_part(moment, text, minutes=minutes, halves=halves))
            seen += 1
        elif kind == "text":
            pieces.append("" if text == "@" else text)
    return "".join(pieces)


def _part(moment: datetime, text: str, *, minutes: bool, halves: bool) -> str:
    length = len(text)
    if "/" in text:
        names = ("上午", "下午") if "上" in text else ("AM", "PM")
        return names[moment.hour >= _NOON]
    letter = text[0]
    if letter == "y":
        return str(moment.year) if length > 2 else f"{moment.year % 100:02d}"  # noqa: PLR2004
    if letter == "a" or (letter == "d" and length > 2):  # noqa: PLR2004
        return ("星期" if length >= _LONG_NAME else "") + _DAYS[moment.weekday()]
    if letter == "m" and not minutes and length > 2:  # noqa: PLR2004
        return _MONTHS[moment.month - 1]
    hour = (moment.hour - 1) % _NOON + 1 if halves else moment.hour
    month = moment.minute if minutes else moment.month
    value = {"m": month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return f"{value:0{min(length, 2)}d}"
