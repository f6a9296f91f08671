"""The list of schools that should hand in a plan, and which plan is whose."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck.desk import names
from plancheck.errors import RosterError, Unreadable
from plancheck.files import nearby
from plancheck.formats import Reader, Source
from plancheck.loading import fetch, parse
from plancheck.model import Paragraph, Table
from plancheck.patterns import regex

Json = dict[str, Any]

_NAME = regex(
    r"(?:报送|参评|所在|基层)?(?:学校|单位|园所|校园|校)[(（/]?(?:单位|园所|幼儿园)?[)）]?(?:名称|全称|名)?"
    r"|school(?:name)?|unit|name",
    re.IGNORECASE,
)
"""How the column of names is headed, blanks left out."""
_TOTAL = regex(r"[合总小]计|total", re.IGNORECASE)
HEADED_WITHIN = 10
"""Rows in which the headings are looked for: titles and notes may stand above them."""


class School(NamedTuple):
    """A school that should hand in a plan."""

    name: str
    facts: Mapping[str, str]
    """What else the list says of it, by the columns' headings."""


class Roster(NamedTuple):
    """The list."""

    path: str
    columns: tuple[str, ...]
    """Headings of the other columns, in their order."""
    schools: tuple[School, ...]


def read_roster(path: str, readers: Sequence[Reader]) -> Roster:
    """Read a list of schools: a sheet, a table in a document, or lines with a name each.

    In a table a column headed 学校, 单位名称 or the like holds the names. Of two rows with one name
    the first counts.

    :raises RosterError: when there is no such file, list or column
    """
    try:
        source = fetch(path)
        rows = _separated(source) if path.lower().endswith((".csv", ".tsv")) else None
        if rows is None:
            rows = _rows(source, readers)
    except Unreadable as problem:
        raise RosterError("roster.unreadable", file=path, reason=problem) from problem
    return _made(path, rows)


def _separated(source: Source) -> list[list[str]]:
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = source.data.decode("gb18030", "replace")
    head = text.partition("\n")[0]
    sign = max(",\t;，", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=sign))
    except csv.Error as error:
        raise Unreadable("read.os", reason=str(error)) from error
    return [[cell.strip() for cell in row] for row in rows]


def _rows(source: Source, readers: Sequence[Reader]) -> list[list[str]]:
    """Return the rows of a document's first table with a column of names, else its lines."""
    document = parse(source, readers)
    tables = [_grid(block) for block in document.blocks if isinstance(block, Table)]
    for rows in tables:
        if _heading(rows) is not None:
            return rows
    if tables:
        return tables[0]
    return [[block.text.strip()] for block in document.blocks if isinstance(block, Paragraph)]


def _grid(table: Table) -> list[list[str]]:
    width = max((cell.column + 1 for cell in table.cells), default=0)
    height = max((cell.row + 1 for cell in table.cells), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in table.cells:
        rows[cell.row][cell.column] = " ".join(cell.text.split())
    return rows


def _made(path: str, rows: Sequence[Sequence[str]]) -> Roster:
    found = _heading(rows)
    if found is not None:
        head, at = found
        columns, body = list(rows[head]), rows[head + 1 :]
    elif all(sum(map(bool, row)) <= 1 for row in rows):  # a name a line
        columns, at = [""], 0
        body = [["".join(row)] for row in rows]
    else:
        raise RosterError("roster.no-names", file=path)
    others = [(n, heading) for n, heading in enumerate(columns) if heading and n != at]
    schools: dict[str, School] = {}
    for row in body:
        name = row[at] if at < len(row) else ""
        first = "".join(next(filter(None, row), "").split())
        if not name or _TOTAL.fullmatch(first):
            continue
        facts = {heading: row[n] for n, heading in others if n < len(row) and row[n]}
        schools.setdefault(names.plain(name), School(name, facts))
    if not schools:
        raise RosterError("roster.empty", file=path)
    told = tuple(dict.fromkeys(heading for _, heading in others))
    return Roster(nearby(path), told, tuple(schools.values()))


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return the row of the headings and the column of the names."""
    for number, row in enumerate(rows[:HEADED_WITHIN]):
        for at, cell in enumerate(row):
            if _NAME.fullmatch("".join(cell.split())) and sum(map(bool, row)) > (len(row) > 1):
                return number, at
    return None


class Owner(NamedTuple):
    """Whose a plan is."""

    school: int
    """Its number in the roster, from 0."""
    matched: str
    """By what it was told: ``unit`` or ``file``."""
    doubtful: bool


def matched(roster: Roster, plans: Iterable[Mapping[str, Any]]) -> Json:
    """Return the roster with the plans of each school, as ``report.schema.json`` has it.

    :param plans: of the report
    """
    listed = [school.name for school in roster.schools]
    owners = [(plan["path"], owner_of(plan, listed)) for plan in plans]
    known = [(path, owner) for path, owner in owners if owner is not None]
    return {
        "path": roster.path,
        "columns": list(roster.columns),
        "schools": [
            _school(school, [each for each in known if each[1].school == n])
            for n, school in enumerate(roster.schools)
        ],
        "unlisted": [path for path, owner in owners if owner is None],
    }


def owner_of(plan: Mapping[str, Any], schools: Sequence[str]) -> Owner | None:
    """Return whose a plan is by the unit it names, else by the name of its file or folder.

    Where the text names another school than the file, a person should look: it may have been
    copied.
    """
    by_unit = names.find(plan["unit"], schools) if plan["unit"] else None
    by_file = next(filter(None, (names.find(each, schools) for each in _told(plan["path"]))), None)
    if by_unit is None and by_file is None:
        return None
    if by_unit is None or (by_file is not None and by_file.sure and not by_unit.sure):
        found = by_file or by_unit
        assert found is not None  # noqa: S101 - one of them is there
        return Owner(found.school, "file", not found.sure or plan["unit"] is not None)
    differs = by_file is not None and by_file.sure and by_file.school != by_unit.school
    return Owner(by_unit.school, "unit", differs or not by_unit.sure)


def _told(path: str) -> Iterator[str]:
    """Yield what a path says of the school: the file's name first, then the folders from within."""
    *folders, name = path.replace("!", "/").split("/")
    yield names.of_file(os.path.splitext(name)[0])
    yield from (names.of_file(folder) for folder in reversed(folders))


def _school(school: School, plans: Sequence[tuple[str, Owner]]) -> Json:
    return {
        "name": school.name,
        "facts": dict(school.facts),
        "plans": [path for path, _ in plans],
        "matched": plans[0][1].matched if plans else None,
        "doubtful": any(owner.doubtful for _, owner in plans),
    }
