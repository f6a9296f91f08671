"""Whose the plans of a batch are, and which plans of last year are the same school's.

Names are compared as :mod:`plancheck.desk.names` does; what is written alike is found first, so
that thousands of schools are not compared with each other one by one.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.desk import names

Json = Mapping[str, Any]

_SHORTEST = 4
"""Characters from which what a file is called is taken for a school's name."""
_ENDS = ("学校", "中学", "小学", "幼儿园", "学院", "小", "中", "幼")


class Named(NamedTuple):
    """What a plan says of its school."""

    path: str
    unit: str | None


def told(plan: Named) -> str | None:
    """Return how a plan calls its school: by its unit, else by its file; None where neither."""
    if plan.unit:
        return plan.unit
    stem = os.path.splitext(os.path.basename(plan.path.replace("!", "/")))[0]
    name = names.of_file(stem)
    return name if len(name) >= _SHORTEST and name.endswith(_ENDS) else None


def schools(plans: Iterable[Named], roster: Json | None = None) -> list[str | None]:
    """Return whose each plan is, the same words for all plans of one school.

    By the roster, where it knows; else a name without its place (第八中学) is the same school as
    the one name with a place (澄溪市第八中学), where there is only one such.

    :param roster: of the report
    """
    given = list(plans)
    listed = {
        path: each["name"] for each in (roster or {}).get("schools", ()) for path in each["plans"]
    }
    called = [listed.get(plan.path) or told(plan) for plan in given]
    spelt: dict[str, str] = {}
    whole: dict[str, set[str]] = defaultdict(set)
    for name in filter(None, called):
        plain = names.plain(name)
        spelt.setdefault(plain, name)
        whole[names.core(plain)].add(plain)

    def settled(name: str) -> str:
        plain = names.plain(name)
        others = whole[plain] - {plain}
        return spelt[next(iter(others)) if len(others) == 1 else plain]

    return [settled(name) if name else None for name in called]


def pairs(plans: Sequence[Named], before: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of plans of one school, in this year and in the last."""
    if not before:
        return
    finder = _Finder([told(each) for each in before])
    for number, plan in enumerate(plans):
        stem = os.path.splitext(os.path.basename(plan.path.replace("!", "/")))[0]
        wanted = dict.fromkeys(filter(None, (plan.unit, names.of_file(stem))))
        for name in wanted:
            found = finder.find(name)
            if found:
                yield from ((number, other) for other in found)
                break


class _Finder:
    """Finds plans by names of schools, of which only sure ones count."""

    def __init__(self, called: Sequence[str | None]) -> None:
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._counted: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for number, name in enumerate(called):
            if name:
                self._exact[names.plain(name)].append(number)
        for name in self._exact:
            self._counted[names.numbers(name)].append(name)

    def find(self, name: str) -> Sequence[int]:
        """Return the numbers of the plans of a school."""
        plain = names.plain(name)
        if plain in self._exact:
            return self._exact[plain]
        alike = self._counted.get(names.numbers(plain), ())  # others are not like it at all
        match = names.find(plain, alike)
        return self._exact[alike[match.school]] if match is not None and match.sure else ()
