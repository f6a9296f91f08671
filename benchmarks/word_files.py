"""Writes plans as Word does: a small ``styles.xml`` with latent styles, and the usual parts."""

import io
import zipfile

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument"
_LINKS = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "settings": "settings.xml",
    "webSettings": "webSettings.xml",
    "fontTable": "fontTable.xml",
    "theme": "theme/theme1.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}
_CORE = (
    f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>工会工作计划</dc:title>'
    "<dc:creator>工会</dc:creator><cp:revision>7</cp:revision></cp:coreProperties>"
)
_FONT = '<w:rFonts w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312" w:hint="eastAsia"/>'
_LOOK = f'<w:rPr>{_FONT}<w:color w:val="000000"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr>'
_INDENT = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLine="640"/>'
_SENTENCE = "学期初召开教职工代表大会，审议学校工作报告和工会工作计划，听取提案办理情况的说明"
_LATENT = 376
"""Latent styles that Word 2016 and later list."""


_RUN = 20
"""Characters of a run; Word starts a new one where Chinese meets digits or text was edited."""


def word_file(number: int, *, formatted: bool, paragraphs: int = 45, months: int = 10) -> bytes:
    """Write a plan; files of different numbers share styles and numbering, not text.

    :param formatted: whether each run repeats its font and size, as with most authors, or all
        formatting is left to styles
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(number, paragraphs, months).items():
            if name == "word/document.xml" and not formatted:
                content = content.replace(_LOOK, "")  # noqa: PLW2901 - a variant of it
            archive.writestr(zipfile.ZipInfo(name), _HEAD + content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _parts(number: int, paragraphs: int, months: int) -> dict[str, str]:
    """Return the parts that Word writes for a document with a header, by name."""
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relationships(
            {
                "word/document.xml": f"{_R}/officeDocument",
                "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
                "docProps/app.xml": f"{_R}/extended-properties",
            }
        ),
        "docProps/core.xml": _CORE,
        "docProps/app.xml": _filled("Properties", "<Pages>3</Pages>", 12),
        "word/document.xml": _document(number, paragraphs, months),
        "word/_rels/document.xml.rels": _relationships(
            {target: f"{_R}/{kind}" for kind, target in _LINKS.items()}
        ),
        "word/styles.xml": _styles(),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": _filled("w:settings", '<w:rsid w:val="00A77B3E"/>', 150),
        "word/webSettings.xml": _filled("w:webSettings", "<w:optimizeForBrowser/>", 3),
        "word/fontTable.xml": _filled("w:fonts", '<w:font w:name="仿宋_GB2312"/>', 60),
        "word/theme/theme1.xml": _filled("w:theme", '<w:font w:typeface="宋体"/>', 160),
        "word/footnotes.xml": _filled("w:footnotes", '<w:footnote w:id="0"><w:p/></w:footnote>', 2),
        "word/endnotes.xml": _filled("w:endnotes", '<w:endnote w:id="0"><w:p/></w:endnote>', 2),
        "word/header1.xml": f"<w:hdr {_ROOT}>{_paragraph(f'第{number}小学工会')}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {_ROOT}>{_paragraph(f'第{number}页')}</w:ftr>",
    }


def _types() -> str:
    main = {"document.xml": "document.main"} | {target: kind for kind, target in _LINKS.items()}
    overrides = "".join(
        f'<Override PartName="/word/{target}" ContentType="{_TYPE}.wordprocessingml.{kind}+xml"/>'
        for target, kind in main.items()
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>{overrides}</Types>'
    )


def _relationships(targets: dict[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{index}" Type="{kind}" Target="{target}"/>'
        for index, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _filled(root: str, element: str, count: int) -> str:
    """Write a part of the usual size whose content does not matter."""
    return f"<{root} {_ROOT}>{element * count}</{root}>"


def _document(number: int, paragraphs: int, months: int) -> str:
    body = [_paragraph(f"第{number}小学工会2024年工作计划", '<w:pStyle w:val="1"/>')]
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body += [
        _paragraph(f"{_SENTENCE}{number}{n}", listed if n % 5 == 0 else _INDENT)
        for n in range(paragraphs)
    ]
    rows = (_row(f"{month}月", f"{_SENTENCE}{number}") for month in range(1, months + 1))
    body.append(f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>")
    body.append(
        '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
        '<w:footerReference w:type="default" r:id="rId10"/></w:sectPr>'
    )
    return f"<w:document {_ROOT}><w:body>{''.join(body)}</w:body></w:document>"


def _paragraph(text: str, props: str = "") -> str:
    runs = "".join(
        f'<w:r w:rsidRPr="00A77B3E">{_LOOK}<w:t>{text[at : at + _RUN]}</w:t></w:r>'
        for at in range(0, len(text), _RUN)
    )
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00B21C44"><w:pPr>{props}</w:pPr>{runs}</w:p>'


def _row(*cells: str) -> str:
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="2130" w:type="dxa"/></w:tcPr>{_paragraph(cell)}</w:tc>'
        for cell in cells
    )
    return f'<w:tr w:rsidR="00A77B3E">{inside}</w:tr>'


def _styles() -> str:
    latent = "".join(
        f'<w:lsdException w:name="style {n}" w:semiHidden="1" w:unhideWhenUsed="1"/>'
        for n in range(_LATENT)
    )
    named = (("a", "Normal"), ("1", "heading 1"), ("2", "heading 2"), ("a3", "header"))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/></w:pPr>{_LOOK}</w:style>'
        for key, name in named
    )
    return f"<w:styles {_ROOT}><w:latentStyles>{latent}</w:latentStyles>{styles}</w:styles>"


def _numbering() -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
        f'<w:lvlText w:val="%{n + 1}、"/><w:lvlJc w:val="left"/></w:lvl>'
        for n in range(9)
    )
    return (
        f'<w:numbering {_ROOT}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
