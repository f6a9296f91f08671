"""What automatic numbering must know of a list, whichever format defines it."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

LEVELS = 9
"""Levels of a list."""


class Level(NamedTuple):
    """How one level of a list is numbered."""

    start: int = 0
    form: str = "decimal"
    pattern: str = ""
    """For the form ``custom`` only."""
    text: str = ""
    """Text with ``%1`` to ``%9`` for the numbers of levels 1 to 9."""
    restart: int | None = None
    """Using a level up to this one (from 1) starts this one anew; 0 never; None: any above."""
    legal: bool = False
    """Whether all numbers are written in plain digits."""
    tight: bool = False
    """Whether nothing follows the number."""
    style: str | None = None
    hidden: bool = False


class Listing(Protocol):
    """A list as paragraphs refer to it."""

    @property
    def num_id(self) -> str:
        """Its id."""

    @property
    def abstract(self) -> str:
        """What it counts with: lists of one abstract list share their numbers."""

    @property
    def starts(self) -> Mapping[int, int]:
        """Levels (from 0) that start anew with this list, and where."""

    def level(self, index: int) -> Level | None:
        """Return how a level (from 0) is numbered."""

    def start(self, index: int) -> int:
        """Return the number a level starts with."""
