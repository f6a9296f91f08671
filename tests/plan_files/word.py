"""Plans as Word documents, by python-docx; what it has no words for, as raw XML.

The same document gives the same bytes: entries of the package carry no time.
"""

import io
import zipfile
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as WordParagraph

from plan_files.numbers import Numbers
from plancheck.api import Document, Paragraph, Table

_STYLES = {0: "Title", 1: "Heading 1"}
_STAMP = 'w:id="7" w:author="工会" w:date="2024-01-05T08:00:00Z"'
_BOX = (
    nsdecls("w")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    + ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def word(document: Document, *, numbers: bool = False, styles: bool = True) -> Word:
    """Build a document.

    :param numbers: let Word count what the text numbers by hand
    :param styles: give title and headings their styles
    """
    built = docx.Document()
    counted = Numbers(built) if numbers else None
    for block in document.blocks:
        if isinstance(block, Table):
            _add_table(built, block)
            continue
        style = _STYLES.get(block.level) if styles and block.level is not None else None
        _add_paragraph(built, block, style, counted)
    return built


def packed(built: Word) -> bytes:
    """Return a document's bytes, without the time at which they were written."""
    made, fixed = io.BytesIO(), io.BytesIO()
    built.save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(fixed, "w") as copy:
        for name in archive.namelist():
            copy.writestr(zipfile.ZipInfo(name), archive.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _add_paragraph(
    built: Word, block: Paragraph, style: str | None, counted: Numbers | None
) -> None:
    paragraph = built.add_paragraph(style=style)
    paragraph.add_run(counted.take(paragraph, block.text) if counted else block.text)


def _add_table(built: Word, block: Table) -> None:
    height = max(cell.row + cell.rows for cell in block.cells)
    width = max(cell.column + cell.columns for cell in block.cells)
    added = built.add_table(height, width, style="Table Grid")
    for cell in block.cells:
        first = added.cell(cell.row, cell.column)
        if cell.rows * cell.columns > 1:
            last = added.cell(cell.row + cell.rows - 1, cell.column + cell.columns - 1)
            first = first.merge(last)
        first.text = cell.text


def find(built: Word, words: str) -> WordParagraph:
    """Return the paragraph that holds some words."""
    return next(paragraph for paragraph in built.paragraphs if words in paragraph.text)


def track(paragraph: WordParagraph, new: str, old: str) -> None:
    """Show some words of a paragraph as a tracked change, put in the place of others."""
    before, after = paragraph.text.split(new, 1)
    paragraph.text = before
    _append(paragraph, f"<w:del {nsdecls('w')} {_STAMP}>{_run(old, 'delText')}</w:del>")
    _append(paragraph, f"<w:ins {nsdecls('w')} {_STAMP}>{_run(new)}</w:ins>")
    paragraph.add_run(after)


def delete_after(paragraph: WordParagraph, old: str) -> None:
    """Put a paragraph that was deleted with tracked changes behind another."""
    mark = f"<w:pPr><w:rPr><w:del {_STAMP}/></w:rPr></w:pPr>"
    gone = f"<w:del {_STAMP}>{_run(old, 'delText')}</w:del>"
    paragraph._p.addnext(parse_xml(f"<w:p {nsdecls('w')}>{mark}{gone}</w:p>"))  # noqa: SLF001 - raw XML


def hide(paragraph: WordParagraph, words: str) -> None:
    """Add hidden words to a paragraph."""
    paragraph.add_run(words).font.hidden = True


def comment(built: Word, paragraph: WordParagraph, words: str) -> None:
    """Comment on a paragraph."""
    added = built.add_comment(paragraph.runs, words, author="主席", initials="主")
    element: Any = added._comment_elm  # noqa: SLF001 - its date is that of the clock
    del element.attrib[f"{{{element.nsmap['w']}}}date"]


def box(paragraph: WordParagraph) -> None:
    """Put a paragraph's words into a text box, with the fallback that Word writes for old ones."""
    inside = f"<w:txbxContent><w:p>{_run(paragraph.text)}</w:p></w:txbxContent>"
    paragraph.text = ""
    _append(
        paragraph,
        f"<w:r {_BOX}><mc:AlternateContent>"
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic>'
        f'<a:graphicData uri="{_SHAPES}"><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>",
    )


def _append(paragraph: WordParagraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001 - raw XML


def _run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'
