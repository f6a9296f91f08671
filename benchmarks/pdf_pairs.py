"""Write pairs of files, the same plan as ``.docx`` and as ``.pdf``, for ``read_pdf.py``.

Run as ``python benchmarks/pdf_pairs.py PLANS FOLDER [LOOK …]``. PLANS holds plans as marked-up text
(``# `` title, ``## `` heading, ``| a | b |`` row, ``^`` a cell merged with the one above); FOLDER
gets a sub-folder for each look, with ``ID.docx`` and ``ID.pdf``. The Word files are written by
python-docx, the PDF by LibreOffice (``soffice``) in a profile of its own. A file of tracked changes
or hidden text is no fit source: LibreOffice prints what was deleted or is hidden.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.text.paragraph import Paragraph

_BATCH = 20
"""Files that LibreOffice converts in one run."""
_SECONDS = 600
_SIGNED = 25
"""Longest line that is taken for a signature or a date at the end."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a plan is laid out."""

    font: str = "宋体"
    size: float = 12
    indent: float = 2
    """First-line indent in characters."""
    typed: bool = False
    """Whether the indent is typed as two full-width blanks."""
    line: float | Length = 1.5
    """Line spacing: a factor, or an exact height."""
    after: float = 0
    """Points after a paragraph."""
    margins: tuple[float, float, float, float] = (2.54, 3.17, 2.54, 3.17)
    """Centimetres above, right, below, left."""
    justified: bool = True
    heading: float | None = None
    """Size of headings where they are set apart by size."""
    bold: bool = False
    """Whether headings are bold."""
    borders: bool = True
    signed_right: bool = True
    landscape: bool = False
    header: bool = True
    widths: tuple[float, ...] = ()
    """Shares of the columns' widths, as many as given; the rest share what is left."""
    styles: bool = False
    """Whether the title and headings have Word's styles."""


LOOKS = {
    "official": Look("仿宋_GB2312", 16, line=Pt(28), margins=(3.7, 2.6, 3.5, 2.8), heading=16),
    "compact": Look(size=10.5, line=1.0, bold=True, widths=(0.12,)),
    "web": Look("微软雅黑", 11, indent=0, after=8, justified=False, heading=14, bold=True),
    "typed": Look(size=14, typed=True, indent=0, line=1.25, widths=(0.15, 0.2)),
    "flat": Look(size=12, indent=0, line=1.0, header=False, signed_right=False),
    "large": Look("楷体", 18, line=2.0, margins=(2, 1.5, 2, 1.5), widths=(0.2,)),
    "open": Look(size=12, borders=False, widths=(0.15,)),
    "wide": Look(size=10.5, landscape=True, margins=(2, 2, 2, 2), widths=(0.1, 0.25)),
    "styled": Look("仿宋", 14, line=1.5, styles=True, widths=(0.12,)),
}


class Writer:
    """Writes one plan in one look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._document: Document = docx.Document()
        self._page()
        style = self._document.styles["Normal"]
        style.font.name = look.font
        style.font.size = Pt(look.size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), look.font)
        style.paragraph_format.line_spacing = look.line
        style.paragraph_format.space_after = Pt(look.after)

    def write(self, lines: Sequence[str], path: Path) -> None:
        """Write a plan."""
        unit = lines[0].removeprefix("# ").split("20")[0]
        self._margins(unit)
        for is_row, group in groupby(lines, lambda line: line.startswith("|")):
            if is_row:
                self._table([cells(line) for line in group])
            else:
                for line in group:
                    self._line(line, last=line is lines[-1] or line is lines[-2])
        self._document.save(str(path))

    def _page(self) -> None:
        section = self._document.sections[0]
        width, height = Cm(21), Cm(29.7)
        if self._look.landscape:
            width, height = height, width
        section.page_width, section.page_height = width, height
        above, right, below, left = map(Cm, self._look.margins)
        section.top_margin, section.right_margin = above, right
        section.bottom_margin, section.left_margin = below, left

    def _margins(self, unit: str) -> None:
        section = self._document.sections[0]
        if self._look.header:
            header = section.header.paragraphs[0]
            header.text = unit
            header.alignment = ALIGN.CENTER
            header.runs[0].font.size = Pt(9)
        footer = section.footer.paragraphs[0]
        footer.alignment = ALIGN.CENTER
        field(footer, "PAGE")

    def _line(self, line: str, *, last: bool) -> None:
        look = self._look
        if line.startswith("# "):
            style = "Title" if look.styles else None
            paragraph = self._document.add_paragraph(line[2:], style)
            paragraph.alignment = ALIGN.CENTER
            paragraph.runs[0].font.size = Pt(22)
            paragraph.paragraph_format.line_spacing = 1.0
            return
        if line.startswith("## "):
            paragraph = self._document.add_paragraph(line[3:], "Heading 2" if look.styles else None)
            paragraph.runs[0].font.bold = look.bold
            if look.heading:
                paragraph.runs[0].font.size = Pt(look.heading)
            self._indented(paragraph)
            return
        signed = last and len(line) < _SIGNED and look.signed_right and not line.endswith("。")
        paragraph = self._document.add_paragraph(("　　" if look.typed else "") + line)
        if signed or look.justified:
            paragraph.alignment = ALIGN.RIGHT if signed else ALIGN.JUSTIFY
        if not signed:
            self._indented(paragraph)

    def _indented(self, paragraph: Paragraph) -> None:
        if self._look.indent:
            paragraph.paragraph_format.first_line_indent = Pt(self._look.indent * self._look.size)

    def _table(self, rows: list[list[str]]) -> None:
        look = self._look
        count = max(map(len, rows))
        table = self._document.add_table(len(rows), count)
        if look.borders:
            table.style = "Table Grid"
        section = self._document.sections[0]
        width = section.page_width or Cm(21)
        _, right, _, left = look.margins
        room = width - Cm(left) - Cm(right)
        given = look.widths[: count - 1]
        shares = [*given, *[(1 - sum(given)) / (count - len(given))] * (count - len(given))]
        table.autofit = False
        above: list[int] = [0] * count
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                cell = table.cell(at, column)
                cell.width = Length(int(room * shares[column]))
                if text == "^":
                    cell.merge(table.cell(above[column], column))
                    continue
                above[column] = at
                cell.paragraphs[0].text = text
        for column in range(count):
            table.columns[column].width = Length(int(room * shares[column]))


def field(paragraph: Paragraph, code: str) -> None:
    """Add a field."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields


def cells(line: str) -> list[str]:
    """Return the cells of a row."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def convert(files: Sequence[Path]) -> None:
    """Have LibreOffice write a PDF beside each file."""
    program = shutil.which("soffice")
    if program is None:
        sys.exit("soffice is not installed")
    with tempfile.TemporaryDirectory() as profile:
        for start in range(0, len(files), _BATCH):
            batch = files[start : start + _BATCH]
            subprocess.run(  # noqa: S603 - our own files
                [
                    program,
                    "--headless",
                    f"-env:UserInstallation=file://{profile}",
                    "--convert-to",
                    "pdf",
                    "--outdir",
                    str(batch[0].parent),
                    *map(str, batch),
                ],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )


def lines_of(path: Path) -> Iterator[str]:
    """Return the lines of a plan that hold anything."""
    return (line for line in path.read_text("utf-8").splitlines() if line.strip())


def main() -> None:
    """Write what was asked for."""
    plans, folder = Path(sys.argv[1]), Path(sys.argv[2])
    for name in sys.argv[3:] or LOOKS:
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(plans.glob("*.txt")):
            Writer(LOOKS[name]).write(list(lines_of(path)), target / f"{path.stem}.docx")
        convert(sorted(target.glob("*.docx")))
        print(name, len(list(target.glob("*.pdf"))), "pairs")


if __name__ == "__main__":
    main()
