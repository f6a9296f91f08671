"""The words of a card that says when a body sits: its ``[meetings]`` table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancheck.judging.lists import full_name
from plancheck.rule import Rule


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of a card's ``[meetings]`` table, by their full names."""

    of: frozenset[str]
    """Names of the body."""
    convene: frozenset[str]
    """Verbs that bring it together."""
    numbered: frozenset[str]
    """Numbers of its sittings (六届二次): in a schedule they name it."""
    scene: frozenset[str]
    """Words that name the body's system; with a verb and a time in another clause they name it."""
    acts: frozenset[str]
    """What it does when it sits; with a time they convene it, too."""
    again: frozenset[str]
    """Words that speak of the same meeting without naming it (会议, 一场, 上场)."""
    seated: frozenset[str]
    """Who sits in it."""
    report: frozenset[str]
    decide: frozenset[str]
    """What it decides, and how."""
    prepare: frozenset[str]
    """Words that only make it ready (筹备)."""
    hope: frozenset[str]
    """Words of hope (力争)."""
    unlike: frozenset[str]
    """Names of other gatherings (座谈会): those who come together there are no such body."""
    matters: frozenset[str]
    """Papers and questions that are put to it (方案, 草稿): who only votes on these, at no time
    that is told, is not convened by it."""


def words_of(rule: Rule) -> Words:
    """Return the lists of a card's ``[meetings]`` table."""
    table: Mapping[str, Sequence[str]] = rule.data["meetings"]

    def names(key: str) -> frozenset[str]:
        return frozenset(full_name(rule.id, name) for name in table.get(key, ()))

    return Words(
        *(
            names(key)
            for key in (
                "of",
                "convene",
                "numbered",
                "scene",
                "acts",
                "again",
                "seated",
                "report",
                "decide",
                "prepare",
                "hope",
                "unlike",
                "matters",
            )
        )
    )


def table_of(rule: Rule) -> Mapping[str, Any] | None:
    """Return a card's ``[meetings]`` table, if it has one."""
    table: Mapping[str, Any] | None = rule.data.get("meetings")
    return table
