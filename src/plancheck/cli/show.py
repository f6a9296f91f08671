"""``plancheck show``: how a plan was understood."""

import os
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.documents import to_dict
from plancheck.errors import UsageError
from plancheck.files import Submission, shown, submissions
from plancheck.judging import lexicon_of
from plancheck.outcome import ExitCode
from plancheck.places import where
from plancheck.run import understand
from plancheck.terminal import clean, pad, shorten, width
from plancheck.terminal import columns as aligned
from plancheck.understood import understood

Json = Mapping[str, Any]

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
    submission = _one(arguments)
    watch = console.trace if console.debug else None
    read = understand(submission, offered.readers, lexicon_of(offered.rules), watch)
    if read.plan is None:
        reason = console.describe(read.problem) if read.problem else ""
        console.note(f"{submission.name}: {reason}")
        return ExitCode.INCOMPLETE
    if arguments.has("document"):
        _print_json(to_dict(read.plan.document), console)
    elif arguments.one("format") == "json":
        _print_json(understood(read.plan), console)
    else:
        console.say("\n".join(_lines(understood(read.plan), console)))
    return ExitCode.COMPLIES


def _one(arguments: Arguments) -> Submission:
    (operand,) = arguments.operands
    if os.path.isdir(operand):
        raise UsageError("usage.folder", command="show", path=shown(operand))
    submission, *others = submissions((operand,), (), arguments.one("stdin-name"))
    if others:
        raise UsageError("usage.too-many", command="show", operand=others[0].name)
    return submission


def _print_json(content: Json, console: Console) -> None:
    import json

    text = json.dumps(content, ensure_ascii=False, indent=1)
    console.say(text.encode("utf-8", "backslashreplace").decode())


def _lines(content: Json, console: Console) -> Iterator[str]:
    yield aligned(list(_facts(content, console)), columns(), indent=0)
    sections = [
        (
            console.text("show.part", name=console.text(f"part.{part['part']}")),
            [row for statement in part["statements"] for row in _rows(statement, console)],
        )
        for part in content["parts"]
    ]
    if content["schedule"]:
        layout = console.text(f"layout.{content['schedule']['layout']}")
        entries = [_entry(entry, console) for entry in content["schedule"]["entries"]]
        sections.append((console.text("show.schedule", layout=layout), entries))
    first, second = (
        max((width(row[cell]) for _, rows in sections for row in rows), default=0)
        for cell in range(2)
    )
    for heading, rows in sections:
        padded = [(pad(place, first), pad(label, second), text) for place, label, text in rows]
        yield f"\n{heading}"
        yield aligned(padded, columns())


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


def _rows(statement: Json, console: Console) -> Iterator[tuple[str, str, str]]:
    """Yield the clauses of a statement; neighbours of one role together."""
    place = where(statement["place"], console.lang)
    for role, clauses in groupby(statement["clauses"], lambda clause: clause["role"]):
        words = "".join(clean(clause["text"]) for clause in clauses)
        yield place, console.text(f"role.{role}"), words
        place = ""


def _entry(entry: Json, console: Console) -> tuple[str, str, str]:
    place = where(entry["place"], console.lang)
    items = console.text("report.semicolon").join(
        clean(item).rstrip(ENDS) for item in entry["items"]
    )
    return place, shorten(clean(entry["label"]), LABEL), items
