"""Which character a glyph stands for, where the font says it oddly or not at all.

Fonts that draw 工 and the radical ⼯ by one glyph often name the radical in their map back to
Unicode (ISO 32000-2, 9.10.3); symbol fonts name private codes.
"""

from functools import cache
from unicodedata import normalize

from plancheck_readers.word.symbols import in_font

_RADICALS = (
    "⺁厂⺇几⺊卜⺎兀⺒巳⺓幺⺝月⺟母⺠民⺩王⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
"""Pairs: a radical of the supplement (U+2E80 ff.), for which Unicode names no partner; a
character."""
LOST = "\ufffd"
"""Stands for a character that is drawn but not known."""
_ALSO = {"symbolmt": "symbol", "opensymbol": "symbol", "wingdings2": "wingdings 2"}
"""Other names of symbol fonts; LibreOffice sets the codes of Symbol in a font of its own."""
_SIGNS = frozenset(
    {"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings", "zapfdingbats"}
)
"""Fonts that hold no letters: what of them is not known is some bullet."""
_BULLET = "•"
_PRIVATE = range(0xE000, 0xF900)
_FIRST = 0x20
_HYPHEN = 2
"""What pdfium gives for a hyphen at a line's end."""
_NO_CHARACTERS = frozenset({0xFFFE, 0xFFFF, 0xFFFD, *range(0x7F, 0xA0)})


@cache
def _plain() -> dict[int, str]:
    pairs = zip(_RADICALS[::2], _RADICALS[1::2], strict=True)
    alike = {
        code: plain
        for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
        if len(plain := normalize("NFKC", chr(code))) == 1
    }
    return alike | {ord(radical): plain for radical, plain in pairs}


def character(code: int, font: str) -> str:
    """Return the character for a code; :data:`LOST` for none, empty for what is never seen.

    :param font: the font's name, for the codes of symbol fonts
    """
    if code in _PRIVATE:
        family = _family(font)
        found = in_font(code, family)
        return _BULLET if found == LOST and family in _SIGNS else found
    if code == _HYPHEN:
        return "-"
    if code in (0xAD, 0xFEFF, 0x200B):
        return ""
    if code < _FIRST:
        return " " if code in (9, 10, 13) else LOST
    return LOST if code in _NO_CHARACTERS else _plain().get(code) or chr(code)


def _family(font: str) -> str:
    """Return the name of a font's family: ``ABCDEF+Wingdings-Regular`` → ``wingdings``."""
    name = font.rpartition("+")[2].lower().partition("-")[0].partition(",")[0]
    return _ALSO.get(name, name)
