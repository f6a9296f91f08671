"""Work spread over processes of this machine.

Results come in the order of the tasks through a window of bounded size, or as they come.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

from plancheck.engines import Assignment, Engine, Fate
from plancheck.engines.pool import Pool
from plancheck.spool import Ready

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 16
"""Tasks given out for each process: enough that none waits while the first in order is slow."""

_Open = deque[tuple[T | Ready[R], "Future[Sequence[R]]"]]


class Local(Engine[T, R]):
    """Processes of this machine.

    :param jobs: processes
    """

    def __init__(self, assignment: Assignment[T, R], jobs: int) -> None:
        self._to_do = assignment
        self._jobs = jobs
        self._pool: Pool[T, R] = Pool(assignment.make, assignment.megabytes, jobs)

    def end(self, *, at_once: bool) -> None:
        """End the processes."""
        self._pool.end(at_once=at_once)

    def results(self, tasks: Iterable[T | Ready[R]]) -> Iterator[Sequence[R]]:
        """Yield the results of each task."""
        rest = iter(tasks)
        open_: _Open[T, R] = deque()

        def give(most: int) -> None:
            open_.extend((task, self._given(task)) for task in islice(rest, most))

        give(self._jobs * WINDOW)
        while open_:
            at = 0 if self._to_do.ordered else _first_done(open_)
            results = self._taken(*open_[at])
            del open_[at]
            give(1)
            yield results

    def _given(self, task: T | Ready[R]) -> "Future[Sequence[R]]":
        if isinstance(task, Ready):
            done: Future[Sequence[R]] = Future()
            done.set_result(task.results)
            return done
        return self._pool.give(task, self._to_do.seconds(task))

    def _taken(self, task: T | Ready[R], future: "Future[Sequence[R]]") -> Sequence[R]:
        """Return the results of a task; of one that came to nothing those of its parts."""
        if isinstance(task, Ready):
            return task.results
        results = self._pool.take(task, self._to_do.seconds(task), future)
        if not isinstance(results, Fate):
            return results
        parts = self._to_do.split(task)
        if not parts:
            return self._to_do.lost(task, results)
        again = [(part, self._given(part)) for part in parts]
        return [each for part, given in again for each in self._taken(part, given)]


def _first_done(open_: _Open[T, R]) -> int:
    """Return the number of the first task that is done; wait for one."""
    from concurrent.futures import FIRST_COMPLETED, wait

    futures = [future for _, future in open_]
    wait(futures, return_when=FIRST_COMPLETED)
    return next(number for number, future in enumerate(futures) if future.done())
