"""The network: sums in whole numbers say what plain arithmetic says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.testing import plan_from
from plancheck.weighing.network import NO_WORDS, SHARE, Heap, Network, heap, marks, of_numbers
from plancheck.weighing.told import ahead

RULES, UNITS = 2, 3
NUMBER = st.floats(-3, 3, allow_nan=False)
ROW = st.tuples(*[NUMBER] * UNITS)


@st.composite
def networks(draw: st.DrawFn) -> tuple[Network, list[tuple[float, ...]]]:
    answers = draw(st.lists(ROW, min_size=3 * RULES, max_size=3 * RULES))
    bias = draw(ROW)
    start = draw(st.tuples(*[NUMBER] * (3 * RULES)))
    return of_numbers(0.01, {"cell": draw(ROW)}, bias, answers, start), answers


SUMS = st.lists(st.integers(-900, 900), min_size=UNITS, max_size=UNITS)


@given(networks(), SUMS, SUMS, st.sampled_from([(), ("cell",)]))
def test_it_says_what_plain_arithmetic_says(
    made: tuple[Network, list[tuple[float, ...]]],
    sums: list[int],
    around: list[int],
    names: tuple[str, ...],
) -> None:
    net, answers = made
    units = [
        max(0.01 * (total / 3 + SHARE * other / 2) + bias + (mark if names else 0), 0)
        for total, other, bias, mark in zip(sums, around, net.bias, net.marks["cell"], strict=True)
    ]
    plain = [
        start + sum(unit * weight for unit, weight in zip(units, answer, strict=True))
        for start, answer in zip(net.start, answers, strict=True)
    ]
    said = net.say(Heap(sums, 9), Heap(around, 4), net.marked(names))
    assert [*said.about, *said.counts, *said.measure] == pytest.approx(plain, abs=0.06)


def test_units_that_would_burst_their_digits_are_held() -> None:
    """The most that a unit can say is not carried over to the next answer."""
    net = of_numbers(
        1.0, {}, (0.0,) * 256, [(3.99,) * 256, (-4.0,) * 256, (0.0,) * 256], (0.0,) * 3
    )
    said = net.say(Heap([10**9] * 256, 1), NO_WORDS, net.marked([]))
    assert said.about[0] > 0 > said.counts[0]
    assert said.measure[0] == 0


def test_a_mark_that_nothing_was_learnt_of_says_nothing() -> None:
    net = of_numbers(0.01, {"cell": (1.0,)}, (0.5,), [(1.0,)] * 3, (0.0,) * 3)
    assert net.marked(["of a later version"]) == net.marked([])
    assert net.marked(["cell"]) != net.marked([])


def test_marks_tell_what_a_statement_does_and_where_it_stands() -> None:
    plan = plan_from("四月开展教职工体检，请大家准时参加。")
    found = list(marks(plan.statements[-1]))
    assert "part:tasks" in found
    assert "clauses:2" in found
    assert len(found) == len(set(found))


def test_a_pack_of_one_rule_has_no_other_to_be_ahead_of() -> None:
    assert ahead([1.5, -2.0, 1.0], 0) == 0.5
    assert ahead([-2.0], 0) == -2.0


def test_words_thrown_together_are_added() -> None:
    some = [Heap((1, 2), 3), NO_WORDS, Heap((10, 20), 4)]
    assert heap(some) == ([11, 22], 7)
    assert heap([NO_WORDS]) == NO_WORDS
