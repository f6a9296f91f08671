"""Work in this process alone: what a few files take."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from plancheck.engines import Engine
from plancheck.spool import Ready

T = TypeVar("T")
R = TypeVar("R")


class Here(Engine[T, R]):
    """This process alone.

    :param work: works on a task
    """

    def __init__(self, work: Callable[[T], Sequence[R]]) -> None:
        self._work = work

    def end(self, *, at_once: bool) -> None:
        """There is nothing to end."""

    def results(self, tasks: Iterable[T | Ready[R]]) -> Iterator[Sequence[R]]:
        """Yield the results of each task."""
        for task in tasks:
            yield task.results if isinstance(task, Ready) else self._work(task)
