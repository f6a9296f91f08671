"""Engines: what spreads work over processes or machines, so that nothing is lost.

An :class:`Assignment` says what is to be done; an :class:`Engine` does it. There are two: ``local``
(processes of this machine, by pebble) and ``cluster`` (dask.distributed, imported when it is asked
for). Both give the same results in the same order, and both name a task that kills or holds up
what works on it. ``docs/decisions/013-engines.md`` and ``015-cluster.md`` have the figures.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Generic, Self, TypeVar

from plancheck.spool import Ready

T = TypeVar("T")
R = TypeVar("R")


class Fate(StrEnum):
    """What happened to a task that came to nothing."""

    SLOW = "slow"
    """It took longer than it may; its process was killed."""
    DIED = "died"
    """Its process died, as when the system runs out of memory."""
    MEMORY = "memory"
    """It wanted more memory than it may have."""


@dataclass(frozen=True, slots=True)
class Assignment(Generic[T, R]):
    """What is to be done with tasks, wherever it is done.

    :param make: makes what works on a task, once in each process; picklable
    :param lost: makes the results of a task that came to nothing
    :param split: parts a task that came to nothing, to find what in it is at fault; no parts where
        it cannot be parted
    :param seconds: that a task may take
    :param megabytes: of address space that a process may take, where the system can hold it to that
    :param ordered: whether results come in the order of the tasks
    """

    make: Callable[[], Callable[[T], Sequence[R]]]
    lost: Callable[[T, Fate], Sequence[R]]
    split: Callable[[T], Sequence[T]]
    seconds: Callable[[T], float]
    megabytes: int
    ordered: bool = True


class Engine(ABC, Generic[T, R]):
    """Works on tasks. As a context it ends what it started; with an error, at once.

    Nothing is started before the first task that needs work.
    """

    @abstractmethod
    def results(self, tasks: Iterable[T | Ready[R]]) -> Iterator[Sequence[R]]:
        """Yield the results of each task; may be called more than once."""

    @abstractmethod
    def end(self, *, at_once: bool) -> None:
        """End all that was started.

        :param at_once: whether what is under way is dropped
        """

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End."""
        self.end(at_once=error is not None)
