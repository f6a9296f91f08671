"""A workbook's bytes, read into a document."""

from collections.abc import Iterator

from plancheck.api import Block, Document, Grade, Paragraph, Unreadable, Zone, regex
from plancheck_readers.package import Package
from plancheck_readers.sheets.layout import blocks_of
from plancheck_readers.sheets.sheet import Sheet
from plancheck_readers.sheets.workbook import Workbook, local, named, whole
from plancheck_readers.tally import LARGE, Tally
from plancheck_readers.word.parts import Relations, kind_of, relations
from plancheck_readers.word.tree import UNSAFE, Element, parse

_CODE = regex(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|[0-9]{1,3}|[A-Za-z&])')
"""Codes of headers and footers (ECMA-376 part 1, 18.3.1.46): places, fonts, page numbers."""
_MARGINS = (
    (Zone.HEADER, ("oddHeader", "evenHeader")),
    (Zone.FOOTER, ("oddFooter", "evenFooter")),
)


def read_xlsx(data: bytes) -> Document:
    """Read a workbook.

    :raises Unreadable: when it is damaged, unsafe, binary or no workbook
    """
    try:
        return _read(Package(data))
    except RecursionError as error:
        raise Unreadable("xml.deep", part="xl") from error


def _read(package: Package) -> Document:
    main = relations(package, "").of_kind("officeDocument") or "xl/workbook.xml"
    if main.endswith(".bin"):
        raise Unreadable("foreign.sheet")
    if main not in package:
        raise Unreadable("docx.other", kind=kind_of(package))
    root = parse(package.read(main), main)
    if local(root) != "workbook":
        raise Unreadable("docx.other", kind=kind_of(package))
    targets = relations(package, main)
    workbook = Workbook(package, root, targets)
    tally = Tally()
    blocks: list[Block] = []
    margins: list[Block] = []
    parts = list(_visible(root, targets))
    for part in parts:
        sheet = _load(package, part, tally, alone=len(parts) == 1)
        if sheet is not None:
            cells = Sheet(sheet, workbook, tally.count_text)
            for _ in range(cells.uncalculated):
                tally.note(Grade.BLOCKING, "health.formula")
            blocks += blocks_of(cells, tally.count_cells)
            blocks += _drawn(package, part, tally)
            margins += _margins(sheet)
    tally.judge_pictures(blocks)
    margins.sort(key=lambda block: block.zone is Zone.FOOTER)
    return Document("xlsx", (*blocks, *dict.fromkeys(margins)), tally.health)


def _visible(root: Element, targets: Relations) -> Iterator[str]:
    """Yield the parts of the sheets that are shown, in the order of their tabs."""
    for sheets in named(root, "sheets"):
        for sheet in sheets:
            key = next((sheet.get(name) for name in sheet.attrib if str(name).endswith("}id")), "")
            if sheet.get("state", "visible") == "visible":
                yield targets.part(key or "") or "xl/worksheets"


def _load(package: Package, part: str, tally: Tally, *, alone: bool) -> Element | None:
    """Parse a sheet; a damaged one beside others is noted, and so is one that is but a chart."""
    try:
        root = parse(package.read(part), part)
    except Unreadable as error:
        if alone or error.code in UNSAFE:
            raise
        tally.note(Grade.BLOCKING, "health.part", part)
        return None
    if local(root) == "worksheet":
        return root
    tally.note(Grade.BLOCKING, "health.chart")
    return None


def _drawn(package: Package, part: str, tally: Tally) -> Iterator[Block]:
    """Yield the words of text boxes; take note of pictures, charts and other objects."""
    targets = relations(package, part)
    name = targets.of_kind("drawing")
    root = _drawing(package, name, tally) if name else None
    if root is None:
        return
    for element in root.iter("{*}txBody", "{*}pic", "{*}graphicFrame"):
        kind = local(element)
        if kind == "pic":
            tally.picture(Zone.BODY, large=_is_large(element))
        elif kind == "graphicFrame":
            tally.note(Grade.BLOCKING, "health.chart")
        else:
            for paragraph in element.iterchildren("{*}p"):
                text = "".join(piece.text or "" for piece in paragraph.iter("{*}t"))
                if text.strip():
                    tally.count_text(len(text))
                    yield Paragraph(text)


def _is_large(picture: Element) -> bool:
    """Tell whether a picture may show a page of text, or is of unknown size."""
    sizes = [size for size in picture.iter("{*}ext") if "cx" in size.attrib]
    return not sizes or whole(sizes[0].get("cx")) * whole(sizes[0].get("cy")) >= LARGE


def _drawing(package: Package, name: str, tally: Tally) -> Element | None:
    try:
        return parse(package.read(name), name)
    except Unreadable as error:
        if error.code in UNSAFE:
            raise
        tally.note(Grade.BLOCKING, "health.part", name)
        return None


def _margins(sheet: Element) -> Iterator[Block]:
    for group in named(sheet, "headerFooter"):
        for zone, names in _MARGINS:
            for margin in group:
                if local(margin) in names:
                    yield from margin_lines(margin.text or "", zone)


def margin_lines(text: str, zone: Zone) -> Iterator[Block]:
    """Yield the lines of a header or footer without its codes."""
    for line in _CODE.sub("\n", text).split("\n"):
        if line.strip():
            yield Paragraph(line.strip(), zone=zone)
