"""Documents as plain data, and back: what ``plancheck show --document`` prints and JSON files hold.

The form is that of ``document.schema.json``. It carries what a file holds, never what plancheck
makes of it: nobody can declare a part, a role or a verdict.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, NamedTuple, TypeGuard, TypeVar

from plancheck import limits
from plancheck.errors import Unreadable
from plancheck.model import Block, Cell, Document, Grade, Health, Paragraph, Place, Table, Zone

SCHEMA_VERSION = 1
LEVELS = 9
"""Deepest heading level."""

E = TypeVar("E", bound=StrEnum)


def to_dict(document: Document) -> dict[str, Any]:
    """Return a document as plain data; what has its usual value is left out."""
    return {
        "schema_version": SCHEMA_VERSION,
        "format": document.format,
        "blocks": [_block(block) for block in document.blocks],
        "health": [_health(entry) for entry in document.health],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        own = {"text": block.text} | _unless(0, number=block.number)
        own |= _unless(None, level=block.level)
    else:
        own = {"cells": [_cell(cell) for cell in block.cells]}
    return own | _unless(Zone.BODY, zone=block.zone) | _unless(None, page=block.page)


def _cell(cell: Cell) -> dict[str, Any]:
    own = {"row": cell.row, "column": cell.column, "text": cell.text}
    return own | _unless(1, rows=cell.rows, columns=cell.columns)


def _health(entry: Health) -> dict[str, Any]:
    own: dict[str, Any] = {"grade": str(entry.grade), "code": entry.code}
    own |= _unless({}, values=dict(entry.values))
    return own if entry.place is None else own | {"place": place_to_dict(entry.place)}


def place_to_dict(place: Place) -> dict[str, Any]:
    """Return a place as plain data."""
    own: dict[str, Any] = {"block": place.block, "start": place.start, "end": place.end}
    own |= _unless(None, cell=None if place.cell is None else list(place.cell))
    return own | _unless(None, page=place.page)


def _unless(usual: object, **values: object) -> dict[str, Any]:
    return {
        key: str(value) if isinstance(value, Zone) else value
        for key, value in values.items()
        if value != usual
    }


def from_dict(data: object) -> Document:
    """Return the document that plain data describe.

    :raises Unreadable: ``document.invalid`` with the JSON path of the fault; ``document.other``
        when the data are no document, ``document.version`` when they are one of another version
    """
    if not isinstance(data, dict) or not {"schema_version", "blocks"} <= data.keys():
        raise Unreadable("document.other")
    root = _Node(data, "$").members("schema_version", "format", "blocks", "health")
    if root["schema_version"].integer(least=1) != SCHEMA_VERSION:
        raise Unreadable("document.version", version=SCHEMA_VERSION)
    document = Document(
        format=root["format"].text(),
        blocks=tuple(map(_read_block, root["blocks"].items())),
        health=tuple(map(_read_health, root["health"].items())),
    )
    _check_places(document)
    return document


class _Node(NamedTuple):
    """A value in the data, and the JSON path to it."""

    value: object
    path: str

    def fault(self, expected: str) -> Unreadable:
        """Make the error that this value is not what it should be."""
        return Unreadable("document.invalid", path=self.path, expected=expected)

    def members(self, *required: str, optional: Collection[str] = ()) -> "dict[str, _Node]":
        """Return an object's members: all it must have, none it cannot have."""
        if not isinstance(self.value, dict):
            raise self.fault("object")
        for name in required:
            if name not in self.value:
                raise self.fault(f"object with {name}")
        found = {name: _Node(value, f"{self.path}.{name}") for name, value in self.value.items()}
        for name, node in found.items():
            if name not in required and name not in optional:
                raise node.fault("nothing")
        return found

    def items(self) -> "list[_Node]":
        """Return an array's items."""
        if not isinstance(self.value, list):
            raise self.fault("array")
        return [_Node(value, f"{self.path}[{at}]") for at, value in enumerate(self.value)]

    def text(self) -> str:
        """Return a string; a lone half of a surrogate pair becomes U+FFFD."""
        if not isinstance(self.value, str):
            raise self.fault("string")
        return _whole(self.value)

    def integer(self, least: int = 0, most: int = limits.FILE) -> int:
        """Return a whole number; 1.0 is one, as in JSON Schema."""
        value = int(self.value) if _is_whole(self.value) else self.value
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self.fault(f"integer {least}-{most}")
        return value

    def one_of(self, kind: type[E]) -> E:
        """Return a member of an enumeration."""
        try:
            return kind(self.text())
        except ValueError:
            raise self.fault(" | ".join(kind)) from None


def _is_whole(value: object) -> TypeGuard[float]:
    return isinstance(value, float) and value.is_integer()


def _read_block(node: _Node) -> Block:
    if isinstance(node.value, dict) and "cells" in node.value:
        return _read_table(node)
    found = node.members("text", optional=("number", "level", "zone", "page"))
    text = found["text"].text()
    return Paragraph(
        text,
        number=found["number"].integer(most=len(text)) if "number" in found else 0,
        level=found["level"].integer(most=LEVELS) if "level" in found else None,
        zone=_zone(found),
        page=_page(found),
    )


def _read_table(node: _Node) -> Table:
    found = node.members("cells", optional=("zone", "page"))
    cells: dict[tuple[int, int], Cell] = {}
    for item in found["cells"].items():
        cell = _read_cell(item)
        if (cell.row, cell.column) in cells:
            raise item.fault("one cell at a place")
        cells[cell.row, cell.column] = cell
    return Table(tuple(cells[at] for at in sorted(cells)), _zone(found), _page(found))


def _read_cell(node: _Node) -> Cell:
    found = node.members("row", "column", "text", optional=("rows", "columns"))
    return Cell(
        row=found["row"].integer(most=limits.CELLS),
        column=found["column"].integer(most=limits.CELLS),
        text=found["text"].text(),
        rows=found["rows"].integer(1, limits.SPAN) if "rows" in found else 1,
        columns=found["columns"].integer(1, limits.SPAN) if "columns" in found else 1,
    )


def _zone(found: dict[str, _Node]) -> Zone:
    return found["zone"].one_of(Zone) if "zone" in found else Zone.BODY


def _page(found: dict[str, _Node]) -> int | None:
    return found["page"].integer(least=1) if "page" in found else None


def _read_health(node: _Node) -> Health:
    found = node.members("grade", "code", optional=("values", "place"))
    return Health(
        found["grade"].one_of(Grade),
        found["code"].text(),
        tuple((name, item.text()) for name, item in _any_members(found.get("values"))),
        _read_place(found["place"]) if "place" in found else None,
    )


def _any_members(node: _Node | None) -> list[tuple[str, _Node]]:
    """Return the members of an object whose names are free."""
    if node is None:
        return []
    names = node.value if isinstance(node.value, dict) else ()
    return [(_whole(name), item) for name, item in node.members(*names).items()]


def _whole(text: str) -> str:
    """Replace what no encoding can write; JSON can hold it (RFC 8259, 8.2)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _read_place(node: _Node) -> Place:
    found = node.members("block", "start", "end", optional=("cell", "page"))
    cell = None
    if "cell" in found:
        at = [item.integer(most=limits.CELLS) for item in found["cell"].items()]
        if len(at) != 2:  # noqa: PLR2004 - row and column
            raise found["cell"].fault("[row, column]")
        cell = at[0], at[1]
    start = found["start"].integer()
    end = found["end"].integer(least=start)
    return Place(found["block"].integer(), start, end, cell, _page(found))


def _check_places(document: Document) -> None:
    """Refuse notes about places that are not there."""
    for at, entry in enumerate(document.health):
        if entry.place is None:
            continue
        try:
            inside = entry.place.end <= len(document.whole(entry.place))
        except LookupError:
            inside = False
        if not inside:
            raise _Node(None, f"$.health[{at}].place").fault("place in the document")
