"""Annotated copies of what cannot be commented itself: a plain Word document of its text."""

from typing import Any

import pytest
from copies import TYPES, annotated, check_quotes, comments_in, edited, report_on, word_file
from fakes import checked, defect, finding, plan
from plan_files.plain import txt
from plan_files.source import LABELLED, labelled
from readers.docx_builder import p, r
from test_reports import made
from verdicts import read

from plancheck.api import Source, Table
from plancheck.outcome import Review
from plancheck_papers.annotated import PAPER
from plancheck_papers.annotated.parts import Copy

NAMES = sorted(path.stem for path in LABELLED.glob("*.json"))[:2]


def of_text(copy: bytes) -> bool:
    """Tell whether a copy is one of a plan's text."""
    return any("重新排出" in line for line in comments_in(copy)[0].lines)


@pytest.mark.parametrize(
    "kind", ["document.macroEnabled.main", "template.main", "template.macroEnabledTemplate.main"]
)
def test_macros_and_templates_are_copied_as_text(kind: str) -> None:
    data = word_file(p(r("题目")) + p("走访慰问困难教职工XX年"))
    types = TYPES.replace("document.main", kind)
    other = edited(data, TYPES, types)
    content = report_on("plan.docm", other)
    copy = annotated(content, Source("plan.docm", other))
    assert of_text(copy)
    assert Copy(copy).main.name == "word/document.xml"
    check_quotes(content, copy)


def test_a_word_document_with_damaged_comments_is_copied_as_text() -> None:
    data = word_file(
        p("题目") + p("XX年"),
        parts={"word/comments.xml": "<w:comments"},
        rels={"rIdc": ("comments", "comments.xml")},
    )
    content = report_on("plan.docx", data)
    copy = annotated(content, Source("plan.docx", data))
    assert of_text(copy)
    check_quotes(content, copy)


@pytest.mark.parametrize("name", NAMES)
def test_other_formats_are_copied_as_text(name: str) -> None:
    data = txt(labelled(name)[0]).encode()
    content = report_on("plan.txt", data)
    copy = annotated(content, Source("plan.txt", data))
    assert of_text(copy)
    comments, telling = check_quotes(content, copy)
    assert comments > 1
    assert telling == 0
    before, after = read("plan.txt", data), read("plan.docx", copy)
    assert [getattr(block, "text", "") for block in before.blocks] == [
        getattr(block, "text", "") for block in after.blocks
    ]
    assert PAPER.own(copy)


def test_tables_headings_and_margins_come_through() -> None:
    blocks: list[dict[str, Any]] = [
        {"text": "计划\x0b\x00题目", "level": 0},
        {"text": "一、任务", "level": 1},
        {
            "cells": [
                {"row": 0, "column": 0, "text": "月份", "rows": 2},
                {"row": 0, "column": 1, "text": "工作\t内容\n两行", "columns": 2},
                {"row": 1, "column": 1, "text": "慰问"},
                {"row": 2, "column": 2, "text": "体检"},
            ]
        },
        {"text": "XX年\r"},
        {"text": "注", "zone": "footnote"},
        {"text": "某某小学", "zone": "header"},
        {"text": "某某小学", "zone": "header"},
        {"text": "第1页", "zone": "footer"},
    ]
    rule = defect([finding("XX年")])
    content = made(checked(plan("XX年"), rule), rules=(rule,), with_text=True)
    shown = content["plans"][0]
    shown["blocks"] = blocks
    at = [(2, (0, 1)), (2, (1, 1)), (2, (2, 2)), (3, None), (4, None), (0, None)]
    (one,) = shown["defects"]
    shown["defects"] = [
        one | {"rule": f"a/{number}", "quote": text, "place": place(block, cell, text)}
        for number, (block, cell) in enumerate(at)
        for text in [text_at(blocks[block], cell)]
    ]
    copy = annotated(content, None)
    check_quotes(content, copy)
    document = read("plan.docx", copy)
    assert [(block.zone.value, getattr(block, "level", None)) for block in document.blocks] == [
        ("body", 0), ("body", 1), ("body", None), ("body", None), ("body", None),
        ("header", None), ("footer", None),
    ]  # fmt: skip
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    spans = {
        (cell.row, cell.column): (cell.rows, cell.columns) for cell in table.cells if cell.text
    }
    assert spans == {(0, 0): (2, 1), (0, 1): (1, 2), (1, 1): (1, 1), (2, 2): (1, 1)}


def text_at(block: dict[str, Any], cell: tuple[int, int] | None) -> str:
    if cell is None:
        return str(block["text"])
    (found,) = [each["text"] for each in block["cells"] if (each["row"], each["column"]) == cell]
    return str(found)


def place(block: int, cell: tuple[int, int] | None, quote: str) -> dict[str, Any]:
    own = {"block": block, "start": 0, "end": len(quote), "nth": 1}
    return own if cell is None else {**own, "cell": list(cell)}


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param([{"row": 0, "column": 99, "text": "XX年"}], id="more columns than Word has"),
        pytest.param([{"row": 10**6, "column": 0, "text": "XX年"}], id="a row far down"),
        pytest.param(
            [
                {"row": 0, "column": 0, "text": "甲", "columns": 3},
                {"row": 0, "column": 1, "text": "XX年"},
            ],
            id="cells in one place",
        ),
        pytest.param([{"row": 0, "column": 0, "text": ""}], id="nothing in it"),
    ],
)
def test_odd_tables_break_nothing(cells: list[dict[str, Any]]) -> None:
    rule = defect([finding("XX年")])
    content = made(checked(plan("XX年"), rule), rules=(rule,), with_text=True)
    shown = content["plans"][0]
    shown["blocks"] = [{"cells": cells}]
    shown["defects"][0]["place"]["cell"] = [cells[-1]["row"], cells[-1]["column"]]
    _, comment = comments_in(annotated(content, None))
    assert comment.covered in ("", "XX年") or "原文在" in comment.lines[1]


def test_nothing_is_written_of_what_nobody_could_read() -> None:
    content = made(Review("坏.docx", None), with_text=True)
    assert annotated(content, Source("坏.docx", b"PK")) == b""
