"""Lists whose numbers break: one is absent, stands twice, is out of order, or was lost."""

from collections.abc import Iterator, Sequence
from itertools import groupby, product

from plancheck.api import Finding, Line, Marks, Paragraph, Plan, Rule, Zone, chinese, regex
from plancheck_text.contents import contents
from plancheck_text.sequence import Break, Lists, is_lost
from plancheck_text.spots import at

QUOTED = 24
"""Characters of a line that are quoted."""
CHAIN = 3
"""Numbers within a line that make a list."""

_CLAUSE = regex(rf"[^。;!?,:]{{0,{QUOTED}}}")
_HEAD = "(?:^|(?<=[。;:!?]))"
_CN = "[一二三四五六七八九十]"
_INLINE = (
    regex(rf"{_HEAD}(\d{{1,2}})[、.](?!\d)(?!\d{{0,2}}月)"),
    regex(rf"{_HEAD}[(](\d{{1,2}}|{_CN}{{1,2}})[)](?!月)"),
    regex(rf"(?:^|(?<=[。;:!?,]))({_CN})(?:是|要|靠)(?!{_CN}(?:是|要|靠))"),
    regex(rf"(?:^|(?<=[。;:!?,]))第({_CN})[,、:](?!第|{_CN})"),
)
"""Items within a line: 1、 (1) 一是 第一，"""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Follow the lists of the body, those inside each cell, and columns of numbers."""
    body = [line for line in plan.lines if line.zone is Zone.BODY]
    listed = contents([line for line in body if line.cell is None])
    loose = [line for line in body if line.cell is None and line.index not in listed]
    yield from (_finding(plan, Break(line, 0, 0)) for line in loose if is_lost(line))
    yield from _lists(plan, loose, whole=True)
    yield from _within(plan, loose)
    tabled = [line for line in body if line.cell is not None]
    for _, cell in groupby(tabled, key=lambda line: (line.block, line.cell)):
        yield from _lists(plan, list(cell), whole=False)
    heads = Marks.of(rule).words("columns")
    last = 0
    for _, table in groupby(tabled, key=lambda line: line.block):
        numbers = _column(list(table), heads)
        yield from _breaks(plan, numbers, last)
        last = int(numbers[-1].norm) if numbers else last


def _lists(plan: Plan, lines: Sequence[Line], *, whole: bool) -> Iterator[Finding]:
    """Name the breaks of lists; what Word numbers by itself is believed."""
    for found in Lists(lines, whole=whole).breaks():
        if not _automatic(plan, found.line):
            yield _finding(plan, found)


def _automatic(plan: Plan, line: Line) -> bool:
    block = plan.document.blocks[line.block]
    return isinstance(block, Paragraph) and line.offset == 0 and block.number > 0


def _finding(plan: Plan, found: Break) -> Finding:
    line = found.line
    clause = _CLAUSE.match(line.norm, max(line.start, 1))
    place = line.place(0, clause.end() if clause else None)
    if not found.stands:
        return at(plan, place, "numbering.lost")
    values = (("due", str(found.due)), ("stands", str(found.stands)))
    return at(plan, place, "numbering.break", values)


def _within(plan: Plan, lines: Sequence[Line]) -> Iterator[Finding]:
    """Look at items that follow one another within a line (1、…2、…4、…)."""
    for line, pattern in product(lines, _INLINE):
        items = list(pattern.finditer(line.norm))
        numbers = [chinese(item.group(1)) for item in items]
        if len(numbers) < CHAIN or numbers[0] != 1:
            continue
        for item, before, number in zip(items[1:], numbers, numbers[1:], strict=False):
            if number in (before, before + 2):
                clause = _CLAUSE.match(line.norm, item.end())
                place = line.place(item.start(), clause.end() if clause else item.end())
                values = (("due", str(before + 1)), ("stands", str(number)))
                yield at(plan, place, "numbering.break", values)


def _column(lines: Sequence[Line], heads: Sequence[str]) -> list[Line]:
    """Return the numbers in the first column of a table that is headed as one of numbers."""
    column = [line for line in lines if line.cell is not None and line.cell[1] == 0]
    if not column or column[0].norm not in heads:
        return []
    return [line for line in column[1:] if line.norm.isascii() and line.norm.isdigit()]


def _breaks(plan: Plan, numbers: Sequence[Line], last: int) -> Iterator[Finding]:
    """Follow the numbers of a table, which may go on from those of the table before.

    :param last: the last number of that table; 0 for none
    """
    due = last + 1 if numbers and int(numbers[0].norm) == last + 1 else 1
    for line in numbers:
        stands = int(line.norm)
        if stands not in (due, 1):
            values = (("due", str(due)), ("stands", str(stands)))
            yield at(plan, line.place(), "numbering.break", values)
        due = stands + 1
