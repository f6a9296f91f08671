"""The report for the log of a GitHub workflow: annotations by workflow commands.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions — GitHub shows ten
errors, ten warnings and ten notices of a step, so that the heaviest come first and the others stand
in the log. How commands are read: ``ActionCommand.cs`` of actions/runner. A line that begins with
``::`` is one, and so is whatever follows ``##[`` anywhere in a line.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.api import Style, terminal, where
from plancheck_reports import locations
from plancheck_reports.findings import GROUPS, Group, by_reason, items
from plancheck_reports.wording import Wording, of_plan, summary

Json = Mapping[str, Any]

SHOWN = 10
"""Annotations of one level that GitHub shows of a step."""

LEVELS = {"error": "error", "warning": "warning", "notice": "info"}
"""Command → our name of its level, heaviest first."""

COMMANDS = {
    Group.ERROR: "error",
    Group.UNKNOWN: "warning",
    Group.WARNING: "warning",
    Group.INFO: "notice",
}


class Note(NamedTuple):
    """An annotation."""

    rank: int
    """Its weight, heaviest first."""
    command: str
    path: str
    place: Json | None
    title: str
    text: str


def write(report: Json, style: Style) -> Iterator[str]:
    """Write the annotations, heaviest first, what GitHub would not show, and the summary."""
    words = Wording(style.lang)
    notes = [note for plan in report["plans"] for note in _notes(report, plan, style)]
    notes.sort(key=lambda note: note.rank)
    rest: list[Note] = []
    for command in LEVELS:
        alike = [note for note in notes if note.command == command]
        yield from map(_annotation, alike[:SHOWN])
        rest += alike[SHOWN:]
    yield from _folded(rest, words)
    first, *others = summary(report, words)
    yield from map(_line, (*others, first))


def _notes(report: Json, plan: Json, style: Style) -> Iterator[Note]:
    words = of_plan(report, plan, style.lang)
    path = "" if plan["path"] == locations.STDIN else locations.target(plan["path"]).text
    found = items(plan, report["rules"])
    if plan["problem"]:
        message = terminal.clean(plan["problem"]["message"])
        yield Note(0, "error", path, None, words.text("report.unreadable"), message)
    for reason, alike in by_reason(found).items():
        unread = [entry["message"] for entry in plan["health"] if entry["grade"] == "blocking"]
        text = "\n".join(map(terminal.clean, (words.titles(alike), *unread)))
        title = words.both(words.label(alike[0]), terminal.clean(reason))
        yield Note(_rank(Group.UNKNOWN), COMMANDS[Group.UNKNOWN], path, None, title, text)
    for item in found:
        command = COMMANDS[item.group]
        if item.group is Group.UNKNOWN or (command == "notice" and style.quiet):
            continue
        text = "\n".join(words.details(item)) or words.told(item)
        headline = words.headline(item).rstrip("。.")
        title = words.text("ci.github.title", text=headline, rule=terminal.clean(item.rule))
        yield Note(_rank(item.group), command, path, item.place, title, text)


def _rank(group: Group) -> int:
    return 1 + GROUPS.index(group)


def _annotation(note: Note) -> str:
    begin, end = locations.columns(note.place)
    line = locations.line(note.place)
    at: dict[str, object] = {}
    if note.path:
        at = {"file": note.path, "line": line, "endLine": line}
    if note.path and note.place:
        at |= {"col": begin, "endColumn": end}
    return _command(note.command, note.text, title=note.title, **at)


def _folded(rest: Sequence[Note], words: Wording) -> Iterator[str]:
    """Yield what GitHub would not show, as a group of lines in the log."""
    if not rest:
        return
    yield _command("group", words.text("ci.github.rest", count=len(rest), most=SHOWN))
    for note in rest:
        level = words.text(f"severity.{LEVELS[note.command]}")
        path = note.path or words.text("ci.stdin")
        if note.place:
            path = words.text("ci.github.at", path=path, place=where(note.place, words.lang))
        yield _line(words.text("report.colon").join((level, path, note.title)))
    yield _command("endgroup", "")


def _command(name: str, text: str, **properties: object) -> str:
    told = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return _line(f"::{name}{told and ' '}{told}::{_escaped(text)}")


def _escaped(text: str, more: str = "") -> str:
    for sign in "%\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _line(text: str) -> str:
    """Return a line in which nothing of a plan begins a command of the old form."""
    return text.replace("##[", "##［") + "\n"
