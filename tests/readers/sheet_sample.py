"""A workbook with all that must come through in the old binary format.

``files/sheet.xls`` is this workbook as LibreOffice saves it::

    python -c "import sheet_sample as s; open('sheet.xlsx', 'wb').write(s.workbook())"
    soffice --headless --convert-to xls sheet.xlsx
"""

from readers.docx_builder import relationships
from readers.test_xlsx import merge, row, sheet, xlsx

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOX = (
    f'<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}"><xdr:twoCellAnchor>'
    "<xdr:from><xdr:col>5</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff>"
    "<xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="b"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="999999" cy="999999"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>'
    "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>框里的话：慰问退休教师</a:t></a:r></a:p></xdr:txBody>"
    "</xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
)
_KINDS = {
    "xl/workbook.xml": "sheet.main",
    "xl/styles.xml": "styles",
    "xl/worksheets/s0.xml": "worksheet",
    "xl/worksheets/s1.xml": "worksheet",
}
_FORMAT = "application/vnd.openxmlformats-officedocument"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/drawings/d.xml" ContentType="{_FORMAT}.drawing+xml"/>'
    + "".join(
        f'<Override PartName="/{part}" ContentType="{_FORMAT}.spreadsheetml.{kind}+xml"/>'
        for part, kind in _KINDS.items()
    )
    + "</Types>"
)
_FONT = (
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/>'
    "</cellStyleXfs>"
)
STYLES = (
    '<numFmts count="2"><numFmt numFmtId="200" formatCode="m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="201" formatCode="yyyy/m/d"/></numFmts>'
    + _FONT
    + '<cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="200" applyNumberFormat="1"/><xf numFmtId="201" applyNumberFormat="1"/></cellXfs>'
)


def workbook() -> bytes:
    """Return the workbook."""
    plan = sheet(
        row("石桥小学工会2024年工作计划", "", "", ""),
        row("月份", "看不见的列", "工作", "日期"),
        '<row r="3"><c r="A3" t="inlineStr"><is><t>三月</t></is></c>'
        '<c r="B3" t="inlineStr"><is><t>看不见</t></is></c>'
        '<c r="C3" t="inlineStr"><is><t>召开教代会</t></is></c>'
        '<c r="D3" s="1"><v>45366</v></c></row>',
        '<row r="4"><c r="C4" t="inlineStr"><is><t>慰问困难教师</t></is></c>'
        '<c r="D4" s="2"><v>45371</v></c></row>',
        '<row r="5" hidden="1"><c r="A5" t="inlineStr"><is><t>看不见的行</t></is></c></row>',
        '<row r="6"><c r="A6" t="inlineStr"><is><t>四月</t></is></c><c r="C6"><v>12.5</v></c>'
        '<c r="D6" t="b"><v>1</v></c></row>',
        cols='<cols><col min="2" max="2" width="9" hidden="1" customWidth="1"/></cols>',
        more=merge("A1:D1", "A3:A4") + "<headerFooter><oddHeader>&amp;C石桥小学</oddHeader>"
        "<oddFooter>第 &amp;P 页</oddFooter></headerFooter>"
        f'<drawing xmlns:r="{_R}" r:id="r1"/>',
    )
    hidden = sheet(row("看不见的表"))
    return xlsx(
        plan,
        hidden,
        states=("visible", "hidden"),
        styles=STYLES,
        parts={
            "[Content_Types].xml": _TYPES,
            "xl/worksheets/_rels/s0.xml.rels": relationships(
                {"r1": ("drawing", "../drawings/d.xml")}
            ),
            "xl/drawings/d.xml": _BOX,
        },
    )
