"""Fingerprints tell findings apart and stay while the plan around them changes."""

import re

import pytest
from fakes import checked, defect, plan
from hypothesis import given
from hypothesis import strategies as st

from plancheck.fingerprints import LENGTH, Fingerprints, fingerprint
from plancheck.model import Paragraph, Place
from plancheck.reading.plan import Plan
from plancheck.rule import Finding, Rule

TEXT = st.text(st.characters(), max_size=30)


def of_plan(found: Plan, rule: Rule) -> list[str]:
    numbers = Fingerprints()
    return [numbers.of(each.rule.id, each.finding.text) for each in checked(found, rule).defects]


def every(word: str) -> Rule:
    """Return a rule that finds a word wherever it stands."""

    def check(found: Plan) -> list[Finding]:
        return [
            Finding(word, Place(number, at.start(), at.end()))
            for number, block in enumerate(found.document.blocks)
            if isinstance(block, Paragraph)
            for at in re.finditer(re.escape(word), block.text)
        ]

    return defect(check)


RULE = every("XX年")


def test_a_fingerprint_is_the_same_in_every_run_and_version() -> None:
    """A baseline holds them for years: this value changes only together with ``RECIPE``."""
    known = "0093b7a852fb7efd4636b1476444afa4"
    assert fingerprint("text/placeholder", "XX年", 2, "计划.docx") == known
    assert len(known) == LENGTH


def test_inserted_paragraphs_and_blanks_change_nothing() -> None:
    before = of_plan(plan("XX年工作计划", "在XX年召开"), RULE)
    after = of_plan(plan("封面", "", "XX年工作计划", "一、前言", "将在XX年召开"), RULE)
    assert before == after
    assert len(set(before)) == 2


def test_a_further_finding_leaves_the_others_their_names() -> None:
    before = of_plan(plan("XX年工作计划"), RULE)
    after = of_plan(plan("XX年工作计划", "XX年再说"), RULE)
    assert set(before) < set(after)


@pytest.mark.parametrize("quote", ["ＸＸ年", "X X年", "XX\u200b年", "XX\n年", "XX　年"])
def test_forms_of_the_same_words_are_the_same(quote: str) -> None:
    assert fingerprint("text/placeholder", quote) == fingerprint("text/placeholder", "XX年")


@pytest.mark.parametrize(
    "other",
    [
        ("text/repeated", "XX年", 1, ""),
        ("text/placeholder", "××年", 1, ""),
        ("text/placeholder", "XX年", 2, ""),
        ("text/placeholder", "XX年", 1, "a.docx"),
        ("text/placeholder", "", 1, ""),
    ],
)
def test_whatever_differs_tells_them_apart(other: tuple[str, str, int, str]) -> None:
    assert fingerprint(*other) != fingerprint("text/placeholder", "XX年")


@given(st.tuples(TEXT, TEXT), st.tuples(TEXT, TEXT))
def test_no_name_of_a_plan_imitates_another_rule(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    same = fingerprint(one[0], plan=one[1]) == fingerprint(other[0], plan=other[1])
    assert same == (one == other)


@given(st.lists(st.tuples(st.sampled_from("ab"), TEXT, st.sampled_from("pq")), max_size=20))
def test_every_finding_of_a_run_has_its_own(found: list[tuple[str, str, str]]) -> None:
    numbers = Fingerprints()
    told = [numbers.of(*each) for each in found]
    assert len(set(told)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in told)


def test_the_module_is_offered_to_plugins() -> None:
    from plancheck import api

    assert api.fingerprint is fingerprint
    assert api.Fingerprints is Fingerprints
