"""Short ways to what a reader makes of a file."""

from readers.docx_builder import docx

from plancheck.api import Cell, Document, Paragraph, Source, Table, Zone
from plancheck_readers.docx import READER


def read(data: bytes) -> Document:
    """Read a Word document."""
    return READER.read(Source("plan.docx", data))


def texts(body: str, **more: str) -> list[str]:
    """Return the texts of a body's paragraphs."""
    return paragraphs(read(docx(body, **more)))  # type: ignore[arg-type]


def paragraphs(document: Document, zone: Zone = Zone.BODY) -> list[str]:
    """Return the texts of all paragraphs of a zone."""
    return [
        block.text
        for block in document.blocks
        if isinstance(block, Paragraph) and block.zone is zone
    ]


def cells(document: Document) -> tuple[Cell, ...]:
    """Return the cells of the only table."""
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return table.cells
