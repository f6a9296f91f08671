"""How paragraphs of Word become blocks, whichever format they come from."""

from abc import ABC, abstractmethod
from typing import NamedTuple

from plancheck.api import Block, Paragraph, Zone
from plancheck_readers.tally import Tally
from plancheck_readers.word.levels import Listing
from plancheck_readers.word.numbering import Counters


class Look(NamedTuple):
    """What a paragraph's properties say of the block it becomes."""

    listing: Listing | None = None
    depth: int = 0
    """Level in the list, from 0."""
    level: int | None = None
    """Heading level 1-9, 0 for the title, None for ordinary text."""


PLAIN = Look()


class Emitter(ABC):
    """Gives out the paragraphs of one story in order, numbered, and what floats beside each.

    :param book: counts against the caps of the document
    :param zone: where the story stands
    :param counters: counts its numbered paragraphs
    """

    def __init__(self, book: Tally, zone: Zone, counters: Counters) -> None:
        self._tally = book
        self._zone = zone
        self._counters = counters
        self._waiting: list[str] = []

    @abstractmethod
    def _blocks_now(self) -> list[Block]:
        """Return the list to which blocks are to be added."""

    @abstractmethod
    def _emit_floating(self) -> None:
        """Add what was met in the paragraph beside its text, if anything was."""

    def _carry(self, text: str) -> None:
        """Keep the text of a paragraph that runs on into the next."""
        if text:
            self._waiting.append(text)

    def _emit(self, text: str, look: Look) -> None:
        """Add a paragraph, if there is anything to see in it, and what floats beside it."""
        if self._waiting:
            text = "".join((*self._waiting, text))
            self._waiting = []
        number = ""
        if look.listing:
            number = self._counters.advance(look.listing, look.depth)
            self._tally.count_text(len(number))
        if number or (text and not text.isspace()):
            paragraph = Paragraph(number + text, len(number), look.level, self._zone)
            self._blocks_now().append(paragraph)
        self._emit_floating()

    def _add_words(self, words: str) -> None:
        """Add words that stand in a drawing."""
        if words and not words.isspace():
            self._tally.count_text(len(words))
            self._blocks_now().append(Paragraph(words, zone=self._zone))
