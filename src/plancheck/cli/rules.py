"""``plancheck rules``: the list of rules, and each explained."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.config import Settings
from plancheck.errors import UsageError
from plancheck.outcome import weight
from plancheck.profile import OFF, fitted
from plancheck.report_object import advice, criteria, title
from plancheck.rule import Example, Kind, Rule, Severity, Status
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
        Option("all"),
        Option("words"),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)

COUNTED = ("met", "partial", "found")
"""What an example of something that counts expects."""

NOT_COUNTED = ("missing", "clean")

HEADINGS = {
    Kind.REQUIREMENT: ("rules.counts", "rules.does-not-count"),
    Kind.DEFECT: ("rules.is-defect", "rules.is-none"),
}
"""Over the examples of what counts, and of what does not."""

SHOWN = 3
"""Examples of each kind in an explanation, unless all are asked for."""

LISTS = ("words", "marks")
"""Tables of word lists on a card: for its conditions, and for the Python beside it."""

PARTS = ("guiding", "goals", "review", "schedule")
"""Parts of a plan that an example says it stands in; in the others it goes without saying."""

CONDITIONS = ("met", "partial", "near")
"""Tables of a card that say when its words earn what."""


class Wish(NamedTuple):
    """What an explanation shall tell besides."""

    all: bool
    """Every example."""
    words: bool
    """The words on the card, and the conditions they stand in."""


def run(arguments: Arguments, console: Console) -> int:
    """List the rules; explain the one that is named, or each when more is asked for."""
    settings = Setup(arguments, console, paths=()).run
    rules = _by_profile(settings)
    if arguments.operands:
        rules = (_named(arguments.operands[0], rules),)
    wish = Wish(arguments.has("all"), arguments.has("words"))
    explained = bool(arguments.operands) or any(wish)
    if arguments.one("format") == "json":
        import json

        table = [
            _described(rule, console.lang) | (_more(rule, wish) if explained else {})
            for rule in rules
        ]
        console.say(json.dumps(table, ensure_ascii=False, indent=2))
    elif explained:
        console.say("\n\n".join("\n".join(_explained(rule, wish, console)) for rule in rules))
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


def _more(rule: Rule, wish: Wish) -> dict[str, Any]:
    """Return what only an explanation has; every example, whatever is wished."""
    more: dict[str, Any] = {"examples": [example._asdict() for example in rule.examples()]}
    if wish.words:
        more["data"] = {key: rule.data[key] for key in (*LISTS, *CONDITIONS) if key in rule.data}
    return more


def _explained(rule: Rule, wish: Wish, console: Console) -> Iterator[str]:
    severity = console.text(f"severity.{rule.severity}")
    name = title(rule, console.lang)
    yield wrap(console.text("rules.heading", title=name, id=rule.id, severity=severity), columns())
    facts = list(_facts(rule, console))
    if facts:
        yield "\n" + aligned(facts, columns())
    if any(rule.option(name) != choice.default for name, choice in rule.choices.items()):
        yield "\n" + wrap(console.text("rules.other-options"), columns())
    else:
        yield from _all_examples(rule, wish, console)
    if wish.words:
        yield from _words(rule, console)


def _all_examples(rule: Rule, wish: Wish, console: Console) -> Iterator[str]:
    examples = rule.examples()
    most = len(examples) if wish.all else SHOWN
    yes, no = HEADINGS[rule.kind]
    yield from _examples(yes, COUNTED, examples, most, console)
    yield from _examples(no, NOT_COUNTED, examples, most, console)


def _facts(rule: Rule, console: Console) -> Iterator[tuple[str, str]]:
    for status, text in criteria(rule, console.lang).items():
        yield console.text(f"rules.{status}"), text
    if rule.basis:
        each = (
            console.text("rules.based", text=entry.text, kind=console.text(f"basis.{entry.kind}"))
            for entry in rule.basis
        )
        yield console.text("rules.basis"), console.text("report.semicolon").join(each)
    yield console.text("rules.weight"), _weight(rule, console)
    for name, choice in rule.choices.items():
        values = console.text("report.comma").join(choice.values)
        value = rule.option(name)
        shown = console.text("rules.option", name=name, value=value, values=values)
        yield console.text("rules.options"), shown
    if rule.advice:
        yield console.text("rules.advice"), advice(rule, console.lang)


def _weight(rule: Rule, console: Console) -> str:
    """Tell how much a finding weighs: a partial one level less than a missing."""
    severity = console.text(f"severity.{rule.severity}")
    if rule.kind is Kind.DEFECT:
        return severity
    less = weight(Status.PARTIAL, rule.severity)
    partial = console.text(f"severity.{less}") if less else console.text("rules.weightless")
    code = "rules.weights" if "partial" in rule.criteria else "rules.weighs"
    return console.text(code, missing=severity, partial=partial)


def _words(rule: Rule, console: Console) -> Iterator[str]:
    """Yield the word lists of a card, and its conditions in the words of the card."""
    rows = [
        (name, console.text("report.comma").join(words))
        for table in LISTS
        for name, words in rule.data.get(table, {}).items()
    ]
    yield "\n" + console.text("rules.words" if rows else "rules.no-words")
    if rows:
        yield aligned(rows, columns())
    conditions = [
        (status, "  ".join(f"{key}: {_written(value)}" for key, value in table.items()))
        for status in CONDITIONS
        for table in rule.data.get(status, ())
    ]
    if conditions:
        yield "\n" + console.text("rules.conditions")
        yield aligned(conditions, columns())


def _written(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _examples(
    heading: str, expected: Sequence[str], examples: Sequence[Example], most: int, console: Console
) -> Iterator[str]:
    """Yield some examples of each kind, and count the others."""
    kinds = [[each for each in examples if each.expect == expect] for expect in expected]
    if any(kinds):
        yield "\n" + console.text(heading)
    for kind in kinds:
        yield from (_example(each, console) for each in kind[:most])
    left = sum(len(kind[most:]) for kind in kinds)
    if left:
        yield "  " + console.text("rules.others", count=left)


def _example(example: Example, console: Console) -> str:
    bullet = f"  - {console.text(f'rules.{example.expect}')}  "
    why = console.text("rules.why", why=example.why) if example.why else ""
    words = " / ".join(example.text.splitlines())
    if example.part in PARTS:
        words = console.text("rules.in-part", text=words, part=console.text(f"part.{example.part}"))
    return wrap(words + why, columns(), bullet, " " * width(bullet))
