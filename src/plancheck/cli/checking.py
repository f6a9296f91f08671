"""What the commands that judge plans have in common: settings, inputs, the report of a run."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from plancheck import foreign, plugins
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Option
from plancheck.cli.setup import Setup
from plancheck.errors import UsageError
from plancheck.files import Submission, nearby, submissions
from plancheck.judging import lexicon_of
from plancheck.outcome import FailLevel, Review
from plancheck.plugins import Plugins
from plancheck.profile import Terms
from plancheck.report_object import Run, report, told_waivers
from plancheck.run import Desk, reviews
from plancheck.selection import Selection

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
    Option("stdin-name", "NAME"),
)
"""Options of every command that judges plans."""

Json = dict[str, Any]


class Work(NamedTuple):
    """A run that is set up: everything but the plans' content is known."""

    setup: Setup
    offered: Plugins
    selection: Selection
    inputs: tuple[Submission, ...]
    roster: Any
    """What ``--roster`` names; None without."""
    waiving: Any
    """The waivers of the run; None where there are none."""


def prepared(
    arguments: Arguments,
    console: Console,
    leave_out: Collection[str] = (),
    *,
    baselines: bool = True,
) -> Work:
    """Set a run up.

    :param leave_out: folders in which nothing is a submission
    :param baselines: whether baselines are heeded
    :raises SetupError: when something of the set-up is wrong
    """
    setup = Setup(arguments, console)
    offered = plugins.load(setup.run.without, setup.run.require_plugins)
    inputs = _inputs(arguments, offered, leave_out)
    setup.admit(item.file for item in inputs)
    selection = Selection(offered.rules, setup.all, offered.profiles)
    if not selection.in_force:
        raise UsageError("usage.no-rules")
    roster, waiving = _roster(arguments, offered), None
    paths = (*setup.run.waivers, *arguments.every("waivers"))
    if paths:
        waiving = _waiving(arguments, setup, offered, paths, baselines=baselines)
    return Work(setup, offered, selection, inputs, roster, waiving)


def _inputs(
    arguments: Arguments, offered: Plugins, leave_out: Collection[str]
) -> tuple[Submission, ...]:
    suffixes = offered.formats.suffixes
    name = arguments.one("stdin-name")
    return submissions(
        arguments.operands, suffixes, name, foreign=foreign.HANDED_IN, leave_out=leave_out
    )


def _roster(arguments: Arguments, offered: Plugins) -> Any:  # noqa: ANN401 - not imported unless asked for
    if not arguments.has("roster"):
        return None
    from plancheck.desk.roster import read_roster

    return read_roster(arguments.one("roster"), offered.readers)


def _waiving(
    arguments: Arguments, setup: Setup, offered: Plugins, paths: Sequence[str], *, baselines: bool
) -> Any:  # noqa: ANN401 - as above
    from plancheck.waiving import is_baseline, waiving

    return waiving(
        tuple(dict.fromkeys(path for path in paths if baselines or not is_baseline(path))),
        [rule.id for rule in offered.rules],
        day(arguments) or today(),
        void=arguments.has("no-waivers"),
        lenient=bool(setup.run.without),
    )


def reported(work: Work, console: Console, today: str | None, *, with_text: bool) -> Json:
    """Judge the plans and return the report.

    :param today: the day of the check (``YYYY-MM-DD``)
    """
    found = judged(work, console)
    let_pass = _let_pass(work)
    about = replace(_about(work), today=today, with_text=with_text, waivers=let_pass)
    return with_roster(report(about, found), work.roster)


def judged(work: Work, console: Console) -> list[Review]:
    """Judge the plans; what is waived is let pass."""
    reviewed = reviews(work.inputs, _desk(work, console))
    return [work.waiving.applied(each) for each in reviewed] if work.waiving else [*reviewed]


def _desk(work: Work, console: Console) -> Desk:
    def terms(item: Submission) -> Terms:
        return work.selection.for_file(item.path, work.setup.for_file(item.file))

    watch = console.trace if console.debug else None
    return Desk(work.offered.formats, lexicon_of(work.selection.rules), terms, watch)


def _about(work: Work) -> Run:
    run = work.setup.run
    return Run(
        plugins=work.offered.versions,
        terms=work.selection.terms(run),
        profiles=work.selection.profiles,
        fail_level=run.fail_level,
        lang=run.lang,
        configs=tuple(nearby(path) for path in work.setup.configs),
    )


def _let_pass(work: Work) -> Json | None:
    """Return what the report says of the waivers, after all plans were judged."""
    waiving = work.waiving
    if waiving is None:
        return None
    lists = {key: getattr(waiving, key) for key in ("expired", "refused", "unused")}
    paths, lang = map(nearby, waiving.paths), work.setup.run.lang
    return told_waivers(paths, lang, void=waiving.void, **lists)


def with_roster(content: Json, roster: Any) -> Json:  # noqa: ANN401 - as above
    """Return a report that tells whose each plan is, where there is a roster."""
    if roster is None:
        return content
    from plancheck.desk.roster import matched

    return {**content, "batch": {"roster": matched(roster, content["plans"]), "rounds": None}}


def day(arguments: Arguments) -> str | None:
    """Return the day that a user or the environment tells; None where neither does.

    ``SOURCE_DATE_EPOCH`` is what reproducible builds use (seconds since 1970, UTC).

    :raises UsageError: when it is no day
    """
    import os

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
