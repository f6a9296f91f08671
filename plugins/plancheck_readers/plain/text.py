"""Plain text: one paragraph a line, tables where lines are rows."""

from collections.abc import Iterator, Sequence

from plancheck.api import Block, Paragraph, Table
from plancheck_readers.plain.lines import Line
from plancheck_readers.plain.rows import barred, tabbed
from plancheck_readers.tables import from_texts


def blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Return the blocks of a text; empty lines only part them.

    :raises plancheck.api.Unreadable: when a table has too many cells
    """
    at = 0
    while at < len(lines):
        line = lines[at]
        rows, used = table_at(lines, at)
        if rows:
            yield Table(from_texts(rows), page=line.page)
        elif not line.blank:
            yield Paragraph(line.text, page=line.page)
        at += used or 1


def table_at(lines: Sequence[Line], at: int) -> tuple[list[list[str]], int]:
    """Return the rows of the table that begins at a line, and how many lines it takes."""
    rows, used = tabbed(lines, at) if "\t" in lines[at].text else ([], 0)
    if not rows and "|" in lines[at].text:
        rows, used = barred(lines, at)
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    return kept, used
