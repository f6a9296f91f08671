"""Tasks as most schools word them are seen for what they are, wherever they stand."""

from collections import Counter
from functools import cache

import pytest
from plain_tasks import FRAMES, judged

LEAST = {"list": 0.94, "official": 0.94, "crowded": 0.93, "month": 0.96}
"""Share of the tasks that must be judged as labelled, by the plan that they stand in."""


@cache
def _shares() -> dict[str, float]:
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for task, frame, status in judged():
        every[frame] += 1
        right[frame] += status == task.status
    return {frame: right[frame] / every[frame] for frame in every}


@pytest.mark.parametrize("frame", FRAMES)
def test_plain_tasks_are_judged_as_labelled(frame: str) -> None:
    assert _shares()[frame] >= LEAST[frame]
