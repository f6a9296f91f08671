"""``plancheck rules``: the list of rules, and each explained."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.config import Settings
from plancheck.errors import UsageError
from plancheck.profile import OFF, fitted
from plancheck.report_object import advice, criteria, title
from plancheck.rule import Example, Rule, Severity
from plancheck.selection import chosen
from plancheck.suggest import unknown
from plancheck.terminal import columns as aligned
from plancheck.terminal import width, wrap

COMMAND = Command(
    "rules",
    "[ID]",
    most=1,
    own=(
        Option("profile", "NAME"),
        Option("format", "FORMAT", choices=("text", "json"), about="form"),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)

COUNTED = ("met", "partial", "found")
"""What an example of something that counts expects."""

NOT_COUNTED = ("missing", "clean")

SHOWN = 3
"""Examples of each kind in an explanation."""


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    settings = Setup(arguments, console, paths=()).run
    rules = _by_profile(settings)
    if arguments.operands:
        rules = (_named(arguments.operands[0], rules),)
    if arguments.one("format") == "json":
        import json

        table = [_described(rule, console.lang) for rule in rules]
        console.say(json.dumps(table, ensure_ascii=False, indent=2))
    elif arguments.operands:
        console.say("\n".join(_explained(rules[0], console)))
    else:
        console.say("\n".join(_listed(rules, console)))
    return 0


def _by_profile(settings: Settings) -> tuple[Rule, ...]:
    """Return all rules with the texts and severities that the chosen profile gives them."""
    offered = plugins.load(settings.without, settings.require_plugins)
    profile = chosen(settings, {each.name: each for each in offered.profiles})
    severity = {**profile.severities, **settings.severity}
    return tuple(_weighed(fitted(rule, profile), severity.get(rule.id)) for rule in offered.rules)


def _weighed(rule: Rule, level: str | None) -> Rule:
    if level is None or level == OFF:
        return rule
    return replace(rule, severity=Severity(level))


def _named(name: str, rules: tuple[Rule, ...]) -> Rule:
    for rule in rules:
        if rule.id == name:
            return rule
    ids = [rule.id for rule in rules]
    raise unknown(UsageError, "usage.no-such-rule", name, ids, option="plancheck rules", word=name)


def _listed(rules: tuple[Rule, ...], console: Console) -> Iterator[str]:
    if not rules:
        yield console.text("rules.none")
        return
    rows = [
        (rule.id, console.text(f"severity.{rule.severity}"), title(rule, console.lang))
        for rule in rules
    ]
    yield aligned(rows, columns())
    yield ""
    yield wrap(console.text("rules.more", count=len(rules)), columns())


def _described(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": title(rule, lang),
        "severity": rule.severity.value,
        "kind": rule.kind.value,
        "criteria": criteria(rule, lang),
        "basis": [{"text": entry.text, "kind": entry.kind} for entry in rule.basis],
        "advice": advice(rule, lang),
        "card": rule.card,
    }


def _explained(rule: Rule, console: Console) -> Iterator[str]:
    severity = console.text(f"severity.{rule.severity}")
    name = title(rule, console.lang)
    yield wrap(console.text("rules.heading", title=name, id=rule.id, severity=severity), columns())
    facts = list(_facts(rule, console))
    if facts:
        yield "\n" + aligned(facts, columns())
    if any(rule.option(name) != choice.default for name, choice in rule.choices.items()):
        yield "\n" + wrap(console.text("rules.other-options"), columns())
        return
    examples = rule.examples()
    yield from _examples("rules.counts", COUNTED, examples, console)
    yield from _examples("rules.does-not-count", NOT_COUNTED, examples, console)


def _facts(rule: Rule, console: Console) -> Iterator[tuple[str, str]]:
    for status, text in criteria(rule, console.lang).items():
        yield console.text(f"rules.{status}"), text
    if rule.basis:
        basis = console.text("report.semicolon").join(entry.text for entry in rule.basis)
        yield console.text("rules.basis"), basis
    for name, choice in rule.choices.items():
        values = console.text("report.comma").join(choice.values)
        value = rule.option(name)
        shown = console.text("rules.option", name=name, value=value, values=values)
        yield console.text("rules.options"), shown
    if rule.advice:
        yield console.text("rules.advice"), advice(rule, console.lang)


def _examples(
    heading: str, expected: Sequence[str], examples: Sequence[Example], console: Console
) -> Iterator[str]:
    """Yield some examples of each kind, and count the others."""
    kinds = [[each for each in examples if each.expect == expect] for expect in expected]
    if any(kinds):
        yield "\n" + console.text(heading)
    for kind in kinds:
        yield from (_example(each, console) for each in kind[:SHOWN])
    left = sum(len(kind[SHOWN:]) for kind in kinds)
    if left:
        yield "  " + console.text("rules.others", count=left)


def _example(example: Example, console: Console) -> str:
    bullet = f"  - {console.text(f'rules.{example.expect}')}  "
    why = console.text("rules.why", why=example.why) if example.why else ""
    words = " / ".join(example.text.splitlines())
    return wrap(words + why, columns(), bullet, " " * width(bullet))
