"""Reports to make a ledger of, and workbooks read back without the library that wrote them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_uppercase, digits
from typing import Any
from zipfile import ZipFile

from fakes import checked, defect, finding, met, near, plan, quote, requirement
from jsonschema import Draft202012Validator
from lxml import etree

import plancheck_reports
import plancheck_schemas
from plancheck.errors import Unreadable
from plancheck.formats import Style
from plancheck.model import Place
from plancheck.outcome import FailLevel, Review
from plancheck.profile import PLAIN, Profile, Terms
from plancheck.report_object import Run, report
from plancheck.rule import Finding, Rule, Severity, Status, Verdict

VALIDATOR = Draft202012Validator(json.loads(plancheck_schemas.text("report")))
REPORTS = {each.name: each for each in plancheck_reports.plancheck_reports()}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

MISSING = Verdict(Status.MISSING, (), (near("去年慰问过", "near.review", 3),))
PARTIAL = Verdict(Status.PARTIAL, (quote("征集提案", 1),))
LATER = Finding("提案", Place(1, 2, 4), "编号应接“{due}”", (("due", "二"),))
RULES = (
    requirement(met("走访慰问"), "care/visits", Severity.WARNING, "___月走访。"),
    requirement(MISSING, "congress/held-each-term", advice="___月召开教代会。"),
    requirement(PARTIAL, "congress/proposals", Severity.WARNING, "___月征集。"),
    requirement(RuntimeError(), "rights/tasks"),
    requirement(Verdict(Status.NOT_APPLICABLE), "women/tasks"),
    requirement(met("走访慰问"), "district/extra", Severity.INFO),
    defect([finding("XX年", 2)], "text/placeholder", Severity.ERROR),
    defect([finding("征集", 1), LATER], "text/numbering", Severity.WARNING),
)
POINTS = {"congress/held-each-term": 5, "congress/proposals": 3, "care/visits": 12}
SCORED = replace(PLAIN, name="scored", title="百分制", points=POINTS)

Json = dict[str, Any]


def review(
    path: str,
    unit: str | None = "育英小学工会",
    rules: Iterable[Rule] = RULES,
    profile: Profile = PLAIN,
) -> Review:
    """Return what a run says of a small plan."""
    made = plan("走访慰问困难教职工", "征集提案", "XX年计划", "去年慰问过", unit=unit, title="计划")
    return checked(made, *rules, path=path, profile=profile)


def unreadable(path: str, reason: str = "读不出来，请重报") -> Review:
    return Review(path, None, Unreadable(reason))


def reported(
    *reviews: Review,
    rules: Iterable[Rule] = RULES,
    profile: Profile = PLAIN,
    batch: Json | None = None,
    lang: str = "zh",
    **known: Any,  # noqa: ANN401 - of the run
) -> Json:
    """Return a report, as the schema has it."""
    rules = tuple(rules)
    terms = Terms(profile, rules, {rule.id: rule.severity for rule in rules})
    facts: dict[str, Any] = {"profiles": (profile,), "fail_level": FailLevel.ERROR, **known}
    run = Run(plugins=(), terms=terms, lang=lang, **facts)
    made: Json = json.loads(json.dumps(report(run, reviews)))
    made["batch"] = batch
    return made


def waive(made: Json, rule: str, kind: str = "waiver") -> Json:
    """Return a report in which what is said of a rule is let pass."""
    waiver = {
        "kind": kind,
        "rule": rule,
        "plan": "*",
        "reason": "新建学校",
        "who": "张三",
        "expires": "2025-12-31",
        "path": "waivers.toml",
    }
    for entry in made["plans"]:
        for result in entry["results"]:
            if result["rule"] == rule:
                result.update(status="waived", message="已豁免", waiver=waiver)
        for found in entry["defects"]:
            if found["rule"] == rule:
                found["waiver"] = waiver
    return made


def roster(*schools: Json, columns: Iterable[str] = (), unlisted: Iterable[str] = ()) -> Json:
    """Return what a batch tells of a roster."""
    told = {"path": "名单.xlsx", "columns": [*columns], "unlisted": [*unlisted]}
    return {"roster": {**told, "schools": [*schools]}, "rounds": None, "findings": None}


def school(name: str, *plans: str, doubtful: bool = False, **facts: str) -> Json:
    matched = "unit" if plans else None
    known = {"facts": facts, "plans": [*plans], "matched": matched, "doubtful": doubtful}
    return {"name": name, **known}


def written(form: str, made: Mapping[str, Any], lang: str = "zh") -> bytes:
    """Return a report as one of the forms of the ledger."""
    pieces = REPORTS[form].write(made, Style(lang=lang))
    return b"".join(each if isinstance(each, bytes) else each.encode() for each in pieces)


def table(made: Mapping[str, Any], lang: str = "zh") -> list[dict[str, str]]:
    """Return the lines of the ledger as CSV has them."""
    text = written("csv", made, lang).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@dataclass(frozen=True)
class Cell:
    """What stands in a cell."""

    kind: str
    """``text``, ``number`` or ``formula``."""
    value: str | float
    """Of a formula what was kept of its result."""
    formula: str = ""


class Sheet:
    """A sheet, read back."""

    def __init__(self, root: etree._Element, strings: list[str]) -> None:
        self.root = root
        self.cells: dict[str, Cell] = dict(self._read(strings))

    def _read(self, strings: list[str]) -> Iterator[tuple[str, Cell]]:
        for cell in self.root.iter(f"{MAIN}c"):
            formula, value = cell.findtext(f"{MAIN}f"), cell.findtext(f"{MAIN}v")
            kind = cell.get("t", "n")
            shown: str | float = value or ""
            if kind == "n" and value:
                shown = float(value)
            elif kind == "s" and value:
                shown = strings[int(value)]
            if formula is not None:
                yield cell.get("r", ""), Cell("formula", shown, formula)
            elif value is not None:
                yield cell.get("r", ""), Cell("text" if kind == "s" else "number", shown)

    def __getitem__(self, name: str) -> str | float | None:
        return self.cells[name].value if name in self.cells else None

    def rows(self) -> list[list[str | float]]:
        """Return what stands in every row with something in it, blank cells left out."""
        found: dict[str, list[str | float]] = {}
        for name, cell in self.cells.items():
            found.setdefault(name.lstrip(ascii_uppercase), []).append(cell.value)
        return list(found.values())

    def find(self, text: str) -> str:
        """Return the name of the first cell with a text."""
        return next(name for name, cell in self.cells.items() if cell.value == text)

    def below(self, heading: str, row: int) -> str | float | None:
        """Return what stands in a row under a heading."""
        column = self.find(heading).rstrip(digits)
        return self[f"{column}{row}"]


class Book:
    """A workbook, read back; parsed without mercy."""

    def __init__(self, data: bytes) -> None:
        with ZipFile(io.BytesIO(data)) as zipped:
            self.infos = zipped.infolist()
            self.parts = {info.filename: zipped.read(info) for info in self.infos}

    def xml(self, part: str) -> etree._Element:
        return etree.fromstring(self.parts[part])

    @cached_property
    def strings(self) -> list[str]:
        """The texts, with Excel's escapes undone."""
        root = self.xml("xl/sharedStrings.xml")
        return [unescaped("".join(map(str, item.itertext()))) for item in root.iter(f"{MAIN}si")]

    @cached_property
    def names(self) -> list[str]:
        """Names of the sheets, in order."""
        return [
            str(sheet.get("name")) for sheet in self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        ]

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        targets = {
            relation.get("Id"): f"xl/{relation.get('Target')}"
            for relation in self.xml("xl/_rels/workbook.xml.rels")
        }
        listed = self.xml("xl/workbook.xml").iter(f"{MAIN}sheet")
        return {
            str(sheet.get("name")): Sheet(self.xml(targets[sheet.get(RELATION)]), self.strings)
            for sheet in listed
        }

    def defined(self, name: str) -> list[str]:
        """Return what a name stands for, on each of the sheets that have it."""
        found = self.xml("xl/workbook.xml").iter(f"{MAIN}definedName")
        return [str(each.text) for each in found if each.get("name") == name]

    def formulas(self) -> list[str]:
        """Return every formula, wherever it stands."""
        found = (each.cells.values() for each in self.sheets.values())
        return [cell.formula for cells in found for cell in cells if cell.formula]


def unescaped(text: str) -> str:
    """Return a text as Excel shows it (ECMA-376 part 1, 22.9.2.19)."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def scored(*names: str) -> Json:
    """Return a report on plans that get points."""
    plans = (review(name, profile=SCORED) for name in names)
    return reported(*plans, profile=SCORED)


def values(made: Book, sheet: str) -> list[str | float]:
    """Return all that stands on a sheet."""
    return [cell.value for cell in made.sheets[sheet].cells.values()]


def book(made: Mapping[str, Any], lang: str = "zh") -> Book:
    """Return the workbook of a report, read back."""
    return Book(written("xlsx", made, lang))
