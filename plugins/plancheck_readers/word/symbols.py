"""Characters given by font and code (``w:sym``; ECMA-376 part 1, 17.3.3.30)."""

_PRIVATE = 0xF000
"""Codes of symbol fonts are stored with this added."""
_LAST_PRIVATE = 0xF0FF
_SURROGATES = range(0xD800, 0xE000)
_FIRST_PRINTED = 0x20

_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x74: "◆",
    0x75: "◆", 0x76: "◆", 0x9F: "•", 0xA0: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xFB: "✘", 0xFC: "✔", 0xFD: "☒", 0xFE: "☑",
} | {0x81 + index: chr(ord("①") + index) for index in range(10)}  # fmt: skip
_WINGDINGS |= {0x8C + index: chr(ord("❶") + index) for index in range(10)}
_WINGDINGS_2 = {0x4F: "✘", 0x50: "✔", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□"}
_SYMBOL = {0xB0: "°", 0xB1: "±", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xA3: "≤", 0xB3: "≥", 0xD7: "·"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def is_sign_font(font: str) -> bool:
    """Tell whether a font shows signs where others show letters."""
    return font.lower() in _FONTS


def sign(font: str, code: int) -> str:
    """Return the character that a font shows for a code; U+FFFD where no equal is known."""
    if _PRIVATE <= code <= _LAST_PRIVATE:
        return in_font(code, font.lower())
    if code < _FIRST_PRINTED or code in _SURROGATES or code > 0x10FFFF:  # noqa: PLR2004
        return "\ufffd"
    return chr(code)


def in_font(code: int, font: str) -> str:
    """Return the character for a private code of a symbol font; U+FFFD where none is known.

    :param font: the font's name in lower case
    """
    return _FONTS.get(font, {}).get(code - _PRIVATE, "\ufffd")
