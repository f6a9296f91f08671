"""The sentence on a card, its blanks filled in, earns what the card asks for.

It is what a letter tells a school to insert: a school that does so must not hear of the same gap
again, and one that leaves a blank open must.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import cycle
from typing import NamedTuple

import pytest

from plancheck import plugins
from plancheck.check import check
from plancheck.judging import lexicon_of
from plancheck.model import Document, Paragraph
from plancheck.profile import Profile, fitted
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.rule import Kind, Rule, Status

BLANK = re.compile("_+")
WORDS = {
    "care/mutual-aid": ["95"],
    "care/visits": ["三", "六"],
    "congress/held-each-term": ["三", "一", "三", "二"],
    "congress/proposals": ["十五"],
    "congress/vital-interests": ["教职工考核"],
    "development/ethics": ["立德树人", "五"],
    "development/learning": ["两", "书香校园", "两"],
    "development/role-models": ["六", "校园橱窗", "县"],
    "development/skills": ["粉笔字", "说课"],
    "development/suggestions": ["十"],
    "finance/funds": ["镇教育工会"],
    "home/building": ["两台跑步机", "十二", "方明"],
    "openness/tasks": ["五", "纪检委员"],
    "organization/cadre-training": ["两"],
    "organization/committee": ["委员增补"],
    "organization/publicity": ["公众号", "两", "十二"],
    "rights/dispute-mediation": ["十"],
    "rights/tasks": ["十", "十五", "教职工考核"],
    "schedule/complete": ["清点图书", "粉刷围墙"],
    "schedule/monthly": ["清点图书", "补种树苗", "粉刷围墙", "修剪花木", "检修门窗"],
    "structure/guiding-ideology": ["二十", "办好教职工满意的工会"],
    "structure/identity": ["育英小学", "2024"],
    "structure/objectives": ["制度健全", "活动丰富", "账目清楚"],
    "tasks/responsible": ["走访慰问困难教职工", "方明"],
    "women/tasks": ["健步走"],
}
"""Rule → what a school fills in, months left out."""


class Shape(NamedTuple):
    """A kind of plan."""

    period: str
    months: tuple[int, ...]
    """Those that a schedule must have."""


SHAPES = {
    "annual": Shape("2024年", (1, 3, 4, 5, 6, 9, 10, 11, 12)),
    "school-year": Shape("2023—2024学年", (9, 10, 11, 12, 1, 3, 4, 5, 6)),
    "autumn": Shape("2024—2025学年第一学期", (9, 10, 11, 12, 1)),
    "spring": Shape("2024—2025学年第二学期", (2, 3, 4, 5, 6)),
}
TASKS = ["一、主要工作", "1．给校园里的花木浇水。"]


def schedule(months: Iterable[int]) -> list[str]:
    return ["二、月度安排", *(f"{month}月：给花木浇水。" for month in months)]


def filled(rule: Rule, shape: Shape) -> str:
    """Return a rule's advice as a school completes it."""
    last_two = rule.id == "schedule/complete"
    months = cycle(shape.months[-2:] if last_two else shape.months)
    words = iter(WORDS.get(rule.id, []))

    def word(blank: re.Match[str]) -> str:
        return str(next(months if rule.advice[blank.end() :].startswith("月") else words))

    return BLANK.sub(word, rule.advice)


def without_and_with(rule: Rule, shape: Shape, sentence: str) -> tuple[list[str], list[str]]:
    """Return a plan that asks nobody but to water plants, and the same with a sentence inserted."""
    title = f"育英小学工会{shape.period}工作计划"
    plan = [title, *TASKS, *schedule(shape.months)]
    match rule.id:
        case "structure/identity":
            return ["工作计划", *plan[1:]], [sentence, *plan[1:]]
        case "schedule/monthly":
            return plan[:3], [*plan[:3], sentence]
        case "schedule/complete":
            late = [*plan[:3], *schedule(shape.months[:-2])]
            return late, [*late, sentence]
        case "tasks/responsible":
            task = WORDS[rule.id][0]
            others = (sentence.replace(task, other) for other in ("组织健身走", "举办读书会"))
            named = [f"{number}．{each}" for number, each in enumerate((sentence, *others), 2)]
            return plan, [*plan[:3], *named, *plan[3:]]
        case "structure/guiding-ideology" | "structure/objectives":
            return plan, [title, sentence, *plan[1:]]
    return plan, [*plan[:3], "2．" + sentence, *plan[3:]]


@cache
def offered() -> tuple[Rule, ...]:
    return tuple(sorted(plugins.load().rules, key=lambda rule: rule.id))


@cache
def lexicon() -> Lexicon:
    return lexicon_of(offered())


REQUIREMENTS = [rule for rule in offered() if rule.kind is Kind.REQUIREMENT]


def told(lines: list[str], asked: Rule) -> tuple[Status, set[str]]:
    """Return what a rule says of a plan, and which defects it has."""
    plan = read_plan(Document("txt", tuple(map(Paragraph, lines))), "plan.txt", lexicon())
    rules = (asked, *(rule for rule in offered() if rule.kind is Kind.DEFECT))
    results, defects = check(plan, rules, {rule.id: rule.severity for rule in rules})
    return results[0].verdict.status, {defect.rule.id for defect in defects}


def variants() -> Iterator[Rule]:
    """Yield each rule as some profile may have it."""
    for rule in REQUIREMENTS:
        yield rule
        for variant in rule.variants:
            yield fitted(rule, Profile("other", options={rule.id: variant["when"]}))


VARIANTS = list(variants())


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("rule", VARIANTS, ids=lambda rule: f"{rule.id}:{rule.title}")
def test_advice_closes_the_gap(rule: Rule, shape: Shape) -> None:
    before, after = without_and_with(rule, shape, filled(rule, shape))
    gap, old = told(before, rule)
    status, new = told(after, rule)
    assert gap is not Status.MET
    assert status is Status.MET
    # What the text dates must stand in the schedule, too; the letter says so.
    assert new - old <= {"schedule/unscheduled"}


@pytest.mark.parametrize("rule", VARIANTS, ids=lambda rule: f"{rule.id}:{rule.title}")
def test_a_blank_left_open_is_found(rule: Rule) -> None:
    _, after = without_and_with(rule, SHAPES["annual"], rule.advice)
    assert "text/placeholder" in told(after, rule)[1]
