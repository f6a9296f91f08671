"""A Word document with all that must come through in other formats of word processors.

``files/sample.*`` are this document as LibreOffice saves it::

    python -c "import office_sample as s; open('sample.docx', 'wb').write(s.document())"
    soffice --headless --convert-to odt sample.docx
"""

from readers.docx_builder import docx, p, r, tbl, tc, tr, xml


def _level(index: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def _abstract(key: int, *levels: str) -> str:
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum w:abstractNumId="{key}">{kind}{"".join(levels)}</w:abstractNum>'


_NUMBERING = (
    _abstract(
        0,
        _level(0, "chineseCountingThousand", "%1、"),
        _level(1, "chineseCountingThousand", "（%2）"),
        _level(2, "decimal", "%3."),
    )
    + _abstract(1, _level(0, "decimal", "%1"), _level(1, "decimal", "%1.%2"))
    + _abstract(2, _level(0, "bullet", "·"))
    + "".join(
        f'<w:num w:numId="{key + 1}"><w:abstractNumId w:val="{key}"/></w:num>' for key in range(3)
    )
)
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)
_CHANGE = 'w:id="9" w:author="a" w:date="2024-01-05T09:00:00Z"'


def _item(text: str, depth: int, key: int) -> str:
    ref = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
    return p(text, ref)


def _styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def _deleted(text: str) -> str:
    return f"<w:del {_CHANGE}><w:r><w:delText>{text}</w:delText></w:r></w:del>"


_BODY = (
    _styled("石桥小学工会工作计划", "t")
    + _styled("指导思想", "h1")
    + p("以新思想为指导，" + "围绕中心工作。")
    + _styled("主要任务", "h2")
    + _item("组织建设", 0, 1)
    + _item("发展会员", 1, 1)
    + _item("建好小家", 1, 1)
    + _item("每组一个", 2, 1)
    + p("这一段没有编号。")
    + _item("维护权益", 0, 1)
    + _item("劳动合同", 1, 1)
    + _item("总则", 0, 2)
    + _item("细则", 1, 2)
    + _item("细则二", 1, 2)
    + _item("要点", 0, 3)
    + p(r("看得见的") + r("隐藏的", "<w:vanish/>") + _deleted("删掉的") + r("文字"))
    + p(f"<w:ins {_CHANGE}>{r('插入的文字')}</w:ins>" + r("后面"))
    + p(_deleted("整段删掉的"))
    + p("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>表后</w:t></w:r>")
    + p(r("有注的话") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r("。"))
    + tbl(
        tr(tc("月份", '<w:tcW w:w="2000" w:type="dxa"/>'), tc("工作"), tc("负责")),
        tr(tc("三月", '<w:vMerge w:val="restart"/>'), tc("培训"), tc("甲")),
        tr(tc("", "<w:vMerge/>"), tc("座谈"), tc("乙")),
        tr(tc("四月至五月", '<w:gridSpan w:val="2"/>'), tc(p("丙") + p("丁"))),
    )
    + p("表后的话")
    + '<w:sectPr><w:headerReference w:type="default" r:id="rIdh"/>'
    '<w:footerReference w:type="default" r:id="rIdf"/>'
    '<w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
).replace("<w:tblGrid/>", "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>")
_NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
    f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r("脚注里的话"))}</w:footnote>'
)
_TYPES = "".join(
    f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-'
    f'officedocument.wordprocessingml.{kind}+xml"/>'
    for name, kind in (
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("footnotes", "footnotes"),
        ("header1", "header"),
        ("footer1", "footer"),
    )
)


def document() -> bytes:
    """Build the document."""
    return docx(
        _BODY,
        styles=_STYLES,
        numbering=_NUMBERING,
        footnotes=_NOTES,
        parts={
            "[Content_Types].xml": (
                '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                f'relationships+xml"/>{_TYPES}</Types>'
            ),
            "word/header1.xml": xml("w:hdr", p("石桥小学")),
            "word/footer1.xml": xml("w:ftr", p("第一页")),
        },
        rels={"rIdh": ("header", "header1.xml"), "rIdf": ("footer", "footer1.xml")},
    )
