"""Work over several processes: nothing is lost when one of them dies, hangs or eats memory."""

import os
import time
from collections.abc import Callable
from typing import Any

import pytest

from plancheck.spool import Ready
from plancheck.spreading import Fate, Spread

Task = tuple[str, ...]


def work(task: Task) -> list[str]:
    """Do what the words of a task say."""
    for word in task:
        if word == "die":
            os._exit(9)
        if word == "hang":
            time.sleep(60)
        if word == "eat":
            raise MemoryError
    return [f"done {word}" for word in task]


def made() -> Callable[[Task], list[str]]:
    return work


def lost(task: Task, fate: Fate) -> list[str]:
    return [f"{fate} {word}" for word in task]


def split(task: Task) -> list[Task]:
    return [(word,) for word in task] if len(task) > 1 else []


def spread(**changes: Any) -> Spread[Task, str]:  # noqa: ANN401
    usual: dict[str, Any] = {"seconds": lambda _task: 5.0, "megabytes": 4096, "jobs": 2}
    return Spread(make=made, lost=lost, split=split, **{**usual, **changes})


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
    results = list(spread(seconds=lambda _task: 3.0).results(tasks))
    assert [list(each) for each in results] == [
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
    found = spread(ordered=False, seconds=lambda _task: 4.0).results(tasks)
    assert [list(each) for each in found] == [["done a"], ["done b"], ["slow hang"]]


def test_it_looks_ahead_no_further_than_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plancheck.spreading.WINDOW", 2)
    asked = 0

    def tasks() -> Any:  # noqa: ANN401
        nonlocal asked
        for number in range(20):
            asked += 1
            yield (str(number),)

    results = spread(jobs=1).results(tasks())
    next(results)
    assert asked <= 4
    assert len(list(results)) == 19
