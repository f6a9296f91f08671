"""What a cluster is given, and what is made of what it answers; the cluster is a fake."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from plancheck.engines import Assignment, Fate
from plancheck.engines.batches import FILES, LOAD, batches, size
from plancheck.engines.cluster import WINDOW, Cluster, Sending, Where
from plancheck.errors import ClusterError
from plancheck.spool import Ready

distributed: Any = pytest.importorskip("distributed", reason="needs plancheck[cluster]")

Task = tuple[str, ...]


class _Future:
    """What came of a batch."""

    def __init__(self, given: "_Link", words: list[str]) -> None:
        self._given = given
        self._words = words
        self.cancelled = False

    def done(self) -> bool:
        return "late" not in self._words

    def cancel(self) -> None:
        self.cancelled = True

    def result(self) -> list[list[str] | Fate]:
        self._given.under_way -= 1
        if "murder" in self._words:
            raise distributed.KilledWorker("batch", None, 1)
        if "cut" in self._words:
            raise distributed.CancelledError
        return [Fate.SLOW if word == "hang" else [f"done {word}"] for word in self._words]


class _Link:
    """A cluster that answers at once, and notes what it is given."""

    made: list["_Link"]
    threads = 2

    def __init__(self, *_: object) -> None:
        self.client = self
        self.batches: list[list[str]] = []
        self.under_way = self.most = 0
        self.made.append(self)

    def submit(self, _work: object, _order: object, sent: Sequence[Any], **_: object) -> _Future:
        words = [word for (word,), _seconds in sent]
        self.batches.append(words)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        return _Future(self, words)

    def run(self, *_: object) -> None:
        """End."""

    def close(self) -> None:
        """Close."""


@pytest.fixture
def link(monkeypatch: pytest.MonkeyPatch) -> Callable[[], _Link]:
    made: list[_Link] = []
    monkeypatch.setattr(_Link, "made", made, raising=False)
    monkeypatch.setattr("plancheck.engines.cluster.Link", _Link)
    monkeypatch.setattr(Cluster, "_wait", lambda *_: None)
    return lambda: made[0]


def work() -> Callable[[Task], list[str]]:
    raise AssertionError


def cluster(total: int, *, ordered: bool = True) -> Cluster[Task, str]:
    def lost(task: Task, fate: Fate) -> list[str]:
        return [f"{fate} {word}" for word in task]

    to_do: Assignment[Task, str] = Assignment(
        work, lost, lambda _: [], lambda _: 5.0, 4096, ordered
    )
    sending: Sending[Task, str] = Sending(lambda _: 0, lambda task: task, work)
    return Cluster(to_do, Where("tcp://here", 2), sending, total)


def done(words: Sequence[str]) -> list[str]:
    with cluster(len(words)) as engine:
        return [each for results in engine.results((word,) for word in words) for each in results]


def test_a_batch_that_kills_worker_after_worker_is_judged_one_by_one(
    link: Callable[[], _Link],
) -> None:
    words = [*map(str, range(20)), "murder", *map(str, range(20, 40))]
    assert done(words) == ["died murder" if word == "murder" else f"done {word}" for word in words]
    assert [len(each) for each in link().batches].count(1) == 5 + 1  # the batch, and the last one


def test_what_comes_to_nothing_keeps_its_place(link: Callable[[], _Link]) -> None:
    del link
    assert done(["a", "hang", "b"]) == ["done a", "slow hang", "done b"]


def test_what_is_done_first_comes_first_where_order_does_not_matter(
    link: Callable[[], _Link],
) -> None:
    del link
    tasks: list[Task | Ready[str]] = [("late",), ("a",), Ready(("known",)), ("b",)]
    with cluster(2, ordered=False) as engine:
        results = engine.results(tasks)
        assert [*next(results), *next(results)] == ["done a", "known"]


def test_few_batches_are_under_way_at_a_time(link: Callable[[], _Link]) -> None:
    asked = 0

    def tasks() -> Iterator[Task]:
        nonlocal asked
        for number in range(5000):
            asked += 1
            yield (str(number),)

    with cluster(5000) as engine:
        results = engine.results(tasks())
        next(results)
        assert asked <= FILES * (WINDOW * _Link.threads + 2)
        assert len([*results]) == 4999
    assert link().most <= WINDOW * _Link.threads


def test_a_cluster_that_is_lost_is_told(link: Callable[[], _Link]) -> None:
    del link
    with pytest.raises(ClusterError, match=r"cluster\.lost.*tcp://here"):
        done(["a", "cut"])


def test_batches_are_bounded_in_files_and_in_bytes() -> None:
    assert size(10_000, 2) == FILES
    assert size(40, 2) == 5
    assert size(1, 2) == 1
    files = [[*each] for each in batches(range(7), 3, lambda _: 0)]
    assert files == [[0, 1, 2], [3, 4, 5], [6]]
    heavy = [[*each] for each in batches(range(4), 3, lambda each: LOAD if each == 1 else 0)]
    assert heavy == [[0], [1], [2, 3]]
    ready: list[int | Ready[str]] = [Ready(("known",)) for _ in range(25)]
    assert [len(each) for each in batches([*ready, 1], 2, lambda _: 0)] == [20, 6]
