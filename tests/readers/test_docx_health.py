"""What a Word document holds that cannot be read is said, by weight."""

import pytest
from readers.docx_builder import docx, p, r, xml
from readers.reading import paragraphs, read

from plancheck.api import Document, Grade

CM = 360000
LONG = p("工会工作" * 50)


def picture(width: float, height: float) -> str:
    extent = f'<wp:extent cx="{int(width * CM)}" cy="{int(height * CM)}"/>'
    return (
        f'<w:r><w:drawing><wp:inline>{extent}<wp:docPr id="1" name="图"/><a:graphic><a:graphicData>'
        '<pic:pic><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def vml_picture(style: str) -> str:
    return f'<w:r><w:pict><v:shape style="{style}"><v:imagedata r:id="i"/></v:shape></w:pict></w:r>'


WORKBOOK = (
    '<w:r><w:object><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="i"/></v:shape>'
    '<o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
)


def health(document: Document) -> list[tuple[Grade, str, str]]:
    return [(entry.grade, entry.code, dict(entry.values)["count"]) for entry in document.health]


@pytest.mark.parametrize(
    ("content", "grade", "code"),
    [
        (picture(15, 20), Grade.BLOCKING, "health.large-picture"),
        (picture(15, 4), Grade.NOTICE, "health.picture"),
        (picture(2, 2), Grade.NOTICE, "health.picture"),
        (vml_picture("width:400pt;height:600pt"), Grade.BLOCKING, "health.large-picture"),
        (vml_picture("position:absolute;width:2cm;height:1.5in"), Grade.NOTICE, "health.picture"),
        (vml_picture("margin-left:0"), Grade.BLOCKING, "health.large-picture"),
        (WORKBOOK, Grade.BLOCKING, "health.embedded"),
        ('<w:subDoc r:id="s"/>', Grade.BLOCKING, "health.embedded"),
    ],
)
def test_what_floats(content: str, grade: Grade, code: str) -> None:
    assert health(read(docx(LONG + p(content)))) == [(grade, code, "1")]


def test_embedded_chunk() -> None:
    document = read(docx(LONG + '<w:altChunk r:id="c"/>'))
    assert health(document) == [(Grade.BLOCKING, "health.embedded", "1")]


def test_formula_object_and_deleted_picture_are_nothing() -> None:
    formula = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    deleted = f'<w:del w:id="1" w:author="a">{picture(15, 20)}</w:del>'
    assert read(docx(LONG + p(formula) + p(deleted))).health == ()


def test_kinds_of_objects_are_shown_on_one_line() -> None:
    hostile = WORKBOOK.replace("Excel", "E&#10;" + "x" * 1_000)
    (entry,) = read(docx(LONG + p(hostile))).health
    assert dict(entry.values)["what"] == "E?" + "x" * 78


def test_thousands_of_kinds_are_summed_up() -> None:
    objects = "".join(p(WORKBOOK.replace("Excel", f"Kind{n}")) for n in range(500))
    entries = read(docx(LONG + objects)).health
    assert len(entries) < 100
    assert sum(int(dict(entry.values)["count"]) for entry in entries) == 500


def test_equal_notices_are_counted() -> None:
    document = read(docx(LONG + p(picture(2, 2)) + p(picture(3, 2)) + p(picture(15, 20))))
    assert health(document) == [
        (Grade.BLOCKING, "health.large-picture", "1"),
        (Grade.NOTICE, "health.picture", "2"),
    ]


def test_pictures_with_hardly_any_text_are_a_scan() -> None:
    document = read(docx(p("扫描件") + p(picture(5, 5))))
    assert (Grade.BLOCKING, "health.scan", "1") in health(document)
    assert not document.complete


def test_large_picture_in_a_header_is_decoration() -> None:
    parts = {"word/header1.xml": xml("w:hdr", p(picture(20, 28)))}
    section = '<w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr>'
    document = read(docx(LONG + section, parts=parts, rels={"h": ("header", "header1.xml")}))
    assert health(document) == [(Grade.NOTICE, "health.picture", "1")]


def graphic(inside: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><a:graphic><a:graphicData>'
        f"{inside}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def shown(text: str) -> str:
    return f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"


def test_words_of_a_chart() -> None:
    chart = (
        f"<c:title><c:tx><c:rich>{shown('经费')}</c:rich></c:tx></c:title>"
        "<c:cat><c:strCache><c:pt><c:v>慰问</c:v></c:pt><c:pt><c:v>体检</c:v></c:pt></c:strCache></c:cat>"
    )
    document = read(
        docx(
            p(graphic('<c:chart r:id="c"/>')),
            parts={"word/charts/chart1.xml": xml("c:chartSpace", chart)},
            rels={"c": ("chart", "charts/chart1.xml")},
        )
    )
    assert paragraphs(document) == ["经费", "慰问\t体检"]
    assert document.health == ()


def point(key: str, text: str, kind: str = "node") -> str:
    return f'<dgm:pt modelId="{key}" type="{kind}"><dgm:t>{shown(text)}</dgm:t></dgm:pt>'


def link(source: str, target: str, order: int) -> str:
    return f'<dgm:cxn srcId="{source}" destId="{target}" srcOrd="{order}"/>'


def test_words_of_smart_art_in_the_order_of_its_outline() -> None:
    data = (
        point("0", "", "doc") + point("2", "乙") + point("1", "甲") + point("3", "子")
        + link("0", "2", 1) + link("0", "1", 0) + link("1", "3", 0)
        + '<dgm:cxn type="presOf" srcId="2" destId="1" srcOrd="0"/>'
    )  # fmt: skip
    document = read(
        docx(
            p(graphic('<dgm:relIds r:dm="d"/>')),
            parts={"word/diagrams/data1.xml": xml("dgm:dataModel", data)},
            rels={"d": ("diagramData", "diagrams/data1.xml")},
        )
    )
    assert paragraphs(document) == ["甲", "子", "乙"]
    assert document.health == ()


@pytest.mark.parametrize(
    ("inside", "code"),
    [('<c:chart r:id="x"/>', "health.chart"), ('<dgm:relIds r:dm="x"/>', "health.diagram")],
)
def test_graphics_that_cannot_be_read(inside: str, code: str) -> None:
    assert health(read(docx(p(graphic(inside))))) == [(Grade.BLOCKING, code, "1")]


@pytest.mark.parametrize(
    ("body", "part", "kind", "grade"),
    [
        (p("甲", '<w:pStyle w:val="a"/>'), "word/styles.xml", "styles", Grade.BLOCKING),
        (
            p("甲", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
            "word/numbering.xml",
            "numbering",
            Grade.BLOCKING,
        ),
        (
            p(r("甲") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
            "word/footnotes.xml",
            "footnotes",
            Grade.BLOCKING,
        ),
        (
            p("甲") + '<w:sectPr><w:headerReference r:id="x"/></w:sectPr>',
            "word/header.xml",
            "header",
            Grade.NOTICE,
        ),
    ],
)
@pytest.mark.parametrize("damage", ["broken", "missing"])
def test_damaged_parts(body: str, part: str, kind: str, grade: Grade, damage: str) -> None:
    parts = {part: "<w:broken"} if damage == "broken" else {}
    document = read(docx(body, parts=parts, rels={"x": (kind, part.removeprefix("word/"))}))
    assert paragraphs(document) == ["甲"]
    (entry,) = document.health
    assert (entry.grade, entry.code, dict(entry.values)["what"]) == (grade, "health.part", part)


def test_parts_that_are_not_needed_may_be_broken() -> None:
    parts = {"word/theme/theme1.xml": "<broken", "word/styles.xml": "<broken"}
    document = read(docx(p("甲"), parts=parts, rels={"x": ("styles", "styles.xml")}))
    assert document.complete
