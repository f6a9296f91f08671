"""Work spread over processes, so that nothing is lost when one of them dies or hangs.

Pebble's pool knows which process holds which task: a death or a hang costs that task alone, and it
is named. (``docs/decisions/013-engines.md`` has the figures.) Results come in the order of the
tasks through a window of bounded size, or as they come.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from enum import StrEnum
from itertools import islice
from typing import Any, Generic, TypeVar

from plancheck.records import dataclass
from plancheck.spool import Ready

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 16
"""Tasks given out for each process: enough that none waits while the first in order is slow."""

MEGABYTE = 1024 * 1024


class Fate(StrEnum):
    """What happened to a task that came to nothing."""

    SLOW = "slow"
    """It took longer than it may; its process was killed."""
    DIED = "died"
    """Its process died, as when the system runs out of memory."""
    MEMORY = "memory"
    """It wanted more memory than it may have."""


@dataclass(frozen=True, slots=True)
class Spread(Generic[T, R]):
    """A way of working on tasks.

    :param make: makes what works on a task, once in each process; picklable
    :param lost: makes the results of a task that came to nothing
    :param split: parts a task that came to nothing, to find what in it is at fault; no parts where
        it cannot be parted
    :param seconds: that a task may take
    :param megabytes: of address space that a process may take, where the system can hold it to that
    :param jobs: processes
    :param ordered: whether results come in the order of the tasks
    """

    make: Callable[[], Callable[[T], Sequence[R]]]
    lost: Callable[[T, Fate], Sequence[R]]
    split: Callable[[T], Sequence[T]]
    seconds: Callable[[T], float]
    megabytes: int
    jobs: int
    ordered: bool = True

    def results(self, tasks: Iterable[T | Ready[R]]) -> Iterator[Sequence[R]]:
        """Yield the results of each task.

        Whoever stops listening stops the processes; what they were at is dropped.
        """
        from multiprocessing import get_context

        from pebble import ProcessPool

        pool = ProcessPool(
            max_workers=self.jobs,
            initializer=_begin,
            initargs=(self.make, self.megabytes),
            context=get_context("spawn"),
        )
        try:
            yield from self._through(pool, iter(tasks))
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
            raise
        pool.close()  # type: ignore[no-untyped-call]
        pool.join()

    def _through(self, pool: Any, tasks: Iterator[T | Ready[R]]) -> Iterator[Sequence[R]]:  # noqa: ANN401
        open_: deque[tuple[T | Ready[R], Future[Sequence[R]]]] = deque()

        def give(most: int) -> None:
            open_.extend((task, self._given(pool, task)) for task in islice(tasks, most))

        give(self.jobs * WINDOW)
        while open_:
            at = 0 if self.ordered else _first_done(open_)
            task, future = open_[at]
            results = self._taken(pool, task, future)
            del open_[at]
            give(1)
            yield results

    def _given(self, pool: Any, task: T | Ready[R]) -> "Future[Sequence[R]]":  # noqa: ANN401
        if isinstance(task, Ready):
            done: Future[Sequence[R]] = Future()
            done.set_result(task.results)
            return done
        future: Future[Sequence[R]] = pool.schedule(_work, (task,), timeout=self.seconds(task))
        return future

    def _taken(self, pool: Any, task: T | Ready[R], future: "Future[Sequence[R]]") -> Sequence[R]:  # noqa: ANN401
        """Return the results of a task; of one that came to nothing those of its parts."""
        from pebble import ProcessExpired

        try:
            return future.result()
        except TimeoutError:
            fate = Fate.SLOW
        except ProcessExpired:
            fate = Fate.DIED
        except MemoryError:
            fate = Fate.MEMORY
        if isinstance(task, Ready):
            return task.results
        parts = self.split(task)
        if not parts:
            return self.lost(task, fate)
        again = [(part, self._given(pool, part)) for part in parts]
        return [each for part, given in again for each in self._taken(pool, part, given)]


def _first_done(open_: "deque[tuple[T | Ready[R], Future[Sequence[R]]]]") -> int:
    """Return the number of the first task that is done; wait for one."""
    from concurrent.futures import FIRST_COMPLETED, wait

    futures = [future for _, future in open_]
    wait(futures, return_when=FIRST_COMPLETED)
    return next(number for number, future in enumerate(futures) if future.done())


_worker: Any = None
"""In a process of the pool: what works on a task."""


def _begin(make: Callable[[], Callable[[Any], Any]], megabytes: int) -> None:
    """Make a process ready: it leaves interrupts to its parent and is held to its memory."""
    global _worker  # noqa: PLW0603 - a process of the pool has one
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = make()
    _hold(megabytes)


def _hold(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such cap
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * MEGABYTE
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _work(task: Any) -> Any:  # noqa: ANN401 - whatever the spread is about
    return _worker(task)
