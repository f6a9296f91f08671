"""A school that inserts what its letter proposes hands in a plan without these gaps."""

import re
from collections.abc import Sequence
from functools import cache

import pytest
from letter_kit import markdown
from plan_files.source import labelled
from test_advice import SHAPES, Shape, filled, lexicon, offered
from test_reports import made

from plancheck.check import check
from plancheck.model import Block, Document, Paragraph
from plancheck.outcome import Review
from plancheck.profile import Terms
from plancheck.reading import read_plan
from plancheck.reading.plan import PartKind, Plan
from plancheck.rule import Rule, Status
from plancheck_papers.letter.compose import letter

PLANS = ("h01", "h04", "h10", "h13", "k01", "m01", "n01", "p02", "p05")
ELSEWHERE = ("schedule/", "structure/", "tasks/")
"""Topics whose sentences do not belong under a task; those have their test elsewhere."""


@cache
def terms() -> Terms:
    return Terms(rules=offered(), severities={rule.id: rule.severity for rule in offered()})


def reviewed(blocks: Sequence[Block]) -> Review:
    plan = read_plan(Document("txt", tuple(blocks)), "plan.txt", lexicon())
    results, defects = check(plan, terms().rules, terms().severities)
    return Review("plan.txt", "0" * 64, None, plan, results, defects, terms())


def proposed(review: Review) -> list[str]:
    """Return what the letter proposes to insert under a task."""
    report = made(review, rules=terms().rules)
    sections = letter(report, report["plans"][0], "zh").sections
    return [point.insert for section in sections for point in section.points if point.insert]


def behind_the_tasks(plan: Plan) -> int:
    """Return the block behind the last task."""
    tasks = zip(plan.lines, plan.parts, strict=True)
    return max(line.block for line, part in tasks if part is PartKind.TASKS) + 1


@pytest.mark.parametrize("name", PLANS)
def test_what_a_letter_proposes_closes_the_gaps_it_names(name: str) -> None:
    blocks = list(labelled(name)[0].blocks)
    before = reviewed(blocks)
    assert before.plan is not None
    by_advice = {re.sub("_+", "____", rule.advice): rule for rule in offered()}
    rules = [by_advice[sentence] for sentence in proposed(before)]
    rules = [rule for rule in rules if not rule.id.startswith(ELSEWHERE)]
    months = before.plan.period.months() if before.plan.period else SHAPES["annual"].months
    inserted = [Paragraph(filled(rule, Shape("", tuple(months)))) for rule in rules]
    at = behind_the_tasks(before.plan)
    after = reviewed([*blocks[:at], *inserted, *blocks[at:]])
    assert len(rules) > 1
    assert [rule.id for rule in rules if _status(after, rule) is not Status.MET] == []


@pytest.mark.parametrize("name", PLANS)
def test_nothing_in_a_letter_is_for_others_than_the_school(name: str) -> None:
    report = made(reviewed(labelled(name)[0].blocks), rules=terms().rules)
    text = markdown(report).partition("[plancheck]")[0]
    assert re.findall(r"违法|违反|违规|[a-z]+/[a-z]|规则|plancheck|人工查看|None|[{}]", text) == []
    assert re.findall(r"[。，；：、]{2}|请请|“”|（）|  ", text) == []


def test_once_a_year_is_not_called_unlawful() -> None:
    once = [Paragraph("2024年育英小学工会工作计划"), Paragraph("一、主要工作")]
    once += [Paragraph("1．6月召开三届一次教代会。")]
    text = markdown(made(reviewed(once), rules=terms().rules))
    assert "达到国家规定、未达到本地每学期一次要求" in text
    assert "每学期召开一次是本县（区）教育工会的要求（本地要求）" in text


def _status(review: Review, rule: Rule) -> Status:
    return next(each.verdict.status for each in review.results if each.rule.id == rule.id)
