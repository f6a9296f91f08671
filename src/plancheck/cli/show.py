"""``plancheck show``: how a plan was understood, and which of its words count for which rule."""

import os
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.config import Settings
from plancheck.counted import counted
from plancheck.documents import to_dict
from plancheck.errors import UsageError
from plancheck.files import Submission, shown, submissions
from plancheck.judging import lexicon_of
from plancheck.outcome import ExitCode
from plancheck.places import where
from plancheck.plugins import Plugins
from plancheck.profile import Terms, fitted
from plancheck.rule import Status
from plancheck.run import understand
from plancheck.selection import Selection, chosen
from plancheck.suggest import unknown
from plancheck.terminal import clean, pad, shorten, width
from plancheck.terminal import columns as aligned
from plancheck.understood import understood
from plancheck.unpacking import Taken, taken

Json = Mapping[str, Any]
Row = tuple[str, str, str]
"""Place, label, words."""

LABEL = 12
"""Characters of a schedule entry's label that are shown."""

ENDS = "。；;. "

COMMAND = Command(
    "show",
    "FILE",
    least=1,
    most=1,
    own=(
        Option("format", "FORMAT", choices=("text", "json"), about="form"),
        Option("profile", "NAME"),
        Option("rule", "ID", many=True),
        Option("document"),
        Option("stdin-name", "NAME"),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand; 3 when the file cannot be read."""
    settings = Setup(arguments, console).run
    offered = plugins.load(settings.without, settings.require_plugins)
    terms = _terms(arguments, offered, settings)
    item = _taken(_one(arguments), offered)
    watch = console.trace if console.debug else None
    read = understand(item, offered.formats, lexicon_of(offered.rules), watch)
    if read.plan is None:
        reason = console.describe(read.problem) if read.problem else ""
        console.note(f"{item.submission.name}: {reason}")
        return ExitCode.INCOMPLETE
    if arguments.has("document"):
        _print_json(to_dict(read.plan.document), console)
        return ExitCode.COMPLIES
    rules = [rule for rule in terms.rules if rule.id in terms.severities]
    counts = counted(read.plan, rules, terms.severities, watch)
    content = understood(read.plan, counts, console.lang, follow=arguments.has("rule"))
    if arguments.one("format") == "json":
        _print_json(content, console)
    else:
        console.say("\n".join(_lines(content, console, follow=arguments.has("rule"))))
    return ExitCode.COMPLIES


def _terms(arguments: Arguments, offered: Plugins, settings: Settings) -> Terms:
    """Return what the plan is judged by: the rules named, else those in force.

    :raises UsageError: when a name is no rule's
    """
    named = arguments.words("rule")
    if named is None:
        selection = Selection(offered.rules, (settings,), offered.profiles)
        return selection.for_file(arguments.operands[0], settings)
    by_id = {rule.id: rule for rule in offered.rules}
    for name in named:
        if name not in by_id:
            raise unknown(UsageError, "usage.no-such-rule", name, by_id, option="--rule", word=name)
    profile = chosen(settings, {each.name: each for each in offered.profiles})
    rules = tuple(fitted(by_id[name], profile) for name in named)
    return Terms(profile, rules, {rule.id: rule.severity for rule in rules})


def _one(arguments: Arguments) -> Submission:
    (operand,) = arguments.operands
    if os.path.isdir(operand):
        raise UsageError("usage.folder", command="show", path=shown(operand))
    submission, *others = submissions((operand,), (), arguments.one("stdin-name"))
    if others:
        raise UsageError("usage.too-many", command="show", operand=others[0].name)
    return submission


def _taken(submission: Submission, offered: Plugins) -> Taken:
    """Return the file's document; of an archive the only one that it holds.

    :raises UsageError: when it holds several
    """
    items = taken((submission,), offered.formats)
    item = next(items)
    other = next(items, None)
    if other is not None:
        example = item.submission.name
        raise UsageError("usage.archive", path=submission.name, example=example)
    return item


def _print_json(content: Json, console: Console) -> None:
    import json

    text = json.dumps(content, ensure_ascii=False, indent=1)
    console.say(text.encode("utf-8", "backslashreplace").decode())


def _lines(content: Json, console: Console, *, follow: bool) -> Iterator[str]:
    yield aligned(list(_facts(content, console)), columns(), indent=0)
    if follow:
        verdicts = [
            (each["rule"], console.text(f"result.{each['status']}")) for each in content["verdicts"]
        ]
        if verdicts:
            yield "\n" + aligned(verdicts, columns())
    sections = list(_sections(content, console, follow=follow))
    first, second = (
        max((width(row[cell]) for _, rows in sections for row in rows), default=0)
        for cell in range(2)
    )
    for heading, rows in sections:
        padded = [(pad(place, first), pad(label, second), text) for place, label, text in rows]
        yield f"\n{heading}"
        yield aligned(padded, columns())
    if follow and not sections:
        yield "\n" + console.text("show.nothing")


def _sections(content: Json, console: Console, *, follow: bool) -> Iterator[tuple[str, list[Row]]]:
    """Yield headings with the rows under them; the schedule only when no rule is followed."""
    for part in content["parts"]:
        heading = console.text("show.part", name=console.text(f"part.{part['part']}"))
        yield heading, [row for each in part["statements"] for row in _rows(each, console)]
    if content["elsewhere"]:
        rows = [row for each in content["elsewhere"] for row in _words(each, console)]
        yield console.text("show.elsewhere"), rows
    if content["schedule"] and not follow:
        layout = console.text(f"layout.{content['schedule']['layout']}")
        entries = [_entry(entry, console) for entry in content["schedule"]["entries"]]
        yield console.text("show.schedule", layout=layout), entries


def _facts(content: Json, console: Console) -> Iterator[tuple[str, str]]:
    unknown = console.text("show.unknown")
    period = content["period"]
    kind = console.text(f"kind.{content['kind']}") if content["kind"] else unknown
    facts = {
        "title": content["title"],
        "unit": content["unit"],
        "period": period and f"{period['start']} — {period['end']}",
        "kind": kind,
    }
    for name, value in facts.items():
        yield console.text(f"show.{name}"), clean(value or unknown)


def _rows(statement: Json, console: Console) -> Iterator[Row]:
    """Yield the clauses of a statement, neighbours of one role together, and what they concern."""
    place = where(statement["place"], console.lang)
    for role, clauses in groupby(statement["clauses"], lambda clause: clause["role"]):
        words = "".join(clean(clause["text"]) for clause in clauses)
        yield place, console.text(f"role.{role}"), words
        place = ""
    yield from _concern(statement, console)


def _words(found: Json, console: Console) -> Iterator[Row]:
    """Yield words outside all statements, and what they concern."""
    yield where(found["place"], console.lang), "", clean(found["text"])
    yield from _concern(found, console)


def _concern(found: Json, console: Console) -> Iterator[Row]:
    """Yield the rules that words count for, each status in a row; near misses; defects."""
    comma = console.text("report.comma")
    for status in (Status.MET, Status.PARTIAL):
        rules = dict.fromkeys(each["rule"] for each in found["counts"] if each["status"] == status)
        if rules:
            yield (
                "",
                console.text("show.mark", name=console.text(f"rules.{status}")),
                comma.join(rules),
            )
    earned = {each["rule"] for each in found["counts"]}
    near = {each["rule"]: each["reason"] for each in found["near_misses"]}
    for rule, reason in near.items():
        if rule not in earned:
            label = console.text("show.mark", name=console.text("show.near"))
            yield "", label, f"{rule}{console.text('report.colon')}{reason}"
    defects = dict.fromkeys(each["rule"] for each in found["defects"])
    if defects:
        label = console.text("show.mark", name=console.text("report.defect"))
        yield "", label, comma.join(defects)


def _entry(entry: Json, console: Console) -> Row:
    place = where(entry["place"], console.lang)
    items = console.text("report.semicolon").join(
        clean(item).rstrip(ENDS) for item in entry["items"]
    )
    return place, shorten(clean(entry["label"]), LABEL), items
