"""What spares a pattern its search says no only where the pattern finds nothing."""

import re
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st
from verdicts import installed

from plancheck.api import Marks, normalise
from plancheck.cards.build import AskCode

FIXTURES = Path(__file__).parent.parent / "fixtures"


def _rule(name: str) -> tuple[ModuleType, Marks]:
    """Return the code beside a card, and the lists on it."""
    rule = next(rule for rule in installed().rules if rule.id == name)
    assert isinstance(rule.check, AskCode)
    module = f"{rule.check.home.package}.rules.{rule.check.module}"
    return import_module(module), Marks.of(rule)


@cache
def _filters() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return the patterns that are spared, each with what spares it."""
    foreign, marks = _rule("text/foreign-unit")
    places = vars(foreign)["_places"](marks)
    residue = _rule("text/web-residue")
    known = vars(residue[0])["_patterns"](residue[1])
    return (
        *((pattern, places.ends) for pattern in (*places.slots, *places.staff)),
        (known.list, known.lists),
    )


@cache
def _words() -> tuple[str, ...]:
    """Return the words that these patterns are made of, and what stands between words."""
    every = (_rule(name)[1] for name in ("text/foreign-unit", "text/web-residue"))
    words = {word for marks in every for name in marks.names() for word in marks.words(name)}
    return (*sorted(words), *",。;:()[]《》>的学校一二三12更多", "")


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(_words()), max_size=8)))


@given(_texts())
def test_it_finds_what_the_pattern_finds_in_words_of_the_cards(text: str) -> None:
    assert [
        p.pattern for p, needed in _filters() if p.search(text) and not needed.search(text)
    ] == []


def test_it_finds_what_the_pattern_finds_in_plans() -> None:
    found = 0
    plans = chain(FIXTURES.glob("defects/*.txt"), FIXTURES.glob("plans/*.txt"))
    for line in chain.from_iterable(
        path.read_text("utf-8", "replace").splitlines() for path in plans
    ):
        norm = normalise(line).norm
        for pattern, needed in _filters():
            if pattern.search(norm):
                found += 1
                assert needed.search(norm), (pattern.pattern, norm)
    assert found
