"""``plancheck rules``: the list of rules, and each explained."""

from collections.abc import Iterator
from typing import Any

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.errors import UsageError
from plancheck.report_object import advice, criteria, title
from plancheck.rule import Example, Rule
from plancheck.suggest import unknown
from plancheck.terminal import columns as aligned
from plancheck.terminal import width, wrap

COMMAND = Command(
    "rules",
    "[ID]",
    most=1,
    own=(
        Option("format", "FORMAT", choices=("text", "json")),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)

COUNTED = ("met", "partial", "found")
"""What an example of something that counts expects."""

SHOWN = 4
"""Examples of each kind in an explanation."""


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    settings = Setup(arguments, console, paths=()).run
    rules = plugins.load(settings.without, settings.require_plugins).rules
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
    yield wrap(f"{title(rule, console.lang)}  {rule.id}  ({severity})", columns())
    labelled = [
        (console.text(f"rules.{status}"), text)
        for status, text in criteria(rule, console.lang).items()
    ]
    if rule.basis:
        basis = console.text("report.semicolon").join(entry.text for entry in rule.basis)
        labelled.append((console.text("rules.basis"), basis))
    if rule.advice:
        labelled.append((console.text("rules.advice"), advice(rule, console.lang)))
    if labelled:
        yield ""
        yield aligned(labelled, columns())
    examples = rule.examples()
    for heading, kept in (
        ("rules.counts", [each for each in examples if each.expect in COUNTED]),
        ("rules.does-not-count", [each for each in examples if each.expect not in COUNTED]),
    ):
        if kept:
            yield ""
            yield console.text(heading)
            yield from (_example(each, console) for each in kept[:SHOWN])
            if len(kept) > SHOWN:
                yield "  " + console.text("report.others", count=len(kept) - SHOWN)


def _example(example: Example, console: Console) -> str:
    bullet = f"  · {console.text(f'rules.{example.expect}')}  "
    why = console.text("rules.why", why=example.why) if example.why else ""
    words = " / ".join(example.text.splitlines())
    return wrap(f"“{words}”{why}", columns(), bullet, " " * width(bullet))
