"""The second opinion: what it adds to the cards, how it says so, and that it can be left out."""

import pickle
from functools import cache

import pytest
from annotated import annotated
from verdicts import installed

from plancheck import plugins
from plancheck.api import Adviser, Plan, Rule, Status, Verdict, hookimpl
from plancheck.check import check
from plancheck.errors import PluginError
from plancheck.judging import judge, lexicon_of
from plancheck.plugins import Plugins
from plancheck.reading import read_plan
from plancheck.testing import plan_from
from plancheck.weighing.adviser import AskTwice, advised, opinion

AGREE = 0.9
"""Share of verdicts on requirements about tasks that agreed on the plans nothing was learnt from,
rounded down; cards alone stay well below."""

MORE = 0.11
"""How much of that the cards lack by themselves, at least."""


@cache
def _cards_alone() -> Plugins:
    return plugins.load(without=["opinion"])


def _asked() -> tuple[Rule, ...]:
    return tuple(rule for rule in installed().rules if isinstance(rule.check, AskTwice))


@cache
def _unseen() -> tuple[tuple[Plan, dict[str, str]], ...]:
    """Return the plans that nothing was learnt from, with their statuses."""
    ids = [rule.id for rule in _asked()]
    lexicon = lexicon_of(installed().rules)
    return tuple(
        (read_plan(each.document, each.name, lexicon), each.statuses(ids))
        for each in annotated("V*")
    )


def _agreement(offered: Plugins) -> float:
    ids = {rule.id for rule in _asked()}
    rules = [rule for rule in offered.rules if rule.id in ids]
    pairs = [
        (str(result.verdict.status), statuses[result.rule.id])
        for plan, statuses in _unseen()
        for result in check(plan, rules, {rule.id: rule.severity for rule in rules})[0]
    ]
    return sum(said == label for said, label in pairs) / len(pairs)


def test_it_agrees_with_readers_on_plans_it_has_not_learnt_from() -> None:
    both, alone = _agreement(installed()), _agreement(_cards_alone())
    assert both >= AGREE
    assert both >= alone + MORE


def _rule(rule: str) -> Rule:
    return next(each for each in installed().rules if each.id == rule)


def _said(rule: str, text: str) -> Verdict:
    results, _ = check(plan_from(text), [_rule(rule)], {rule: _rule(rule).severity})
    return results[0].verdict


def test_every_rule_about_tasks_has_one() -> None:
    topics = {"schedule", "structure", "tasks", "text"}
    about_tasks = {
        rule.id
        for rule in installed().rules
        if rule.kind == "requirement" and rule.id.split("/")[0] not in topics
    }
    assert {rule.id for rule in _asked()} == about_tasks


def test_where_it_differs_from_the_card_the_verdict_says_so_and_quotes() -> None:
    differing = []
    for plan, _ in _unseen():
        for rule in _asked():
            first = next(each for each in _cards_alone().rules if each.id == rule.id).check(plan)
            both = rule.check(plan)
            assert isinstance(first, Verdict)
            assert isinstance(both, Verdict)
            if both.status is not first.status:
                differing.append((first.status, both))
    assert differing
    for before, verdict in differing:
        assert verdict.message
        if before is Status.MISSING:
            assert verdict.evidence
        if verdict.status is Status.MISSING:
            assert not verdict.evidence


def test_what_is_almost_sure_is_shown_as_worth_a_look() -> None:
    reasons = {
        near.reason
        for plan, _ in _unseen()
        for rule in _asked()
        for near in _verdict(rule, plan).near_misses
    }
    assert {"near.perhaps", "near.unlikely"} <= reasons


def _verdict(rule: Rule, plan: Plan) -> Verdict:
    verdict = rule.check(plan)
    assert isinstance(verdict, Verdict)
    return verdict


@pytest.mark.parametrize("rule", ["care/visits", "finance/audit", "rights/tasks"])
def test_a_verdict_does_not_hang_on_which_rules_are_asked(rule: str) -> None:
    alone = lexicon_of([_rule(rule)])
    for plan, _ in _unseen()[:6]:
        again = read_plan(plan.document, plan.name, alone)
        assert _verdict(_rule(rule), again) == _verdict(_rule(rule), plan)


def test_a_review_never_counts_whatever_its_words() -> None:
    deeds = "走访困难教职工十二户，组织教职工体检，会账每季度审核一次。"
    text = f"2024年A校工会工作计划\n一、去年工作回顾\n1、{deeds}"
    for rule in ("care/visits", "care/health", "finance/audit"):
        assert _verdict(_rule(rule), plan_from(text, "plan")).status is Status.MISSING


@pytest.mark.parametrize(
    ("rule", "text"),
    [("women/tasks", "三月还。"), ("rights/labor-safety", "加强安全防范。")],
)
def test_a_few_words_without_one_of_the_card_do_not_count(rule: str, text: str) -> None:
    verdict = _said(rule, f"某校工会2026年工作计划\n\n一、工作\n\n{text}\n")
    assert verdict.status is Status.MISSING


def test_without_it_the_cards_decide() -> None:
    rule = next(each for each in _cards_alone().rules if each.id == "care/visits")
    assert not isinstance(rule.check, AskTwice)
    plan = plan_from("走访慰问困难教职工。")
    assert rule.check(plan) == judge(plan, rule)


def test_rules_with_an_opinion_travel_to_other_processes() -> None:
    rule = pickle.loads(pickle.dumps(_rule("care/visits")))  # noqa: S301 - our own bytes
    plan = plan_from("走访慰问困难教职工。")
    assert rule.check(plan) == _rule("care/visits").check(plan)


def test_rules_that_are_not_cards_are_left_alone() -> None:
    rule = _rule("care/visits")
    adviser = Adviser("mine", frozenset({"other/rule"}), "nowhere.bin")
    assert advised(rule, [adviser]) is rule


def test_weights_are_read_once() -> None:
    check_ = _rule("care/visits").check
    assert isinstance(check_, AskTwice)
    assert opinion(check_.adviser) is opinion(check_.adviser)


def test_an_opinion_may_be_offered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import plancheck_opinion

    twice = [*plancheck_opinion.plancheck_advisers()] * 2
    hook = hookimpl(lambda: twice)
    monkeypatch.setattr(plancheck_opinion, "plancheck_advisers", hook)
    with pytest.raises(PluginError) as caught:
        plugins.load()
    assert caught.value.code == "plugin.duplicate-adviser"
