"""What runs on the workers of a cluster: a pool of guarded processes on each of them.

A file that kills or holds up its process so costs that process, not the worker: nothing else is
judged again, and the scheduler blames no innocent neighbour for it.
"""

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from functools import partial
from threading import Lock, Timer
from typing import Any, NamedTuple

from plancheck.engines import Fate
from plancheck.engines.pool import Pool

IDLE = 60.0
"""Seconds after which a pool that nobody uses is ended: the client may have been killed."""


class Order(NamedTuple):
    """What a worker must know of a run.

    :param run: tells runs apart
    :param made: the pickled function that makes what works on a task; opened in the pool's
        processes alone
    """

    run: str
    made: bytes
    megabytes: int


class _Crew:
    """A pool and who uses it."""

    def __init__(self, order: Order, jobs: int) -> None:
        self.pool: Pool[Any, Any] = Pool(partial(_unpickled, order.made), order.megabytes, jobs)
        self.users = 0
        self.timer: Timer | None = None


def _unpickled(made: bytes) -> Callable[[Any], Sequence[Any]]:
    """Make what works on a task, in a process of the pool."""
    make: Callable[[], Callable[[Any], Sequence[Any]]] = pickle.loads(made)  # noqa: S301 - as dask does
    return make()


_crews: dict[str, _Crew] = {}
_ended: set[str] = set()
"""Runs that are over: what of them still arrives is not begun."""

_lock = Lock()


def work(order: Order, items: Sequence[tuple[Any, float]]) -> list[Sequence[Any] | Fate]:
    """Work on a batch, on a worker of dask.

    :param items: tasks, and the seconds that each may take
    :returns: for each the results, or why there are none
    """
    crew = _joined(order)
    try:
        pool = crew.pool
        given = [(task, seconds, pool.give(task, seconds)) for task, seconds in items]
        return [pool.take(task, seconds, future) for task, seconds, future in given]
    finally:
        _left(order, crew)


def end(order: Order) -> None:
    """End what a run has started on this worker; it is over."""
    with _lock:
        _ended.add(order.run)
        crew = _crews.pop(order.run, None)
    _end(crew)


def _end_idle(order: Order) -> None:
    """End the pool of a run that nobody uses."""
    with _lock:
        crew = _crews.get(order.run)
        if crew is None or crew.users:
            return
        del _crews[order.run]
    _end(crew)


def _end(crew: _Crew | None) -> None:
    if crew is not None:
        if crew.timer is not None:
            crew.timer.cancel()
        crew.pool.end(at_once=True)


def _joined(order: Order) -> _Crew:
    with _lock:
        if order.run in _ended:
            raise CancelledError
        crew = _crews.get(order.run)
        if crew is None:
            _allow_children()
            crew = _crews[order.run] = _Crew(order, _threads())
        crew.users += 1
        if crew.timer is not None:
            crew.timer.cancel()
            crew.timer = None
        return crew


def _left(order: Order, crew: _Crew) -> None:
    with _lock:
        crew.users -= 1
        if not crew.users and _crews.get(order.run) is crew:
            crew.timer = Timer(IDLE, _end_idle, (order,))
            crew.timer.daemon = True
            crew.timer.start()


def _threads() -> int:
    """Return how many batches this worker takes at a time."""
    from distributed import get_worker

    return int(get_worker().state.nthreads)


def _allow_children() -> None:
    """Let this process start others.

    Dask's nannies start workers as daemons, which may not; the pool's processes end with their
    parent by themselves, which is what that is about.
    """
    from multiprocessing import current_process

    with suppress(AssertionError):  # the main process of a worker without a nanny: it may
        current_process().daemon = False
