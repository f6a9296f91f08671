"""The tasks of a plan and the entries of its schedule, with who answers for them.

Three kinds are counted apart, for a plan may list its tasks in the text, lay them out by month
and give a table with a column of names, and it is enough that one of these says who answers.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from plancheck.api import Cell, NearMiss, PartKind, Place, Plan, Quote, Statement, Table, Zone
from plancheck_schedule.who import (
    by_whom,
    doing,
    heads_column,
    is_label_alone,
    is_roster,
    named,
    shared_out,
)

HEADS = 3
"""Rows in which the heads of a table are looked for."""
ROWS = 3
"""Rows with content that make a table one of tasks."""

_NEAR = 5
"""Mere doers that are shown, at most."""
_EMPTY = frozenset(("", "-", "—", "——", "/", "略", "待定", "另定", "无"))
_PIECES = ";。"


@dataclass(slots=True)
class Group:
    """Tasks of one kind."""

    tasks: int = 0
    answered: int = 0
    """Tasks that name who answers."""
    quotes: list[Quote] = field(default_factory=list)
    """The words that name who answers, one or more for a task."""

    def add(self, quotes: Sequence[Quote], *, answered: bool) -> None:
        """Count a task."""
        self.tasks += 1
        self.answered += answered
        self.quotes.extend(quotes)


def tables(plan: Plan) -> Iterator[tuple[int, Group]]:
    """Yield the tables that have a column for who answers, with their block."""
    for index, block in enumerate(plan.document.blocks):
        if isinstance(block, Table) and block.zone is Zone.BODY:
            heads = _heads(block)
            group = _rows(block, index, heads) if heads else Group()
            if group.tasks >= ROWS:
                yield index, group


def _heads(table: Table) -> list[Cell]:
    """Return the heads over names, in the first row of two cells; none in a list of posts."""
    for row in range(HEADS):
        cells = [cell for cell in table.cells if cell.row == row and _plain(cell)]
        if len(cells) > 1:
            if is_roster("".join(map(_plain, cells))):
                return []
            return [cell for cell in cells if heads_column(_plain(cell))]
    return []


def _plain(cell: Cell) -> str:
    return "".join(cell.text.split())


def _rows(table: Table, block: int, heads: Sequence[Cell]) -> Group:
    group = Group(quotes=[_quote(block, head) for head in heads])
    columns = {head.column for head in heads}
    by_row: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.row > heads[0].row:
            by_row.setdefault(cell.row, []).append(cell)
    last: list[Cell] = []
    for row, cells in by_row.items():
        who = [cell for cell in cells if cell.column in columns]
        last = who or [cell for cell in last if row < cell.row + cell.rows]
        if any(_plain(cell) for cell in cells if cell.column not in columns):
            filled = [cell for cell in last if _plain(cell) not in _EMPTY]
            quotes = [_quote(block, cell) for cell in filled if cell in who]
            group.add(quotes, answered=bool(filled))
    return group


def _quote(block: int, cell: Cell) -> Quote:
    return Quote(cell.text, Place(block, 0, len(cell.text), (cell.row, cell.column)))


def scheduled(plan: Plan, skip: Iterable[int]) -> Group:
    """Return the entries of the schedule.

    :param skip: blocks that are counted as tables
    """
    group = Group()
    items: dict[tuple[int, tuple[int, int] | None], list[Place]] = {}
    for entry in plan.schedule.entries if plan.schedule else ():
        for place in entry.items:
            if place.block not in skip:
                items.setdefault((place.block, place.cell), []).append(place)
    for statements in _lines(plan):
        line = statements[0].line
        places = items.get((line.block, line.cell))
        if places and _touches(line.place(), places):
            quotes = _quotes(plan, statements)
            group.add(quotes, answered=bool(quotes) and _mostly(line.norm, len(quotes)))
    return group


def _touches(at: Place, places: Iterable[Place]) -> bool:
    return any(place.start < at.end and at.start < place.end for place in places)


def _mostly(norm: str, answers: int) -> bool:
    """Whether an entry names who answers at its end, so for all in it, or for most in it."""
    pieces = [piece for piece in norm.replace(_PIECES[1], _PIECES[0]).split(_PIECES[0]) if piece]
    return answers * 2 > len(pieces) or any(True for _ in named(pieces[-1]))


def plain_tasks(plan: Plan) -> Group:
    """Return the tasks of the text; who is named at a heading answers for all under it."""
    walk = _Walk()
    for statements in _lines(plan):
        line = statements[0].line
        if statements[0].part is not PartKind.TASKS or line.cell is not None:
            continue
        quotes = _quotes(plan, statements)
        if is_label_alone(line.body):
            walk.label(line.index, line.parent, quotes)
        elif line.heading:
            walk.heading(line.index, line.parent, quotes)
        elif any(statement.commits for statement in statements):
            walk.task(line.parent, quotes)
    return walk.group


@dataclass(slots=True)
class _Walk:
    """Goes through the text and keeps the tasks that nobody answers for yet."""

    group: Group = field(default_factory=Group)
    waiting: int = 0
    """Tasks since the last heading or label that name nobody."""
    above: set[int] = field(default_factory=set)
    """Headings, and labels taken for headings, at which somebody is named."""

    def heading(self, index: int, parent: int | None, quotes: Sequence[Quote]) -> None:
        """Take a heading: who is named there answers for all under it."""
        self.waiting = 0
        self.group.quotes.extend(quotes)
        if quotes or parent in self.above:
            self.above.add(index)

    def label(self, index: int, parent: int | None, quotes: Sequence[Quote]) -> None:
        """Take a line that only names who answers: for the tasks before it, or the heading."""
        self.group.quotes.extend(quotes)
        self.group.answered += self.waiting
        if not self.waiting:
            self.above.update({index} if parent is None else {index, parent})
        self.waiting = 0

    def task(self, parent: int | None, quotes: Sequence[Quote]) -> None:
        """Take a task."""
        answered = bool(quotes) or parent in self.above
        self.group.add(quotes, answered=answered)
        self.waiting += not answered


def _lines(plan: Plan) -> Iterator[list[Statement]]:
    """Yield the statements of each line."""
    found: list[Statement] = []
    for statement in plan.statements:
        if found and statement.line is not found[0].line:
            yield found
            found = []
        found.append(statement)
    if found:
        yield found


def _quotes(plan: Plan, statements: Sequence[Statement]) -> list[Quote]:
    """Quote the words of a line that say who answers."""
    line = statements[0].line
    spans = [*named(line.norm), *shared_out(line.norm)]
    for span in by_whom(line.norm):
        each = next(one for one in statements if span.start < one.end)
        if each.role_at(span.start).commits:
            spans.append(span)
    quotes = []
    for span in sorted(set(spans)):
        place = line.place(span.start, span.end)
        quotes.append(Quote(plan.document.text_at(place), place))
    return quotes


def doers(plan: Plan, counted: Iterable[Quote]) -> tuple[NearMiss, ...]:
    """Name sentences that tell who does something, and not who answers for it.

    :param counted: what counts already
    """
    taken = {(quote.place.block, quote.place.cell) for quote in counted}
    found: list[NearMiss] = []
    for statement in plan.statements:
        line = statement.line
        if not statement.commits or (line.block, line.cell) in taken:
            continue
        for span in doing(line.norm, statement.start, statement.end):
            place = line.place(span.start, span.end)
            found.append(NearMiss(plan.document.text_at(place), place, "near.doer"))
        if len(found) >= _NEAR:
            break
    return tuple(found[:_NEAR])
