"""One document while it is read: its parts, what was counted, and what could not be read."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple, TypeVar

from plancheck.api import Grade, Unreadable
from plancheck_readers.package import Package
from plancheck_readers.tally import Tally
from plancheck_readers.word.lists import Numbering
from plancheck_readers.word.names import (
    FOOTER_REFERENCE,
    HEADER_REFERENCE,
    OFF,
    REL_ID,
    TITLE_PG,
    TYPE,
    VAL,
)
from plancheck_readers.word.numbering import Counters
from plancheck_readers.word.parts import POINTERS, Relations, Remembered, main_part, relations
from plancheck_readers.word.styles import StyleSheet
from plancheck_readers.word.survey import Survey, survey
from plancheck_readers.word.tree import UNSAFE, Element, parse

_STYLES = Remembered(StyleSheet)
_NUMBERINGS = Remembered(Numbering)

Value = TypeVar("Value")


def forget_templates() -> None:
    """Forget the styles, lists and relationships of earlier documents, for measuring a first."""
    for remembered in (_STYLES, _NUMBERINGS, POINTERS):
        remembered.forget()


class Part(NamedTuple):
    """A part that holds text."""

    name: str
    root: Element
    survey: Survey
    """What in it is plain."""


class Book(Tally):
    """What the stories of one document share.

    :param package: the document's package
    :raises Unreadable: when it holds no Word document, or its main part cannot be read
    """

    def __init__(self, package: Package) -> None:
        super().__init__()
        self._package = package
        name = main_part(package)
        self._targets: dict[str, Relations] = {}
        self._name = name
        self.notes: list[tuple[str, str]] = []
        """Foot- and endnotes referred to, in order: kind and id."""
        self.margins: list[tuple[str, str]] = []
        """Headers and footers that sections show: tag of the reference and relationship id."""
        self.box_counters = Counters()
        """Text boxes are numbered apart from the body."""
        self.main = self.load(name)

    # -- parts

    def load(self, name: str) -> Part:
        """Parse a part that holds text.

        :raises Unreadable: when it cannot be read
        """
        xml = self._package.read(name)
        root = parse(xml, name)
        styled = b"rStyle" in xml and self.styles.hides
        return Part(name, root, survey(root, styled=styled))

    def targets(self, part: str) -> Relations:
        """Return what a part points at."""
        found = self._targets.get(part)
        if found is None:
            found = self._targets[part] = relations(self._package, part)
        return found

    def attempt(self, part: str, load: Callable[[str], Value], grade: Grade) -> Value | None:
        """Load a part beside the main one; when it is damaged, note that and go on.

        :raises Unreadable: when the part is unsafe
        """
        try:
            return load(part)
        except Unreadable as error:
            if error.code in UNSAFE:
                raise
            self.note(grade, "health.part", part)
            return None

    @cached_property
    def styles(self) -> StyleSheet:
        """The style sheet, parsed when it is first needed."""
        return self._shared("styles", _STYLES) or StyleSheet()

    @cached_property
    def numbering(self) -> Numbering:
        """The lists, parsed when they are first needed."""
        return self._shared("numbering", _NUMBERINGS) or Numbering()

    def _shared(self, kind: str, remembered: Remembered[Value]) -> Value | None:
        part = self.part_of_kind(kind)
        if part is None:
            return None
        return self.attempt(part, lambda name: remembered.get(self._package, name), Grade.BLOCKING)

    def part_of_kind(self, kind: str) -> str | None:
        """Return the part the main part points at with a kind of relationship."""
        return self.targets(self._name).of_kind(kind)

    # -- what is met on the way

    def section(self, properties: Element) -> None:
        """Take note of the headers and footers that a section shows."""
        first = any(child.get(VAL) not in OFF for child in properties.iterchildren(TITLE_PG))
        for child in properties.iterchildren(HEADER_REFERENCE, FOOTER_REFERENCE):
            if first or child.get(TYPE) != "first":
                self.margins.append((child.tag, child.get(REL_ID, "")))
