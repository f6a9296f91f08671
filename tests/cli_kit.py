"""The command line inside this process, with rules of the tests' own."""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fakes import requirement

from plancheck import plugins
from plancheck.cli import main
from plancheck.formats import Container, Reader, Report
from plancheck.model import Paragraph, Place
from plancheck.plugins import Plugins
from plancheck.profile import Profile
from plancheck.reading.plan import Plan
from plancheck.rule import Quote, Rule, Severity, Status, Verdict

GOOD = "2024年育英小学工会工作计划\n走访慰问困难教职工，组织体检。\n"
BAD = "2024年育英小学工会工作计划\n组织学习。\n"


class Run(NamedTuple):
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever was printed
        """The output as JSON."""
        return json.loads(self.out)


Cli = Callable[..., Run]


def mentions(word: str, name: str, severity: Severity = Severity.ERROR) -> Rule:
    """Return a rule that asks for a word."""

    def check(plan: Plan) -> Verdict:
        for index, block in enumerate(plan.document.blocks):
            if isinstance(block, Paragraph) and word in block.text:
                start = block.text.index(word)
                place = Place(index, start, start + len(word))
                return Verdict(Status.MET, (Quote(word, place),))
        return Verdict(Status.MISSING)

    return requirement(check, name, severity, advice=f"___月{word}。")


RULES = (
    mentions("体检", "care/health", Severity.INFO),
    mentions("慰问", "care/visits"),
    mentions("学习", "development/learning", Severity.WARNING),
)


def with_rules(
    monkeypatch: pytest.MonkeyPatch, rules: Sequence[Rule], profiles: Sequence[Profile] = ()
) -> None:
    """Let the installed plugins offer these rules and profiles instead of their own."""
    with_offers(monkeypatch, rules=tuple(rules), profiles=tuple(profiles))


def with_reports(monkeypatch: pytest.MonkeyPatch, reports: Sequence[Report]) -> None:
    """Let the installed plugins offer these report formats instead of their own."""
    with_offers(monkeypatch, reports=tuple(reports))


def with_formats(
    monkeypatch: pytest.MonkeyPatch,
    readers: Sequence[Reader],
    containers: Sequence[Container] = (),
) -> None:
    """Let the installed plugins read these formats instead of their own."""
    with_offers(monkeypatch, readers=tuple(readers), containers=tuple(containers))


def with_offers(monkeypatch: pytest.MonkeyPatch, **offers: object) -> None:
    """Let the installed plugins offer these things instead of their own."""
    load = plugins.load

    def replaced(without: Collection[str] = (), require: Collection[str] = ()) -> Plugins:
        changes: dict[str, Any] = offers
        return replace(load(without, require), **changes)

    monkeypatch.setattr(plugins, "load", replaced)


def make_cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return a function that runs plancheck with some words."""

    def run(*words: str | Path) -> Run:
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Run(code, out, err)

    return run
