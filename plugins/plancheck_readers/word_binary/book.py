"""One document while it is read: its structures, what was counted, and what could not be read."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, TypeVar

from plancheck.api import Grade, Unreadable, limits
from plancheck_readers.tally import Tally
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.symbols import is_sign_font
from plancheck_readers.word_binary.binary import damaged, plc, too_many_looks, u16, u32
from plancheck_readers.word_binary.container import Streams
from plancheck_readers.word_binary.drawings import Anchor, Shape, anchors, shapes
from plancheck_readers.word_binary.fib import Tables, read_fib
from plancheck_readers.word_binary.lists import Lists
from plancheck_readers.word_binary.looks import CharLook, Looks, ParaLook
from plancheck_readers.word_binary.pages import CHARACTERS, PARAGRAPHS, Pages
from plancheck_readers.word_binary.pieces import read_text
from plancheck_readers.word_binary.stylesheet import StyleSheet

_ANCHOR, _BOX = 26, 22
_LIMITS = frozenset({"read.too-much-text", "doc.too-many-runs"})
"""Faults of any structure for which the whole document is refused."""
_FONT_NAME = 40
"""Where a font's name stands in what is said of it (2.9.86 ``FFN``), its length before it."""

NOTHING = 1
"""Characters of a story that may belong to nobody: a last mark of its own (2.4.1)."""

Value = TypeVar("Value")


class Stories(NamedTuple):
    """Where each story starts; each ends where the next begins (2.4.1)."""

    body: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int
    header_boxes: int
    end: int


class Floats(NamedTuple):
    """What floats in the body, or in headers."""

    anchors: dict[int, Anchor]
    """By position."""
    boxes: dict[int, tuple[int, int]]
    """Start and end of the text in a shape, by the shape's number."""


class Book(Tally):
    """What the stories of one document share.

    :param streams: the document's streams
    :raises Unreadable: when its text, or which of it is deleted or hidden, cannot be told
    """

    def __init__(self, streams: Streams) -> None:
        super().__init__()
        fib = read_fib(streams.document)
        self.document = streams.document
        self.data = streams.data
        self.tables = Tables(fib, streams.tables[fib.second])
        self.stories = _stories(fib.lengths)
        text = read_text(self.tables.get(Tables.TEXT, "Clx"), streams.document, self.stories.end)
        self.chars = text.chars
        self._text_pieces = text
        fonts = enumerate(self._fonts)
        self.looks = Looks(
            streams.data, frozenset(index for index, name in fonts if is_sign_font(name))
        )
        self._starts, self._runs = self._read_runs()
        self._stored = self._read_paragraphs()
        self.notes: list[tuple[str, int]] = []
        """Foot- and endnotes referred to, in order: kind and index."""
        self.box_counters = Counters()
        """Text boxes are numbered apart from the body."""

    # -- text and what holds for it

    def run_at(self, position: int) -> tuple[CharLook, int]:
        """Return what holds for a character, and up to where."""
        index = bisect_right(self._starts, position)
        end = self._starts[index] if index < len(self._starts) else len(self.chars)
        return self._runs[index - 1], end

    def paragraph_at(self, mark: int) -> ParaLook:
        """Return what holds for the paragraph that a mark ends (2.4.6.1)."""
        piece = self._text_pieces.piece_at(mark)
        place = piece.place + (mark - piece.start) * piece.width
        stored = self._stored.at(place)
        if stored is None and mark < self.stories.end:
            self.note(Grade.BLOCKING, "health.part", PARAGRAPHS.name)
        return self.looks.paragraph(stored or b"", piece.changes)

    def _read_runs(self) -> tuple[list[int], list[CharLook]]:
        pages = Pages(
            self.tables.get(Tables.CHARACTERS, CHARACTERS.name), self.document, CHARACTERS
        )
        starts: list[int] = []
        runs: list[CharLook] = []
        left = limits.RUNS
        for piece in self._text_pieces.pieces:
            end = piece.place + (piece.end - piece.start) * piece.width
            for first, _, grpprl in pages.between(piece.place, end):
                left -= 1
                if left < 0:  # many pieces that stand in the same place
                    raise too_many_looks()
                look = self.looks.chars(grpprl, piece.changes)
                if not runs or look is not runs[-1]:
                    starts.append(piece.start + (first - piece.place) // piece.width)
                    runs.append(look)
        if pages.gaps:
            self.note(Grade.BLOCKING, "health.part", CHARACTERS.name)
        return starts, runs

    def _read_paragraphs(self) -> Pages:
        """Read what is stored of paragraphs.

        :raises Unreadable: when it cannot be read. It says that of characters instead where what is
            hidden cannot be told without paragraphs' properties, for then nobody must repair it.
        """
        try:
            table = self.tables.get(Tables.PARAGRAPHS, PARAGRAPHS.name)
            pages = Pages(table, self.document, PARAGRAPHS)
        except Unreadable as error:
            if error.code in _LIMITS:
                raise
            veiled = self.styles.hides or any(
                entry.grade is Grade.BLOCKING for entry in self.health
            )
            raise damaged(CHARACTERS.name if veiled else PARAGRAPHS.name) from error
        if pages.gaps:
            self.note(Grade.BLOCKING, "health.part", PARAGRAPHS.name)
        return pages

    # -- what may be missing or broken

    def attempt(self, what: str, load: Callable[[], Value], grade: Grade) -> Value | None:
        """Load a structure beside the text; when it is damaged, note that and go on.

        :param what: its name in [MS-DOC]
        :raises Unreadable: when it is larger than the caps allow
        """
        try:
            return load()
        except Unreadable as error:
            if error.code in _LIMITS:
                raise
            self.note(grade, "health.part", what)
            return None

    @cached_property
    def styles(self) -> StyleSheet:
        """The style sheet, read when it is first needed."""
        data = self.attempt("STSH", lambda: self.tables.get(Tables.STYLES, "STSH"), Grade.BLOCKING)
        return StyleSheet(data or b"", self.looks, self._miss_style)

    def _miss_style(self) -> None:
        """Take note of a style that is not there: it might hide, number or head its text."""
        self.note(Grade.BLOCKING, "health.part", "STSH")

    @cached_property
    def lists(self) -> Lists:
        """The lists, read when they are first needed."""
        lists = self.attempt("PlfLst", self._list_data, Grade.BLOCKING)
        return Lists(*(lists or (b"", b"")), self.looks)

    def _list_data(self) -> tuple[bytes, bytes]:
        lists = self.tables.get(Tables.LISTS, "PlfLst") + self.tables.after(Tables.LISTS)
        return lists, self.tables.get(Tables.OVERRIDES, "PlfLfo")

    @cached_property
    def _fonts(self) -> list[str]:
        table = self.attempt(
            "SttbfFfn", lambda: self.tables.get(Tables.FONTS, "SttbfFfn"), Grade.NOTICE
        )
        return _fonts(table or b"")

    def font(self, index: int) -> str:
        """Return the name of a font; empty for an unknown one."""
        return self._fonts[index] if index < len(self._fonts) else ""

    # -- what floats

    @cached_property
    def shapes(self) -> dict[int, Shape]:
        """All shapes by number."""
        content = self.attempt(
            "OfficeArtContent",
            lambda: self.tables.get(Tables.DRAWINGS, "OfficeArtContent"),
            Grade.BLOCKING,
        )
        if len(content or b"") > limits.PROPERTIES:
            self.note(Grade.BLOCKING, "health.part", "OfficeArtContent")
            return {}
        return shapes(content or b"")

    @cached_property
    def body_floats(self) -> Floats:
        """What floats in the body."""
        return self._floats(
            Tables.ANCHORS, Tables.BOXES, 0, self.stories.boxes, self.stories.header_boxes
        )

    @cached_property
    def header_floats(self) -> Floats:
        """What floats in headers and footers."""
        stories = self.stories
        return self._floats(
            Tables.HEADER_ANCHORS,
            Tables.HEADER_BOXES,
            stories.headers,
            stories.header_boxes,
            stories.end,
        )

    def _floats(self, marks: int, boxes: int, base: int, start: int, end: int) -> Floats:
        grade = Grade.NOTICE if base else Grade.BLOCKING
        found = self.attempt(
            "PlcfSpa", lambda: plc(self.tables.get(marks, "PlcfSpa"), _ANCHOR, "PlcfSpa"), grade
        )
        texts = self.attempt(
            "PlcftxbxTxt",
            lambda: plc(self.tables.get(boxes, "PlcftxbxTxt"), _BOX, "PlcftxbxTxt"),
            grade,
        )
        ties = (
            {
                base + first: anchors(found.element(index))
                for index, (first, _) in enumerate(found.ranges)
            }
            if found
            else {}
        )
        ranges: dict[int, tuple[int, int]] = {}
        for index, (first, last) in enumerate(texts.ranges if texts else ()):
            element = texts.element(index) if texts else b""
            number = u32(element, 14)
            if u16(element, 8) or not number:  # one that waits for use, or the end of them all
                continue
            if start + last > end or number in ranges:
                self.note(grade, "health.part", "PlcftxbxTxt")
            else:
                ranges[number] = (start + first, start + last)
        if texts is not None and not texts.bounds and end - start > NOTHING:
            self.note(grade, "health.part", "PlcftxbxTxt")
        return Floats(ties, ranges)


def _stories(lengths: tuple[int, ...]) -> Stories:
    starts = [0]
    for length in lengths:
        starts.append(starts[-1] + length)
    return Stories(*starts)


def _fonts(table: bytes) -> list[str]:
    """Return the names of all fonts (2.9.286 ``SttbfFfn``)."""
    names = []
    at = 4
    for _ in range(u16(table, 0)):
        if at >= len(table):
            break
        length = table[at]
        name = table[at + _FONT_NAME : at + 1 + length].decode("utf-16-le", "replace")
        names.append(name.partition("\0")[0])
        at += 1 + length
    return names
