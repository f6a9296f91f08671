"""From a card's compiled form to a rule.

What a rule calls is made of names and data alone, so that rules travel to worker processes whatever
way these are started.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from plancheck.cards.source import RULES
from plancheck.errors import CardError
from plancheck.reading.plan import Plan
from plancheck.rule import (
    Basis,
    Choice,
    Example,
    Finding,
    Kind,
    Question,
    Rule,
    Severity,
    Verdict,
)

Answer = Verdict | Iterable[Finding]


class Home(NamedTuple):
    """Where a card and the Python beside it are found again."""

    package: str
    """Dotted name of the pack; empty for a folder that is not installed."""
    folder: str
    """Path of the cards; for an installed pack, its name for people."""


def rule_of(home: Home, compiled: Mapping[str, Any]) -> Rule:
    """Make the rule of a compiled card."""
    told = Rule(
        id=compiled["id"],
        title=compiled["title"],
        severity=Severity(compiled["severity"]),
        kind=Kind(compiled.get("kind", "requirement")),
        check=_unasked,
        criteria=compiled.get("criteria", {}),
        basis=tuple(Basis(**basis) for basis in compiled.get("basis", ())),
        advice=compiled.get("advice", ""),
        english=compiled.get("english", {}),
        card=f"{home.folder}/{compiled['file']}",
        examples=ReadExamples(home, compiled["file"]),
        data=compiled["data"],
        choices={
            name: Choice(tuple(table["values"]), table["default"])
            for name, table in compiled.get("options", {}).items()
        },
        variants=tuple(compiled.get("variants", ())),
    )
    module = compiled["module"]
    return replace(told, check=AskCode(told, home, module) if module else AskJudge(told))


@dataclass(frozen=True, slots=True)
class AskJudge(Question):
    """Judges a plan by the conditions on a card."""

    def __call__(self, plan: Plan) -> Answer:
        """Return the verdict that the card's words and conditions give."""
        from plancheck.judging import judge

        return judge(plan, self.rule)


@dataclass(frozen=True, slots=True)
class AskCode(Question):
    """Judges a plan by the ``check`` function beside a card."""

    home: Home
    module: str

    def __call__(self, plan: Plan) -> Answer:
        """Return what ``check(plan)`` or ``check(plan, rule)`` returns.

        :raises CardError: when the file has no such function
        """
        check, wants_rule = _function(self.home, self.module)
        answer: Answer = check(plan, self.rule) if wants_rule else check(plan)
        return answer


@dataclass(frozen=True, slots=True)
class ReadExamples:
    """Reads the examples of a card; they are not needed to judge a plan."""

    home: Home
    file: str

    def __call__(self) -> tuple[Example, ...]:
        """Return the examples in the order of the card.

        :raises CardError: when the card has become unreadable
        """
        from plancheck.cards.parse import parse
        from plancheck.cards.source import of_folder, of_package

        source = of_package(self.home.package) if self.home.package else of_folder(self.home.folder)
        table = parse(source.label(self.file), dict(source.cards)[self.file]).table
        return tuple(Example(**example) for example in table.get("examples", ()))


def _unasked(plan: Plan) -> Answer:
    """Stand in for the check of a rule that is only looked at."""
    raise NotImplementedError(plan.title)


@cache
def _function(home: Home, module: str) -> tuple[Callable[..., Any], bool]:
    """Load ``check`` and tell whether it wants the rule as a second argument."""
    loaded = _installed(home, module) if home.package else _loose(home, module)
    check = getattr(loaded, "check", None)
    if not callable(check):
        raise CardError("card.no-function", file=f"{home.folder}/{module}.py")
    code = getattr(check, "__code__", None)
    return check, code is not None and code.co_argcount > 1


def _installed(home: Home, module: str) -> object:
    from importlib import import_module

    return import_module(f"{home.package}.{RULES}.{module}")


def _loose(home: Home, module: str) -> object:
    from importlib.util import module_from_spec, spec_from_file_location

    path = f"{home.folder}/{module}.py"
    spec = spec_from_file_location(f"plancheck_loose_{module}", path)
    if spec is None or spec.loader is None:
        raise CardError("card.no-function", file=path)
    loaded = module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded
