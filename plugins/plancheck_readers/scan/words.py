"""Recognised words as glyphs on a page, so that they are joined to lines like any others."""

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from plancheck.api import limits
from plancheck_readers.pdf.shapes import Glyph

_WORD = "5"
"""Level of a word in tesseract's tables; 4 is a line."""
_LINE = "4"
_FIELDS = 12
_UNSURE = 20.0
"""Confidence (of 100) below which specks were taken for words."""
_DESCENT = 0.12
"""Share of a line's height that lies under the base line."""
_USUAL = (0.7, 1.35)
"""Shares of the usual height between which lines are of one font size: recognition is not exact."""


class _Line(NamedTuple):
    """A line as recognised, in pixels."""

    bottom: float
    height: float
    words: list[tuple[float, float, str]]
    """Left, width, text."""


def glyphs(table: str, scale: float) -> list[Glyph]:
    """Return the glyphs of a page.

    :param table: what tesseract says
    :param scale: points a pixel
    """
    lines = [line for line in _lines(table) if line.words]
    if not lines:
        return []
    usual = median(line.height for line in lines)
    found: list[Glyph] = []
    for line in lines:
        alike = _USUAL[0] * usual <= line.height <= _USUAL[1] * usual
        size = (usual if alike else line.height) * scale
        base = line.bottom * scale - _DESCENT * size
        for pixels, width, text in line.words:
            left, step = pixels * scale, width * scale / len(text)
            found += (
                Glyph(char, left + at * step, left + (at + 1) * step, base, size, bold=False)
                for at, char in enumerate(text)
            )
    return found


def _lines(table: str) -> Iterator[_Line]:
    line = _Line(0, 0, [])
    room = limits.TEXT
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) != _FIELDS:
            continue
        level, text = fields[0], fields[-1].strip()
        left, top, width, height = (_number(field) for field in fields[6:10])
        if level == _LINE:
            yield line
            line = _Line(top + height, height, [])
        elif level == _WORD and text and _number(fields[10]) >= _UNSURE:
            room -= len(text)
            if room < 0:
                break
            line.words.append((left, width, text))
    yield line


def _number(field: str) -> float:
    try:
        return min(max(float(field), 0.0), 1e6)
    except ValueError:
        return 0.0
