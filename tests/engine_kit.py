"""Tasks that do harm, in a module that other processes can import."""

import os
import time
from collections.abc import Callable

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
