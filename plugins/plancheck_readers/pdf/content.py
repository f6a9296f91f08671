"""What pdfium sees on a page: glyphs with their places, paths, pictures.

Spaces that pdfium makes up by its own guess are left out; :mod:`plancheck_readers.pdf.lines`
guesses better where text is Chinese.
"""

from collections import Counter
from ctypes import addressof, c_double, c_void_p, create_string_buffer
from math import atan2, hypot
from typing import Any, NamedTuple

from plancheck.api import Unreadable, limits
from plancheck_readers.pdf.annotations import has_words
from plancheck_readers.pdf.characters import LOST, character
from plancheck_readers.pdf.drawings import Drawings
from plancheck_readers.pdf.library import pdfium
from plancheck_readers.pdf.shapes import Box, Glyph, Page
from plancheck_readers.pdf.turning import Turn, quarter

_BOLD = 600
"""Font weight from which letters are bold."""
_BOLD_NAMES = ("bold", "black", "heavy", "simhei", "黑体")
_FILLED_AND_STROKED = 2
_UNSEEN = (3, 7)
"""Text render modes (ISO 32000-2, table 104): bold by a stroke; nothing drawn."""
_TINY = 1.0
"""Points below which nobody can read."""
_NAME = 128
_HIGH, _LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_FEW = 20
"""Characters below which a page has no text of its own."""
_FILLS = 0.5
"""Share of a page from which pictures are the page."""


class _Style(NamedTuple):
    """How the characters of one text object look."""

    size: float = 0.0
    bold: bool = False
    turn: int | None = 0
    unseen: bool = False
    font: str = ""


class _Sign(NamedTuple):
    """A character where pdfium finds it, in the page's own coordinates."""

    char: str
    corners: tuple[float, float, float, float]
    origin: tuple[float, float]
    style: _Style


def read_page(page: c_void_p, number: int, room: int) -> Page:
    """Read a page.

    :param room: characters that the document may still have
    :raises Unreadable: ``read.too-much-text``
    """
    lib = pdfium()
    frame = lib.FS_RECTF()
    lib.FPDF_GetPageBoundingBox(page, frame)
    text = lib.FPDFText_LoadPage(page)
    if not text:
        signs: list[_Sign] = []
    else:
        try:
            signs = _Reading(text).signs(room)
        finally:
            lib.FPDFText_ClosePage(text)
    turns = Counter(sign.style.turn for sign in signs if sign.style.turn is not None)
    quarters = turns.most_common(1)[0][0] if turns else 0
    turn = Turn(frame.left, frame.bottom, frame.right, frame.top, quarters)
    made = _made(number, turn, signs, Drawings(turn).read(page))
    return made._replace(filled=has_words(page))


def _made(number: int, turn: Turn, signs: list[_Sign], drawings: Drawings) -> Page:
    width, height = turn.size
    whole = Box(0, 0, width, height)
    seen: list[Glyph] = []
    hidden: list[Glyph] = []
    turned = 0
    for sign in signs:
        glyph = _glyph(sign, turn)
        if glyph.size < _TINY or not whole.holds(*glyph.middle):
            continue
        if sign.style.turn != turn.quarters:
            turned += sign.style.turn is not None and not glyph.char.isspace()
        else:
            (hidden if sign.style.unseen else seen).append(glyph)
    scan = len(seen) < _FEW < len(hidden) and covered(whole, drawings.pictures) >= _FILLS
    glyphs = [*seen, *hidden] if scan else seen
    return Page(
        number,
        width,
        height,
        tuple(glyphs),
        tuple(drawings.rules),
        tuple(drawings.pictures),
        drawings.others,
        lost=sum(glyph.char == LOST for glyph in glyphs),
        turned=turned,
        unseen=scan,
    )


def covered(whole: Box, pictures: list[Box] | tuple[Box, ...]) -> float:
    """Return about what share of a page pictures cover; strips of a scan add up."""
    if not whole.area:
        return 0.0
    return min(1.0, sum(whole.cut(picture).area for picture in pictures) / whole.area)


def _glyph(sign: _Sign, turn: Turn) -> Glyph:
    box = turn.box(*sign.corners)
    _, base = turn.point(*sign.origin)
    style = sign.style
    return Glyph(sign.char, box.left, box.right, base, style.size or box.height, style.bold)


class _Reading:
    """Goes through the characters of a page.

    :param text: pdfium's text page
    """

    def __init__(self, text: c_void_p) -> None:
        self._lib = pdfium()
        self._text = text
        self._styles: dict[int, _Style] = {}
        self._box = self._lib.FS_RECTF()
        self._x, self._y = c_double(), c_double()

    def signs(self, room: int) -> list[_Sign]:
        count = self._lib.FPDFText_CountChars(self._text)
        if count > room:
            raise Unreadable("read.too-much-text", most=limits.TEXT)
        found: list[_Sign] = []
        high = 0
        for index in range(max(0, count)):
            if self._lib.FPDFText_IsGenerated(self._text, index):
                continue
            code = self._lib.FPDFText_GetUnicode(self._text, index)
            if code in _HIGH:
                high = code
                continue
            if code in _LOW:
                code = _joined(high, code)
            sign = self._sign(index, code)
            if sign.char:
                found.append(sign)
        return found

    def _sign(self, index: int, code: int) -> _Sign:
        lib, text, box = self._lib, self._text, self._box
        lib.FPDFText_GetLooseCharBox(text, index, box)
        lib.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        style = self._style(index)
        unmapped = lib.FPDFText_HasUnicodeMapError(text, index) == 1
        char = LOST if unmapped or not code else character(code, style.font)
        corners = box.left, box.bottom, box.right, box.top
        return _Sign(char, corners, (self._x.value, self._y.value), style)

    def _style(self, index: int) -> _Style:
        """Return the style of a character's text object; all its characters share it."""
        thing = self._lib.FPDFText_GetTextObject(self._text, index)
        if not thing:
            return _Style()
        key = addressof(thing.contents)
        if key not in self._styles:
            self._styles[key] = self._look(index, thing)
        return self._styles[key]

    def _look(self, index: int, thing: Any) -> _Style:  # noqa: ANN401 - a C structure
        lib = self._lib
        matrix = lib.FS_MATRIX()
        lib.FPDFText_GetMatrix(self._text, index, matrix)
        mode = lib.FPDFTextObj_GetTextRenderMode(thing)
        name = create_string_buffer(_NAME)
        lib.FPDFFont_GetBaseFontName(lib.FPDFTextObj_GetFont(thing), name, _NAME)
        font = name.value.decode("utf-8", "replace")
        bold = (
            mode == _FILLED_AND_STROKED
            or lib.FPDFText_GetFontWeight(self._text, index) >= _BOLD
            or any(word in font.lower() for word in _BOLD_NAMES)
        )
        return _Style(
            size=lib.FPDFText_GetFontSize(self._text, index) * hypot(matrix.c, matrix.d),
            bold=bold,
            turn=quarter(atan2(matrix.b, matrix.a)),
            unseen=mode in _UNSEEN,
            font=font,
        )


def _joined(high: int, low: int) -> int:
    """Return the code of a surrogate pair."""
    return 0x10000 + ((high & 0x3FF) << 10) + (low & 0x3FF) if high else 0
