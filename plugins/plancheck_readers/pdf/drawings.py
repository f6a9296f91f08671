"""Paths and pictures of a page: which are ruling lines, and how much is drawn besides.

Programs rule tables in three ways: stroked lines, stroked rectangles, and filled rectangles that
are as thin as a line. Wide filled rectangles are shading.
"""

from ctypes import c_float, c_int, c_void_p
from itertools import pairwise
from typing import Any, NamedTuple

from plancheck.api import limits
from plancheck_readers.pdf.library import pdfium
from plancheck_readers.pdf.shapes import Box, Rule
from plancheck_readers.pdf.turning import Turn

_PATH, _IMAGE, _FORM = 2, 3, 5
"""``FPDF_PAGEOBJ_*`` of ``fpdf_edit.h``."""
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
"""``FPDF_SEGMENT_*``."""
_THIN = 3.0
"""Points up to which a filled rectangle is a line."""
_SHORT = 4.0
"""Points below which a line rules nothing."""
_DEPTH = 8
"""Forms within forms that are looked into."""


class _Matrix(NamedTuple):
    """ISO 32000-2, 8.3.3."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: "_Matrix") -> "_Matrix":
        return _Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )


class Drawings:
    """Collects what a page draws besides text.

    :param turn: how the page is read
    """

    def __init__(self, turn: Turn) -> None:
        self.rules: list[Rule] = []
        self.pictures: list[Box] = []
        self.others = 0
        """Paths that are no ruling lines."""
        self._turn = turn
        self._lib = pdfium()
        self._left = limits.OBJECTS

    def read(self, page: c_void_p) -> "Drawings":
        """Look at all objects of a page, up to the cap; return itself."""
        lib = self._lib
        for index in range(max(0, lib.FPDFPage_CountObjects(page))):
            if not self._object(lib.FPDFPage_GetObject(page, index), _Matrix(), 0):
                break
        return self

    def _object(self, thing: Any, outer: _Matrix, depth: int) -> bool:  # noqa: ANN401
        """Look at an object; return whether more may be looked at."""
        self._left -= 1
        if self._left < 0:
            return False
        kind = self._lib.FPDFPageObj_GetType(thing)
        if kind == _PATH:
            self._path(thing, self._matrix(thing).then(outer))
        elif kind == _IMAGE:
            unit = self._matrix(thing).then(outer)
            corners = [unit.point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            self.pictures.append(self._around(corners))
        elif kind == _FORM and depth < _DEPTH:
            inner = self._matrix(thing).then(outer)
            for index in range(max(0, self._lib.FPDFFormObj_CountObjects(thing))):
                held = self._lib.FPDFFormObj_GetObject(thing, index)
                if not self._object(held, inner, depth + 1):
                    return False
        return True

    def _matrix(self, thing: Any) -> _Matrix:  # noqa: ANN401
        found = self._lib.FS_MATRIX()
        if not self._lib.FPDFPageObj_GetMatrix(thing, found):
            return _Matrix()
        return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)

    def _around(self, points: list[tuple[float, float]]) -> Box:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._turn.box(min(xs), min(ys), max(xs), max(ys))

    # -- paths

    def _path(self, thing: Any, matrix: _Matrix) -> None:  # noqa: ANN401
        count = min(self._lib.FPDFPath_CountSegments(thing), limits.OBJECTS)
        self._left -= max(0, count)
        fill, stroke = _mode(self._lib, thing)
        before = len(self.rules)
        for points in self._strokes(thing, max(0, count), matrix):
            if stroke:
                for start, end in pairwise(points):
                    self._rule(self._around([start, end]))
            elif fill and points:
                self._rule(self._around(points))
        self.others += len(self.rules) == before

    def _strokes(
        self,
        thing: Any,  # noqa: ANN401
        count: int,
        matrix: _Matrix,
    ) -> list[list[tuple[float, float]]]:
        """Return the points of each part of a path; curves end a part, they rule nothing."""
        lib = self._lib
        x, y = c_float(), c_float()
        found: list[list[tuple[float, float]]] = []
        for index in range(count):
            segment = lib.FPDFPath_GetPathSegment(thing, index)
            lib.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.point(x.value, y.value)
            if lib.FPDFPathSegment_GetType(segment) == _LINE_TO and found:
                found[-1].append(point)
            else:
                found.append([point])
            if lib.FPDFPathSegment_GetClose(segment):
                found[-1].append(found[-1][0])
        return found

    def _rule(self, box: Box) -> None:
        if box.height <= _THIN and box.width >= max(_SHORT, box.height * 2):
            self.rules.append(
                Rule(level=True, at=(box.top + box.bottom) / 2, start=box.left, end=box.right)
            )
        elif box.width <= _THIN and box.height >= max(_SHORT, box.width * 2):
            self.rules.append(
                Rule(level=False, at=(box.left + box.right) / 2, start=box.top, end=box.bottom)
            )


def _mode(lib: Any, thing: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Return whether a path is filled, and whether it is stroked."""
    fill, stroke = c_int(), c_int()
    lib.FPDFPath_GetDrawMode(thing, fill, stroke)
    return bool(fill.value), bool(stroke.value)
