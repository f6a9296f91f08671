"""How many work on a run, and where: the options that say so."""

import os
from collections.abc import Sequence
from typing import NamedTuple

from plancheck import limits
from plancheck.cli.options import Arguments, Option
from plancheck.errors import UsageError
from plancheck.files import Submission
from plancheck.plugins import Plugins

LOCAL, DASK = ENGINES = ("local", "dask")

OPTIONS = (
    Option("jobs", "NUMBER", short="j"),
    Option("timeout", "SECONDS"),
    Option("engine", "ENGINE", choices=ENGINES),
    Option("scheduler", "ADDRESS"),
)

FEW = 8
"""Files that are judged in this process: others would take longer to start."""

MOST_JOBS = 256

ONE_PLAN = 64 * 1024
"""Bytes that a plan takes in an archive, about."""


class Crew(NamedTuple):
    """How many work on a run, and how.

    :param jobs: processes; 1 for this one alone
    :param seconds: that one file may take in a process of its own
    """

    jobs: int
    seconds: float
    ordered: bool = True
    dask: bool = False
    """Whether they work by dask.distributed."""
    scheduler: str = ""
    """Where the scheduler of their cluster listens; on this machine alone when empty."""


def crew_of(arguments: Arguments, offered: Plugins, found: Sequence[Submission]) -> Crew:
    """Return how many work on a run; a few files are done sooner than others have started.

    :raises UsageError: when an option is no number, or two of them do not go together
    """
    jobs = int(_number(arguments, "jobs", most=MOST_JOBS) or _cores())
    seconds = _number(arguments, "timeout", most=limits.LONGEST) or limits.DEADLINE
    ordered = not arguments.has("unordered")
    stdin = any(each.stdin for each in found)
    scheduler = arguments.one("scheduler")
    if arguments.one("engine", LOCAL) == DASK:
        if scheduler and arguments.has("jobs"):
            raise UsageError("usage.not-both", one="--scheduler", other="--jobs")
        if stdin:
            raise UsageError("usage.cluster-stdin")
        return Crew(jobs, seconds, ordered, dask=True, scheduler=scheduler)
    if scheduler:
        raise UsageError("usage.scheduler")
    alone = stdin or _weight(offered, found) < FEW
    return Crew(1 if alone else jobs, seconds, ordered)


def _weight(offered: Plugins, found: Sequence[Submission]) -> int:
    """Return about how many plans some files hold: an archive as many as would fill it."""
    archives = {each.file for each in found if each.archive or offered.formats.may_hold(each.path)}
    return len(found) + sum(_size(path) // ONE_PLAN for path in archives)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def _number(arguments: Arguments, option: str, most: int) -> float | None:
    """Return the value of an option that takes a number; None where it is not given.

    :raises UsageError: when it is no number from 1 to the most
    """
    if not arguments.has(option):
        return None
    word = arguments.one(option)
    if not word.isdecimal() or not 1 <= int(word) <= most:
        raise UsageError("usage.no-number", option=f"--{option}", value=word, most=most)
    return int(word)


def _cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
