"""Work spread over a cluster by dask.distributed: it gives out, gives again, and survives.

Tasks go in batches, of which a bounded number is under way. On each worker a pool of guarded
processes holds every file to its time and memory (:mod:`plancheck.engines.crew`), so a file that
kills what judges it is told from there, and the scheduler sees nothing of it. A worker that is lost
costs nothing: the scheduler gives its batches to others. A batch that takes down worker after
worker is judged task by task, one after another, so that the one at fault is named and no other.
"""

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import uuid4

from plancheck.engines import Assignment, Engine, Fate, crew
from plancheck.engines.batches import batches, size
from plancheck.engines.link import LOOPBACK, WORKERS, Link
from plancheck.errors import ClusterError
from plancheck.spool import Ready

T = TypeVar("T")
R = TypeVar("R")

WINDOW = 4
"""Batches under way for each that can be worked on at a time."""

PATIENCE = 20
"""Seconds between two looks whether the cluster is still there."""


class Where(NamedTuple):
    """Which cluster.

    :param scheduler: where its scheduler listens; a cluster on this machine when empty
    :param jobs: processes of a cluster on this machine
    """

    scheduler: str
    jobs: int


@dataclass(frozen=True, slots=True)
class Sending(Generic[T, R]):
    """How tasks get to the workers.

    :param load: bytes that go with a task
    :param packed: what is sent for it
    :param make: makes what works on what is sent, once in each process; picklable
    """

    load: Callable[[T], int]
    packed: Callable[[T], Any]
    make: Callable[[], Callable[[Any], Sequence[R]]]


class _Batch(NamedTuple, Generic[T, R]):
    """Tasks that go together, in order with what needs no work between them."""

    items: list[T | Ready[R]]
    future: Any

    @property
    def tasks(self) -> list[T]:
        return [item for item in self.items if not isinstance(item, Ready)]


class Cluster(Engine[T, R]):
    """A cluster.

    :param total: tasks there are about
    """

    def __init__(
        self, assignment: Assignment[T, R], where: Where, sending: Sending[T, R], total: int
    ) -> None:
        self._to_do = assignment
        self._where = where
        self._sending = sending
        self._total = total
        made = pickle.dumps(sending.make)
        self._order = crew.Order(uuid4().hex, made, assignment.megabytes)
        self._kept: Link | None = None

    def end(self, *, at_once: bool) -> None:  # noqa: ARG002 - workers drop it by themselves
        """End what runs on the workers, and let go of the cluster."""
        link, self._kept = self._kept, None
        if link is None:
            return
        from contextlib import suppress

        with suppress(Exception):  # what is left on a worker ends by itself
            link.client.run(crew.end, self._order)
        link.close()

    def results(self, tasks: Iterable[T | Ready[R]]) -> Iterator[Sequence[R]]:
        """Yield the results of each task.

        :raises ClusterError: when the cluster cannot be used, or is lost
        """
        own = not self._where.scheduler  # is started when there is work for it
        most = size(self._total, self._where.jobs if own else self._link.threads)
        for results in self._through(tasks, most, ordered=self._to_do.ordered):
            yield from results

    def _through(
        self, tasks: Iterable[T | Ready[R]], most: int, *, ordered: bool
    ) -> Iterator[list[Sequence[R]]]:
        """Yield the results of each batch; those after it are under way meanwhile.

        :param most: tasks of a batch
        """
        under_way: deque[_Batch[T, R]] = deque()
        rest = map(self._given, batches(tasks, most, self._load))
        try:
            under_way.extend(islice(rest, 1))  # connects, after which it is known how many
            under_way.extend(islice(rest, self._window() - 1))
            while under_way:
                at = 0 if ordered else self._first_done(under_way)
                results = self._taken(under_way[at])
                del under_way[at]
                under_way.extend(islice(rest, self._window() - len(under_way)))
                yield results
        finally:
            for batch in under_way:
                if batch.future is not None:
                    batch.future.cancel()

    @property
    def _link(self) -> Link:
        if self._kept is None:
            self._kept = Link(*self._where)
        return self._kept

    def _window(self) -> int:
        return WINDOW * (self._kept.threads if self._kept else 1)

    def _load(self, task: T | Ready[R]) -> int:
        return 0 if isinstance(task, Ready) else self._sending.load(task)

    def _given(self, items: list[T | Ready[R]]) -> _Batch[T, R]:
        batch = _Batch(items, None)
        tasks = batch.tasks
        if not tasks:
            return batch
        sent = [(self._sending.packed(task), self._to_do.seconds(task)) for task in tasks]
        future = self._link.client.submit(crew.work, self._order, sent, pure=False, retries=0)
        return batch._replace(future=future)

    def _first_done(self, under_way: "deque[_Batch[T, R]]") -> int:
        """Return the number of the first batch that is done; wait for one."""
        futures = [batch.future for batch in under_way]
        if None not in futures:
            self._wait(futures)
        return next(n for n, future in enumerate(futures) if future is None or future.done())

    def _wait(self, futures: list[Any]) -> None:
        """Wait for the first of some batches.

        :raises ClusterError: when nobody is there any more to work on them
        """
        from distributed import CancelledError, wait

        alone = 0
        while True:
            try:
                with self._link.client.as_current():
                    wait(  # type: ignore[no-untyped-call]
                        futures, timeout=PATIENCE, return_when="FIRST_COMPLETED"
                    )
            except TimeoutError:
                alone = 0 if self._link.has_workers() else alone + PATIENCE
                if alone >= WORKERS:
                    raise self._lost() from None
            except CancelledError as error:  # the client has given the scheduler up
                raise self._lost() from error
            else:
                return

    def _taken(self, batch: _Batch[T, R]) -> list[Sequence[R]]:
        """Return the results of a batch, in order."""
        if batch.future is None:
            return [item.results for item in batch.items if isinstance(item, Ready)]
        found = iter(self._outcomes(batch))
        return [
            item.results if isinstance(item, Ready) else self._whole(item, next(found))
            for item in batch.items
        ]

    def _outcomes(self, batch: _Batch[T, R]) -> list[Sequence[R] | Fate]:
        """Return what came of the tasks of a batch."""
        from distributed import CancelledError, KilledWorker

        self._wait([batch.future])
        try:
            outcomes: list[Sequence[R] | Fate] = batch.future.result()
        except KilledWorker:  # worker after worker was lost over it
            tasks = batch.tasks
            if len(tasks) == 1:
                return [Fate.DIED]
            return [each for task in tasks for each in self._outcomes(self._given([task]))]
        except (CancelledError, OSError) as error:
            raise self._lost() from error
        return outcomes

    def _lost(self) -> ClusterError:
        return ClusterError("cluster.lost", address=self._where.scheduler or LOOPBACK)

    def _whole(self, task: T, found: Sequence[R] | Fate) -> Sequence[R]:
        """Return the results of a task; of one that came to nothing those of its parts."""
        if not isinstance(found, Fate):
            return found
        parts = self._to_do.split(task)
        if not parts:
            return self._to_do.lost(task, found)
        most = size(len(parts), self._link.threads)
        through = self._through(parts, most, ordered=True)
        return [each for batch in through for results in batch for each in results]
