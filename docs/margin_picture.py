"""Draws a page of a Word document with its comments in the margin, as Word shows them.

LibreOffice leaves comments out of a page, or makes notes of them in the PDF. So the page is drawn
without them, their places and texts are taken from the notes, and they are set beside the page.
"""

import ctypes
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from plancheck.terminal import wrap

_MARGIN, _GAP, _PAD, _SIZE, _LINE = 400, 14, 8, 13, 18
"""Pixels: the margin's width, between comments, inside them, their letters, their lines."""
_COLUMNS = (_MARGIN - 4 * _GAP) * 2 // _SIZE
"""Columns of a line in the margin, of which a Chinese character takes two."""
_MOST = 5
"""Lines shown of a comment; of the first, which sums up, three times as many."""
_PAPER, _INK, _RULE, _NAME = "#f3f4f6", "#1f2328", "#d9a58c", "#9a3412"
_POINTS = 72
"""Points of an inch."""


class Note(NamedTuple):
    """A comment, and where its words end: pixels from the page's upper left."""

    left: float
    top: float
    text: str


def drawn(plain: Path, noted: Path, dots: int) -> Any:  # noqa: ANN401 - an image of Pillow
    """Return the first page of a document with its comments beside it.

    :param plain: PDF of the document without comments
    :param noted: PDF of the document with comments as notes
    :param dots: pixels of an inch
    """
    from PIL import Image, ImageDraw, ImageFont
    from pypdfium2 import PdfDocument

    page = PdfDocument(plain)[0].render(scale=dots / _POINTS).to_pil().convert("RGB")
    whole = Image.new("RGB", (page.width + _MARGIN, page.height), "white")
    whole.paste(page)
    pen = ImageDraw.Draw(whole)
    pen.rectangle((page.width, 0, *whole.size), _PAPER)
    path, number = _font()
    font = ImageFont.truetype(path, _SIZE, index=number)
    down = float(_GAP)
    for note in sorted(_notes(noted, dots), key=lambda each: (each.top, each.left)):
        most = _MOST if down > _GAP else 3 * _MOST
        lines = _lines(note.text)
        lines = [*lines[: most - 1], "……"] if len(lines) > most else lines
        top = max(down, note.top - _LINE)
        end = top + len(lines) * _LINE + 2 * _PAD
        if end > page.height - _GAP:
            break
        left = page.width + _GAP
        pen.line([(note.left, note.top), (left - _GAP, note.top)], _RULE)
        pen.line([(left - _GAP, note.top), (left, top + _LINE)], _RULE)
        pen.rounded_rectangle((left, top, whole.width - _GAP, end), 4, "white", _RULE)
        for at, line in enumerate(lines):
            place = (left + _PAD, top + _PAD + at * _LINE)
            pen.text(place, line, fill=_INK if at else _NAME, font=font)
        down = end + _GAP
    return whole


def _lines(text: str) -> list[str]:
    return [line for part in text.splitlines() for line in wrap(part, _COLUMNS).splitlines()]


def _font() -> tuple[str, int]:
    """Return the file of a Chinese font, and the font's number in it."""
    words = ["fc-match", "-f", "%{file}\n%{index}", "sans:lang=zh-cn"]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603
    path, number = told.splitlines()
    return path, int(number)


def _notes(path: Path, dots: int) -> Iterator[Note]:
    """Yield the notes on the first page of a PDF."""
    from pypdfium2 import PdfDocument, raw

    page = PdfDocument(path)[0]
    scale, high = dots / _POINTS, page.get_height()
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if raw.FPDFAnnot_GetSubtype(note) != raw.FPDF_ANNOT_TEXT:
            continue
        place = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, place)
        bottom = min(place.top, place.bottom)
        yield Note(place.left * scale, (high - bottom) * scale, _contents(note, raw))


def _contents(note: Any, raw: Any) -> str:  # noqa: ANN401 - bindings made by a program
    size = raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0)
    data = ctypes.create_string_buffer(size)
    target = ctypes.cast(data, ctypes.POINTER(raw.FPDF_WCHAR))
    raw.FPDFAnnot_GetStringValue(note, b"Contents", target, size)
    return data.raw.decode("utf-16-le").strip("\0 ")
