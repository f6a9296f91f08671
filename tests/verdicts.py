"""What the installed rules say of a plan, as data that two tests can compare."""

from functools import cache
from typing import Any

from plancheck import loading, plugins
from plancheck.api import Document, Source
from plancheck.check import check
from plancheck.judging import lexicon_of
from plancheck.plugins import Plugins
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon


@cache
def installed() -> Plugins:
    """Load the plugins once for all tests."""
    return plugins.load()


@cache
def _lexicon() -> Lexicon:
    return lexicon_of(installed().rules)


def read(name: str, data: bytes) -> Document:
    """Read a file's content as the command line does."""
    return loading.parse(Source(name, data), installed().readers)


OF_THE_FILE = frozenset({"text/numbering"})
"""Defects that depend on how a file was made: numbers that Word makes by itself never break."""


def verdicts(document: Document) -> dict[str, Any]:
    """Return what is understood of a plan, and each verdict with every word it quotes.

    Places are left out: they differ where a format counts its blocks otherwise.
    """
    plan = read_plan(document, "plan", _lexicon())
    rules = installed().rules
    results, defects = check(plan, rules, {rule.id: rule.severity for rule in rules})
    return {
        "title": plan.title,
        "unit": plan.unit,
        "kind": plan.kind,
        "period": plan.period,
        "months": plan.schedule.months if plan.schedule else (),
        "defects": [
            (defect.rule.id, defect.finding.text)
            for defect in defects
            if defect.rule.id not in OF_THE_FILE
        ],
    } | {
        result.rule.id: (
            result.verdict.status,
            [quote.text for quote in result.verdict.evidence],
            [(near.text, near.reason) for near in result.verdict.near_misses],
        )
        for result in results
    }
