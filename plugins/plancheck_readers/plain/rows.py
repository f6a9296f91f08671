"""Tables in text: rows of tab-separated cells, rows between bars.

Each finder looks at the lines from one place on and returns the rows that begin there, with the
number of lines they take; no rows when there is no table.
"""

from collections.abc import Sequence

from plancheck.api import regex
from plancheck_readers.plain.lines import Line

Rows = list[list[str]]

_LEAST = 2
"""Lines that make a table."""
_LABEL = 30
"""Longest text before the only tab of a row."""
_ITEM = regex(
    r"\s*(?:[-*•●○■□◆▪·–—]|[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[a-zA-Z])[)）.．、:：]"
    r"|第[一二三四五六七八九十\d]+[条章节项]|[①-⑳])\s*"
)
"""What stands before the tab in a list; a bare number is a row's label."""
_RULE = regex(r"\s*:?-+:?\s*")
_BAR = regex(r"(?<!\\)\|")


def tabbed(lines: Sequence[Line], start: int) -> tuple[Rows, int]:
    """Find a tab-separated table.

    Rows may lack the tabs of empty cells at their end. Tabs that only indent, and tabs between an
    item's number and its words, make no table.
    """
    first = lines[start].text
    most = first.count("\t")
    if not _parted(first.split("\t")) or not _fits(first, most):
        return [], 0
    end = start
    full = 0
    while end < len(lines) and _fits(lines[end].text, most):
        full += lines[end].text.count("\t") == most
        end += 1
    if full < _LEAST:
        return [], 0
    rows = [line.text.split("\t") for line in lines[start:end]]
    return (rows, len(rows)) if sum(map(_parted, rows)) >= _LEAST else ([], 0)


def _fits(text: str, most: int) -> bool:
    """Whether a line can be a row of a table with so many tabs a line."""
    tabs = text.count("\t")
    if tabs > 1 or most > 1:
        return 1 <= tabs <= most
    label, tab, _ = text.partition("\t")
    return bool(tab) and len(label) <= _LABEL and not _ITEM.fullmatch(label)


def _parted(row: Sequence[str]) -> bool:
    """Whether tabs part words from words, and do not only indent."""
    return sum(bool(cell.strip()) for cell in row) > 1


def barred(lines: Sequence[Line], start: int) -> tuple[Rows, int]:
    """Find a table whose cells stand between bars, as in Markdown.

    Two lines that begin and end with a bar are enough; rows without outer bars need the line of
    dashes under the first.
    """
    outer = _has_bars(lines[start].text)
    if not outer and not _over_rule(lines, start):
        return [], 0
    end = start
    while end < len(lines) and (
        _has_bars(lines[end].text) if outer else _BAR.search(lines[end].text)
    ):
        end += 1
    rows = [cells(line.text) for line in lines[start:end]]
    if len(rows) < _LEAST:
        return [], 0
    return [row for row in rows if not _is_rule(row)], end - start


def cells(text: str) -> list[str]:
    """Return the cells of a row with bars."""
    inner = text.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.replace("\\|", "|").strip() for cell in _BAR.split(inner)]


def _has_bars(text: str) -> bool:
    bare = text.strip()
    return len(bare) > 1 and bare.startswith("|") and bare.endswith("|")


def _over_rule(lines: Sequence[Line], start: int) -> bool:
    if "|" not in lines[start].text or start + 1 == len(lines):
        return False
    below = lines[start + 1].text
    return (
        "|" in below
        and _is_rule(cells(below))
        and len(cells(below)) == len(cells(lines[start].text))
    )


def _is_rule(row: Sequence[str]) -> bool:
    return all(map(_RULE.fullmatch, row))
