"""The reader's walk with somebody beside it who writes down where text comes from.

Nothing is read here: each method lets :class:`.story.Story` or :class:`.line.Line` do its work and
then looks at what has come of it. Plain paragraphs are not read the short way.
"""

from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple, cast

from plancheck.api import Block, Paragraph, Zone
from plancheck_readers.package import Package
from plancheck_readers.word.book import Book, Part
from plancheck_readers.word.cells import OpenCell
from plancheck_readers.word.emitting import Look
from plancheck_readers.word.fields import Fields
from plancheck_readers.word.line import Line
from plancheck_readers.word.names import ID, NOTES
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.story import Story
from plancheck_readers.word.styles import StyleSheet
from plancheck_readers.word.survey import Survey
from plancheck_readers.word.tree import Element


class Source(NamedTuple):
    """Where a stretch of a text comes from; offsets in code points of that text."""

    start: int
    end: int
    home: Element | None = None
    """The paragraph of the main part where it stands or is referred to."""
    beside: Element | None = None
    """The drawing or the mark of a note by which it is shown, if it is by one."""
    spans: tuple[tuple[int, int, Element], ...] = ()
    """Start, end, and the element that shows it."""

    def moved(self, by: int) -> "Source":
        """Return it for a text that begins earlier."""
        spans = tuple((start + by, end + by, element) for start, end, element in self.spans)
        return self._replace(start=self.start + by, end=self.end + by, spans=spans)


Sources = Mapping[tuple[int, int] | None, tuple[Source, ...]]
"""Of a block: of its text (None), or of its cells by row and column."""


class TracedBook(Book):
    """Remembers where blocks come from."""

    def __init__(self, package: Package) -> None:
        self._sources: dict[int, tuple[Block, Sources]] = {}
        self.marks: dict[tuple[str, str], tuple[Element, Element]] = {}
        """Kind and id of a note → the paragraph that refers to it, and the mark there."""
        super().__init__(package)

    def load(self, name: str) -> Part:
        """Parse a part, and call nothing in it plain.

        :raises Unreadable: when it cannot be read
        """
        part = super().load(name)
        return part._replace(survey=Survey({}, part.survey.shaped))

    def keep(self, block: Block, sources: Sources) -> None:
        """Take note of where a block comes from; it is kept, so that its id stays its own."""
        self._sources[id(block)] = block, sources

    def sources(self, block: Block) -> Sources:
        """Return where a block comes from."""
        return self._sources[id(block)][1]


def _credited(read: Callable[[Line, Element], None]) -> Callable[[Line, Element], None]:
    def credited(line: Line, element: Element) -> None:
        read(line, element)
        cast("TracedLine", line).credit(element)

    return credited


class TracedLine(Line):
    """Writes down which element each piece of text comes from."""

    def __init__(self, styles: Callable[[], StyleSheet], fields: Fields) -> None:
        super().__init__(styles, fields)
        self._elements: list[Element] = []
        self._marks: list[Element] = []

    def begin(self, *, hidden: bool) -> None:
        """Start a new paragraph."""
        super().begin(hidden=hidden)
        self._elements = []
        self._marks = []

    @property
    def shown(self) -> list[tuple[str, Element]]:
        """Pieces of text and what shows them, since the paragraph began."""
        return list(zip(self._pieces, self._elements, strict=True))

    @property
    def marks(self) -> list[tuple[tuple[str, str], Element]]:
        """Foot- and endnotes (kind and id), and the marks that refer to them."""
        return list(zip(self.notes, self._marks, strict=True))

    def credit(self, element: Element) -> None:
        """Take what has come in since the last time for an element's."""
        self._elements += [element] * (len(self._pieces) - len(self._elements))
        self._marks += [element] * (len(self.notes) - len(self._marks))

    def _text(self, element: Element) -> None:
        super()._text(element)
        self.credit(element)

    def _field(self, element: Element, *, silent: bool) -> None:
        super()._field(element, silent=silent)
        self.credit(element)

    READ: ClassVar = {tag: _credited(read) for tag, read in Line.READ.items()}
    """As the line does, and whose it was."""


class TracedStory(Story):
    """Tells the book where each block comes from."""

    _LINE = TracedLine
    _line: TracedLine

    def __init__(
        self, book: TracedBook, part: Part, root: Element, zone: Zone, counters: Counters
    ) -> None:
        super().__init__(book, part, root, zone, counters)
        self._traced = book
        self._home: Element | None = None
        self._shown: list[tuple[str, Element]] = []
        """What was gathered for the next paragraph that is given out."""
        self._at = 0

    def read(self) -> list[Block]:
        """Return all blocks of the story; those of a note stand at its mark."""
        blocks = super().read()
        if self._root.tag in NOTES:
            kind = "footnotes" if self._root.tag.endswith("}footnote") else "endnotes"
            home, mark = self._traced.marks.get((kind, self._root.get(ID, "")), (None, None))
            for block in blocks:
                self._keep_beside(block, home, mark)
        return blocks

    def _paragraph(self, paragraph: Element) -> None:
        self._home = paragraph
        super()._paragraph(paragraph)

    def _step_by_step(self, paragraph: Element, *, hidden: bool) -> str:
        text = super()._step_by_step(paragraph, hidden=hidden)
        self._shown += self._line.shown
        for note, mark in self._line.marks:
            self._traced.marks.setdefault(note, (paragraph, mark))
        return text

    def _emit(self, text: str, look: Look) -> None:
        self._at = len(self._found)
        super()._emit(text, look)
        self._shown = []

    def _emit_floating(self) -> None:
        """Take note of the paragraph, if there was anything to see in it."""
        if len(self._found) > self._at:
            block = cast("Paragraph", self._found[self._at])
            self._traced.keep(block, {None: (self._source(block),)})
        super()._emit_floating()

    def _source(self, block: Paragraph) -> Source:
        spans = []
        at = block.number
        for words, element in self._shown:
            spans.append((at, at + len(words), element))
            at += len(words)
        return Source(0, len(block.text), self._home, None, tuple(spans))

    def _float(self, element: Element) -> None:
        known = len(self._found)
        super()._float(element)
        for block in self._found[known:]:
            self._keep_beside(block, self._home, element)

    def _keep_beside(self, block: Block, home: Element | None, beside: Element | None) -> None:
        texts = (
            {None: block.text}
            if isinstance(block, Paragraph)
            else {(cell.row, cell.column): cell.text for cell in block.cells}
        )
        self._traced.keep(
            block, {key: (Source(0, len(text), home, beside),) for key, text in texts.items()}
        )

    def _assembled(self, cells: list[OpenCell]) -> list[Block]:
        blocks = super()._assembled(cells)
        inside = {id(block) for cell in cells for block in cell.blocks}
        for block in blocks:
            if id(block) not in inside:
                self._traced.keep(block, {(c.row, c.column): self._of_cell(c) for c in cells})
        return blocks

    def _of_cell(self, cell: OpenCell) -> tuple[Source, ...]:
        """Join the sources of a cell's paragraphs as their texts are joined."""
        found: list[Source] = []
        at = 0
        for block in cell.blocks:
            (sources,) = self._traced.sources(block).values()
            found += (source.moved(at) for source in sources)
            at = found[-1].end + 1
        return tuple(found)
