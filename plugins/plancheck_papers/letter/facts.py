"""Whom a letter is for and about what: names, times, and what the profile says of the union."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plancheck.api import regex
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

AUTUMN, SPRING = range(8, 13), range(2, 8)
"""Months in which a term can begin."""

_INNER = str.maketrans("《》", "〈〉")
_UNION = regex("工会|工會")
_STEM = regex(r"\.\w{1,5}$")
_BY = regex("[之以]?前$")


@dataclass(frozen=True, slots=True)
class Facts:
    """The names in a letter; empty where nothing is known."""

    school: str
    """The union that handed in the plan."""
    period: str
    """As it is called: 2024年, 2023—2024学年."""
    plan: str
    """The plan's title, in book marks, or what else it can be called."""
    file: str
    """The file's name without its suffix."""
    union: str
    notice: str
    deadline: str
    """By when; without 前."""
    address: str
    contact: str
    document: str
    """The local document of the reviewing union."""


def facts(report: Json, plan: Json, words: Words) -> Facts:
    """Gather what is known."""
    table, period = table_of(report, plan), _period(plan, words)
    file = words.name(file_of(plan["path"]))
    told = {key: words.shown(table.get(key, "")) for key in ("union", "notice", "contact")}
    return Facts(
        school=_school(report, plan, words),
        period=period,
        plan=_plan(plan, period, file, words),
        file=file,
        deadline=_BY.sub("", words.day(table["deadline"])) if table.get("deadline") else "",
        address=words.shown(table.get("address", "")),
        document=words.shown(_profile(report, plan).get("document") or ""),
        **told,
    )


def table_of(report: Json, plan: Json) -> Mapping[str, str]:
    """Return what the plan's profile says for letters."""
    table: Mapping[str, str] = _profile(report, plan).get("letter", {})
    return table


def file_of(path: str) -> str:
    """Return the name of a file, in an archive or not, without its suffix."""
    name = re.split("[/\\\\!]", path)[-1] or path
    return _STEM.sub("", name) or name


def _profile(report: Json, plan: Json) -> Json:
    for profile in (*report["profiles"], report["profile"]):
        if profile["name"] == plan["profile"]:
            found: Json = profile
            return found
    return {}


def _school(report: Json, plan: Json, words: Words) -> str:
    """Return the union's name: as the plan has it, else as the roster of schools has it.

    Where the roster knew the school by the file and not by what stands in it, the roster is
    trusted more: the plan may have been copied.
    """
    listed = _listed(report, plan["path"])
    own = plan["unit"] or ""
    name = listed["name"] if listed and (listed["matched"] == "file" or not own) else own
    if not name:
        return ""
    name = words.name(name)
    return name if _UNION.search(name) else words.text("letter.school", name=name)


def _listed(report: Json, path: str) -> Json | None:
    roster = (report["batch"] or {}).get("roster") or {}
    for school in roster.get("schools", ()):
        if path in school["plans"] and not school["doubtful"]:
            found: Json = school
            return found
    return None


def _plan(plan: Json, period: str, file: str, words: Words) -> str:
    if plan["title"]:
        return words.text("letter.plan.title", title=words.name(plan["title"]).translate(_INNER))
    if plan["state"] == "unreadable":
        return words.text("letter.plan.file", file=file)
    return words.text("letter.plan" if period else "letter.plan.undated", period=period)


def _period(plan: Json, words: Words) -> str:
    """Return what the period of a plan is called; empty when it is not known."""
    if plan["period"] is None:
        return ""
    year, month = map(int, plan["period"]["start"].split("-"))
    last_year, last_month = map(int, plan["period"]["end"].split("-"))
    first = year if month in AUTUMN else year - 1
    known = {"year": year, "month": month, "last_year": last_year, "last_month": last_month}
    known |= {"first": first, "second": first + 1}
    return words.text(f"letter.period.{_called(plan['kind'], month)}", **known)


def _called(kind: str | None, month: int) -> str:
    if kind in ("annual", "school-year"):
        return kind
    if kind == "term" and month in AUTUMN:
        return "autumn"
    if kind == "term" and month in SPRING:
        return "spring"
    return "months"
