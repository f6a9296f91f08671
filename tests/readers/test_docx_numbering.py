"""Automatic numbering as Word prints it."""

import pytest
from readers.docx_builder import docx, p, r, tbl, tc, tr
from readers.reading import cells, read, texts

from plancheck.api import Paragraph
from plancheck_readers.word.numerals import numeral


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def num(key: int, abstract_key: int, more: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{abstract_key}"/>{more}</w:num>'


def item(text: str, ilvl: int = 0, num_id: int = 1) -> str:
    ref = f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num_id}"/></w:numPr>'
    return p(text, ref)


CHINESE = (
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
)
OUTLINE = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))


def test_chinese_outline() -> None:
    body = item("目标") + item("组织", 1) + item("宣传", 1) + item("任务") + item("维权", 1)
    assert texts(body, numbering=abstract(0, *CHINESE) + num(1, 0)) == [
        "一、目标",
        "（一）组织",
        "（二）宣传",
        "二、任务",
        "（一）维权",
    ]


def test_the_number_is_told_apart() -> None:
    document = read(docx(item("目标", 2), numbering=abstract(0, *CHINESE) + num(1, 0)))
    assert document.blocks == (Paragraph("1. 目标", number=3),)


@pytest.mark.parametrize(
    ("text", "suffix", "number"),
    [
        ("%1.", "", "1. "),
        ("%1.", '<w:suff w:val="space"/>', "1. "),
        ("%1.", '<w:suff w:val="nothing"/>', "1."),
        ("%1、", "", "1、"),
        ("（%1）", "", "（1）"),
        ("%1. ", "", "1. "),
        ("第%1条", '<w:suff w:val="tab"/>', "第1条 "),
        ("", "", ""),
    ],
)
def test_blank_after_the_number(text: str, suffix: str, number: str) -> None:
    lists = abstract(0, level(0, "decimal", text, suffix)) + num(1, 0)
    assert texts(item("目标"), numbering=lists) == [f"{number}目标"]


def test_levels_in_one_number() -> None:
    body = item("a") + item("b", 1) + item("c", 2) + item("d", 2) + item("e", 1) + item("f", 2)
    assert texts(body, numbering=abstract(0, *OUTLINE) + num(1, 0)) == [
        "1 a",
        "1.1 b",
        "1.1.1 c",
        "1.1.2 d",
        "1.2 e",
        "1.2.1 f",
    ]


def test_level_above_that_was_never_used_stands_at_its_start() -> None:
    assert texts(item("a", 1), numbering=abstract(0, *OUTLINE) + num(1, 0)) == ["1.1 a"]


def test_legal_numbers_are_plain() -> None:
    legal = level(1, "decimal", "%1.%2", "<w:isLgl/>")
    lists = abstract(0, level(0, "chineseCounting", "第%1章"), legal) + num(1, 0)
    assert texts(item("总则") + item("目的", 1), numbering=lists) == ["第一章 总则", "1.1 目的"]


def test_lists_of_one_abstract_list_count_on() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0) + num(2, 0)
    assert texts(item("甲") + item("乙", num_id=2), numbering=lists) == ["一、甲", "二、乙"]


def test_list_that_starts_anew() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = abstract(0, *CHINESE) + num(1, 0) + num(2, 0, override)
    body = item("甲") + item("乙") + item("丙", num_id=2) + item("丁", num_id=2)
    assert texts(body, numbering=lists) == ["一、甲", "二、乙", "一、丙", "二、丁"]


def test_list_that_overrides_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "(%1)")}</w:lvlOverride>'
    lists = abstract(0, *CHINESE) + num(1, 0, override)
    assert texts(item("甲"), numbering=lists) == ["(1) 甲"]


def test_start_at_another_number() -> None:
    lists = abstract(0, level(0, "decimal", "%1、").replace('start w:val="1"', 'start w:val="5"'))
    assert texts(item("甲") + item("乙"), numbering=lists + num(1, 0)) == ["5、甲", "6、乙"]


def test_level_that_never_starts_anew() -> None:
    running = level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    lists = abstract(0, CHINESE[0], running) + num(1, 0)
    body = item("甲") + item("子", 1) + item("乙") + item("丑", 1)
    assert texts(body, numbering=lists) == ["一、甲", "1. 子", "二、乙", "2. 丑"]


def test_level_that_starts_anew_only_after_the_first() -> None:
    deep = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    lists = abstract(0, CHINESE[0], CHINESE[1], deep) + num(1, 0)
    body = (
        item("甲") + item("子", 1) + item("a", 2) + item("丑", 1) + item("b", 2)
        + item("乙") + item("c", 2)
    )  # fmt: skip
    numbers = [text.rstrip("甲乙子丑abc") for text in texts(body, numbering=lists)]
    assert numbers == ["一、", "（一）", "1) ", "（二）", "2) ", "二、", "1) "]


@pytest.mark.parametrize("num_id", [0, 77])
def test_no_list(num_id: int) -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    assert texts(item("甲", num_id=num_id), numbering=lists) == ["甲"]


def test_level_that_the_list_lacks() -> None:
    assert texts(item("甲", 8), numbering=abstract(0, *CHINESE) + num(1, 0)) == ["甲"]


def test_bullets_are_no_numbers() -> None:
    lists = abstract(0, level(0, "bullet", "●")) + num(1, 0)
    assert texts(item("甲"), numbering=lists) == ["甲"]


def test_hidden_number_is_counted_and_not_shown() -> None:
    hidden = level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>")
    assert texts(item("甲"), numbering=abstract(0, hidden) + num(1, 0)) == ["甲"]


def test_empty_items_are_numbered() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    assert texts(item("甲") + item("") + item("乙"), numbering=lists) == [
        "一、甲",
        "二、",
        "三、乙",
    ]


def test_deleted_items_are_not_counted() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
    ref = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    body = item("甲") + p(deleted, ref + gone) + item("乙")
    assert texts(body, numbering=abstract(0, *CHINESE) + num(1, 0)) == ["一、甲", "二、乙"]


def test_old_numbering_kept_by_a_tracked_change_does_not_count() -> None:
    change = (
        '<w:pPrChange w:id="1" w:author="a"><w:pPr><w:numPr><w:ilvl w:val="0"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert texts(p("甲", change), numbering=abstract(0, *CHINESE) + num(1, 0)) == ["甲"]


def test_items_in_a_table_go_on_counting() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    document = read(docx(item("甲") + tbl(tr(tc(item("乙")))) + item("丙"), numbering=lists))
    assert cells(document)[0].text == "二、乙"
    assert document.blocks[-1] == Paragraph("三、丙", number=2)


def style(key: str, inside: str, base: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}">{based}<w:pPr>{inside}</w:pPr></w:style>'


def styled(text: str, key: str, more: str = "") -> str:
    return p(text, f'<w:pStyle w:val="{key}"/>{more}')


NUMBERED = '<w:numPr><w:numId w:val="1"/></w:numPr>'


def test_numbered_through_the_style() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    assert texts(styled("目标", "a"), numbering=lists, styles=style("a", NUMBERED)) == ["一、目标"]


def test_level_by_the_style_it_names() -> None:
    named = level(1, "decimal", "%2)", '<w:pStyle w:val="b"/>')
    lists = abstract(0, CHINESE[0], named) + num(1, 0)
    sheet = style("a", NUMBERED) + style("b", NUMBERED)
    body = styled("甲", "a") + styled("乙", "b")
    assert texts(body, numbering=lists, styles=sheet) == ["一、甲", "1) 乙"]


def test_level_the_style_states() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    sheet = style("b", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    assert texts(styled("乙", "b"), numbering=lists, styles=sheet) == ["（一）乙"]


def test_numbering_is_inherited_and_the_level_changed() -> None:
    lists = abstract(0, *CHINESE) + num(1, 0)
    sheet = style("a", NUMBERED) + style("b", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "a")
    assert texts(styled("乙", "b"), numbering=lists, styles=sheet) == ["（一）乙"]


@pytest.mark.parametrize("where", ["style", "paragraph"])
def test_numbering_taken_back(where: str) -> None:
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    sheet = style("a", NUMBERED) + style("b", none if where == "style" else "", "a")
    body = styled("甲", "b", none if where == "paragraph" else "")
    assert texts(body, numbering=abstract(0, *CHINESE) + num(1, 0), styles=sheet) == ["甲"]


def test_list_that_is_defined_by_a_list_style() -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="outline"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="outline"/>'
        f"{CHINESE[0]}</w:abstractNum>" + num(1, 0)
    )
    assert texts(item("甲"), numbering=lists) == ["一、甲"]


def test_style_based_on_itself() -> None:
    sheet = style("a", NUMBERED, "b") + style("b", "", "a")
    lists = abstract(0, *CHINESE) + num(1, 0)
    assert texts(styled("甲", "a"), numbering=lists, styles=sheet) == ["一、甲"]


def test_form_for_newer_programs() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    assert texts(item("甲"), numbering=abstract(0, custom) + num(1, 0)) == ["007. 甲"]


def test_hidden_item_is_counted_only_with_its_mark() -> None:
    ref = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    hidden = p(r("密", "<w:vanish/>"), ref + "<w:rPr><w:vanish/></w:rPr>")
    lists = abstract(0, *CHINESE) + num(1, 0)
    assert texts(item("甲") + hidden + item("乙"), numbering=lists) == ["一、甲", "二、乙"]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("decimal", "1 2 10 11 20 21 101"),
        ("decimalZero", "01 02 10 11 20 21 101"),
        ("upperLetter", "A B J K T U WWWW"),
        ("lowerLetter", "a b j k t u wwww"),
        ("upperRoman", "I II X XI XX XXI CI"),
        ("lowerRoman", "i ii x xi xx xxi ci"),
        ("chineseCounting", "一 二 十 十一 二十 二十一 一○一"),
        ("chineseCountingThousand", "一 二 十 十一 二十 二十一 一百零一"),
        ("taiwaneseCounting", "一 二 十 十一 二十 二十一 一○一"),
        ("taiwaneseCountingThousand", "一 二 十 十一 二十 二十一 一百零一"),
        ("japaneseCounting", "一 二 十 十一 二十 二十一 百一"),
        ("ideographDigital", "一 二 一〇 一一 二〇 二一 一〇一"),
        ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 壹佰零壹"),
        ("ideographLegalTraditional", "壹 貳 壹拾 壹拾壹 貳拾 貳拾壹 壹佰零壹"),
        ("ideographTraditional", "甲 乙 癸 甲 癸 甲 甲"),
        ("ideographZodiac", "子 丑 酉 戌 未 申 辰"),
        ("decimalEnclosedCircle", "① ② ⑩ ⑪ ⑳ 21 101"),
        ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ ⑳ 21 101"),
        ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 101"),
        ("decimalEnclosedFullstop", "⒈ ⒉ ⒑ ⒒ ⒛ 21 101"),
        ("ideographEnclosedCircle", "㊀ ㊁ ㊉ 11 20 21 101"),
        ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ １０１"),
        ("ordinal", "1st 2nd 10th 11th 20th 21st 101st"),
        ("numberInDash", "- 1 - - 2 - - 10 - - 11 - - 20 - - 21 - - 101 -"),
        ("unheardOf", "1 2 10 11 20 21 101"),
    ],
)
def test_forms(form: str, written: str) -> None:
    assert " ".join(numeral(value, form) for value in (1, 2, 10, 11, 20, 21, 101)) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (110, "一百一十"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (2024, "二千零二十四"),
        (10000, "10000"),
    ],
)
def test_large_chinese_numbers(value: int, written: str) -> None:
    assert numeral(value, "chineseCountingThousand") == written


@pytest.mark.parametrize("form", ["upperRoman", "lowerLetter", "chineseLegalSimplified"])
def test_absurd_numbers_stay_short(form: str) -> None:
    assert numeral(999_999_999, form) == "999999999"


@pytest.mark.parametrize(
    ("form", "written"),
    [("decimal", "0"), ("decimalZero", "00"), ("upperRoman", "0"), ("none", ""), ("bullet", "")],
)
def test_zero(form: str, written: str) -> None:
    assert numeral(0, form) == written
