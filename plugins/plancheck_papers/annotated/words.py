"""What comments say, in one language, cleaned of whatever a plan may have put into it."""

from collections.abc import Iterable, Mapping
from typing import Any

from plancheck.api import message, regex, terminal, where

Json = Mapping[str, Any]

QUOTE = 30
"""Characters of a quotation."""
LONGEST = 1_000
"""Characters of one thing that is said; advice has up to a hundred."""
_STOPPED = regex('[。！？…；：.!?;:][”’）」』")]?$')
"""The end of a sentence that needs no full stop."""


class Words:
    """The sentences of one plan's comments.

    :param plan: of the report
    :param rules: the report's rules; the plan may have other texts of some
    """

    def __init__(self, plan: Json, rules: Iterable[Json], lang: str) -> None:
        self._rules: dict[str, Json] = {rule["id"]: rule for rule in (*rules, *plan["rules"])}
        self._lang = lang

    def text(self, code: str, **values: object) -> str:
        """Return a sentence of this area; values are cleaned."""
        cleaned = {name: plain(value) for name, value in values.items()}
        return message(f"annotated.{code}", self._lang, cleaned)

    def sentence(self, said: str) -> str:
        """Return what somebody else said as a sentence."""
        cleaned = plain(said)
        return cleaned if _STOPPED.search(cleaned) else cleaned + self.text("stop")

    def joined(self, names: Iterable[str]) -> str:
        """Return a list of names."""
        return self.text("comma").join(names)

    def quoted(self, quotes: Iterable[str]) -> str:
        """Return quotations, one after the other."""
        return "".join(self.text("quote", words=cut(quote)) for quote in quotes)

    def place(self, place: Json) -> str:
        """Say where something stands as a person counts."""
        return where(place, self._lang)

    def title(self, rule: str) -> str:
        """Return a rule's title; its id where it is not known."""
        return plain(self._rules.get(rule, {}).get("title") or rule)

    def told(self, rule: str, said: str, status: str) -> str:
        """Return what a rule says beyond its title and its status; often nothing."""
        usual = {self.title(rule), message(f"result.{status}", self._lang)}
        return "" if plain(said) in usual else plain(said)

    def asked(self, rule: str) -> str:
        """Return what a rule asks for."""
        return plain(self._rules.get(rule, {}).get("criteria", {}).get("met", ""))

    def advice(self, rule: str) -> str:
        """Return how a rule's defects are mended."""
        return plain(self._rules.get(rule, {}).get("advice", ""))


def plain(value: object) -> str:
    """Return a text on one line, with what is invisible spelt out, and not too long."""
    return terminal.shorten(terminal.clean(str(value)), LONGEST)


def cut(quote: str) -> str:
    """Return a quotation of readable length."""
    return terminal.shorten(terminal.clean(quote), QUOTE)
