"""The form of labels, held key by key, so that an error can name the key and show what is due."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plancheck.errors import LabelError
from plancheck.patterns import regex
from plancheck.reading.plan import Kind
from plancheck.rule import Kind as RuleKind
from plancheck.rule import Rule
from plancheck.suggest import unknown
from plancheck.testing import HEADINGS

ANSWERS = ("met", "partial", "missing")
"""What a label may say of a requirement."""

PARTS = {**{part: part for part in HEADINGS}, "goal": "goals"}
"""A part of a plan as labels name it → as :func:`plancheck.testing.plan_from` does."""

_MONTH = regex(r"\d{4}-(0[1-9]|1[0-2])")

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The rules that labels may name.

    :param lenient: whether names of rules that are not installed are passed over, because the run
        does without a plugin
    """

    requirements: frozenset[str]
    defects: frozenset[str]
    lenient: bool = False

    @classmethod
    def of(cls, rules: Iterable[Rule], *, lenient: bool = False) -> "Names":
        """Return the names of some rules."""
        ids: dict[RuleKind, set[str]] = {kind: set() for kind in RuleKind}
        for rule in rules:
            ids[rule.kind].add(rule.id)
        requirements, defects = ids[RuleKind.REQUIREMENT], ids[RuleKind.DEFECT]
        return cls(frozenset(requirements), frozenset(defects), lenient=lenient)

    def fault(self, kind: RuleKind, rule: object, file: str, key: str) -> LabelError | None:
        """Return what is wrong with a rule's name; None when it is right."""
        right, wrong = self.requirements, self.defects
        if kind is RuleKind.DEFECT:
            right, wrong = wrong, right
        if rule in right:
            return None
        if rule in wrong:
            return LabelError(f"label.no-{kind.value}", file=file, key=key, rule=rule)
        if self.lenient and isinstance(rule, str):
            return None
        where = {"file": file, "key": key, "rule": rule}
        return unknown(LabelError, "label.no-such-rule", str(rule), right, **where)


@dataclass(frozen=True, slots=True)
class Form:
    """The faults of one label, gathered while it is looked through.

    :param file: the label's file, with the line in a file of statements
    """

    file: str
    names: Names
    faults: list[LabelError]

    def plan(self, label: Table) -> None:
        """Look through the label of a plan."""
        self._typed(label, "id", _is_text, '"d01"')
        self._typed(label, "notes", _is_text, '"…"')
        self._typed(label, "unit", _or_none(_is_text), '"育英小学"')
        self._choice("kind", label.get("kind"), (None, *map(str, Kind)))
        self._typed(label, "period", _or_none(_is_period), '["2024-01", "2024-12"]')
        self._typed(label, "schedule_months", _are_months, "[2, 3, 4]")
        self._typed(label, "evidence", _are_quotes, '{"care/visits": ["走访慰问困难教职工"]}')
        wanted = '{"care/visits": "met"}'
        if self._typed(label, "requirements", _is_table, wanted, needed=True):
            self._statuses("requirements", label["requirements"])
        wanted = '[{"id": "text/repeated", "quote": "。。"}]'
        if self._typed(label, "defects", _are_defects, wanted):
            for at, defect in enumerate(label.get("defects", ())):
                self._rule(RuleKind.DEFECT, defect["id"], f"defects[{at}].id")

    def statement(self, label: Table) -> None:
        """Look through a labelled statement."""
        for key, example in (("rule", '"care/visits"'), ("text", '"走访慰问困难教职工。"')):
            self._typed(label, key, _is_filled, example, needed=True)
        if _is_filled(label.get("rule")):
            self._rule(RuleKind.REQUIREMENT, label["rule"], "rule")
        self._choice("status", label.get("status"), ANSWERS)
        self._choice("part", label.get("part", "tasks"), PARTS)
        self._typed(label, "why", _is_text, '"…"')
        if self._typed(label, "also", _is_table, '{"care/visits": "met"}'):
            self._statuses("also", label.get("also", {}))

    def _typed(
        self,
        label: Table,
        key: str,
        right: Callable[[object], bool],
        example: str,
        *,
        needed: bool = False,
    ) -> bool:
        """Hold one key; an example of what is due reads the same in every language."""
        if (not needed and key not in label) or right(label.get(key)):
            return True
        self.faults.append(LabelError("label.form", file=self.file, key=key, example=example))
        return False

    def _statuses(self, key: str, table: Table) -> None:
        for rule, status in table.items():
            self._rule(RuleKind.REQUIREMENT, rule, key)
            self._choice(f"{key}: {rule}", status, ANSWERS)

    def _rule(self, kind: RuleKind, rule: object, key: str) -> None:
        fault = self.names.fault(kind, rule, self.file, key)
        if fault is not None:
            self.faults.append(fault)

    def _choice(self, key: str, value: object, known: Iterable[str | None]) -> None:
        choices = tuple(known)
        if value is None and None in choices:
            return
        words = [choice for choice in choices if choice is not None]
        if not isinstance(value, str) or value not in words:
            where = {"file": self.file, "key": key, "value": value}
            fault = unknown(LabelError, "label.value", str(value), words, **where)
            self.faults.append(fault)


def _or_none(right: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: value is None or right(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_period(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2  # noqa: PLR2004 - first month and last
        and all(isinstance(month, str) and _MONTH.fullmatch(month) for month in value)
    )


def _are_months(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(month, int) and 1 <= month <= 12  # noqa: PLR2004 - months of a year
        for month in value
    )


def _are_quotes(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(quotes, list) and all(map(_is_text, quotes)) for quotes in value.values()
    )


def _are_defects(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(defect, dict)
        and isinstance(defect.get("id"), str)
        and _is_filled(defect.get("quote"))
        for defect in value
    )
