"""Tasks in batches: a scheduler takes about as long over one task as judging a file does."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from plancheck.spool import Ready

T = TypeVar("T")

FILES = 100
"""Tasks of a batch, at most."""

TURNS = 4
"""Batches that each worker gets, at least, where there are tasks enough: so all end together."""

LOAD = 8 * 1024 * 1024
"""Bytes that are sent with a batch, about; a larger file goes alone."""

READY = 0.1
"""What needs no work counts as so much of a task."""


def size(total: int, workers: int) -> int:
    """Return the tasks of a batch."""
    return max(1, min(FILES, total // (workers * TURNS)))


def batches(tasks: Iterable[T], most: int, load: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield tasks in batches, in order.

    :param most: tasks of a batch
    :param load: bytes that a task stands for
    """
    batch: list[T] = []
    full = 0.0
    for task in tasks:
        share = READY / most if isinstance(task, Ready) else max(1 / most, load(task) / LOAD)
        if batch and full + share > 1 + 1e-9:
            yield batch
            batch, full = [], 0.0
        batch.append(task)
        full += share
    if batch:
        yield batch
