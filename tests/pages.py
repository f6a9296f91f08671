"""Reports made by hand for tests of the page, and the page as a tree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from fakes import checked, defect, met, near, plan, quote, requirement
from lxml import html

from plancheck.errors import Unreadable
from plancheck.formats import Style
from plancheck.model import Cell, Grade, Health, Paragraph, Place, Table, Zone
from plancheck.outcome import FailLevel, Review
from plancheck.profile import Profile, Terms, resolved
from plancheck.reading.plan import Entry, Kind, Layout, Month, Period, Plan, Schedule
from plancheck.report_object import Run, report
from plancheck.rule import Finding, NearMiss, Rule, Severity, Status, Verdict
from plancheck_reports.html import write

Json = dict[str, Any]

TABLE = Table((Cell(0, 0, "三月", rows=2), Cell(0, 1, "三八节活动"), Cell(1, 1, "体检")))
PLAN = plan(
    "2024年工作计划",
    "一、主要工作",
    "去年慰问了困难教职工，今年继续走访慰问困难教职工。",
    "",
    TABLE,
    Paragraph("育英小学工会", zone=Zone.HEADER),
    Paragraph("第1页", zone=Zone.FOOTER),
    "XX年XX月",
    title="2024年工作计划",
    unit="育英小学工会",
    kind=Kind.ANNUAL,
    period=Period(Month(2024, 1), Month(2024, 12)),
    schedule=Schedule(Layout.MONTHLY, (Entry((3,), Place(4, 0, 2, (0, 0)), ()),)),
    health=[Health(Grade.NOTICE, "某处有印章", place=Place(7, 0, 2))],
)
MISSING = Verdict(
    Status.MISSING,
    (),
    (near("去年慰问", "near.review", 2), NearMiss("体检", Place(4, 0, 2, (1, 1)), "自家的理由")),
)
PARTIAL = Verdict(Status.PARTIAL, (quote("走访慰问困难", 2, 15),), message="只有一次")
RULES = (
    requirement(MISSING, "a/missing", advice="___月走访困难教职工。"),
    requirement(PARTIAL, "b/partial", advice="写明次数。"),
    requirement(Verdict(Status.MISSING), "c/warned", Severity.WARNING),
    requirement(Verdict(Status.MET, (quote("慰问困难教职工", 2, 17),)), "d/met"),
    requirement(RuntimeError(), "e/crash"),
    requirement(Verdict(Status.NOT_APPLICABLE), "g/none", Severity.INFO),
    defect([Finding("XX", Place(7, 0, 2)), Finding("XX", Place(7, 3, 5))], "f/defect"),
)
GOOD = (
    requirement(met("2024"), "a/missing"),
    requirement(met("2024"), "b/partial"),
)
BAD = Review("坏.docx", None, Unreadable("打不开，请重新发送"))
SCORED = Profile("scored", title="评分", points={"d/met": 5, "b/partial": 4, "e/crash": 2})


def made(*reviews: Review, rules: Sequence[Rule] = RULES, lang: str = "zh", **known: Any) -> Json:  # noqa: ANN401
    """Return the report of some reviews, with the plans' text."""
    terms = Terms(rules=tuple(rules), severities={rule.id: rule.severity for rule in rules})
    run = Run((("care", "1.0"),), terms, (), FailLevel.ERROR, lang, with_text=True)
    return report(replace(run, **known), reviews)


def batch() -> Json:
    """Return a report of several plans of all kinds, with points."""
    profile = resolved("scored", {"scored": SCORED})
    terms = Terms(profile, RULES, {rule.id: rule.severity for rule in RULES})
    half = replace(
        PLAN,
        unit="半山小学工会",
        document=replace(PLAN.document, health=(Health(Grade.BLOCKING, "第2页没有文字"),)),
    )
    good = replace(PLAN, unit="昌明小学工会")
    return made(
        checked(good, *GOOD, path="c.txt", profile=profile),
        checked(PLAN, *RULES, path="学校/a.txt", profile=profile),
        checked(half, *RULES[1:4], path="b.txt", profile=profile),
        replace(BAD, terms=terms),
        terms=terms,
        profiles=(profile,),
        configs=("plancheck.toml",),
        today="2024-03-05",
    )


def one(made_plan: Plan = PLAN, rules: Sequence[Rule] = RULES, **known: Any) -> Json:  # noqa: ANN401
    """Return a report of one plan."""
    return made(checked(made_plan, *rules), rules=rules, **known)


def page(content: Mapping[str, Any], lang: str = "zh") -> str:
    """Return the page of a report."""
    return "".join(write(content, Style(lang=lang)))


def tree(content: Mapping[str, Any], lang: str = "zh") -> Any:  # noqa: ANN401 - lxml's own
    """Return the page of a report as elements."""
    text = page(content, lang)
    return html.document_fromstring(
        text.encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
    )


def of(node: Any, *names: str) -> list[Any]:  # noqa: ANN401 - lxml's own
    """Return the elements below one that have all these classes, in the order of the page."""
    tests = [f"contains(concat(' ', normalize-space(@class), ' '), ' {name} ')" for name in names]
    found: list[Any] = node.xpath(f".//*[{' and '.join(tests)}]")
    return found


def words(node: Any) -> str:  # noqa: ANN401
    """Return the text of an element, a blank between any two pieces of it."""
    return " ".join(" ".join(node.itertext()).split())


def plain(node: Any) -> str:  # noqa: ANN401
    """Return the text of an element as it stands, without the numbers of verdicts."""
    return "".join(node.xpath(".//text()[not(ancestor::sup)]"))
