"""What a workbook shows and does not hold as text is told; what it holds is read as it shows."""

from random import Random

import pytest
from readers.docx_builder import relationships
from readers.reading import cells, paragraphs
from readers.test_xlsx import read, refused, row, sheet, xlsx

from plancheck.api import Grade

LINE = "每学期召开教职工代表大会，听取学校工作报告，审议与教职工切身利益有关的办法。" * 3
CENTIMETRE = 360_000


def codes(data: bytes) -> list[tuple[Grade, str]]:
    return [(entry.grade, entry.code) for entry in read(data).health]


def pictured(width: float, height: float, text: str = LINE) -> bytes:
    """Make a sheet with a picture, in centimetres."""
    size = f'<a:ext cx="{width * CENTIMETRE:.0f}" cy="{height * CENTIMETRE:.0f}"/>'
    parts = {
        "xl/worksheets/_rels/s0.xml.rels": relationships({"r1": ("drawing", "../drawings/d.xml")}),
        "xl/drawings/d.xml": f'<d:wsDr xmlns:d="d" xmlns:a="a"><d:pic>{size}</d:pic></d:wsDr>',
    }
    return xlsx(sheet(row(text)), parts=parts)


def test_a_formula_without_a_stored_result_is_not_passed_over() -> None:
    """Programs that only write workbooks leave the results to be worked out."""
    empty = '<row><c t="str"><f>A1&amp;B1</f></c><c t="str"><f>C1</f><v></v></c></row>'
    hidden = '<row hidden="1"><c><f>A1</f></c></row>'
    stored = '<row><c t="str"><f>A1</f><v>三月</v></c><c><f>1+2</f><v>3</v></c></row>'
    data = xlsx(sheet(row(LINE), empty, hidden, stored))
    (entry,) = read(data).health
    assert (entry.grade, entry.code, dict(entry.values)["count"]) == (
        Grade.BLOCKING,
        "health.formula",
        "1",
    )
    assert [cell.text for cell in cells(read(data))] == ["三月", "3"]


def test_signs_that_xml_cannot_hold_are_themselves_again() -> None:
    strings = "<si><t>1.慰问_x000D_\n2.体检_x0009_座谈_x005F_x000D_</t></si>"
    inline = '<c t="inlineStr"><is><r><t>甲_x000D</t></r><r><t>_乙_x0007_</t></r></is></c>'
    data = xlsx(sheet(f'<c t="s"><v>0</v></c>{inline}'), strings=strings)
    assert [cell.text for cell in cells(read(data))] == [
        "1.慰问\n2.体检\t座谈_x000D_",
        "甲\n乙",
    ]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (pictured(3, 3), [(Grade.NOTICE, "health.picture")]),
        (pictured(15, 20), [(Grade.BLOCKING, "health.large-picture")]),
        (
            pictured(3, 3, "见图"),
            [(Grade.BLOCKING, "health.scan"), (Grade.NOTICE, "health.picture")],
        ),
    ],
)
def test_a_picture_that_may_be_the_plan_blocks(
    data: bytes, expected: list[tuple[Grade, str]]
) -> None:
    assert codes(data) == expected
    assert paragraphs(read(data))


@pytest.mark.parametrize("others", [(), (sheet(row(LINE)),)])
def test_a_cell_that_is_too_long_is_called_that(others: tuple[str, ...]) -> None:
    """The parser takes no more than 10 MB in one piece; that is no damage, and no empty sheet."""
    long = Random(0).randbytes(5_500_000).hex()  # noqa: S311 - nothing that packs too well
    assert refused(xlsx(*others, sheet(row(long)))) == "read.too-much-text"


def test_a_damaged_sheet_alone_is_called_that() -> None:
    assert refused(xlsx("<a")) == "xml.damaged"
