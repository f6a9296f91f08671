"""Work over several processes: nothing is lost when one of them dies, hangs or eats memory."""

import pickle
from concurrent.futures import CancelledError
from multiprocessing import active_children
from typing import Any

import pytest
from engine_kit import Task, made

from plancheck.engines import Assignment, Fate, crew
from plancheck.engines.local import Local
from plancheck.spool import Ready


def lost(task: Task, fate: Fate) -> list[str]:
    return [f"{fate} {word}" for word in task]


def split(task: Task) -> list[Task]:
    return [(word,) for word in task] if len(task) > 1 else []


def local(jobs: int = 2, seconds: float = 5.0, *, ordered: bool = True) -> Local[Task, str]:
    to_do = Assignment(made, lost, split, lambda _task: seconds, 4096, ordered)
    return Local(to_do, jobs)


def test_one_that_dies_hangs_or_eats_costs_itself_alone() -> None:
    tasks: list[Task | Ready[str]] = [
        ("a",),
        ("die",),
        Ready(("known",)),
        ("hang",),
        ("b", "die", "c"),
        ("eat",),
        ("d",),
    ]
    with local(seconds=3.0) as engine:
        results = [list(each) for each in engine.results(tasks)]
    assert results == [
        ["done a"],
        ["died die"],
        ["known"],
        ["slow hang"],
        ["done b", "died die", "done c"],
        ["memory eat"],
        ["done d"],
    ]


def test_whoever_is_done_first_comes_first_where_order_does_not_matter() -> None:
    tasks: list[Task] = [("hang",), ("a",), ("b",)]
    with local(seconds=4.0, ordered=False) as engine:
        found = [list(each) for each in engine.results(tasks)]
    assert found == [["done a"], ["done b"], ["slow hang"]]


def test_it_looks_ahead_no_further_than_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.engines.local.WINDOW", 2)
    asked = 0

    def tasks() -> Any:  # noqa: ANN401
        nonlocal asked
        for number in range(20):
            asked += 1
            yield (str(number),)

    with local(jobs=1) as engine:
        results = engine.results(tasks())
        next(results)
        assert asked <= 4
        assert len(list(results)) == 19


def test_it_works_on_where_all_processes_died_while_nobody_needed_them() -> None:
    with local(jobs=1) as engine:
        assert [list(each) for each in engine.results([("a",)])] == [["done a"]]
        for child in active_children():
            child.kill()
            child.join()
        assert [list(each) for each in engine.results([("b",)])] == [["done b"]]


def test_on_a_worker_of_a_cluster_each_task_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_threads", lambda: 2)
    order = crew.Order("this run", pickle.dumps(made), 4096)
    items = [(("a",), 60.0), (("hang",), 1.0), (("die",), 60.0), (("b",), 60.0)]
    assert crew.work(order, items) == [["done a"], Fate.SLOW, Fate.DIED, ["done b"]]
    assert crew.work(order, items[:1]) == [["done a"]]
    crew.end(order)
    assert not active_children()
    with pytest.raises(CancelledError):
        crew.work(order, items)
