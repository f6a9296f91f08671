"""A plan as understood: what the rules ask."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from plancheck.model import Document, Place
from plancheck.reading.lexicon import Hit
from plancheck.reading.outline import Line

OPENING = 20
"""Longest first sentence that opens its line, in characters."""


class PartKind(StrEnum):
    """What a part of a plan is for."""

    TITLE = "title"
    OPENING = "opening"
    """Paragraphs before the first heading."""
    GUIDING = "guiding"
    GOALS = "goals"
    TASKS = "tasks"
    REVIEW = "review"
    """What was done: the 总结 part; commits nothing."""
    MEANING = "meaning"
    """Why things matter, what others demand, slogans; commits nothing."""
    DECLINED = "declined"
    """What will not be done this time."""
    ROSTER = "roster"
    """Who holds which post."""
    SCHEDULE = "schedule"
    ANNEX = "annex"
    CLOSING = "closing"
    SIGNATURE = "signature"
    MARGIN = "margin"
    """Running headers and footers."""


class Role(StrEnum):
    """What a clause does."""

    MEASURE = "measure"
    """A commitment naming an activity, mechanism, body, deadline, number or document."""
    GENERAL = "general"
    """A commitment with nothing in it that one could later see done."""
    REVIEW = "review"
    MEANING = "meaning"
    CITATION = "citation"
    """Names or studies a law or a document."""
    NEGATED = "negated"
    WISH = "wish"
    OTHERS = "others"
    """What somebody else does."""
    RESTRICTION = "restriction"
    FACT = "fact"
    ROSTER = "roster"
    HEADING = "heading"
    QUOTED = "quoted"
    """A slogan or a name in quotation marks."""
    ABSENT = "absent"
    """An annex that is announced and not there."""

    @property
    def commits(self) -> bool:
        """Whether the clause promises something."""
        return self is Role.MEASURE or self is Role.GENERAL


class Kind(StrEnum):
    """The kind of period a plan covers."""

    ANNUAL = "annual"
    SCHOOL_YEAR = "school-year"
    TERM = "term"


class Month(NamedTuple):
    """A month of a certain year; orders by time."""

    year: int
    month: int
    """1-12."""

    def __str__(self) -> str:
        """Write ``2024-03``."""
        return f"{self.year:04d}-{self.month:02d}"


@lru_cache(256)
def _months(start: Month, end: Month) -> tuple[int, ...]:
    """Return the month numbers (1-12) of a period, which is asked for every clause."""
    first, last = (month.year * 12 + month.month - 1 for month in (start, end))
    return tuple(number % 12 + 1 for number in range(first, last + 1))


@dataclass(frozen=True, slots=True)
class Period:
    """The time a plan covers, both months included."""

    start: Month
    end: Month

    def months(self) -> tuple[int, ...]:
        """Return the month numbers (1-12) in order."""
        return _months(self.start, self.end)


class Layout(StrEnum):
    """How a schedule is laid out."""

    MONTHLY = "monthly"
    """By months, weeks or dates, in headings, a list, a table or run-in prose."""
    COARSE = "coarse"
    """By quarter, season, half-year or term."""
    TASK_TABLE = "task-table"
    """A table of tasks with a column of times."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One time in a schedule and what stands under it."""

    months: tuple[int, ...]
    """Months (1-12) the entry counts for; empty for quarters, terms, 全年 and 每月."""
    label: Place
    """The words that tell the time."""
    items: tuple[Place, ...]
    """The tasks under it; never empty for an entry that counts."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The part of a plan laid out by time."""

    layout: Layout
    entries: tuple[Entry, ...]

    @property
    def months(self) -> tuple[int, ...]:
        """Months with an entry of their own, in the order of the text, each once."""
        return tuple(dict.fromkeys(month for entry in self.entries for month in entry.months))


class Clause(NamedTuple):
    """A stretch of a statement between two commas."""

    start: int
    """Offsets in the normalised line."""
    end: int
    role: Role


def asks(words: str) -> bool:
    """Whether a sentence, normalised, is a question."""
    return words.rstrip('"”’)').endswith("?")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a line, or a whole cell or heading, with what its clauses do."""

    index: int
    line: Line
    start: int
    """Offsets in the normalised line."""
    end: int
    part: PartKind
    clauses: tuple[Clause, ...]
    found: Mapping[str, tuple[tuple[int, Hit], ...]]
    """Words of the lexicon by their list, each with the clause (from 0) it stands in; those in
    titles and slogans are left out."""
    lent: tuple["Statement", ...]
    """Headings, lead-ins and row heads that lend their topic, nearest first."""

    @property
    def norm(self) -> str:
        """The statement, normalised."""
        return self.line.norm[self.start : self.end]

    @property
    def place(self) -> Place:
        """Where it stands in the document."""
        return self.line.place(self.start, self.end)

    @property
    def hits(self) -> Iterator[Hit]:
        """Words of the lexicon found in it, list by list."""
        return (hit for found in self.found.values() for _, hit in found)

    def role_at(self, offset: int) -> Role:
        """Return what the clause at an offset of the normalised line does."""
        for clause in self.clauses:
            if clause.start <= offset < clause.end:
                return clause.role
        return Role.FACT

    @property
    def commits(self) -> bool:
        """Whether any clause promises something."""
        return any(clause.role.commits for clause in self.clauses)

    @property
    def asks(self) -> bool:
        """Whether it is a question, which lends its topic to what answers it."""
        return asks(self.norm)

    @property
    def opens(self) -> bool:
        """Whether it is the short first sentence of a paragraph, which the next ones go into."""
        if self.line.cell is not None or self.part is PartKind.SCHEDULE:
            return False  # an entry among others
        if self.start != self.line.start or self.end == len(self.line.norm):
            return False
        return self.end - self.start <= OPENING and self.norm[-1] in "。?!"


@dataclass(frozen=True, slots=True)
class Plan:
    """A document understood."""

    document: Document
    name: str
    """The file's name, for messages."""
    title: str
    unit: str | None
    kind: Kind | None
    period: Period | None
    lines: tuple[Line, ...]
    parts: tuple[PartKind, ...]
    """The part of each line."""
    statements: tuple[Statement, ...]
    mentions: Mapping[str, tuple[int, ...]]
    """Rule id → the statements (indices) that hold a word of its lists."""
    schedule: Schedule | None
    lexicon: frozenset[str]
    """Names of the word lists that were looked for."""
    unit_place: Place | None = None
    """Where title, header or signature names the unit."""
    period_place: Place | None = None
    """Where title, header or signature names the period or a date; the body is not asked."""
