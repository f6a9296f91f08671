"""The cells of one sheet that show, with what is merged."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from plancheck.api import Unreadable, limits, regex
from plancheck_readers.sheets.workbook import Workbook, is_on, is_uncalculated, local, named, whole
from plancheck_readers.word.tree import Element

_REFERENCE = regex(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLUMNS = 16_384
_LETTERS = 26

Spot = tuple[int, int]
"""Row and column from 0."""


class Area(NamedTuple):
    """A rectangle of cells, its ends included."""

    top: int
    left: int
    bottom: int
    right: int


class Grid:
    """The cells of one sheet, whatever file they come from.

    :param count: counts code points against the cap
    """

    def __init__(self, count: Callable[[int], None]) -> None:
        self._count = count
        self.texts: dict[Spot, str] = {}
        """What cells show that are not empty, the hidden ones included."""
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns = bytearray(_COLUMNS)
        """1 where hidden."""

    def shows(self, spot: Spot) -> bool:
        """Tell whether neither the row nor the column of a cell is hidden."""
        return self.shows_row(spot[0]) and self.shows_column(spot[1])

    def shows_row(self, row: int) -> bool:
        """Tell whether a row is shown."""
        return row not in self.hidden_rows

    def shows_column(self, column: int) -> bool:
        """Tell whether a column is shown."""
        return not (column < _COLUMNS and self.hidden_columns[column])

    def add(self, spot: Spot, text: str) -> None:
        """Put what a cell shows in its place.

        :raises Unreadable: when there are too many cells
        """
        self._count(len(text))
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text or text.isspace():
            return
        if len(self.texts) >= limits.CELLS:
            raise Unreadable("read.too-many-cells", most=limits.CELLS)
        self.texts[spot] = text


class Sheet(Grid):
    """One sheet of an Office Open XML workbook.

    :param count: counts code points against the cap
    :raises Unreadable: when it has too many cells
    """

    def __init__(self, root: Element, workbook: Workbook, count: Callable[[int], None]) -> None:
        super().__init__(count)
        self.uncalculated = 0
        """Formulas that show nobody knows what."""
        for part in root:
            name = local(part)
            if name == "cols":
                self._hide(part)
            elif name == "sheetData":
                self._read(part, workbook)
            elif name == "mergeCells":
                self.merged = list(_areas(part))

    def _hide(self, columns: Element) -> None:
        for column in islice(columns, _COLUMNS):
            if _is_hidden(column, "width"):
                first = max(whole(column.get("min")) - 1, 0)
                last = min(whole(column.get("max")), _COLUMNS)
                self.hidden_columns[first:last] = b"\1" * (last - first)

    def _read(self, data: Element, workbook: Workbook) -> None:
        row = -1
        for element in named(data, "row"):
            row = whole(element.get("r"), row + 2) - 1
            if _is_hidden(element, "ht"):
                self.hidden_rows.add(row)
            column = -1
            for cell in named(element, "c"):
                spot = _spot(cell.get("r", ""))
                column = spot[1] if spot else column + 1
                self.add((row, column), workbook.text(cell))
                self.uncalculated += is_uncalculated(cell) and self.shows((row, column))


def _is_hidden(element: Element, size: str) -> bool:
    return is_on(element.get("hidden")) or element.get(size) in ("0", "0.0")


def _areas(merges: Element) -> Iterator[Area]:
    for merge in merges:
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _spot(first), _spot(last)
        if start and end and start[0] <= end[0] and start[1] <= end[1]:
            yield Area(*start, *end)


def _spot(reference: str) -> Spot | None:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return (int(match[2]) - 1, column - 1) if column <= _COLUMNS else None
