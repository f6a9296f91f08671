"""The requirements as columns: in which order, under which headings."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from plancheck_reports.ledger.words import Words

Json = Mapping[str, Any]

_ORDER = Path(__file__).with_name("order.txt")


class Asked(NamedTuple):
    """A requirement of the run."""

    rule: str
    topic: str
    """As a heading over the columns of its topic."""
    heading: str
    """In a few words; the title where there are none."""
    title: str


def asked(rules: Sequence[Json], words: Words) -> tuple[Asked, ...]:
    """Return the requirements, in the order of the ledger.

    :param rules: the table of rules of the report
    """
    order = _Order(_ORDER.read_text(encoding="utf-8"))
    wanted = [rule for rule in rules if rule["kind"] == "requirement"]
    wanted.sort(key=lambda rule: order.place(rule["id"]))
    return tuple(_asked(rule, words) for rule in wanted)


def topic(rule: str, words: Words) -> str:
    """Return the name of a rule's topic; the id's first part where it has none."""
    name = _topic(rule)
    return words.or_else(f"topic.{name}", name)


def _topic(rule: str) -> str:
    return rule.partition("/")[0]


def _asked(rule: Json, words: Words) -> Asked:
    heading = words.or_else(f"heading.{rule['id']}", rule["title"])
    return Asked(rule["id"], topic(rule["id"], words), heading, rule["title"])


class _Order:
    """The order of rules that a text names line by line."""

    def __init__(self, text: str) -> None:
        named = [line for line in text.splitlines() if line and not line.startswith("#")]
        self._rules = {rule: place for place, rule in enumerate(named)}
        self._topics = {_topic(rule): place for place, rule in reversed([*enumerate(named)])}

    def place(self, rule: str) -> tuple[int, str, int, str]:
        """Return what to sort by: topics together, what is not named last, by its name."""
        name, last = _topic(rule), len(self._rules)
        return self._topics.get(name, last), name, self._rules.get(rule, last), rule
