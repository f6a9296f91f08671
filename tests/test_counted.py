"""Which words count for which rule: whatever a verdict quotes, and what its bounds leave out."""

import pytest
from plan_files.source import labelled
from verdicts import installed

from plancheck.counted import Counted, counted
from plancheck.judging import lexicon_of
from plancheck.reading import read_plan
from plancheck.reading.plan import Plan
from plancheck.rule import Rule, Status
from plancheck.testing import plan_from

RULES = {rule.id: rule for rule in installed().rules}


def words_of(plan: Plan, *rules: Rule) -> list[Counted]:
    return list(counted(plan, rules, {rule.id: rule.severity for rule in rules}).words)


@pytest.mark.parametrize("name", ["p01", "h01", "n05", "m04", "k07"])
def test_all_that_a_verdict_quotes_is_there(name: str) -> None:
    plan = read_plan(labelled(name)[0], name, lexicon_of(RULES.values()))
    severities = {rule.id: rule.severity for rule in RULES.values()}
    counts = counted(plan, tuple(RULES.values()), severities)
    told = {(each.rule, each.place, each.status) for each in counts.words}
    quoted = {
        (result.rule.id, quote.place, result.verdict.status)
        for result in counts.results
        for quote in result.verdict.evidence
    }
    assert len(quoted) > 10
    assert quoted <= told


def test_what_one_statement_earns_hides_nothing_of_another() -> None:
    text = "三月组织女教工踏青。\n重视女工工作。\n去年组织了女教工体检。"
    rule = RULES["women/tasks"]
    told = [(each.text, each.status, each.reason) for each in words_of(plan_from(text), rule)]
    assert told == [
        ("三月组织女教工踏青", Status.MET, ""),
        ("重视女工工作", Status.PARTIAL, ""),
        ("去年组织了女教工体检", None, "near.review"),
    ]


def test_nothing_is_left_out_for_its_length() -> None:
    text = "\n".join(f"{month}月走访慰问困难教职工{month}人次。" for month in range(1, 13))
    assert len(words_of(plan_from(text), RULES["care/visits"])) == 12


def test_a_meeting_earns_what_all_meetings_earn_together() -> None:
    text = "4月召开教代会。\n11月召开教代会。\n去年召开了教代会。"
    told = words_of(plan_from(text), RULES["congress/held-each-term"])
    assert [each.status for each in told] == [Status.MET, Status.MET, None]
