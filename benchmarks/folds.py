"""What each fold asks for, done by as many processes as there are cores.

The folds know nothing of each other, so that the answers are those of one process.
"""

import os
from collections.abc import Callable
from multiprocessing import get_all_start_methods, get_context
from typing import Any

_asked: list[Callable[[int], Any]] = []
"""What the processes are to do: they are copies of this one, and find it here."""


def each_fold(task: Callable[[int], Any], folds: int) -> list[Any]:
    """Return what a task makes of each fold, from 0, in order."""
    cores = os.cpu_count() or 1
    if cores == 1 or "fork" not in get_all_start_methods():
        return [task(fold) for fold in range(folds)]
    _asked.append(task)
    try:
        with get_context("fork").Pool(min(cores, folds)) as pool:
            return pool.map(_run, range(folds), chunksize=1)
    finally:
        _asked.pop()


def _run(fold: int) -> Any:  # noqa: ANN401 - whatever the task returns
    return _asked[-1](fold)
