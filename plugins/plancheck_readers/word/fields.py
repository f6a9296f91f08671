"""Complex fields: only their results are text (ECMA-376 part 1, 17.16)."""

from plancheck_readers.word.names import (
    DD_LIST,
    DEL,
    FF_DATA,
    FLD_CHAR,
    FLD_CHAR_TYPE,
    MOVE_FROM,
    VAL,
)
from plancheck_readers.word.tree import Element

_LIST_ENTRY = DD_LIST.replace("ddList", "listEntry")
_RESULT = DD_LIST.replace("ddList", "result")


class Fields:
    """Where a story stands in its fields, which may be nested and reach over paragraphs.

    :param story: the root of the story. When its fields do not close, they are not obeyed: better
        an instruction's nested result too many than the rest of a plan lost.
    """

    def __init__(self, story: Element) -> None:
        self._story = story
        self._obeyed: bool | None = None
        self._open: list[bool] = []
        self.muted = 0
        """How many open fields have not come to their result yet."""

    def step(self, mark: Element) -> str:
        """Take note of the begin, middle or end of a field.

        :returns: the choice of a drop-down list, which has no result of its own
        """
        if self._obeyed is None:
            self._obeyed = _balanced(self._story)
        kind = mark.get(FLD_CHAR_TYPE)
        if self._obeyed:
            self._obey(kind)
        return _choice(mark) if kind == "begin" and len(mark) else ""

    def _obey(self, kind: str | None) -> None:
        if kind == "begin":
            self._open.append(False)
            self.muted += 1
        elif kind == "separate" and self._open and not self._open[-1]:
            self._open[-1] = True
            self.muted -= 1
        elif kind == "end" and self._open and not self._open.pop():
            self.muted -= 1


def _balanced(story: Element) -> bool:
    depth = 0
    for mark in story.iter(FLD_CHAR):
        kind = mark.get(FLD_CHAR_TYPE)
        if kind == "separate" or next(mark.iterancestors(DEL, MOVE_FROM), None) is not None:
            continue
        depth += 1 if kind == "begin" else -1
        if depth < 0:
            return False
    return depth == 0


def _choice(mark: Element) -> str:
    for listing in mark.iterfind(f"{FF_DATA}/{DD_LIST}"):
        entries = [entry.get(VAL, "") for entry in listing.iterchildren(_LIST_ENTRY)]
        result = listing.find(_RESULT)
        index = "0" if result is None else result.get(VAL, "0")
        if index.isdecimal() and len(index) < 4 and int(index) < len(entries):  # noqa: PLR2004
            return entries[int(index)]
    return ""
