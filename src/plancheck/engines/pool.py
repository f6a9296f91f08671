"""Processes of this machine of which one may die or hang: pebble's pool, held to time and memory.

Pebble's pool knows which process holds which task: a death or a hang costs that task alone, and it
is named.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Lock
from typing import Any, Generic, TypeVar

from plancheck.engines import Fate

T = TypeVar("T")
R = TypeVar("R")

MEGABYTE = 1024 * 1024

RESTARTS = 3
"""How often a task is given again because all processes were gone while none of them had it."""


class Pool(Generic[T, R]):
    """Processes that work on tasks; started with the first of them.

    :param make: makes what works on a task, once in each process; picklable
    :param megabytes: of address space that a process may take
    :param jobs: processes
    """

    def __init__(
        self, make: Callable[[], Callable[[T], Sequence[R]]], megabytes: int, jobs: int
    ) -> None:
        self._make = make
        self._megabytes = megabytes
        self._jobs = jobs
        self._pool: Any = None
        self._lock = Lock()
        self._open: set[Future[Sequence[R]]] = set()

    def give(self, task: T, seconds: float) -> "Future[Sequence[R]]":
        """Give a task to the processes.

        :param seconds: that it may take, from when one of them begins
        """
        with self._lock:
            future: Future[Sequence[R]] = self._running().schedule(_work, (task,), timeout=seconds)
            self._open.add(future)
        return future

    def take(self, task: T, seconds: float, future: "Future[Sequence[R]]") -> Sequence[R] | Fate:
        """Return the results of a task that was given, or why there are none; wait for them.

        :raises concurrent.futures.CancelledError: when the processes were ended meanwhile
        """
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        for _ in range(RESTARTS):
            try:
                return future.result()
            except TimeoutError:
                return Fate.SLOW
            except ProcessExpired:
                return Fate.DIED
            except MemoryError:
                return Fate.MEMORY
            except BrokenProcessPool:  # they died while this task waited: it is not at fault
                pass
            finally:
                self._open.discard(future)
            future = self.give(task, seconds)
        return Fate.DIED

    def end(self, *, at_once: bool) -> None:
        """End the processes.

        :param at_once: whether what they are at is dropped
        """
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is None:
            return
        if at_once:
            pool.stop()
        else:
            pool.close()
        pool.join()
        for future in tuple(self._open):  # pebble leaves those who wait for them waiting
            future.cancel()

    def _running(self) -> Any:  # noqa: ANN401 - pebble is not imported before it is needed
        from multiprocessing import get_context

        from pebble import ProcessPool

        if self._pool is None or not self._pool.active:
            self._pool = ProcessPool(
                max_workers=self._jobs,
                initializer=_begin,
                initargs=(self._make, self._megabytes),
                context=get_context("spawn"),
            )
        return self._pool


_worker: Any = None
"""In a process of the pool: what works on a task."""


def _begin(make: Callable[[], Callable[[Any], Any]], megabytes: int) -> None:
    """Make a process ready.

    It leaves interrupts to its parent, does not outlive it, and is held to its memory.
    """
    global _worker  # noqa: PLW0603 - a process of the pool has one
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _worker = make()
    _hold(megabytes)


def _end_with_parent() -> None:
    """End this process when its parent was killed, even where it hangs."""
    import os
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _hold(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such cap
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = megabytes * MEGABYTE
    if hard == resource.RLIM_INFINITY or hard > most:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _work(task: Any) -> Any:  # noqa: ANN401 - whatever the pool is about
    return _worker(task)
