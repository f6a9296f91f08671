"""Letters of reports made by hand, for tests."""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from fakes import checked, met, plan, quote, requirement
from test_reports import made

from plancheck.formats import Style
from plancheck.reading.plan import Kind, Month, Period
from plancheck.rule import Basis, Rule, Severity, Status, Verdict
from plancheck_papers import letter

Json = Mapping[str, Any]

LETTER = {
    "union": "云岭县教育工会",
    "notice": "《关于报送工作计划的通知》（云教工〔2026〕1号）",
    "deadline": "2026-12-15",
    "address": "县教育局203室",
    "contact": "李老师 12345",
}
"""What a profile says for its letters."""

YEAR: dict[str, Any] = {"kind": Kind.ANNUAL, "period": Period(Month(2024, 1), Month(2024, 12))}
LINES = ("2024年育英小学工会工作计划", "去年慰问了困难教职工", "走访慰问困难教职工", "XX年")


MISSING = Verdict(Status.MISSING)
PARTIAL = Verdict(Status.PARTIAL, (quote("走访慰问", 2),))
BASIS = (
    Basis("每学期一次", "local"),
    Basis("一般的要求", "practice"),
    Basis("《中华人民共和国工会法》第六条"),
    Basis("《某规定》（部令）", "regulation"),
)


def rule(verdict: object, name: str, severity: Severity = Severity.ERROR, **known: Any) -> Rule:  # noqa: ANN401
    """Return a requirement with a title, a basis and a sentence to insert."""
    facts = {"title": f"做好{name}", "basis": BASIS, "advice": "___月做一次。", **known}
    made = requirement(verdict, name, severity)
    return Rule(made.id, facts.pop("title"), severity, made.kind, made.check, **facts)


GAP = rule(MISSING, "a/gap")
WARNED = rule(MISSING, "b/warned", Severity.WARNING)
PARTLY = rule(PARTIAL, "c/partly")
NOTED = rule(MISSING, "d/noted", Severity.INFO)
GOOD = rule(met("走访慰问", 2), "e/good")


def reported(*rules: Rule, lang: str = "zh", **known: object) -> dict[str, Any]:
    """Return a report on a plan of four lines, judged by some rules."""
    facts: dict[str, Any] = {"unit": "育英小学", "title": LINES[0], **YEAR, **known}
    return made(checked(plan(*LINES, **facts), *rules, path="育英.docx"), rules=rules, lang=lang)


def markdown(report: Json, lang: str = "zh", number: int = 0) -> str:
    """Return a letter as Markdown, without what escapes markup."""
    written = letter.write_markdown(report, report["plans"][number], None, Style(lang))
    return written.decode().replace("\\", "")


def word(report: Json, lang: str = "zh", number: int = 0) -> bytes:
    return letter.write(report, report["plans"][number], None, Style(lang))


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def texts(data: bytes) -> list[str]:
    """Return the paragraphs of a Word document."""
    return [paragraph.text for paragraph in opened(data).paragraphs]


def section(text: str, title: str) -> str:
    """Return what stands under a title, with or without a number before it."""
    found = re.search(
        rf"^## (?:.、)?{title}\n(.*?)(?=^## |^请于|\Z)", text, re.MULTILINE | re.DOTALL
    )
    return found[1] if found else ""
