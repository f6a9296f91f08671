"""How tasks get to the workers of a cluster.

Processes of this machine read the files themselves. Workers that other machines may run get the
bytes: they need not see this machine's disks, and nothing of the plans' paths has to be the same
there.
"""

import os
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from plancheck.cli.crew import Crew
from plancheck.cli.judging import Judge, Judged, Recipe, Task
from plancheck.engines import Assignment
from plancheck.engines.batches import LOAD
from plancheck.engines.cluster import Cluster, Sending, Where
from plancheck.errors import Unreadable
from plancheck.files import Submission
from plancheck.formats import Source
from plancheck.unpacking import Formats, by_file, fetched


class Parcel(NamedTuple):
    """A task with the bytes of its file."""

    task: Task
    content: Source | Unreadable | None
    """Or why it cannot be had; None for an address, which the worker reads."""

    def get(self, submission: Submission, formats: Formats) -> Source:
        """Return the content.

        :raises Unreadable: when it cannot be had
        """
        if self.content is None:
            return fetched(submission, formats)
        if isinstance(self.content, Unreadable):
            raise self.content
        return self.content


def cluster(
    to_do: Assignment[Task, Judged], judge: Judge, recipe: Recipe, crew: Crew, total: int
) -> Cluster[Task, Judged]:
    """Return the cluster that works on a run.

    :param total: files there are about
    """
    sending: Sending[Task, Judged]
    if crew.scheduler:
        sending = Sending(partial(_load, judge), _Packing(judge), partial(_made, recipe))
    else:
        sending = Sending(partial(_alone, judge), lambda task: task, to_do.make)
    return Cluster(to_do, Where(crew.scheduler, crew.jobs), sending, total)


def _made(recipe: Recipe) -> Callable[[Parcel], list[Judged]]:
    judge = recipe.judge()
    return lambda parcel: judge(parcel.task, parcel.get)


class _Packing:
    """Packs parcels; of members of one archive that follow each other the bytes are one object."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._last: tuple[Submission, Source | Unreadable] | None = None

    def __call__(self, task: Task) -> Parcel:
        file, _ = next(by_file(task))
        if file.address:
            return Parcel(task, None)
        if not task[0].archive:
            return Parcel(task, self._content(file))
        if self._last is None or self._last[0] != file:
            self._last = file, self._content(file)
        return Parcel(task, self._last[1])

    def _content(self, file: Submission) -> Source | Unreadable:
        try:
            return self._judge.content(file)
        except Unreadable as problem:
            return problem


def _alone(judge: Judge, task: Task) -> int:
    """Return the bytes that a task stands for where none are sent: an archive goes alone."""
    return LOAD if judge.is_whole(task) else 0


def _load(judge: Judge, task: Task) -> int:
    try:
        size = os.stat(task[0].file).st_size
    except OSError:
        size = 0
    return max(size, _alone(judge, task))
