"""Numbers as Word prints them (ECMA-376 part 1, 17.18.59 ``ST_NumberFormat``)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_COUNTING = "○一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST_LETTERS = 780
_MOST_ROMAN = 32767
_MOST_CHINESE = 9999
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CJK_DIGITS = str.maketrans("0123456789", _DIGITS)
_COUNTING_DIGITS = str.maketrans("0123456789", _COUNTING)


def numeral(value: int, form: str, pattern: str = "") -> str:
    """Write a number in one of Word's number formats.

    Forms that are not known, and numbers that a form has no sign for, are written in plain digits.

    :param form: value of ``w:numFmt``, such as ``chineseCountingThousand``
    :param pattern: value of ``w:format`` where the form is ``custom``, such as ``001, 002, ...``
    """
    if form == "custom":
        return str(value).zfill(len(pattern.partition(",")[0].strip()))
    write = _FORMS.get(form)
    return write(value) if write and value > 0 else _zero(value, form)


def _zero(value: int, form: str) -> str:
    if form in ("none", "bullet"):
        return ""
    if form in ("decimalZero", "decimalFullWidth", "ideographDigital"):
        return _FORMS[form](value)
    return str(value)


def _letter(value: int) -> str:
    """Write A-Z, then AA-ZZ: the same letter again, unlike a spreadsheet."""
    if value > _MOST_LETTERS:
        return str(value)
    times, index = divmod(value - 1, 26)
    return chr(ord("A") + index) * (times + 1)


def _roman(value: int) -> str:
    if value > _MOST_ROMAN:
        return str(value)
    signs = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        signs.append(sign * count)
    return "".join(signs)


def _chinese(value: int, digits: str, units: str, *, one: bool) -> str:
    """Write a number with units.

    :param units: signs for ten, hundred and thousand
    :param one: whether ten to nineteen start with a one (壹拾)
    """
    if value > _MOST_CHINESE:
        return str(value)
    text = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if not digit:
            gap = bool(text)
            continue
        text += digits[0] * gap + digits[digit] + (units[power - 1] if power else "")
        gap = False
    return text if one or not text.startswith(digits[1] + units[0]) else text[1:]


def _counting(value: int) -> str:
    """Write with a ten below a hundred (二十一), digit by digit above (一○一)."""
    if value > 99:  # noqa: PLR2004 - the last number of two digits
        return str(value).translate(_COUNTING_DIGITS)
    return _thousand(value)


def _thousand(value: int) -> str:
    return _chinese(value, "零" + _DIGITS[1:], "十百千", one=False)


def _japanese(value: int) -> str:
    """Write without a one before units and without a zero for gaps (百一)."""
    if value > _MOST_CHINESE:
        return str(value)
    text = ""
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = value // 10**power % 10
        if digit:
            text += (_DIGITS[digit] if digit > 1 or not unit else "") + unit
    return text


def _signs(first: str, last: int) -> Callable[[int], str]:
    """Return a form whose signs follow each other in Unicode, for 1 to ``last``."""
    return lambda value: chr(ord(first) + value - 1) if value <= last else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)]


def _ordinal(value: int) -> str:
    teen = value // 10 % 10 == 1
    return f"{value}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th')}"


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda value: f"{value:02d}",
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousand,
    "taiwaneseCountingThousand": _thousand,
    "japaneseCounting": _japanese,
    "ideographDigital": lambda value: str(value).translate(_CJK_DIGITS),
    "japaneseDigitalTenThousand": lambda value: str(value).translate(_CJK_DIGITS),
    "taiwaneseDigital": lambda value: str(value).translate(_COUNTING_DIGITS),
    "chineseLegalSimplified": lambda value: _chinese(value, _LEGAL, "拾佰仟", one=True),
    "ideographLegalTraditional": lambda value: _chinese(
        value, _LEGAL_TRADITIONAL, "拾佰仟", one=True
    ),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographZodiacTraditional": lambda value: (
        _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]
    ),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedFullstop": _signs("⒈", 20),
    "decimalEnclosedParen": _signs("⑴", 20),
    "ideographEnclosedCircle": _signs("㊀", 10),
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
}
