"""The rules of a SARIF log: all that were asked, whatever they found, so that the table stays."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import terminal
from plancheck_reports.marked import escaped
from plancheck_reports.sarif.texts import Texts, said

Json = Mapping[str, Any]

LEVELS = {"error": "error", "warning": "warning", "info": "note"}

PRIORITIES = {"error": "error", "warning": "warning", "info": "recommendation"}

PRECISIONS = {"error": "high", "warning": "medium", "info": "medium"}
"""By it and the priority GitHub orders alerts; only rules that are seldom wrong are errors."""

STATUSES = ("met", "partial", "missing")


def descriptors(report: Json, texts: Texts) -> list[Json]:
    """Return the table of rules (§3.49)."""
    return [_descriptor(rule, texts) for rule in report["rules"]]


def _descriptor(rule: Json, texts: Texts) -> Json:
    criterion = rule["criteria"].get("met") or rule["title"]
    lines = list(_help(rule, texts))
    title = texts.words.title(rule["id"])
    marked = "\n".join((f"**{escaped(title)}**", "", *(f"- {escaped(line)}" for line in lines)))
    return {
        "id": rule["id"],
        "shortDescription": said(title),
        "fullDescription": said(criterion),
        "help": {**said(texts.words.sentences((title, *lines)), most=10_000), "markdown": marked},
        "defaultConfiguration": {"level": LEVELS[rule["severity"]]},
        "properties": {
            "tags": list(dict.fromkeys((rule["id"].partition("/")[0], rule["kind"]))),
            "precision": PRECISIONS[rule["severity"]],
            "problem.severity": PRIORITIES[rule["severity"]],
        },
    }


def _help(rule: Json, texts: Texts) -> Iterator[str]:
    """Yield what earns each status, what it rests on, and what could be written."""
    words = texts.words
    for status in STATUSES:
        if criterion := rule["criteria"].get(status):
            yield words.both(words.text(f"rules.{status}"), terminal.clean(criterion))
    for basis in rule["basis"]:
        kind = words.text(f"basis.{basis['kind']}")
        yield words.both(terminal.clean(kind), terminal.clean(basis["text"]))
    if rule["advice"]:
        yield words.text("report.advice") + terminal.clean(rule["advice"])
