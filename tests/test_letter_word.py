"""The letter as a Word document, from nothing and in a district's own document."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, Twips
from letter_kit import GAP, GOOD, LETTER, NOTED, WARNED, markdown, opened, reported, texts, word

from plancheck.errors import SetupError
from plancheck.formats import Style
from plancheck.messages import text as message
from plancheck.rule import Rule
from plancheck_papers import letter
from plancheck_papers.letter import placeholders
from plancheck_papers.letter.oxml import texts as text_elements

# -- from nothing -----------------------------------------------------------------------------


def test_both_forms_say_the_same() -> None:
    report = reported(GAP, WARNED, NOTED)
    said = "".join(texts(word(report))).replace("\n", "")
    marked = markdown(report).partition("[plancheck]")[0]
    for sign in ("# ", "## ", "> ", "**", "\n", "#"):
        marked = marked.replace(sign, "")
    assert said.replace(" ", "") == marked.replace(" ", "")


def test_it_looks_like_a_letter_of_an_office() -> None:
    document = opened(word(reported(GAP, WARNED)))
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (Twips(11906), Twips(16838))
    title, to, opening, *_, union, date = document.paragraphs
    assert title.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert title.runs[0].font.size == Pt(22)
    assert to.paragraph_format.first_line_indent is None
    assert opening.paragraph_format.first_line_indent == Pt(28)
    assert opening.runs[0].font.size == Pt(14)
    assert union.alignment == date.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    assert "仿宋" in opening._p.xml  # noqa: SLF001 - python-docx knows no Chinese fonts
    assert "PAGE" in section.footer._element.xml  # noqa: SLF001


def test_a_long_title_ends_its_line_where_the_sense_does() -> None:
    unit = "云岭县石桥铺镇中心小学教育工会"
    title = texts(word(reported(GAP, unit=unit)))[0]
    assert title == f"关于对{unit}\n2024年工作计划的审核意见"


def test_the_same_letter_is_the_same_bytes_with_the_dates_of_no_clock() -> None:
    report = reported(GAP)
    data = word(report)
    assert data == word(reported(GAP))
    with ZipFile(BytesIO(data)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = opened(data).core_properties
    assert (properties.author, properties.category) == ("plancheck", "plancheck:letter")
    assert str(properties.created) == str(properties.modified) == "1980-01-01 00:00:00+00:00"
    assert properties.title == "关于对育英小学工会2024年工作计划的审核意见"
    report["today"] = "2026-11-30"
    assert str(opened(word(report)).core_properties.created) == "2026-11-30 00:00:00+00:00"


def test_plancheck_knows_its_own_letters() -> None:
    report = reported(GAP)
    assert letter.own(word(report))
    assert letter.own(letter.write_markdown(report, report["plans"][0], None, Style()))
    other = BytesIO()
    docx.Document().save(other)
    for data in (other.getvalue(), b"", b"PK\x03\x04", "计划".encode(), other.getvalue()[:900]):
        assert not letter.own(data)


# -- into a template --------------------------------------------------------------------------


def saved(document: Document, folder: Path) -> str:
    path = folder / "模板.docx"
    document.save(str(path))
    return str(path)


def with_template(path: str, *rules: Rule) -> bytes:
    report = reported(*(rules or (GAP, WARNED)))
    table = {**LETTER, "template": path}
    report["profiles"] = [{**report["profile"], "letter": table}]
    report["today"] = "2026-11-30"
    return word(report)


def test_placeholders_are_filled_wherever_they_stand_and_however_word_split_them(
    tmp_path: Path,
) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{工会}}文件"
    document.sections[0].footer.paragraphs[0].text = "{{计划}}"
    split = document.add_paragraph("致")
    for piece in ("{", "{学", "校", "}", "}：", "{{ Verdict }}"):
        split.add_run(piece)
    split.runs[2].bold = True
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{{期限}}前送{{地址}}，{{contact}}"
    data = with_template(saved(document, tmp_path))
    made = opened(data)
    assert made.paragraphs[0].text == "致育英小学工会：退回重报"
    assert made.tables[0].cell(0, 0).text == "2026年12月15日前送县教育局203室，李老师 12345"
    assert made.sections[0].header.paragraphs[0].text == "云岭县教育工会文件"
    assert made.sections[0].footer.paragraphs[0].text == "《2024年育英小学工会工作计划》"
    assert letter.own(data)
    assert data == with_template(str(tmp_path / "模板.docx"))


def test_a_block_becomes_paragraphs_set_as_the_placeholder_was(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("之前")
    document.add_section(WD_SECTION.NEW_PAGE)
    block = document.paragraphs[-1]  # a section ends with it
    block.style = "List Bullet"
    block.paragraph_format.left_indent = Pt(30)
    block.add_run("{{必须").font.size = Pt(13)
    block.add_run("改正}}")
    document.add_paragraph("之后 {{日期}}")
    made = opened(with_template(saved(document, tmp_path)))
    before, *filled, behind = made.paragraphs
    assert (before.text, behind.text) == ("之前", "之后 2026年11月30日")
    assert "做好a/gap。" in filled[1].text
    assert filled[2].text == "可补写：____月做一次。"
    for paragraph in filled:
        assert paragraph.style is not None
        assert paragraph.style.name == "List Bullet"
        assert paragraph.paragraph_format.left_indent == Pt(30)
        assert {run.font.size for run in paragraph.runs} == {Pt(13)}
    assert [run.bold for run in filled[1].runs] == [True, None]
    assert len(made.sections) == 2


def test_a_block_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    document = docx.Document()
    for name in ("未能判断", "waived", "变化", "text"):
        document.add_paragraph(f"{{{{{name}}}}}")
    assert texts(with_template(saved(document, tmp_path), GOOD)) == ["无。"] * 4


def test_every_placeholder_can_be_filled_by_either_name(tmp_path: Path) -> None:
    document = docx.Document()
    for pair in placeholders.CHINESE.items():
        for name in pair:
            document.add_paragraph(f"{{{{{name}}}}}")
    shown = "".join(texts(with_template(saved(document, tmp_path))))
    assert "{{" not in shown
    assert "做好a/gap" in shown


def test_text_boxes_are_filled_once_each(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_paragraph("外{{日期}}")
    inner = document.add_paragraph("内{{日期}}")
    run = outer.add_run()._r  # noqa: SLF001 - stands for a text box, which python-docx cannot make
    run.append(inner._p)  # noqa: SLF001
    assert [each.text for each in text_elements(outer._p)] == ["外{{日期}}"]  # noqa: SLF001
    made = opened(with_template(saved(document, tmp_path)))
    shown = "".join(each.text or "" for each in made.element.body.iter("{*}t"))
    assert shown == "外2026年11月30日内2026年11月30日"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("{{学 校}}和{{标提}}", "letter.template.unknown", "{{标提}}"),
        ("{{}}", "letter.template.unknown", "{{}}"),
        ("见{{意见}}", "letter.template.alone", "{{意见}}"),
    ],
)
def test_what_cannot_be_filled_is_named(tmp_path: Path, text: str, code: str, named: str) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = text
    path = saved(document, tmp_path)
    for ask in (lambda: letter.ready({"template": path}), lambda: with_template(path)):
        with pytest.raises(SetupError) as raised:
            ask()
        assert raised.value.code == code
        for lang in ("zh", "en"):
            assert named in message(code, lang, raised.value.values)
            assert "模板.docx" in message(code, lang, raised.value.values)


def test_a_template_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "b.docx").write_text("计划", encoding="utf-8")
    codes = {"a.docx": "broken", "b.docx": "broken", "c.docx": "absent", ".": "absent"}
    for name, code in codes.items():
        with pytest.raises(SetupError) as raised:
            letter.ready({"template": str(tmp_path / name)})
        assert raised.value.code == f"letter.template.{code}"
    letter.ready({"union": "不用模板"})
