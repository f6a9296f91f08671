"""A letter, made of a report and one plan of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_papers.letter.changes import changes
from plancheck_papers.letter.facts import Facts, facts
from plancheck_papers.letter.model import Letter, Section
from plancheck_papers.letter.order import by_weight
from plancheck_papers.letter.sections import called, sections
from plancheck_papers.letter.unread import why_unreadable
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

STRENGTHS = 4
"""Things that an accepted plan is told it has."""

MENDING = ("revise", "return", "undecided")
"""Verdicts upon which the plan is to come again."""

COUNTED = ("must", "should", "text")
"""Sections whose points are counted in the verdict."""

TOLD = ("school", "plan", "period", "file", "notice", "deadline", "address", "contact")
"""Facts that a template can name."""


def letter(report: Json, plan: Json, lang: str) -> Letter:
    """Make the letter on one plan.

    :param lang: that of the report
    """
    rules = {rule["id"]: rule for rule in (*report["rules"], *plan["rules"])}
    words = Words(lang, rules)
    case = _Case(report, plan, words, facts(report, plan, words))
    found = tuple(sections(plan, rules, words))
    return Letter(
        lang=lang,
        titles=_titles(case),
        to=words.text("letter.to", school=case.known.school or words.text("letter.blank.school")),
        opening=_opening(case),
        verdict=case.verdict,
        judged=words.text("letter.verdict", verdict=case.verdict) if case.code else "",
        summary=_summary(case, found),
        strengths=_strengths(case),
        changes=changes(report, plan, words),
        sections=found,
        closing=tuple(_closing(case)),
        union=case.known.union or words.text("letter.blank.union"),
        date=words.day(report["today"]),
        day=report["today"],
        facts={key: getattr(case.known, key) for key in TOLD},
    )


class _Case(NamedTuple):
    """What a letter is made of."""

    report: Json
    plan: Json
    words: Words
    known: Facts

    @property
    def code(self) -> str:
        """The verdict's code; empty of a file that could not be read."""
        decision = self.plan["decision"]
        return str(decision["code"]) if decision else ""

    @property
    def verdict(self) -> str:
        """The verdict as the profile calls it."""
        decision = self.plan["decision"]
        return self.words.shown(decision["text"]) if decision else ""


def _titles(case: _Case) -> tuple[str, ...]:
    words, known = case.words, case.known
    if not known.school:
        return (words.text("letter.title.file", file=known.file),)
    code = "letter.title.plan" if known.period else "letter.title.undated"
    return words.text("letter.title", school=known.school), words.text(code, period=known.period)


def _opening(case: _Case) -> str:
    words, known = case.words, case.known
    if not case.code:
        return words.text("letter.opening.unread", plan=known.plan)
    notice = words.text("letter.by.notice", notice=known.notice) if known.notice else ""
    own = words.text("letter.by.document", document=known.document) if known.document else ""
    by = filter(None, (notice, words.text("letter.by.law"), own))
    between = words.text("letter.counts.comma")
    return words.text("letter.opening", plan=known.plan, by=between.join(by))


def _summary(case: _Case, found: Sequence[Section]) -> str:
    """Say what follows from the verdict, or why there is none."""
    words = case.words
    if not case.code:
        return why_unreadable(case.plan["problem"], words)
    if case.code not in MENDING:
        return ""
    told = [
        words.text(f"letter.count.{called(section.name, case.code)}", count=len(section.points))
        for section in found
        if section.name in COUNTED and section.points
    ]
    asked = [each for each in case.plan["results"] if each["status"] not in ("n/a", "waived")]
    met = sum(each["status"] == "met" for each in asked)
    between = words.text("letter.counts.comma")
    counts = words.text("letter.counts", asked=len(asked), met=met, told=between.join(told))
    ask = words.text(f"letter.ask.{case.code}")
    return words.joined((counts if told else "", ask, words.text("letter.counted")))


def _strengths(case: _Case) -> str:
    if case.code != "accept":
        return ""
    met = [each for each in case.plan["results"] if each["status"] == "met"]
    names = case.words.names(each["rule"] for each in sorted(met, key=by_weight)[:STRENGTHS])
    return case.words.text("letter.strengths", names=names) if names else ""


def _closing(case: _Case) -> Iterator[str]:
    words, known = case.words, case.known
    if case.code == "accept":
        yield words.text("letter.closing.accept")
        return
    again = words.text(
        "letter.closing",
        deadline=known.deadline or words.text("letter.blank.day"),
        address=known.address or words.text("letter.blank.address"),
    )
    doubt = words.text("letter.closing.doubt") if case.code else ""
    contact = known.contact or words.text("letter.blank.contact")
    yield words.joined((again, doubt, words.text("letter.closing.contact", contact=contact)))
