"""Deletions that are tracked (ODF 1.3 part 3, 5.5).

What was deleted is kept in a list before the text, which is skipped. The flat form of LibreOffice
leaves it where it stood instead, between two marks.
"""

from plancheck_readers.opendocument.names import (
    CHANGE_END,
    CHANGE_ID,
    CHANGE_START,
    CHANGED_REGION,
    DELETION,
    REGION_IDS,
    TRACKED_CHANGES,
)
from plancheck_readers.word.tree import Element


class Changes:
    """Where a document stands in its deletions.

    :param root: the body. A deletion that does not end is not obeyed: better a deleted word too
        many than the rest of a plan lost.
    """

    def __init__(self, root: Element) -> None:
        self._deleted = _deleted(root)
        self._open: set[str] = set()

    @property
    def deleting(self) -> bool:
        """Whether what comes now was deleted."""
        return bool(self._open)

    def mark(self, element: Element) -> None:
        """Take note of the start or the end of a change; of other elements none."""
        key = element.get(CHANGE_ID, "")
        if element.tag == CHANGE_START and key in self._deleted:
            self._open.add(key)
        elif element.tag == CHANGE_END:
            self._open.discard(key)


def _deleted(root: Element) -> set[str]:
    """Return the ids of deletions that have a start and, after all their starts, an end."""
    regions = {
        region.get(name, "")
        for changes in root.iter(TRACKED_CHANGES)
        for region in changes.iterchildren(CHANGED_REGION)
        if region.find(DELETION) is not None
        for name in REGION_IDS
    }
    if not regions:
        return set()
    ended = {
        mark.get(CHANGE_ID, ""): mark.tag == CHANGE_END
        for mark in root.iter(CHANGE_START, CHANGE_END)
    }
    return {key for key, done in ended.items() if done and key in regions}
