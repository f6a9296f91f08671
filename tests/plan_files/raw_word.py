"""A plan as Word itself saves it: content controls, runs cut by editing, headers, few styles."""

from collections.abc import Iterator
from html import escape

from readers.docx_builder import docx, p, r, tbl, tc, tr, xml

from plan_files.source import rows_of
from plancheck.api import Cell, Document, Paragraph, Table

_RUN = 9
"""Characters between two places where somebody edited."""
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/></Types>"""


def raw_word(document: Document, header: str) -> bytes:
    """Write a document.

    :param header: what stands at the top of every page
    """
    body = "".join(_blocks(document))
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/></w:sectPr>'
    return docx(
        body + section,
        parts={"[Content_Types].xml": _TYPES, "word/header1.xml": xml("w:hdr", p(header))},
        rels={"rIdheader": ("header", "header1.xml")},
    )


def _blocks(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield tbl(*_rows(block))
        elif block.level == 0:
            yield f"<w:sdt><w:sdtContent>{_paragraph(block)}</w:sdtContent></w:sdt>"
        else:
            yield _paragraph(block)


def _paragraph(block: Paragraph) -> str:
    """Cut a text into runs; the proofreader's marks stand between them."""
    pieces = [block.text[at : at + _RUN] for at in range(0, len(block.text), _RUN)]
    return p('<w:proofErr w:type="spellStart"/>'.join(r(escape(piece)) for piece in pieces))


def _rows(block: Table) -> Iterator[str]:
    spans: dict[int, Cell] = {}
    for row in rows_of(block):
        cells = []
        for column, cell in enumerate(row):
            if cell:
                spans[column] = cell
            if column in spans:  # else a row that is shorter than another
                cells.append(_cell(spans[column], first=cell is not None))
        yield tr(*cells)


def _cell(cell: Cell, *, first: bool) -> str:
    if cell.rows == 1:
        return tc(escape(cell.text))
    return tc(escape(cell.text), '<w:vMerge w:val="restart"/>') if first else tc("", "<w:vMerge/>")
