"""What the commands that judge plans have in common: options, set-up, the report of a run."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from plancheck import discovery, plugins
from plancheck.cli.console import Console
from plancheck.cli.crew import FEW, Crew, crew_of
from plancheck.cli.crew import OPTIONS as WORKERS
from plancheck.cli.inputs import OPTIONS as FILES
from plancheck.cli.inputs import inputs, operands
from plancheck.cli.judging import Judge, Memory, Recipe, Task, engine, judged
from plancheck.cli.options import Arguments, Option
from plancheck.cli.setup import Setup
from plancheck.errors import UsageError
from plancheck.files import Submission, nearby
from plancheck.outcome import FailLevel, Review
from plancheck.plugins import Plugins
from plancheck.report_object import Tally, assembled, told_waivers
from plancheck.selection import Selection
from plancheck.spool import Spool

if TYPE_CHECKING:  # imported where they are asked for
    from plancheck.desk.roster import Roster
    from plancheck.memo import Memo
    from plancheck.waiving import Account, Waivers

OPTIONS = (
    Option("profile", "NAME"),
    Option("roster", "FILE"),
    Option("select", "RULES", many=True),
    Option("ignore", "RULES", many=True),
    Option("fail-level", "LEVEL", choices=tuple(FailLevel)),
    Option("without", "PLUGIN", many=True),
    Option("config", "FILE"),
    Option("no-config"),
    Option("waivers", "FILE", many=True),
    Option("no-waivers"),
    Option("today", "DATE"),
    *WORKERS,
    Option("no-cache"),
    Option("state", "FILE"),
    *FILES,
)
"""Options of every command that judges plans."""

Json = dict[str, Any]
Listener = Callable[[Json, Json], None]
"""Is given what is known of a run beforehand and one plan's part of the report."""


class Work(NamedTuple):
    """A run that is set up: everything but the plans' content is known."""

    setup: Setup
    offered: Plugins
    selection: Selection
    inputs: tuple[Submission, ...]
    crew: Crew
    day: str | None
    """The day that a user or the environment tells."""
    roster: "Roster | None"
    """What ``--roster`` names; None without."""
    waivers: "Waivers | None"
    """The waivers of the run; None where there are none."""
    debug: bool
    state: str | None
    """The user's own store of verdicts; empty for that of the cache, None for none."""
    across: Any = None
    """What is asked across the plans; None where nothing is."""


def prepared(
    arguments: Arguments,
    console: Console,
    leave_out: str = "",
    *,
    baselines: bool = True,
    across: bool = False,
) -> Work:
    """Set a run up.

    :param leave_out: a folder in which nothing is a submission
    :param baselines: whether baselines are heeded
    :param across: whether the plans are looked at together, whatever is asked for
    :raises SetupError: when something of the set-up is wrong
    """
    paths = operands(arguments)
    setup = Setup(arguments, console, paths)
    offered = plugins.load(setup.run.without, setup.run.require_plugins)
    found = inputs(arguments, offered, paths, leave_out)
    asked = _asked(arguments, offered) if across or _wants_batch(arguments) else None
    found = asked.of_this_year(found) if asked else found
    every = (*found, *asked.inputs) if asked else found
    setup.admit(item.file for item in every)
    selection = Selection(offered.rules, setup.all, offered.profiles)
    if not selection.in_force:
        raise UsageError("usage.no-rules")
    return Work(
        setup,
        offered,
        selection,
        found,
        crew=crew_of(arguments, offered, every),
        day=day(arguments),
        roster=_roster(arguments, offered),
        waivers=_waivers(arguments, setup, offered, baselines=baselines),
        debug=console.debug,
        state=_state(arguments, every),
        across=asked,
    )


def _wants_batch(arguments: Arguments) -> bool:
    return arguments.has("batch") or arguments.has("last-year")


def _asked(arguments: Arguments, offered: Plugins) -> Any:  # noqa: ANN401 - not imported unless asked for
    from plancheck.cli.across import asked

    return asked(arguments, offered)


def _roster(arguments: Arguments, offered: Plugins) -> "Roster | None":
    if not arguments.has("roster"):
        return None
    from plancheck.desk.roster import read_roster

    return read_roster(arguments.one("roster"), offered.readers)


def _waivers(
    arguments: Arguments, setup: Setup, offered: Plugins, *, baselines: bool
) -> "Waivers | None":
    paths = tuple(dict.fromkeys((*setup.run.waivers, *arguments.every("waivers"))))
    if not paths:
        return None
    from plancheck.waiving import is_baseline, read

    return read(
        [path for path in paths if baselines or not is_baseline(path)],
        [rule.id for rule in offered.rules],
        day(arguments) or today(),
        void=arguments.has("no-waivers"),
        lenient=bool(setup.run.without),
    )


def _state(arguments: Arguments, found: Sequence[Submission]) -> str | None:
    """Return the store of verdicts; for a few files it is not worth opening.

    :raises UsageError: when both a store and none are asked for
    """
    if arguments.has("state"):
        if arguments.has("no-cache"):
            raise UsageError("usage.not-both", one="--state", other="--no-cache")
        return arguments.one("state")
    return None if arguments.has("no-cache") or len(found) < FEW else ""


def reported(
    work: Work, today: str | None, *, with_text: bool, listeners: Sequence[Listener] = ()
) -> Json:
    """Judge the plans and return the report.

    An interrupt ends the run; the report then has the plans that were judged, and says so.

    :param today: the day that the report bears (``YYYY-MM-DD``)
    :param listeners: are told of each plan as soon as it is judged
    """
    recipe = Recipe(
        work.setup,
        work.waivers,
        today,
        with_text=with_text,
        debug=work.debug,
        across=work.across is not None,
        here=os.getcwd(),
    )
    judge = Judge(recipe, work.offered, work.selection)
    spool, tally = Spool(), Tally()
    account = _account(work)
    across = None if work.across is None else work.across.across()
    head = assembled(judge.run, (), tally)
    memory = Memory(_memo(work, with_text=with_text), judge)
    try:
        with engine(judge, recipe, work.crew, len(work.inputs)) as workers:
            for each in judged(_tasks(work.inputs), workers, memory):
                spool.add(each.entry.plan)
                tally.add(each.entry.counts)
                if account is not None and each.use is not None:
                    account.add(each.use)
                if across is not None:
                    across.add(each.entry)
                for listener in listeners:
                    listener(head, each.entry.plan)
            if across is not None:
                for each in judged(_tasks(work.across.inputs), workers, memory):
                    across.add_last_year(each.entry)
    except KeyboardInterrupt:
        tally.interrupt()
        across = None  # half a batch would look like a whole one
    finally:
        memory.close()
    batch = _batch(work, judge, spool, tally, across)
    run = replace(judge.run, waivers=_let_pass(work, account))
    return {**assembled(run, spool.plans, tally), "batch": batch}


def _batch(work: Work, judge: Judge, spool: Spool, tally: Tally, across: Any) -> Json | None:  # noqa: ANN401 - as above
    """Return what the report says across the plans; None where nothing was asked."""
    if work.roster is None and across is None:
        return None
    batch: Json = {"roster": None, "rounds": None, "findings": None}
    if work.roster is not None:
        from plancheck.desk.roster import matched

        batch["roster"] = matched(work.roster, spool.plans)
    if across is not None:
        from plancheck.cli.across import told

        found = told(across, spool, batch["roster"], judge)
        tally.across(found.severities, len(found.crashes), judge.run.fail_level)
        batch.update(found.part)
    return batch


def _memo(work: Work, *, with_text: bool) -> "Memo | None":
    """Open the store of verdicts.

    With waivers, which look at paths, nothing is kept; nor are whole texts in the user's cache:
    they belong to the schools.
    """
    if work.state is None or work.waivers is not None or (with_text and not work.state):
        return None
    from plancheck.memo import VERSION, Memo, code_of, digest

    run = work.setup.run
    code = code_of(("plancheck", *(entry.module for entry in discovery.find())))
    batch = work.across and [rule.name for rule in work.across.rules]
    told = (
        *(VERSION, code, work.offered.versions, batch),
        *(run.lang, run.fail_level, run.without, with_text),
    )
    return Memo(work.state, digest(*told))


def reviewed(work: Work) -> Iterator[Review]:
    """Yield the review of each plan, one after another in this process."""
    recipe = Recipe(work.setup, work.waivers, work.day, with_text=False, debug=work.debug)
    judge = Judge(recipe, work.offered, work.selection)
    for task in _tasks(work.inputs):
        yield from judge.reviews(task)


def _tasks(found: Iterable[Submission]) -> Iterator[Task]:
    """Yield what is read in one go: a file, or members of one archive that follow each other."""
    for archive, group in groupby(found, key=lambda each: each.archive):
        if archive:
            yield tuple(group)
        else:
            yield from ((each,) for each in group)


def _account(work: Work) -> "Account | None":
    if work.waivers is None:
        return None
    from plancheck.waiving import Account

    return Account(work.waivers)


def _let_pass(work: Work, account: "Account | None") -> Json | None:
    """Return what the report says of the waivers, after all plans were judged."""
    if work.waivers is None or account is None:
        return None
    paths, lang = map(nearby, work.waivers.paths), work.setup.run.lang
    return told_waivers(paths, lang, void=work.waivers.void, **account.lists())


def day(arguments: Arguments) -> str | None:
    """Return the day that a user or the environment tells; None where neither does.

    ``SOURCE_DATE_EPOCH`` is what reproducible builds use (seconds since 1970, UTC).

    :raises UsageError: when it is no day
    """
    if arguments.has("today"):
        return _date(arguments.one("today"))
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal():
        return None
    from datetime import UTC, datetime

    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def today() -> str:
    """Return the day on this machine (``YYYY-MM-DD``)."""
    from datetime import datetime

    return datetime.now().astimezone().date().isoformat()


def _date(word: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(word).isoformat()
    except ValueError:
        raise UsageError("usage.no-date", date=word) from None
