"""The sheet of what it all comes to."""

from collections.abc import Callable, Iterator, Sequence

from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from plancheck.api import terminal
from plancheck_reports.ledger import looks
from plancheck_reports.ledger.asked import Asked
from plancheck_reports.ledger.book import Area, Book, Page, Sheet, on
from plancheck_reports.ledger.figures import (
    Tally,
    blemishes,
    commonest,
    decisions,
    tallies,
)
from plancheck_reports.ledger.lines import Line, Standing
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.sheets import chart, ranking
from plancheck_reports.ledger.sheets.ledger import DECISIONS, about
from plancheck_reports.ledger.sheets.parts import BESIDE, GAP, LEFT, RIGHT, Parts
from plancheck_reports.ledger.sheets.totals import SHARE, TALLIED, Spots
from plancheck_reports.ledger.table import Table, mark
from plancheck_reports.ledger.words import Words

MOST = 10
"""Gaps named as the commonest."""

_HEIGHT = 15.5
"""Of a line beside the chart, in points."""
_SCALE = 78
"""In percent: what lets all columns fit the width of the paper."""
_STATES = ("complied", "not_complied", "unknown", "unreadable")


def write(book: Book, made: Table) -> None:
    """Write the sheet: what it comes to, the requirements with their chart, the schools."""
    sheet = book.sheet(made.words("sheet.summary"))
    sheet.put(0, 0, made.words("summary.title"), looks.TITLE)
    sheet.high(0, 30)
    sheet.put(1, 0, made.words("semicolon").join(about(made)), looks.NOTE)
    row = _beside(sheet, 2, made, _counts, _decisions)
    row = _beside(sheet, row, made, _gaps, _blemishes)
    breaks = [row]
    paper = Parts(sheet, row)
    _shares(paper, made)
    breaks.append(paper.row)
    _absent(paper, made)
    ranking.write(paper, made)
    sheet.widths((*LEFT, GAP, *RIGHT))
    sheet.raw.set_h_pagebreaks([*dict.fromkeys(breaks)])
    sheet.printed(Page(scale=_SCALE))


def _beside(sheet: Sheet, row: int, made: Table, *parts: Callable[[Parts, Table], None]) -> int:
    """Write two parts beside each other, and return the row below both."""
    papers = [Parts(sheet, row, left) for left in (0, BESIDE)]
    for part, paper in zip(parts, papers, strict=True):
        part(paper, made)
    return max(paper.row for paper in papers)


# -- counts ---------------------------------------------------------------------------------------


def _counts(paper: Parts, made: Table) -> None:
    paper.part("counts")
    for label, count in _counted(made):
        paper.sheet.merged(Area(paper.row, 0, paper.row, 1), label, looks.TEXT)
        paper.sheet.put(paper.row, 2, count, looks.NUMBER)
        paper.next(height([(label, LEFT[1])]))


def _counted(made: Table) -> Iterator[tuple[str, int]]:
    """Yield what is counted, each kept apart from the others."""
    words, summary = made.words, made.report["summary"]
    roster = (made.report["batch"] or {}).get("roster")
    if roster:
        lines = {line.number: line for line in made.lines if line.standing != Standing.UNLISTED}
        yield words("count.schools"), len(lines)
        yield words("count.handed-in"), sum(line.plan is not None for line in lines.values())
        yield words("count.absent"), sum(line.plan is None for line in lines.values())
        for standing in (Standing.UNLISTED, Standing.DOUBTFUL):
            found = sum(line.standing is standing for line in made.lines)
            yield words(f"count.{standing}"), found
    yield words("count.plans"), summary["plans"]
    for state in _STATES:
        yield words(f"count.{state}"), summary[state]
    if summary["crashes"]:
        yield words("count.crashes"), summary["crashes"]


def _decisions(paper: Parts, made: Table) -> None:
    paper.part("decisions")
    if not made.lines:
        paper.note(made.words("nothing.plans"))
        return
    paper.heads("number", "decision", "count", "of-all")
    found = decisions(made)
    first, last = paper.row, paper.row + len(found) - 1
    spots = Spots(made)
    cells = on(made.words("sheet.ledger"), spots.lines(spots.decision))
    for number, (text, count) in enumerate(found.items(), 1):
        row = paper.row
        paper.line((number, text))
        same = f"=SUMPRODUCT(--({cells}={xl_rowcol_to_cell(row, BESIDE + 1)}))"
        paper.formula(row, 2, same, count, looks.NUMBER)
        share = f"={xl_rowcol_to_cell(row, BESIDE + 2)}/ROWS({cells})"
        paper.formula(row, 3, share, count / len(made.lines), looks.SHARE)
    area = xl_range_abs(first, BESIDE + 1, last, BESIDE + 1)
    paper.sheet.book.define(DECISIONS, on(made.words("sheet.summary"), area))


# -- requirements ---------------------------------------------------------------------------------


def _shares(paper: Parts, made: Table) -> None:
    """Write the share of each requirement, and draw it."""
    if not made.asked or not made.lines:
        return
    paper.part("shares")
    top = paper.row
    paper.heads("number", "asked", "met", "partial", "missing", "unknown", "other", "share")
    spots = Spots(made)
    names = _names(made.asked, made.words)
    for number, (tally, name) in enumerate(zip(tallies(made), names, strict=True), 1):
        row = paper.row
        paper.line((number, name), high=_HEIGHT)
        _share(paper, row, spots, tally)
    chart.write(paper.sheet, (top, BESIDE), len(made.asked), _HEIGHT)


def _names(asked: Sequence[Asked], words: Words) -> list[str]:
    """Return what requirements are called on one line: by their titles where all of them fit."""
    titles = [each.title for each in asked]
    if all(terminal.width(title) < LEFT[1] for title in titles):
        return titles
    return [_named(each, words) for each in asked]


def _named(asked: Asked, words: Words) -> str:
    if asked.heading == asked.topic:
        return asked.heading
    return words("asked", topic=asked.topic, heading=asked.heading)


def _share(paper: Parts, row: int, spots: Spots, tally: Tally) -> None:
    words, rule = paper.words, tally.asked.rule
    ledger = words("sheet.ledger")
    for column, status in enumerate(TALLIED, 2):
        formula = f"={on(ledger, spots.total(rule, status))}"
        paper.formula(row, column, formula, tally.counts[status], looks.NUMBER)
    cells, others = on(ledger, spots.of(rule)), ("waived", "n/a")
    counted = "+".join(f'COUNTIF({cells},"{mark(each, words)}")' for each in others)
    value = sum(tally.counts[status] for status in others)
    paper.formula(row, 6, f"={counted}", value, looks.NUMBER)
    formula = f"={on(ledger, spots.total(rule, SHARE))}"
    paper.formula(row, 7, formula, tally.share, looks.SHARE)


def _gaps(paper: Parts, made: Table) -> None:
    paper.part("gaps")
    found = commonest(tallies(made), MOST)
    if found:
        paper.heads("number", "asked", "missing", "partial", "judged", "lacking")
    else:
        paper.note(made.words("nothing.gaps"))
    for number, tally in enumerate(found, 1):
        row = paper.row
        counts = tally.counts["missing"], tally.counts["partial"], tally.judged
        paper.line((number, tally.asked.title, *counts))
        judged = xl_rowcol_to_cell(row, 4)
        formula = f"=SUM({xl_range(row, 2, row, 3)})/{judged}"
        paper.formula(row, 5, formula, tally.gaps[0] / tally.judged, looks.SHARE)


def _blemishes(paper: Parts, made: Table) -> None:
    paper.part("blemishes")
    faults = blemishes(made, MOST)
    if faults:
        paper.heads("number", "blemish", "plans", "places")
    else:
        paper.note(made.words("nothing.defects"))
    for number, fault in enumerate(faults, 1):
        paper.line((number, *fault))


# -- schools --------------------------------------------------------------------------------------


def _absent(paper: Parts, made: Table) -> None:
    """Name the schools that have not handed in a plan."""
    batch = made.report["batch"] or {}
    if batch.get("roster"):
        paper.part("absent")
        absent = [line for line in made.lines if line.plan is None]
        for number, line in enumerate(absent, 1):
            _school(paper, number, line.school, _facts(line, made.words))
        if not absent:
            paper.note(made.words("nothing.absent"))
    before = (batch.get("rounds") or {}).get("absent")
    if before:
        paper.part("absent-again")
        for number, each in enumerate(before, 1):
            told = made.words("absent-again", round=each["round"], path=each["path"])
            _school(paper, number, each["school"], told)


def _school(paper: Parts, number: int, name: str, told: str) -> None:
    row = paper.row
    paper.line((number, name))
    paper.sheet.merged(Area(row, 2, row, BESIDE + len(RIGHT) - 1), told, looks.TEXT)


def _facts(line: Line, words: Words) -> str:
    told = (
        words("fact", name=name, fact=fact) for name, fact in line.facts.items() if fact.strip()
    )
    return words("semicolon").join(told)
