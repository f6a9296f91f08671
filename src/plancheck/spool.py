"""Plans of a report that are many: the first are kept in memory, the others on the disk.

So the memory of a run is flat in the number of files, whatever format is written.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar, overload

Json = dict[str, Any]
R = TypeVar("R")

KEPT = 256
"""Plans kept in memory."""


class Ready(NamedTuple, Generic[R]):
    """Results that need no work, in the place of a task."""

    results: tuple[R, ...]


class Textless(Sequence[Json]):
    """Plans without their text."""

    def __init__(self, plans: Sequence[Json]) -> None:
        self._plans = plans

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._plans)

    @overload
    def __getitem__(self, at: int) -> Json: ...
    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...
    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        """Return a plan by its number, or some of them."""
        if isinstance(at, slice):
            return [*map(textless, self._plans[at])]
        return textless(self._plans[at])


def textless(plan: Json) -> Json:
    """Return a plan's part of a report without its text."""
    return {key: plan[key] for key in plan if key != "blocks"} if "blocks" in plan else plan


class Spool(Sequence[Json]):
    """The parts of a report about its plans, in the order in which they were added.

    Its file has no name and is gone with it.
    """

    def __init__(self) -> None:
        self._first: list[Json] = []
        self._starts = array("Q")
        self._file: Any = None

    def add(self, plan: Json) -> None:
        """Add a plan at the end."""
        if len(self._first) < KEPT:
            self._first.append(plan)
            return
        import json

        if self._file is None:
            from tempfile import TemporaryFile
            from weakref import finalize

            self._file = TemporaryFile()  # noqa: SIM115 - closed with this object
            finalize(self, self._file.close)
        self._starts.append(self._file.seek(0, 2))
        # as ASCII, so that a lone surrogate survives
        self._file.write(json.dumps(plan, separators=(",", ":")).encode("ascii") + b"\n")

    @property
    def plans(self) -> Sequence[Json]:
        """Return the plans: a list where all are in memory."""
        return self if self._starts else self._first

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._first) + len(self._starts)

    def __iter__(self) -> Iterator[Json]:
        """Yield each plan, from memory or from the disk."""
        yield from self._first
        for number in range(len(self._starts)):
            yield self._stored(number)

    @overload
    def __getitem__(self, at: int) -> Json: ...
    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...
    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        """Return a plan by its number, or some of them."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = range(len(self))[at]
        if number < len(self._first):
            return self._first[number]
        return self._stored(number - len(self._first))

    def _stored(self, number: int) -> Json:
        import json

        self._file.seek(self._starts[number])
        plan: Json = json.loads(self._file.readline())
        return plan
