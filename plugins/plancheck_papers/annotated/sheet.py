"""The parts of a plain Word document that are always the same: its styles and its package."""

from collections.abc import Sequence

from plancheck_papers.annotated.zipped import stored

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARED = f'xmlns:w="{_WORD}" xmlns:r="{_LINKS}"'

TITLE = '<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>'
BOLD = '<w:b/><w:sz w:val="32"/><w:szCs w:val="32"/>'
INDENTED = '<w:ind w:firstLineChars="200" w:firstLine="480"/>'
NOTE = '<w:pStyle w:val="Note"/>'
CELL = '<w:pStyle w:val="Cell"/>'
TABLE = (
    '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/>'
    '<w:tblLayout w:type="fixed"/></w:tblPr>'
)
GAP = '<w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p>'
"""An empty paragraph: without one behind it, a table would run into the next."""
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720"'
    ' w:footer="720" w:gutter="0"/>'
)
LEVELS = 9


def style(level: int) -> str:
    """Return the id of the style of a heading; of level 0, the title."""
    return f"Heading{level}" if level else "Title"


def packed(body: str, header: Sequence[str], footer: Sequence[str]) -> bytes:
    """Return a document's bytes.

    :param body: its blocks; likewise of the header and the footer, if there are any
    """
    margins = {"header": "".join(header), "footer": "".join(footer)}
    margins = {kind: blocks for kind, blocks in margins.items() if blocks}
    section = "".join(f'<w:{kind}Reference w:type="default" r:id="rId{kind}"/>' for kind in margins)
    parts = {
        "[Content_Types].xml": _types(margins),
        "_rels/.rels": _relationships({
            "rId1": (f"{_LINKS}/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        }),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>plancheck</dc:creator>'
            "</cp:coreProperties>"
        ),
        "word/document.xml": (
            f"<w:document {_DECLARED}><w:body>{body}"
            f"<w:sectPr>{section}{_PAGE}</w:sectPr></w:body></w:document>"
        ),
        "word/_rels/document.xml.rels": _relationships(
            {"rIdstyles": (f"{_LINKS}/styles", "styles.xml")}
            | {f"rId{kind}": (f"{_LINKS}/{kind}", f"{kind}.xml") for kind in margins}
        ),
        "word/styles.xml": _styles(),
    }  # fmt: skip
    roots = {"header": "hdr", "footer": "ftr"}
    for kind, blocks in margins.items():
        root = roots[kind]
        parts[f"word/{kind}.xml"] = f"<w:{root} {_DECLARED}>{blocks}<w:p/></w:{root}>"
    return stored({name: (_HEAD + xml).encode() for name, xml in parts.items()})


def _types(margins: dict[str, str]) -> str:
    kinds = {"document": "document.main", "styles": "styles"} | {kind: kind for kind in margins}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{links}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE}"/>{overrides}</Types>'
    )


def _relationships(entries: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    size = '<w:sz w:val="24"/><w:szCs w:val="24"/>'
    usual = '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{size}{usual}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "</w:style>"
    )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = (
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/>'
        f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr></w:style>"
    )
    title = _style("Title", "Title", TITLE, BOLD)
    headings = "".join(
        _style(
            style(level),
            f"heading {level}",
            f'<w:keepNext/><w:spacing w:before="120"/><w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:sz w:val="{max(24, 30 - 2 * level)}"/>',
        )
        for level in range(1, LEVELS + 1)
    )
    small = '<w:spacing w:line="240" w:lineRule="auto"/>'
    own = ' w:customStyle="1"'
    note = _style("Note", "Note", small, '<w:sz w:val="18"/>', own)
    cell = _style("Cell", "Cell", small, '<w:sz w:val="21"/>', own)
    return f"<w:styles {_DECLARED}>{defaults}{normal}{title}{headings}{note}{cell}{grid}</w:styles>"


def _style(key: str, name: str, look: str, letters: str, custom: str = "") -> str:
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )
