"""Text set in columns, as in a newspaper: one column is read to its end, then the next.

Columns of text differ from those of a table without ruling lines: they are about as wide as each
other, and sentences are broken at their edges. Where one page shows that, the same white on another
page parts columns as well, however short they are: a last page often holds a few lines only.
"""

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from plancheck_readers.pdf.columns import open_tables
from plancheck_readers.pdf.flow import usual_size
from plancheck_readers.pdf.lines import Line, numbered, timed
from plancheck_readers.pdf.sheet import Band, Sheet
from plancheck_readers.pdf.tabular import Tabular

_GUTTER = 1.0
"""Ems of white between columns of text at least."""
_STEP = 6
"""Points by which places of white are told apart."""
_TRIED = 8
"""Places that are tried on a page: those that most lines show."""
_MOST = 3
"""Columns of text on a page."""
_NARROWEST = 0.6
"""Share of an equal part of the text's width that each column has at least."""
_LEAST = 4
"""Lines of a column where nothing else is known."""
_BROKEN = 2
"""Sentences that are broken at a column's edge, at least, in the first one."""
_NEAR = 1.2
"""Ems by which full lines end before a column's edge at most."""
_LEADING = 3.0
"""Ems between base lines of one paragraph at most."""
_SAME = 12.0
"""Points by which the white of two pages may differ."""
_STOPS = tuple("。；！？：.;!?:”」』》）)】")


def arranged(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Find on each page what is set in columns, and tables without ruling lines in the rest."""
    bands = [_disjoint(_bands(sheet, ())) for sheet in sheets]
    known = _known(bands)
    if known:
        for at, sheet in enumerate(sheets):
            bands[at] = [_like(band, known) for band in bands[at]]
            bands[at] = bands[at] or _disjoint(_bands(sheet, known))
            if at and not bands[at]:
                bands[at] = _rest(sheet, bands[at - 1])
    return [_tabled(sheet, each) for sheet, each in zip(sheets, bands, strict=True)]


def columned(sheet: Sheet) -> Iterator[Sheet]:
    """Part a page into what is read one after the other; columns lie over each other then."""
    lines, tables = list(sheet.lines), list(sheet.tables)
    for band in sheet.bands:
        above = [line for line in lines if line.base < band.top]
        before = [table for table in tables if table.box.top < band.top]
        yield sheet._replace(lines=tuple(above), tables=tuple(before), bands=())
        lines = [line for line in lines if line.base >= band.top]
        tables = [table for table in tables if table.box.top >= band.top]
        inside = [line for line in lines if band.holds(line)]
        boxed = [table for table in tables if table.box.top <= band.bottom]
        yield from _columns(sheet, band, inside, boxed)
        lines = [line for line in lines if not band.holds(line)]
        tables = [table for table in tables if table.box.top > band.bottom]
    yield sheet._replace(lines=tuple(lines), tables=tuple(tables), bands=())


def _tabled(sheet: Sheet, bands: Sequence[Band]) -> Sheet:
    """Put the lines outside of bands that make tables into tables."""
    outside = [line for line in sheet.lines if not any(band.holds(line) for band in bands)]
    inside = [line for line in sheet.lines if any(band.holds(line) for band in bands)]
    found = list(open_tables(outside))
    lines = [*inside, *(item for item in found if isinstance(item, Line))]
    return sheet._replace(
        lines=tuple(sorted(lines, key=lambda line: line.base)),
        tables=(*sheet.tables, *(item for item in found if isinstance(item, Tabular))),
        bands=tuple(bands),
    )


# -- finding columns


def _bands(sheet: Sheet, known: Sequence[float]) -> Iterator[tuple[int, Band]]:
    """Yield stretches of a page that are set in columns, each with its number of lines.

    :param known: where other pages have white between columns
    """
    seen = Counter(
        int((one.right + other.left) / 2 / _STEP)
        for line in sheet.lines
        for one, other in pairwise(line.parts)
    )
    places = [(place + 0.5) * _STEP for place, _ in seen.most_common(_TRIED)]
    if known:
        places = [wall for wall in known if any(abs(wall - at) <= _SAME for at in places)]
    for place in places:
        for run in _runs(sheet, place):
            walls = (place,) if known else _walls(run)
            columns = _split(run, walls)
            if walls and (all(columns) if known else _is_text(columns)):
                yield len(run), Band(run[0].top, run[-1].bottom, walls)


def _known(bands: Iterable[Sequence[Band]]) -> list[float]:
    """Return where pages have white between two columns, each place once."""
    found: list[float] = []
    for wall in sorted(band.walls[0] for each in bands for band in each if len(band.walls) == 1):
        if not found or wall - found[-1] > _SAME:
            found.append(wall)
    return found[:_TRIED]


def _like(band: Band, known: Sequence[float]) -> Band:
    """Return a band with the white where other pages have it."""
    near = [wall for wall in known if len(band.walls) == 1 and abs(wall - band.walls[0]) <= _SAME]
    return band._replace(walls=(near[0],)) if near else band


def _rest(sheet: Sheet, before: Sequence[Band]) -> list[Band]:
    """Return what of a page is the rest of a column: lines that end where those before do."""
    run: list[Line] = []
    for line in sheet.lines if before else ():
        if line.right >= before[-1].walls[0]:
            break
        run.append(line)
    return [Band(run[0].top, run[-1].bottom, before[-1].walls)] if run else []


def _disjoint(found: Iterable[tuple[int, Band]]) -> list[Band]:
    """Return bands that share no line, those with most lines first chosen, from top to bottom."""
    kept: list[Band] = []
    for _, band in sorted(found, key=lambda each: (-each[0], each[1])):
        if all(band.bottom < other.top or other.bottom < band.top for other in kept):
            kept.append(band)
    return sorted(kept)


def _runs(sheet: Sheet, place: float) -> Iterator[list[Line]]:
    """Yield stretches of lines that leave a place white; each begins where both sides have some."""
    walls = [table.box for table in sheet.tables if table.box.left < place < table.box.right]
    run: list[Line] = []
    for line in sheet.lines:
        clear = 0.4 * _GUTTER * line.size
        crossed = any(
            part.left - clear < place < part.right + clear for part in line.parts or (line,)
        )
        walled = run and any(run[-1].base < box.top < line.base for box in walls)
        if crossed or walled:
            yield from _begun(run, place)
            run = []
        if not crossed:
            run.append(line)
    yield from _begun(run, place)


def _begun(run: Sequence[Line], place: float) -> Iterator[list[Line]]:
    """Yield a stretch from the first line on that has words at the right."""
    for at, line in enumerate(run):
        if line.right > place:
            yield list(run[at:])
            return


def _walls(run: Sequence[Line]) -> tuple[float, ...]:
    """Return the middles of all white that a stretch of lines leaves from top to bottom."""
    parts = sorted((part.left, part.right) for line in run for part in line.parts or (line,))
    needed = _GUTTER * usual_size(run)
    found = []
    end = parts[0][1]
    for left, right in parts:
        if left - end >= needed:
            found.append((left + end) / 2)
        end = max(end, right)
    return tuple(found) if len(found) < _MOST else ()


def _split(run: Iterable[Line], walls: Sequence[float]) -> list[list[Line]]:
    """Sort the stretches of lines into columns; stretches of one column are one line again."""
    columns: list[list[Line]] = [[] for _ in range(len(walls) + 1)]
    for line in run:
        held: dict[int, list[Line]] = {}
        for part in line.parts or (line,):
            held.setdefault(bisect(walls, part.middle), []).append(part)
        for column, parts in held.items():
            columns[column].append(_one(parts))
    return columns


def _one(parts: Sequence[Line]) -> Line:
    """Make one line of stretches side by side."""
    if len(parts) == 1:
        return parts[0]
    largest = max(parts, key=lambda part: len(part.text))
    return largest._replace(
        text=" ".join(part.text for part in parts),
        left=parts[0].left,
        right=parts[-1].right,
        lead=parts[0].lead,
        all_bold=all(part.all_bold for part in parts),
        no_bold=all(part.no_bold for part in parts),
        parts=tuple(parts),
    )


def _is_text(columns: Sequence[Sequence[Line]]) -> bool:
    """Tell whether columns hold text that runs on, and not the cells of a table."""
    if min(map(len, columns)) < _LEAST:
        return False
    edges = [
        (min(line.left for line in column), max(line.right for line in column))
        for column in columns
    ]
    equal = (edges[-1][1] - edges[0][0]) / len(columns)
    if any(right - left < _NARROWEST * equal for left, right in edges):
        return False
    broken = [
        sum(_is_broken(one, other, edge[1]) for one, other in pairwise(column))
        for column, edge in zip(columns, edges, strict=True)
    ]
    return broken[0] >= _BROKEN and all(broken[1:])


def _is_broken(one: Line, other: Line, edge: float) -> bool:
    """Tell whether a sentence goes on from one line of a column to the next."""
    return (
        one.right >= edge - _NEAR * one.size
        and 0 < other.base - one.base <= _LEADING * one.size
        and not one.text.endswith(_STOPS)
        and not numbered(other.text)
        and not timed(other.text)
    )


# -- reading columns


def _columns(
    sheet: Sheet, band: Band, lines: Sequence[Line], tables: Sequence[Tabular]
) -> Iterator[Sheet]:
    """Yield each column as a page of its own, moved to where the first one is."""
    columns = _split(lines, band.walls)
    boxed: list[list[Tabular]] = [[] for _ in columns]
    for table in tables:
        boxed[bisect(band.walls, (table.box.left + table.box.right) / 2)].append(table)
    lefts = [min((line.left for line in column), default=0.0) for column in columns]
    moved = [
        [_moved(line, lefts[0] - left) for line in column]
        for column, left in zip(columns, lefts, strict=True)
    ]
    for column, held in zip(moved, boxed, strict=True):
        found = list(open_tables(column))
        yield sheet._replace(
            width=lefts[0] + band.walls[0],
            lines=tuple(item for item in found if isinstance(item, Line)),
            tables=(*held, *(item for item in found if isinstance(item, Tabular))),
            bands=(),
        )


def _moved(line: Line, by: float) -> Line:
    parts = tuple(_moved(part, by) for part in line.parts)
    return line._replace(left=line.left + by, right=line.right + by, parts=parts)
