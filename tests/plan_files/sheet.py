"""Plans as workbooks: each paragraph a line merged over all columns, each table as it is."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from readers.docx_builder import R, package, relationships

from plancheck.api import Document, Paragraph

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(document: Document) -> bytes:
    """Write a plan as ``.xlsx``."""
    tables = [block for block in document.blocks if not isinstance(block, Paragraph)]
    width = max((cell.column + cell.columns for table in tables for cell in table.cells), default=1)
    rows: dict[int, dict[int, str]] = {}
    merged: list[str] = []
    for row, column, text, high, wide in _placed(document, width):
        rows.setdefault(row, {})[column] = text
        if high > 1 or wide > 1:
            merged.append(f"{_name(row, column)}:{_name(row + high - 1, column + wide - 1)}")
    data = "".join(_row(row, cells) for row, cells in sorted(rows.items()))
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    areas = f"<mergeCells>{areas}</mergeCells>" if areas else ""
    sheets = '<sheets><sheet name="计划" sheetId="1" r:id="r1"/></sheets>'
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": relationships({"r1": ("officeDocument", "xl/workbook.xml")}),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{R}">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": relationships({"r1": ("worksheet", "sheet.xml")}),
            "xl/sheet.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{data}</sheetData>{areas}'
            "</worksheet>",
        }
    )


def _placed(document: Document, width: int) -> Iterator[tuple[int, int, str, int, int]]:
    """Yield row, column, text, and how many rows and columns it covers."""
    down = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield down, 0, block.text, 1, width
            down += 1
            continue
        for cell in block.cells:
            yield down + cell.row, cell.column, cell.text, cell.rows, cell.columns
        down += max(cell.row + cell.rows for cell in block.cells)


def _row(row: int, cells: dict[int, str]) -> str:
    written = "".join(
        f'<c r="{_name(row, column)}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t>'
        "</is></c>"
        for column, text in sorted(cells.items())
    )
    return f'<row r="{row + 1}">{written}</row>'


def _name(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"


_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
)
