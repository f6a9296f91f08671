"""The ranking on the summary: by score where there is one, else by what is met."""

from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.figures import Ranked, ranking, scored
from plancheck_reports.ledger.measure import height
from plancheck_reports.ledger.sheets.parts import LEFT, Parts
from plancheck_reports.ledger.table import Cell, Table, decided

_BY_SCORE = ("rank", "school", "score", "of", "rate", "provisional", "met-count", "decision")
_BY_COUNT = ("rank", "school", "met-count", "judged", "rate", "decision")


def write(paper: Parts, made: Table) -> None:
    """Write the plans that could be read, best first; equal ones share a rank."""
    paper.part("ranking")
    ranks = ranking(made)
    if not ranks:
        paper.note(made.words("nothing.plans"))
        return
    by_score = scored(made)
    paper.note(made.words("ranked.by-score" if by_score else "ranked.by-count"))
    paper.heads(*(_BY_SCORE if by_score else _BY_COUNT))
    ranked_by = 4 if by_score else 2
    first, last = paper.row, paper.row + len(ranks) - 1
    cells = xl_range_abs(first, ranked_by, last, ranked_by)
    for one in ranks:
        row = paper.row
        (_scored if by_score else _counted)(paper, made, one)
        if one.rank is not None:
            formula = f"=RANK({xl_rowcol_to_cell(row, ranked_by)},{cells})"
            paper.formula(row, 0, formula, one.rank, looks.NUMBER)


def _scored(paper: Parts, made: Table, one: Ranked) -> None:
    row, score = paper.row, one.line.plan["score"] if one.line.plan else None
    total, of = (score["total"], score["of"]) if score else (None, None)
    unsure = made.words("provisional") if score and score["provisional"] else None
    _line(paper, made, one, (total, of, None, unsure, one.met))
    if one.value is not None:
        formula = f"={xl_rowcol_to_cell(row, 2)}/{xl_rowcol_to_cell(row, 3)}"
        paper.formula(row, 4, formula, one.value, looks.RATE)


def _counted(paper: Parts, made: Table, one: Ranked) -> None:
    row = paper.row
    _line(paper, made, one, (one.met, one.judged, None))
    if one.judged:
        formula = f"={xl_rowcol_to_cell(row, 2)}/{xl_rowcol_to_cell(row, 3)}"
        paper.formula(row, 4, formula, one.met / one.judged, looks.RATE)


def _line(paper: Parts, made: Table, one: Ranked, told: tuple[Cell, ...]) -> None:
    path = one.line.plan["path"] if one.line.plan else ""
    name, decision = one.line.school or made.names.get(path, path), decided(one.line, made.words)
    last = 2 + len(told)
    paper.sheet.put(paper.row, last, decision, looks.SHORT)
    paper.sheet.high(paper.row, height([(decision, LEFT[last])]))
    paper.line((None, name, *told))
