"""A letter as a Word document, laid out as offices write: A4, 宋体 above, 仿宋 below.

Sizes in half-points, as Word has them: 二号 is 44, 四号 28. Lengths in twentieths of a point, in
which a centimetre is 567; indents of Chinese text in hundredths of a character.
"""

from typing import NamedTuple

from plancheck_papers.letter.lines import lines
from plancheck_papers.letter.model import Kind, Letter, Line
from plancheck_papers.letter.oxml import Element, element, name, text
from plancheck_papers.letter.package import packed


class Face(NamedTuple):
    """How text is set."""

    chinese: str
    """Font of Chinese characters."""
    size: int
    """In half-points."""
    bold: bool = False


TITLE, BODY = Face("方正小标宋简体", 44), Face("仿宋", 28)
SECTION, HEAD = Face("黑体", 28), Face("楷体", 28, bold=True)
INSERT, LABEL = Face("楷体", 24), Face("楷体", 24, bold=True)
PAGE_NUMBER = Face("宋体", 24)
LATIN = "Times New Roman"
INSTEAD = {"方正小标宋简体": "华文中宋", "仿宋": "仿宋_GB2312", "楷体": "楷体_GB2312"}
"""Font → the one that Word takes where the machine lacks it."""

LINE, TITLE_LINE, INSERT_LINE = 440, 660, 380
"""From line to line: 22 points, in the title 33, in what is proposed 19."""
ABOVE = 100
"""Over the title of a section."""
PAPER = {"w": "11906", "h": "16838"}
MARGINS = {"top": "1588", "bottom": "1361", "left": "1588", "right": "1474"}
"""2.8, 2.4, 2.8 and 2.6 centimetres: left and right those of official letters (GB/T 9704); above
and below less, so that a usual letter has two pages."""
FIRST = {"firstLineChars": "200", "firstLine": "560"}
"""The indent of a paragraph's first line, and what it comes to for who does not know characters."""
SET_OFF = {"leftChars": "233", "left": "560"}
"""The indent of what is proposed: as far as the first lines around it."""
FROM_RIGHT = {"rightChars": "400", "right": "1120"}
"""From the edge to the signature."""

KEPT = {
    Kind.SECTION: ("keepNext",),
    Kind.CLOSING: ("keepNext", "keepLines"),
    Kind.UNION: ("keepNext",),
}
"""What stays on a page with what follows: no signature stands on a page of its own."""

FACES = {Kind.TITLE: TITLE, Kind.SECTION: SECTION, Kind.INSERT: INSERT}


def write(letter: Letter) -> bytes:
    """Return the whole letter."""
    from docx import Document

    document = Document()
    body = document.element.body
    end = body.sectPr
    _page(end)
    for line in lines(letter):
        end.addprevious(element("p", _layout(line.kind), *_runs(line)))
    _style(document.styles.element)
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    _number(footer.part.element)
    return packed(document, letter, _fonts())


def run(words: str | Element, face: Face) -> Element:
    """Return a run of text, or of what is no text, in one face."""
    # By the hint the quotation marks, which both scripts have, are set as Chinese ones.
    fonts = {"ascii": LATIN, "hAnsi": LATIN, "eastAsia": face.chinese, "hint": "eastAsia"}
    properties = element("rPr", element("rFonts", **fonts))
    if face.bold:
        properties.append(element("b"))
    properties.extend(element(tag, val=str(face.size)) for tag in ("sz", "szCs"))
    return element("r", properties, text(words) if isinstance(words, str) else words)


def _runs(line: Line) -> list[Element]:
    face = FACES.get(line.kind, BODY)
    if not line.head:
        return [run(line.text, face)]
    if line.kind is Kind.TITLE:
        return [run(line.head, face), run(element("br"), face), run(line.text, face)]
    head = LABEL if line.kind is Kind.INSERT else HEAD
    return [run(line.head, head), run(line.text, face)]


def _layout(kind: Kind) -> Element:
    """Return the properties of a paragraph; their order is Word's."""
    made = element("pPr")
    made.extend(element(tag) for tag in KEPT.get(kind, ()))
    made.append(_spacing(kind))
    match kind:
        case Kind.TITLE:
            made.append(element("jc", val="center"))
        case Kind.UNION | Kind.DATE:
            made.append(element("ind", **FROM_RIGHT))
            made.append(element("jc", val="right"))
        case Kind.TO:
            pass
        case Kind.INSERT:
            made.append(element("ind", **SET_OFF))
        case _:
            made.append(element("ind", **FIRST))
    return made


def _spacing(kind: Kind) -> Element:
    height = {Kind.TITLE: TITLE_LINE, Kind.INSERT: INSERT_LINE}.get(kind, LINE)
    before = {Kind.UNION: 2 * LINE, Kind.SECTION: ABOVE}.get(kind, 0)
    after = LINE if kind is Kind.TITLE else 0
    return element(
        "spacing", before=str(before), after=str(after), line=str(height), lineRule="exact"
    )


def _page(section: Element) -> None:
    """Set the paper."""
    for tag, values in (("pgSz", PAPER), ("pgMar", MARGINS)):
        for key, value in values.items():
            section.find(name(tag)).set(name(key), value)


def _style(styles: Element) -> None:
    """Tell Word that what is written is Chinese, so that it breaks lines as Chinese is broken."""
    for language in styles.iter(name("lang")):
        language.set(name("eastAsia"), "zh-CN")


def _number(footer: Element) -> None:
    """Write the number of the page, which Word counts."""
    fields = [element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    begin, separate, end = (run(each, PAGE_NUMBER) for each in fields)
    code = run(text("PAGE", "instrText"), PAGE_NUMBER)
    shown = run("1", PAGE_NUMBER)
    before, behind = run("— ", PAGE_NUMBER), run(" —", PAGE_NUMBER)
    for old in list(footer):
        footer.remove(old)
    layout = element("pPr", element("jc", val="center"))
    footer.append(element("p", layout, before, begin, code, separate, shown, end, behind))


def _fonts() -> bytes:
    """Return entries for the table of fonts."""
    entries = (
        f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>'
        for font, other in INSTEAD.items()
    )
    return "".join(entries).encode()
