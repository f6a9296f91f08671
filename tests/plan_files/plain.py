"""Plans as plain text and Markdown."""

from collections.abc import Iterator

from plan_files.source import rows_of
from plancheck.api import Document, Paragraph, Table


def txt(document: Document) -> str:
    """Write one paragraph a line; tables with tabs between cells and an empty line behind."""
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from ("\t".join(row) for row in _texts(block))
            yield ""


def md(document: Document) -> str:
    """Write Markdown: number signs before headings, GFM tables."""
    pieces = (
        _heading(block) if isinstance(block, Paragraph) else _table(block)
        for block in document.blocks
    )
    return "\n\n".join(pieces) + "\n"


def _heading(block: Paragraph) -> str:
    marks = "" if block.level is None else "#" * (block.level + 1) + " "
    return marks + block.text


def _table(block: Table) -> str:
    rows = _texts(block)
    rows.insert(1, ["---"] * len(rows[0]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _texts(block: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in rows_of(block)]
