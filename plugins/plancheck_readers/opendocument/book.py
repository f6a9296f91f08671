"""One document while it is read: what was counted, and what could not be read."""

from collections.abc import Iterator

from plancheck.api import Grade, Unreadable
from plancheck_readers.opendocument.changes import Changes
from plancheck_readers.opendocument.names import (
    CHART,
    MATH,
    MATH_ANNOTATION,
    SECTION_SOURCE,
    VALUE_TYPE,
    P,
)
from plancheck_readers.package import Package
from plancheck_readers.tally import Tally
from plancheck_readers.word.tree import UNSAFE, Element, parse


class Book(Tally):
    """What the stories of one document share.

    :param package: where embedded objects stand; None for the flat form
    :param content: the root of the text
    """

    def __init__(self, package: Package | None, content: Element) -> None:
        super().__init__()
        self._package = package
        self.changes = Changes(content)
        """Where the document stands in its deletions."""
        self.notes: list[Element] = []
        """Foot- and endnotes met in the body, in order."""

    def linked(self, section: Element) -> None:
        """Take note of an empty section whose text lies in another file."""
        for _ in section.iterchildren(SECTION_SOURCE):
            self.note(Grade.BLOCKING, "health.embedded", "subdocument")

    def object_words(self, href: str) -> list[str]:
        """Return the words of a formula or a chart; take note of any other object."""
        root = self._object(href.removeprefix("./"))
        if root is None:
            self.note(Grade.BLOCKING, "health.embedded", "object")
            return []
        words = list(dict.fromkeys(_words(root)))
        return [line for line in words if line.strip()]

    def _object(self, folder: str) -> Element | None:
        name = f"{folder}/content.xml"
        if self._package is None or not folder or name not in self._package:
            return None
        try:
            root = parse(self._package.read(name), name)
        except Unreadable as error:
            if error.code in UNSAFE:
                raise
            return None
        known = root.tag == MATH or next(root.iter(CHART), None) is not None
        return root if known else None


def _words(root: Element) -> Iterator[str]:
    """Yield a formula in one line, or a chart's titles and labels; its numbers are not text."""
    if root.tag == MATH:
        yield "".join(
            (element.text or "").strip()
            for element in root.iter()
            if element.tag != MATH_ANNOTATION
        )
        return
    for paragraph in root.iter(P):
        cell = paragraph.getparent()
        if cell is None or cell.get(VALUE_TYPE) != "float":
            yield "".join(str(piece) for piece in paragraph.itertext())
