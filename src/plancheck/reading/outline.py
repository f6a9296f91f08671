"""The document as lines, with numbers, headings and who stands under whom.

A *line* is what a person sees as one: a paragraph up to a soft break, or a line of a table cell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plancheck.model import Block, Document, Paragraph, Place, Zone
from plancheck.reading.labels import Label, read_label
from plancheck.reading.month_labels import Head, merged_labels
from plancheck.reading.text import Text, normalise
from plancheck.reading.words import lists, signs

HEADING = 32
"""Longest heading, in normalised characters after its number."""

PLAIN_HEADING = 18
"""Longest heading that has neither number nor style."""

_STOPS = "。;!?,"
TOP = ("half", "stem", "cn", "(cn)", "第cn章", "第cn部分", "第cn节", "第1章", "第1部分", "[cn]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document."""

    index: int
    block: int
    offset: int
    """Where the line begins in its block's (or cell's) original text."""
    text: Text
    original: str
    label: Label | None
    level: int | None
    """Heading level by style; 0 for a title's style."""
    zone: Zone
    cell: tuple[int, int] | None = None
    page: int | None = None
    heading: bool = False
    parent: int | None = None
    """Index of the heading line above it in the hierarchy."""

    @property
    def norm(self) -> str:
        """The whole normalised line."""
        return self.text.norm

    @property
    def body(self) -> str:
        """The normalised line without its number."""
        return self.text.norm[self.label.end :] if self.label else self.text.norm

    @property
    def start(self) -> int:
        """Where the words begin after the number, in the normalised line."""
        return self.label.end if self.label else 0

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Return the place of a stretch of the normalised line."""
        first, last = self.text.back(start, len(self.norm) if end is None else end)
        return Place(self.block, self.offset + first, self.offset + last, self.cell, self.page)


def outline(document: Document) -> tuple[Line, ...]:
    """Return the document's lines with their headings and hierarchy."""
    lines = _settled(document, list(_lines(document)))
    return tuple(_hierarchy(lines))


def _settled(document: Document, lines: list[Line]) -> list[Line]:
    """Take ``一、`` for what it is where ``一、二月`` means two months."""
    heads = [Head(line.norm, line.label, _automatic(document, line)) for line in lines]
    for index in merged_labels(heads):
        lines[index] = replace(lines[index], label=None)
    return lines


def _automatic(document: Document, line: Line) -> bool:
    block = document.blocks[line.block]
    return isinstance(block, Paragraph) and line.offset == 0 and block.number > 0


def _lines(document: Document) -> Iterator[Line]:
    index = 0
    for number, block in enumerate(document.blocks):
        for cell, level, text in _texts(block):
            for offset, piece, normal in _pieces(text):
                yield Line(
                    index=index,
                    block=number,
                    offset=offset,
                    text=normal,
                    original=piece,
                    label=_label(normal),
                    level=level,
                    zone=block.zone,
                    cell=cell,
                    page=block.page,
                )
                index += 1


def _label(text: Text) -> Label | None:
    return read_label(text.norm, text.first_gap() if text.norm[0].isdigit() else 0)


def _texts(block: Block) -> Iterator[tuple[tuple[int, int] | None, int | None, str]]:
    """Yield the cell, the level and the text of a paragraph, or of each cell of a table."""
    if isinstance(block, Paragraph):
        yield None, block.level, block.text
        return
    for cell in block.cells:
        yield (cell.row, cell.column), None, cell.text


def _pieces(text: str) -> Iterator[tuple[int, str, Text]]:
    """Yield the pieces between soft breaks with their offsets; blank ones are left out."""
    offset = 0
    for piece in text.split("\n"):
        if piece and not piece.isspace():
            normal = normalise(piece)
            if normal.norm:
                yield offset, piece, normal
        offset += len(piece) + 1


def _hierarchy(lines: Sequence[Line]) -> Iterator[Line]:
    """Decide which lines are headings, and under which heading each line stands."""
    if not lines:
        return
    stack: list[tuple[str, int, bool]] = []  # kind, line index, whether a heading
    items: set[str] = set()  # kinds of numbers whose lines were seen to be items
    # a running head or a note behind the last line does not make a heading of it
    following = [*(line if line.zone is Zone.BODY else None for line in lines[1:]), None]
    for line, below in zip(lines, following, strict=True):
        if line.cell is not None or line.zone is not Zone.BODY:
            yield replace(line, parent=_parent(stack)) if line.zone is Zone.BODY else line
            continue
        kind = _kind(line, below)
        if kind is None:
            yield replace(line, parent=_parent(stack))
            continue
        _pop(stack, kind)
        heading = _is_heading(line, below, [entry[0] for entry in stack], kind, items)
        yield replace(line, heading=heading, parent=_parent(stack))
        if not heading:
            items.add(kind)
        elif line.label is None or kind in TOP:
            items.clear()
        stack.append((kind, line.index, heading))


def _kind(line: Line, below: Line | None) -> str | None:
    if line.label is not None:
        return line.label.kind
    return "plain" if below is not None and _plain_heading(line, below) else None


def _pop(stack: list[tuple[str, int, bool]], kind: str) -> None:
    """Leave on the stack only what a line of this kind can stand under."""
    if kind == "plain":
        while stack and stack[-1][0] not in TOP:
            stack.pop()
        return
    kinds = [entry[0] for entry in stack]
    if kind in kinds:
        del stack[kinds.index(kind) :]


def _parent(stack: Sequence[tuple[str, int, bool]]) -> int | None:
    return next((index for _, index, heading in reversed(stack) if heading), None)


def _is_heading(
    line: Line, below: Line | None, above: Sequence[str], kind: str, items: set[str]
) -> bool:
    if kind == "plain":
        return True
    body = line.body
    if below is None or len(body) > HEADING or not body or body[-1] in _STOPS:
        return False
    if body[-1] == ":" or below.cell is not None:
        return True
    if below.label is not None:
        return below.label.kind != kind and below.label.kind not in above
    return kind in TOP or kind not in items


def _plain_heading(line: Line, below: Line) -> bool:
    """Tell a heading that has no number: a short line with longer or numbered words under it.

    Styles are not asked: the same plan must read the same from a file that has none.
    """
    norm = line.norm
    if len(norm) > PLAIN_HEADING or norm[-1] in _STOPS or _salutes(norm):
        return False
    bare = norm.strip("[]:()")
    known = lists("headings")
    if bare in known["plain"] or bare.endswith(known["plain.ends"]):
        return True
    if below.label is not None or below.cell is not None:
        return True
    return below.norm[-1] in _STOPS and len(below.norm) > len(norm)


def _salutes(norm: str) -> bool:
    """Whether a line greets (各位代表:)."""
    return norm[-1] == ":" and (
        norm.startswith(signs("salutes")) or norm[:-1].endswith(signs("saluted"))
    )
