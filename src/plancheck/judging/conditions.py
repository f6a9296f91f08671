"""When a statement fulfils a condition of a card.

A condition is a table on a card; ``rule.schema.json`` describes every key. Lists are named as on
the card. A word counts where its clause promises something: in ``[[met]]`` a measure, in
``[[partial]]`` (and with ``general = true``) also a general vow.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plancheck.judging.lists import full_name
from plancheck.reading.clause import any_of
from plancheck.reading.lexicon import Hit
from plancheck.reading.plan import PartKind, Role, Statement
from plancheck.reading.words import signs

REACH = {"clause": 0, "near": 1, "next": 2, "statement": 999}
"""How many clauses apart the words of one condition may stand."""

LISTED = 3
"""Commas of a list (、) in a clause from which on each of its duties stands by itself: what one is
about says nothing of another."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One way of earning a status."""

    all: tuple[str, ...] = ()
    """Each of these lists has a word in the statement."""
    any: tuple[str, ...] = ()
    """One of these lists has a word in the statement."""
    none: tuple[str, ...] = ()
    """None of these lists has a word near the others, whatever its clause does, unless that is
    another and only tells of worth; in a list of duties, none in the duty itself."""
    nowhere: tuple[str, ...] = ()
    """None of these lists has a word anywhere in the statement; in a list of duties, in the duty
    itself."""
    topic: tuple[str, ...] = ()
    """One of these lists has a word in the statement, or in a heading, a lead-in or a row head
    that lends it its topic."""
    opening: tuple[str, ...] = ()
    """One of these lists has a word in the short sentence or question that opens the line."""
    reach: int = REACH["statement"]
    topic_first: bool = False
    """Whether the ``any`` words come first: what is said of them stands there or follows."""
    general: bool = False
    lean: bool = False
    """Whether words in a general clause count when a measure follows (设信箱, 三日内答复)."""
    parts: frozenset[PartKind] = frozenset()
    """Only statements of these parts; empty for all."""
    needs: frozenset[str] = frozenset()
    """The lists of ``all``, as a set."""


def condition(rule_id: str, table: Mapping[str, Any], *, general: bool) -> Condition:
    """Make a condition of a card's table.

    :param general: whether a general vow suffices where the table does not say
    """

    def names(key: str) -> tuple[str, ...]:
        return tuple(full_name(rule_id, name) for name in table.get(key, ()))

    return Condition(
        all=names("all"),
        needs=frozenset(names("all")),
        any=names("any"),
        none=names("none"),
        nowhere=names("nowhere"),
        topic=names("topic"),
        opening=names("opening"),
        reach=REACH[table.get("within", "statement")],
        topic_first=table.get("within") == "next",
        general=bool(table.get("general", general)),
        lean=bool(table.get("lean", False)),
        parts=frozenset(PartKind(part) for part in table.get("parts", ())),
    )


class Conditions:
    """The conditions of one status, found by the lists that they cannot do without.

    Most conditions are out of question for most statements; only the others are looked at.
    """

    __slots__ = ("_always", "_by_list", "_every")

    def __init__(self, every: Iterable[Condition]) -> None:
        self._every = tuple(every)
        self._always: list[int] = []
        self._by_list: dict[str, list[int]] = {}
        for number, each in enumerate(self._every):
            names = each.all[:1] or each.any
            for name in names:
                self._by_list.setdefault(name, []).append(number)
            if not names:
                self._always.append(number)

    def __iter__(self) -> Iterator[Condition]:
        """Yield all of them."""
        return iter(self._every)

    def fulfilled(self, view: "View") -> tuple[int, int] | None:
        """Return the first and last clause that fulfil the first condition that is, or None."""
        numbers = set(self._always)
        for name in self._by_list.keys() & view.by_list.keys():
            numbers.update(self._by_list[name])
        for number in sorted(numbers):
            found = fulfils(view, self._every[number])
            if found is not None:
                return found
        return None


class View:
    """A statement with the question which of its words are promised."""

    __slots__ = ("_ends", "by_list", "statement")

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.by_list = statement.found
        self._ends: list[int] | None = None

    def duty(self, offset: int) -> int:
        """Return which of the duties that marks part an offset of the line stands in, from 0."""
        return bisect_right(self._parted(), offset)

    def is_listed(self, duty: int) -> bool:
        """Whether a duty is one of :data:`LISTED` + 1 or more in its clause."""
        norm, ends = self.statement.line.norm, self._parted()
        first, last = duty, duty
        while first and norm[ends[first - 1]] == "、" and duty - first < LISTED:
            first -= 1
        while last < len(ends) and norm[ends[last]] == "、" and last - duty < LISTED:
            last += 1
        return last - first >= LISTED

    def serves(self, hit: Hit) -> bool:
        """Whether a word is of those who are served and are no staff."""
        return any_of(signs("served"), self.statement.line.norm[hit.start : hit.end])

    def names_staff(self, duty: int) -> bool:
        """Whether a duty says whose it is: the staff's."""
        ends = self._parted()
        start = ends[duty - 1] + 1 if duty else self.statement.start
        end = ends[duty] if duty < len(ends) else self.statement.end
        return any_of(signs("staff"), self.statement.line.norm[start:end])

    def _parted(self) -> list[int]:
        if self._ends is None:
            statement = self.statement
            norm = statement.line.norm
            self._ends = [at for at in range(statement.start, statement.end) if norm[at] in "、,;"]
        return self._ends

    def live(self, name: str, *, general: bool) -> list[int]:
        """Return the clauses in which a list's words are promised."""
        found = self.by_list.get(name)
        if found is None:
            return []
        clauses = self.statement.clauses
        return [
            at
            for at, _ in found
            if clauses[at].role is Role.MEASURE or (general and clauses[at].role is Role.GENERAL)
        ]


def fulfils(view: View, wanted: Condition) -> tuple[int, int] | None:
    """Return the first and last clause that fulfil a condition, or None.

    :param view: a statement that the caller looks at
    """
    if not _could(view, wanted):
        return None
    if wanted.opening and not _opens_with(view.statement, wanted.opening):
        return None
    groups = _groups(view, wanted)
    if groups is None:
        return None
    starts = (
        groups[len(wanted.all)] if wanted.topic_first else [at for group in groups for at in group]
    )
    for first in sorted(set(starts)):
        last = _close(groups, first, wanted.reach)
        if last is None or _disturbed(view, wanted, first, last):
            continue
        if wanted.general or not wanted.lean or _measures(view.statement, first, last + 1):
            return first, last
    return None


def _could(view: View, wanted: Condition) -> bool:
    """Whether a look at the lists alone leaves the condition possible; most statements end here."""
    lists = view.by_list.keys()
    if not lists >= wanted.needs or (wanted.any and lists.isdisjoint(wanted.any)):
        return False
    if not lists.isdisjoint(wanted.nowhere) and not _stands_apart(
        view, wanted, [hit for name in wanted.nowhere for _, hit in view.by_list.get(name, ())]
    ):
        return False
    return not wanted.parts or view.statement.part in wanted.parts


def _measures(statement: Statement, first: int, last: int) -> bool:
    return any(clause.role is Role.MEASURE for clause in statement.clauses[first : last + 1])


def _joined(view: View, names: Iterable[str], *, general: bool) -> list[int]:
    return [at for name in names for at in view.live(name, general=general)]


def _promises(statement: Statement, *, general: bool) -> list[int]:
    return [
        at
        for at, clause in enumerate(statement.clauses)
        if clause.role is Role.MEASURE or (general and clause.role is Role.GENERAL)
    ]


def _close(groups: Sequence[Sequence[int]], first: int, reach: int) -> int | None:
    """Return the last clause when every group has a word from ``first`` to ``first + reach``."""
    last = first
    for group in groups:
        inside = [at for at in group if first <= at <= first + reach]
        if not inside:
            return None
        last = max(last, min(inside))
    return last


def _disturbed(view: View, wanted: Condition, first: int, last: int) -> bool:
    low, high = (0, 999) if wanted.reach > 1 else (first - 1, last)
    clauses = view.statement.clauses
    found = [
        hit
        for name in wanted.none
        for at, hit in view.by_list.get(name, ())
        if low <= at <= high and (clauses[at].role is not Role.MEANING or first <= at <= last)
    ]
    return bool(found) and not _stands_apart(view, wanted, found)


def _stands_apart(view: View, wanted: Condition, disturbing: Sequence[Hit]) -> bool:
    """Whether, in a list of duties, one has the words wanted and no disturbing word.

    Who is served governs the whole list (组织学生开展…、体检、…), unless the duty names the staff.
    """
    first = wanted.any or wanted.all[:1]
    own = {view.duty(hit.start) for name in first for _, hit in view.by_list.get(name, ())}
    own -= {view.duty(hit.start) for hit in disturbing}
    for name in wanted.all:
        own &= {view.duty(hit.start) for _, hit in view.by_list.get(name, ())}
    own = {duty for duty in own if view.is_listed(duty)}
    if any(view.serves(hit) for hit in disturbing):
        own = {duty for duty in own if view.names_staff(duty)}
    return bool(own)


def _groups(view: View, wanted: Condition) -> list[list[int]] | None:
    """Return, for each thing wanted, the clauses that have it; None when the topic lacks."""
    general = wanted.general or wanted.lean
    groups = [view.live(name, general=general) for name in wanted.all]
    if wanted.any:
        groups.append(_joined(view, wanted.any, general=general))
    if wanted.topic:
        own = _joined(view, wanted.topic, general=general)
        if not own and not lends(view.statement, wanted.topic):
            return None
        if own and not groups:
            groups.append(own)
    return groups or [_promises(view.statement, general=general)]


def _opens_with(statement: Statement, names: Sequence[str]) -> bool:
    return any(
        name in names
        for above in statement.lent[:1]
        if above.line is statement.line
        for name in above.found
    )


def lends(statement: Statement, names: Sequence[str]) -> bool:
    """Whether a heading, lead-in or row head above the statement has a word of the lists."""
    return any(name in above.found for above in statement.lent for name in names)
