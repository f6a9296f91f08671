"""What a letter says, whatever it is written as."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to mend."""

    head: str
    """What it is about, without a full stop."""
    text: str
    """What was found, where, and on what the demand rests: sentences."""
    insert: str = ""
    """A sentence ready to be put into the plan, blanks as ``____``."""


@dataclass(frozen=True, slots=True)
class Section:
    """Points of one weight."""

    name: str
    """``must``, ``should``, ``text``, ``unknown`` or ``waived``."""
    title: str
    lead: str = ""
    points: tuple[Point, ...] = ()
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one school."""

    lang: str
    titles: tuple[str, ...]
    """The title, in the pieces between which a line may end."""
    to: str
    opening: str
    verdict: str
    """The verdict alone, as 退回重报; empty where there is none."""
    judged: str
    """The verdict in a sentence; empty where there is none."""
    summary: str
    """What follows from it, or why there is none."""
    strengths: str
    """What is good of an accepted plan; empty for others."""
    changes: str
    """What became of the plan since the last round; empty in a first one."""
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    union: str
    date: str
    day: str | None
    """The day the letter bears, as ``YYYY-MM-DD``; None where it is left open."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What a template can name besides: ``school``, ``plan``, ``period``, ``file``, ``notice``,
    ``deadline``, ``address``, ``contact``."""

    @property
    def title(self) -> str:
        """The title on one line."""
        return "".join(self.titles)


class Kind(StrEnum):
    """What a line of a letter is."""

    TITLE = "title"
    TO = "to"
    TEXT = "text"
    SECTION = "section"
    POINT = "point"
    INSERT = "insert"
    CLOSING = "closing"
    UNION = "union"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a letter."""

    kind: Kind
    text: str
    head: str = ""
    """What stands before the text and is set off from it; of a title its first line, where it is
    long."""
