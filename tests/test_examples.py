"""Every example on every card of every installed plugin gets the verdict it must get."""

import tomllib
from pathlib import Path

import pytest

from plancheck import plugins
from plancheck.rule import Example, Kind, Rule
from plancheck.testing import every_example, verify

RULES = plugins.load().rules
BUILT_IN = sorted((Path(__file__).parent.parent / "plugins").glob("*/rules/*.toml"))


@pytest.mark.parametrize(("rule", "example"), every_example())
def test_example(rule: Rule, example: Example) -> None:
    verify(rule, example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_cover_what_the_criteria_tell_apart(rule: Rule) -> None:
    expected = {example.expect for example in rule.examples()}
    wanted = {"found", "clean"} if rule.kind is Kind.DEFECT else set(rule.criteria)
    assert wanted
    assert expected >= wanted


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_look_alikes_say_why_they_do_not_count(rule: Rule) -> None:
    silent = [one.text for one in rule.examples() if one.expect == "missing" and not one.why]
    assert silent == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_card_says_all_that_a_reviewer_reads(rule: Rule) -> None:
    assert rule.basis
    assert rule.advice
    assert set(rule.criteria) <= {"met", "partial", "missing", "found"}
    english = {"title", "advice", *rule.criteria}
    assert english <= set(rule.english)


@pytest.mark.parametrize("card", BUILT_IN, ids=lambda path: path.stem)
def test_our_own_rules_have_many_examples(card: Path) -> None:
    table = tomllib.loads(card.read_text(encoding="utf-8"))
    assert len(table["examples"]) >= 20
