"""What stands before the text: fonts' encodings, styles' levels, bullets of lists."""

import re

from plancheck.api import limits, regex
from plancheck_readers.word.symbols import in_font, is_sign_font

_CHARSETS = {
    128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5hkscs", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874",
    238: "cp1250", 77: "mac_roman",
}  # fmt: skip
"""``\\fcharset`` → codec; others go by the document's code page."""
_PAGES = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 10000: "mac_roman", 54936: "gb18030"}
_WINDOWS = frozenset({874, 932, 949, *range(1250, 1259)})
_HEADING = regex(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "标题"})
_GENERATIONS = 50
_OUTLINE = 9
_BULLET = 23
_SYMBOLS = 2
"""``\\fcharset`` of symbol fonts."""
_SIGNS = "signs of "
"""Begins what stands for a codec of such a font."""
_PRIVATE = 0xF000
_LAST = 0x10FFFF


def codec_of_page(page: int | None) -> str:
    """Return the codec of a code page."""
    if page in _PAGES:
        return _PAGES[page]
    return f"cp{page}" if page in _WINDOWS else "cp1252"


def decoded(data: bytes | bytearray, codec: str) -> str:
    """Return text of a codec that :meth:`Tables.codec` gave."""
    if codec.startswith(_SIGNS):
        return "".join(in_font(_PRIVATE + code, codec.removeprefix(_SIGNS)) for code in data)
    return data.decode(codec, "replace")


class Tables:
    """Fonts, styles and lists by number."""

    def __init__(self) -> None:
        self.page = "cp1252"
        """Codec of the document's code page."""
        self.default_font = 0
        self._codecs: dict[int, str] = {}
        self._fonts: dict[int, str] = {}
        self._symbols: set[int] = set()
        self._names: dict[int, str] = {}
        self._outlines: dict[int, int] = {}
        self._bases: dict[int, int] = {}
        self._levels: list[int] = []
        self._lists: dict[int, list[int]] = {}
        self._overrides: dict[int, int] = {}
        self._at = 0

    def codec(self, font: int) -> str:
        """Return the codec of text in a font."""
        signs = self.signs(font)
        if signs is not None and is_sign_font(signs):
            return _SIGNS + signs
        return self._codecs.get(font, self.page)

    def signs(self, font: int) -> str | None:
        """Return the name of a font that shows signs in place of letters; else ``None``."""
        if font not in self._symbols:
            return None
        return self._fonts.get(font, "").strip().removesuffix(";").lower()

    def character(self, code: int, font: int) -> str:
        """Return the character of a code, which symbol fonts take from a private range."""
        if not 0 <= code <= _LAST:
            return "\ufffd"
        known = _PRIVATE <= code < _PRIVATE + 0x100 and self.signs(font)
        return in_font(code, known) if known else chr(code)

    def word(self, table: str, word: str, value: int | None) -> None:
        """Take note of a control word in one of the tables."""
        number = value or 0
        if table == "fonttbl":
            self._font(word, number)
        elif table == "stylesheet":
            self._style(word, number)
        elif table == "listtable":
            self._list(word, number)
        elif word == "listid":
            self._at = number
        elif word == "ls":
            self._overrides[number] = self._at

    def name(self, table: str, text: str) -> None:
        """Take note of a piece of the name of the style or font at hand."""
        names = {"stylesheet": self._names, "fonttbl": self._fonts}.get(table)
        if names is not None:
            names[self._at] = names.get(self._at, "")[: limits.SPAN] + text

    def begin_style(self) -> None:
        """Begin a style; without a number it is the first one."""
        self._at = 0
        self._names.pop(0, None)

    def level(self, style: int, outline: int | None) -> int | None:
        """Return the heading level of a paragraph (0 for a title).

        :param outline: the outline level that it states itself
        """
        level: int | None = None
        for _ in range(_GENERATIONS):
            level = self._own_level(style)
            base = self._bases.get(style, style)
            if level is not None or base == style:
                break
            style = base
        if outline is not None and level != 0:
            level = outline + 1 if 0 <= outline < _OUTLINE else None
        return level

    def is_bullet(self, override: int, level: int) -> bool:
        """Tell whether a level of a list has bullets."""
        forms = self._lists.get(self._overrides.get(override, 0), [])
        return 0 <= level < len(forms) and forms[level] == _BULLET

    def _own_level(self, style: int) -> int | None:
        name = self._names.get(style, "").strip().removesuffix(";").strip().lower()
        if name in _TITLES:
            return 0
        heading = _HEADING.fullmatch(name)
        if heading:
            return int(heading[1])
        outline = self._outlines.get(style, _OUTLINE)
        return outline + 1 if 0 <= outline < _OUTLINE else None

    def _font(self, word: str, number: int) -> None:
        if word == "f":
            self._at = number
            self._fonts.pop(number, None)
        elif word == "fcharset" and number in _CHARSETS:
            self._codecs[self._at] = _CHARSETS[number]
        elif word == "fcharset" and number == _SYMBOLS:
            self._symbols.add(self._at)
        elif word == "cpg":
            self._codecs[self._at] = codec_of_page(number)

    def _style(self, word: str, number: int) -> None:
        if word in ("s", "cs", "ds", "ts"):
            # styles of characters, sections and tables count apart
            self._at = number if word == "s" else -1 - number
            self._names[self._at] = ""
        elif word == "outlinelevel":
            self._outlines[self._at] = number
        elif word == "sbasedon":
            self._bases[self._at] = number

    def _list(self, word: str, number: int) -> None:
        if word == "levelnfc":
            self._levels.append(number)
        elif word == "listid":
            self._lists[number], self._levels = self._levels, []
