"""Markdown: its marks are understood and left out."""

import pytest
from readers.reading import cells, paragraphs

from plancheck.api import Document, Paragraph, Source
from plancheck_readers.markdown import READER


def read(text: str) -> Document:
    return READER.read(Source("plan.md", text.encode()))


def levels(text: str) -> list[tuple[str, int | None]]:
    return [(b.text, b.level) for b in read(text).blocks if isinstance(b, Paragraph)]


def test_headings() -> None:
    text = "# 计划 #\n## 一、指导思想\n###二、任务\n正文#\n- 条目\n"
    assert levels(text) == [
        ("计划", 0),
        ("一、指导思想", 2),
        ("二、任务", 3),
        ("正文#", None),
        ("条目", None),
    ]


def test_two_headings_of_level_one_are_no_title() -> None:
    assert levels("# 甲\n# 乙") == [("甲", 1), ("乙", 1)]


def test_underlined_headings() -> None:
    assert levels("计划\n====\n任务\n----\n正文") == [("计划", 0), ("任务", 2), ("正文", None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("**召开**教代会", "召开教代会"),
        ("*召开*教代会", "召开教代会"),
        ("`召开`教代会", "召开教代会"),
        ("见[通知](a.html)", "见通知"),
        ("![图](a.png)召开", "召开"),
        ("~~不开~~召开", "召开"),
        ("* 召开", "召开"),
        ("+ [x] 召开", "召开"),
        ("> 召开", "召开"),
        ("1\\. 召开", "1. 召开"),
        ("1. 召开", "1. 召开"),
        ("20__年__月", "20__年__月"),
        ("**没有合上", "**没有合上"),
        ("3*4*5", "3*4*5"),
        ("\u3000\u3000召开", "\u3000\u3000召开"),
        ("甲<br>乙", "甲\n乙"),
        ("甲<!-- 乙 -->丙", "甲丙"),
        ("甲<!-- 没有合上", "甲<!-- 没有合上"),
        ("#", None),
        ("---", None),
        ("* * *", None),
    ],
)
def test_marks(line: str, expected: str | None) -> None:
    assert paragraphs(read(line)) == ([] if expected is None else [expected])


def test_comments_over_lines() -> None:
    assert paragraphs(read("甲\n<!-- 召开\n教代会 -->乙\n丙")) == ["甲", "乙", "丙"]


def test_a_soft_break_beside_a_comment() -> None:
    assert paragraphs(read("甲\x0b乙<!-- 丙 -->\n丁")) == ["甲\n乙", "丁"]


def test_code_is_kept_as_it_is() -> None:
    assert paragraphs(read("```text\n# 甲\n\n**乙**\n```\n# 丙")) == ["# 甲", "**乙**", "丙"]
    assert paragraphs(read("~~~\n# 甲")) == ["# 甲"]
    assert paragraphs(read("```召开``` 教代会\n# 丙")) == ["召开 教代会", "丙"]


def test_tables() -> None:
    document = read("| 月份 | **内容** |\n|---|---|\n| 三月 | 甲<br>[乙](x) |\n|  | 丙 |\n")
    assert [(cell.text, cell.rows) for cell in cells(document)] == [
        ("月份", 1),
        ("内容", 1),
        ("三月", 2),
        ("甲\n乙", 1),
        ("丙", 1),
    ]


def test_settings_above_the_text_are_left_out() -> None:
    assert paragraphs(read("---\ntitle: 计划\ntags:\n  - 工会\n---\n正文")) == ["正文"]


def test_a_rule_above_the_text_is_no_beginning_of_settings() -> None:
    assert paragraphs(read("---\n召开教代会\n---\n正文")) == ["召开教代会", "正文"]


@pytest.mark.parametrize(
    "text",
    [
        "a" + "`" * 100_000,
        "<!--" * 100_000,
        "[" * 100_000,
        "**a" * 50_000,
        "# " + " " * 100_000 + "x",
    ],
)
def test_hostile_lines_are_quick(text: str) -> None:
    assert len(read(text).blocks) == 1
