"""Plans with something taken out, put in or moved, for properties that verdicts must have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from verdicts import installed

from plancheck.api import Block, Cell, Document, Line, Paragraph, PartKind, Place, Plan, Table
from plancheck.check import check
from plancheck.judging import lexicon_of
from plancheck.outcome import Result
from plancheck.reading import read_plan
from plancheck.rule import Kind

REQUIREMENTS = tuple(rule for rule in installed().rules if rule.kind is Kind.REQUIREMENT)
_LEXICON = lexicon_of(REQUIREMENTS)
_SEVERITIES = {rule.id: rule.severity for rule in REQUIREMENTS}


@lru_cache(maxsize=64)
def understood(document: Document) -> Plan:
    """Read a plan as the command line does."""
    return read_plan(document, "plan.txt", _LEXICON)


@lru_cache(maxsize=64)
def judged(document: Document) -> dict[str, Result]:
    """Return what each requirement says of a plan."""
    results, _ = check(understood(document), REQUIREMENTS, _SEVERITIES)
    return {result.rule.id: result for result in results}


def statuses(document: Document) -> dict[str, str]:
    """Return rule id → status."""
    return {rule: str(result.verdict.status) for rule, result in judged(document).items()}


def changed(before: Document, after: Document) -> dict[str, tuple[str, str]]:
    """Return the verdicts that differ: rule id → what was said before and after."""
    said = statuses(after)
    return {
        rule: (status, said[rule])
        for rule, status in statuses(before).items()
        if said[rule] != status
    }


def without(document: Document, places: Iterable[Place]) -> Document:
    """Delete the words at some places; a paragraph that is left without any goes, too."""
    blocks: list[Block] = list(document.blocks)
    for place in sorted(places, key=lambda each: (each.block, each.start), reverse=True):
        block = blocks[place.block]
        if isinstance(block, Paragraph):
            blocks[place.block] = block._replace(text=_cut(block.text, place))
        else:
            blocks[place.block] = block._replace(cells=tuple(_cells(block, place)))
    kept = (block for block in blocks if not isinstance(block, Paragraph) or block.text.strip())
    return replace(document, blocks=tuple(kept))


def _cells(table: Table, place: Place) -> Iterator[Cell]:
    for cell in table.cells:
        here = (cell.row, cell.column) == place.cell
        yield cell._replace(text=_cut(cell.text, place)) if here else cell


def _cut(text: str, place: Place) -> str:
    return text[: place.start] + text[place.end :]


def put_in(document: Document, at: int, *new: Paragraph) -> Document:
    """Put paragraphs before a block."""
    return replace(document, blocks=(*document.blocks[:at], *new, *document.blocks[at:]))


def review_heading(document: Document, number: str | None = None) -> tuple[int, Paragraph] | None:
    """Return a heading for last year's review as the plan writes its own, and where to put it.

    :param number: what stands before its words; the number of the plan's first heading when not
        given
    :returns: None when the plan has no heading, or none with a number to take
    """
    plan = understood(document)
    first = next((line for line in plan.lines if line.heading and line.index), None)
    if first is None or first.cell is not None:
        return None
    if number is None:
        if first.label is None or first.label.value != 1:
            return None
        number = document.text_at(first.place(0, first.label.end))
    return first.block, Paragraph(f"{number}去年工作回顾", level=first.level)


def opening(document: Document) -> int:
    """Return the block of the first sentence, number, heading or table below the title lines."""
    plan = understood(document)
    return next(
        line.block
        for line in plan.lines
        if line.index
        and (line.heading or line.label or line.cell is not None or line.norm[-1] in "。!?;")
    )


def last_year(document: Document) -> str:
    """Name the year before a plan's period."""
    period = understood(document).period
    return f"{period.start.year - 1}年" if period else "去年"


def sections(plan: Plan) -> list[range]:
    """Return the blocks of the sections of the task part; none when there are not two.

    These are the stretches from a heading to its next sibling, where several stand in a row under
    one heading, or the numbered parts of the plan that are tasks themselves.
    """
    found: list[list[Line]] = []
    for line, part in zip(plan.lines, plan.parts, strict=True):
        if not (line.heading and line.label and line.label.value and part is PartKind.TASKS):
            continue
        if line.cell is not None:
            continue
        family = next((each for each in found if _siblings(each[-1], line)), None)
        if family is None:
            found.append([line])
        else:
            family.append(line)
    best = max(found, key=len, default=[])
    if len(best) < 2:
        return []
    last = best[-1]
    end = next(
        (
            line.block
            for line, part in zip(plan.lines, plan.parts, strict=True)
            if line.index > last.index and not (part is PartKind.TASKS and _below(plan, line, last))
        ),
        len(plan.document.blocks),
    )
    starts = [line.block for line in best] + [end]
    return [range(first, after) for first, after in pairwise(starts)]


def _siblings(one: Line, other: Line) -> bool:
    if one.label is None or other.label is None or one.parent != other.parent:
        return False
    return one.label.kind == other.label.kind and other.label.value == one.label.value + 1


def _below(plan: Plan, line: Line, above: Line) -> bool:
    parent = line.parent
    while parent is not None:
        if parent == above.index:
            return True
        parent = plan.lines[parent].parent
    return False


def shuffled(document: Document, parts: Sequence[range], order: Sequence[int]) -> Document:
    """Put sections into another order; their numbers stay where they are."""
    blocks = document.blocks
    plan = understood(document)
    numbers = [_number(plan, part.start) for part in parts]
    moved: list[Block] = []
    for at, section in enumerate(order):
        first, *rest = (blocks[index] for index in parts[section])
        assert isinstance(first, Paragraph)
        words = first.text.removeprefix(numbers[section])
        moved += [first._replace(text=numbers[at] + words), *rest]
    start, end = parts[0].start, parts[-1].stop
    return replace(document, blocks=(*blocks[:start], *moved, *blocks[end:]))


def _number(plan: Plan, block: int) -> str:
    line = next(line for line in plan.lines if line.block == block)
    assert line.label is not None
    return plan.document.text_at(line.place(0, line.label.end))
