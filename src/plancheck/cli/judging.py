"""What judges plans, in this process or in others: all it needs can be sent there."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck import limits, patterns, plugins
from plancheck.cli import patient
from plancheck.cli.console import Console
from plancheck.cli.crew import Crew
from plancheck.cli.setup import Setup
from plancheck.errors import Unreadable
from plancheck.files import Submission, nearby, rooted
from plancheck.formats import Source
from plancheck.judging import lexicon_of
from plancheck.outcome import Review
from plancheck.plugins import Plugins
from plancheck.profile import Terms
from plancheck.report_object import Entry, Run, entry, from_data, to_data
from plancheck.run import Desk, reviews
from plancheck.selection import Selection
from plancheck.spool import Ready
from plancheck.unpacking import Fetch, fetched, listed

if TYPE_CHECKING:  # imported where they are asked for
    from plancheck.engines import Engine, Fate
    from plancheck.memo import Memo
    from plancheck.waiving import Use, Waivers

Task = tuple[Submission, ...]
"""Submissions that are read in one go: a file, or members of an archive."""

ARCHIVES = 30
"""How many times the time of one file a whole archive may take, before its members are taken one
by one."""


class Judged(NamedTuple):
    """What came of one plan."""

    entry: Entry
    use: "Use | None" = None
    """What became of the waivers that name it; None without waivers."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that another process needs to judge as this one does.

    :param waivers: those of the run; None where there are none
    :param debug: whether tracebacks are shown
    """

    setup: Setup
    waivers: "Waivers | None"
    today: str | None
    with_text: bool
    debug: bool
    across: bool = False
    """Whether the rules about the batch are asked."""
    here: str = ""
    """The working directory, from which paths go; another machine has another one."""

    def judge(self) -> "Judge":
        """Load the plugins and return what judges."""
        run = self.setup.run
        offered = plugins.load(run.without, run.require_plugins)
        return Judge(self, offered, Selection(offered.rules, self.setup.all, offered.profiles))


class Judge:
    """Judges submissions.

    :param offered: what the plugins offer
    """

    def __init__(self, recipe: Recipe, offered: Plugins, selection: Selection) -> None:
        self._recipe = recipe
        self._selection = selection
        settings = recipe.setup.run
        self.watch = Console(settings.lang, debug=True).trace if recipe.debug else None
        self._desk = Desk(offered.formats, lexicon_of(selection.rules), self.terms, self.watch)
        self._across = offered.batch_rules if recipe.across else ()
        self.run = Run(
            plugins=offered.versions,
            terms=selection.terms(settings),
            profiles=selection.profiles,
            fail_level=settings.fail_level,
            lang=settings.lang,
            configs=tuple(nearby(path) for path in recipe.setup.configs),
            with_text=recipe.with_text,
            today=recipe.today,
        )

    def __call__(self, task: Task, get: Fetch | None = None) -> list[Judged]:
        """Judge a task.

        :param get: gives the content of its file, where that is not on this machine's disk
        """
        desk = self._desk if get is None else replace(self._desk, get=get)
        return [self._judged(review) for review in reviews(task, desk)]

    def reviews(self, task: Task) -> Iterator[Review]:
        """Yield the reviews of a task; what is waived is let pass."""
        for review in reviews(task, self._desk):
            yield self._waived(review)[0]

    def lost(self, task: Task, code: str, **values: object) -> list[Judged]:
        """Return what is said of a task that came to nothing."""
        problem = Unreadable(code, **values)
        return [
            self._judged(Review(item.name, None, problem, terms=self.terms(item))) for item in task
        ]

    def is_whole(self, task: Task) -> bool:
        """Tell whether a task is a file that may hold others."""
        return len(task) == 1 and not task[0].archive and self._holds(task[0].path)

    def members(self, task: Task) -> list[Task]:
        """Return the parts of a task by themselves; none where it has none."""
        if len(task) > 1:
            return [(item,) for item in task]
        if not self.is_whole(task):
            return []
        found: list[Task] = [(item,) for item in listed(task, self._desk.formats)]
        return found if any(part != task for part in found) else []

    def content(self, item: Submission) -> Source:
        """Return the content of a file.

        :raises Unreadable: when it cannot be had
        """
        return fetched(item, self._desk.formats)

    def _holds(self, path: str) -> bool:
        return self._desk.formats.may_hold(path)

    def _judged(self, review: Review) -> Judged:
        passed, use = self._waived(review)
        made = entry(self.run, passed)
        if self._across and review.plan is not None:
            from plancheck.desk.across import digests

            made = made._replace(digests=digests(self._across, review.plan, self.watch))
        return Judged(made, use)

    def _waived(self, review: Review) -> "tuple[Review, Use | None]":
        waivers = self._recipe.waivers
        if waivers is None:
            return review, None
        return waivers.applied(review)

    def terms(self, item: Submission) -> Terms:
        """Return what a submission is judged by."""
        settings = self._recipe.setup.for_file(item.file)
        return self._selection.for_file(rooted(item.path, self._recipe.here), settings)


class Memory:
    """What earlier runs said of files that did not change.

    :param memo: the store; None where nothing is kept
    """

    def __init__(self, memo: "Memo | None", judge: Judge) -> None:
        self._memo = memo
        self._judge = judge
        self._keys: dict[str, bytes] = {}

    def known(self, task: Task) -> Task | Ready[Judged]:
        """Return what is known of a task, or the task where that is nothing."""
        item = task[0]
        if self._memo is None or item.archive or item.stdin or self._judge.is_whole(task):
            return task
        if item.address and not self._memo.own:
            return task  # reading it here only to ask would take as long as judging it there
        sha = self._sha(item)
        if sha is None:
            return task
        key = self._memo.key(sha, os.path.basename(item.path), self._judge.terms(item))
        kept = self._memo.get(key)
        if kept is None:
            self._keys[item.name] = key
            return task
        kept["plan"]["path"] = item.name
        return Ready((Judged(from_data(kept)),))

    def _sha(self, item: Submission) -> str | None:
        """Return the sha256 of a file; None where it cannot be had."""
        from hashlib import sha256

        try:
            return sha256(self._judge.content(item).data).hexdigest()
        except Unreadable:
            return None

    def keep(self, each: Judged) -> None:
        """Keep what was said of a file that was read whole.

        What is missing to read another, such as a program, may be there the next time.
        """
        plan = each.entry.plan
        key = self._keys.pop(plan["path"], None)
        if (
            self._memo is not None
            and key
            and not plan["problem"]
            and not any(map(_is_blocking, plan["health"]))
        ):
            self._memo.put(key, to_data(each.entry))

    def close(self) -> None:
        """Write what is not yet written."""
        if self._memo is not None:
            self._memo.close()


def _is_blocking(entry: dict[str, Any]) -> bool:
    return bool(entry["grade"] == "blocking")


def judged(
    tasks: Iterable[Task], engine: "Engine[Task, Judged]", memory: Memory
) -> Iterator[Judged]:
    """Yield what comes of each plan, in order or as it comes.

    :param memory: of earlier runs
    """
    for results in engine.results(map(memory.known, tasks)):
        for each in results:
            memory.keep(each)
            yield each


def engine(judge: Judge, recipe: Recipe, crew: Crew, total: int) -> "Engine[Task, Judged]":
    """Return what works on the tasks of a run.

    :param total: files there are about
    """
    if crew.jobs == 1 and not crew.dask:
        from plancheck.engines.here import Here

        return Here(judge)

    from plancheck.engines import Assignment

    def lost(task: Task, fate: "Fate") -> list[Judged]:
        most = limits.WORKER // 1024**2
        return judge.lost(task, f"run.{fate}", seconds=f"{crew.seconds:g}", most=most)

    to_do = Assignment(
        make=partial(_made, recipe),
        lost=lost,
        split=judge.members,
        seconds=lambda task: crew.seconds * (ARCHIVES if judge.is_whole(task) else len(task)),
        megabytes=limits.WORKER // 1024**2,
        ordered=crew.ordered,
    )
    if crew.dask:
        from plancheck.cli.sending import cluster

        return cluster(to_do, judge, recipe, crew, total)
    from plancheck.engines.local import Local

    return Local(to_do, crew.jobs)


def _made(recipe: Recipe) -> Callable[[Task], list[Judged]]:
    patient()
    judge = recipe.judge()

    def work(task: Task) -> list[Judged]:
        done = judge(task)
        patterns.keep()
        return done

    return work
