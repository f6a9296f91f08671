"""The Markdown page: what CommonMark makes of it, and what GitHub does with its text."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from ci_kit import HOSTILE, Json, hostile, let_pass, unreadable
from fakes import checked, defect, finding, plan, requirement
from hypothesis import example, given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from test_reports import BAD, PLAN, REPORT, RULES, made, scored, written

from plancheck.formats import Style
from plancheck.model import Grade, Health
from plancheck.outcome import Review
from plancheck.rule import Severity, Status, Verdict
from plancheck.terminal import clean
from plancheck_reports import markdown
from plancheck_reports.marked import code, escaped

ACTS = re.compile(
    r"@\w|\w@\w|#\d|\bGH-\d|\w/[\w-]+#\d|https?://|ftp://|www\.|\b[0-9a-f]{7,40}\b|:\w+:|\$|\[\^|<|>"
)
"""What GitHub and GitLab act upon in a text that is not code."""

OURS = {"details", "summary"}


def page(report: Json, **style: object) -> str:
    return written("markdown", report, Style(**style))  # type: ignore[arg-type]


@cache
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(text: str) -> Iterator[Token]:
    for block in reader().parse(text):
        yield block
        yield from block.children or ()


def shape(text: str) -> Counter[str]:
    """Count what a page is built of, words and code left out."""
    return Counter(each.type for each in tokens(text) if each.type not in ("text", "code_inline"))


def shown(text: str) -> str:
    """Return the words that somebody sees."""
    seen = (each for each in tokens(text) if each.type in ("text", "code_inline", "text_special"))
    return "".join(each.content for each in seen)


# -- escaping ---------------------------------------------------------------------------------


@given(HOSTILE)
@example("www.")
@example("1. 一 2) 二")
@example("- + = _a_ __b__")
@example("a1b2c3d @x")
@example("(www.a.cn)")
@example("ab-deadbeef")
def test_any_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    for marked in (escaped(text), code(text)):
        line = f"- 原文：{marked}。\n"
        assert shape(line) == shape("- 原文：x。\n")
        assert shown(line) == f"原文：{clean(text)}。"
        for each in tokens(line):
            assert each.type != "text" or not ACTS.search(each.content)


@given(HOSTILE)
def test_any_text_stays_in_its_cell(text: str) -> None:
    head = "| a | b |\n| --- | --- |\n"
    for marked in (escaped(text, cell=True), code(text, cell=True)):
        table = f"{head}| {marked} | x |\n"
        assert shape(table) == shape(f"{head}| y | x |\n")
        assert shown(table) == "ab" + clean(text).replace("|", "｜") + "x"


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("教代会每学期一次，___月召开", r"教代会每学期一次，\_\_\_月召开"),
        ("缺 1、10 月", "缺 1、10 月"),
        ("Must be mended: 2 (of 100%).", "Must be mended: 2 (of 100%)."),
        ("1. 总则", r"1\. 总则"),
        ("请看@王老师和www.a.cn", "请看`@`王老师和`www.a.cn`"),
        ("见#12、GH-3", "见`#12`、`GH-3`"),
        ("a`b", "``a`b``"),
        ("`", "`` ` ``"),
        ("<b>粗</b>", "`<b>`粗`</b>`"),
    ],
)
def test_only_what_could_act_becomes_code(text: str, marked: str) -> None:
    assert escaped(text) == marked


# -- the page ---------------------------------------------------------------------------------


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_of_a_plan_builds_the_page(words: str, name: str, reason: str) -> None:
    text = page(hostile(words, name, reason))
    plain = page(hostile("走访", "plan", "理由"))
    built, expected = shape(text), shape(plain)
    if not clean(name):  # without advice there is no line for it
        expected.subtract({kind: expected[kind] for kind in expected if "item" in kind})
        built.subtract({kind: built[kind] for kind in built if "item" in kind})
    for kind in ("heading_open", "table_open", "th_open", "td_open", "tr_open", "html_block"):
        assert built[kind] == expected[kind]
    for kind in ("link_open", "image", "html_inline", "em_open", "s_open", "fence", "code_block"):
        assert built[kind] == 0
    assert built["strong_open"] == expected["strong_open"]
    for each in tokens(text):
        assert each.type != "text" or not ACTS.search(each.content)
        if each.type == "html_block":
            assert set(re.findall(r"</?(\w+)", each.content)) <= OURS


def test_the_table_has_every_plan_with_its_verdict_and_counts() -> None:
    rows = [line for line in page(REPORT).splitlines() if line.startswith("|")]
    assert rows == [
        "| 计划 | 单位 | 结论 | 必须改正 | 无法判断 | 建议改正 | 供参考 |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: |",
        "| `plan.txt` | 育英小学工会 | 退回重报 | 2 | 1 | 2 | 0 |",
        "| `坏.docx` |  | 读不出 |  |  |  |  |",
    ]


def test_each_finding_with_its_words_places_and_advice() -> None:
    text = page(REPORT)
    assert "### `plan.txt`\n\n育英小学工会 · 2024年1月—12月 · 结论：退回重报\n" in text
    assert "**必须改正 2 项**\n\n- **缺少** title of `a/missing` `a/missing`\n" in text
    assert "  - 提到了，但不算：“去年慰问”（第1段）：说的是过去做的事；“走访”（第2段）" in text
    assert "  - 可以这样写：\\_\\_\\_月走访困难教职工。\n" in text
    assert "  - 原文：“XX年”（第3段）；“三月”（表1第1行）\n" in text
    assert "### `坏.docx`\n\n- 读不出：读不出来\n" in text
    assert "d/met" not in text


def test_what_is_only_for_consideration_is_folded() -> None:
    rule = requirement(Verdict(Status.MISSING), "a/b", Severity.INFO)
    report = made(checked(PLAN, rule), rules=(rule,))
    assert "<details><summary>供参考 1 项</summary>\n\n- **缺少**" in page(report)
    assert "details" not in page(report, quiet=True)


def test_what_was_not_read_and_not_judged() -> None:
    half = plan("x", health=[Health(Grade.BLOCKING, "第2页没有文字")])
    rule = requirement(Verdict(Status.MISSING), "a/b")
    text = page(made(checked(half, rule), rules=(rule,)))
    assert "- 没读全：第2页没有文字\n" in text
    assert "- **待查** title of `a/b`：文件没有读全" in text
    assert "\n检查不完整：有 1 项无法判断，请人工查看。\n" in text


def test_score_and_profile() -> None:
    text = page(scored())
    assert "结论：退回重报 · 得分：`7/11`（有未能判断的项，暂计）" in text
    assert "评审方案：评分（scored）" in text


def test_what_is_let_pass_is_not_listed() -> None:
    text = page(let_pass(REPORT, "a/missing", "f/defect"))
    assert "a/missing" not in text
    assert "| 0 | 1 | 2 | 0 |" in text


def test_quiet_leaves_out_what_needs_no_attention() -> None:
    good = checked(PLAN, RULES[3], path="好.docx")
    report = made(good, checked(PLAN, *RULES, path="差.docx"))
    assert "好.docx" in page(report)
    assert "好.docx" not in page(report, quiet=True)
    assert "差.docx" in page(report, quiet=True)


def test_english() -> None:
    text = page(made(checked(PLAN, *RULES), BAD, lang="en"), lang="en")
    assert "## Check of the work plans of school unions\n" in text
    assert "**Must be mended: 2**" in text
    assert "“XX年” (paragraph 3)" in text


# -- too much for a page ----------------------------------------------------------------------


def crowd(count: int) -> Json:
    """Return a report of many plans; every tenth could not be read."""
    bad = [Review(f"坏{n:03}.docx", None, unreadable("读不出来")) for n in range(0, count, 10)]
    good = [checked(PLAN, *RULES[:3], path=f"计划{n:03}.docx") for n in range(count)]
    return made(*good, *bad)


def test_the_gravest_stay_and_the_others_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    report = crowd(60)
    monkeypatch.setattr(markdown, "ROOM", 12_000)
    text = page(report)
    assert len(text.encode()) <= 12_000
    rows, sections = (text.count(f"\n{begin} `") for begin in ("|", "###"))
    assert rows < 66
    assert sections < 66
    assert f"表中另有 {66 - rows} 份计划没有列出" in text
    assert f"另有 {66 - sections} 份计划的问题没有列出" in text
    assert all(text.count(f"坏{number:03}") == 2 for number in range(0, 60, 10))


def test_nothing_is_said_to_be_left_out_where_nothing_is() -> None:
    assert "没有列出" not in page(crowd(20))


def test_of_one_plan_not_everything_is_listed() -> None:
    found = [finding("x", message=f"第{number}处") for number in range(130)]
    text = page(made(checked(plan("x"), defect(found))))
    assert text.count("- **差错**") == 100
    assert text.endswith("- 另有 30 项\n")
