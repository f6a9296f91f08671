"""Annotations: what GitHub's runner reads out of the log is what was found, and nothing else."""

import re
from typing import NamedTuple

import pytest
from ci_kit import HOSTILE, Json, hostile, let_pass
from fakes import checked, defect, finding, plan, requirement
from hypothesis import given
from test_reports import BAD, PLAN, REPORT, RULES, made, written

from plancheck.formats import Style
from plancheck.model import Grade, Health
from plancheck.rule import Rule, Severity, Status, Verdict


class Command(NamedTuple):
    """A workflow command as the runner reads it."""

    name: str
    properties: dict[str, str]
    text: str


def read(line: str) -> Command | None:
    """Read a line of a log as ``ActionCommand.cs`` of actions/runner does."""
    line = line.lstrip()
    if line.startswith("::") and "::" in line[2:]:
        told, _, text = line[2:].partition("::")
        name, _, rest = told.partition(" ")
        pairs = (part.partition("=") for part in rest.split(",") if "=" in part)
        return Command(
            name, {key.strip(): unescaped(value) for key, _, value in pairs}, unescaped(text)
        )
    if "##[" in line:  # the old form, anywhere
        return Command("old", {}, line)
    return None


def unescaped(text: str) -> str:
    return re.sub("%(0D|0A|3A|2C|25)", lambda found: chr(int(found[1], 16)), text)


def log(report: Json, **style: object) -> str:
    return written("github", report, Style(**style))  # type: ignore[arg-type]


def commands(report: Json, **style: object) -> list[Command]:
    return [found for line in log(report, **style).split("\n") if (found := read(line))]


def annotations(report: Json, **style: object) -> list[Command]:
    return [each for each in commands(report, **style) if "group" not in each.name]


def test_the_heaviest_first_and_the_summary_last() -> None:
    found = annotations(REPORT)
    assert [each.name for each in found] == ["error"] * 3 + ["warning"] * 3
    assert [each.properties["title"] for each in found] == [
        "读不出",
        "缺少：title of a/missing（a/missing）",
        "差错：title of f/defect（f/defect）",
        "待查：规则 e/crash 出错（RuntimeError），没有结论，请人工查看，并告知规则的作者",
        "不全：title of b/partial：只有1次（b/partial）",
        "缺少：title of c/warned（c/warned）",
    ]
    last = log(REPORT).splitlines()[-1]
    assert last == "共 2 份：达到要求 0 份，未达到 1 份，无法判断 0 份，读不出 1 份。"


def test_where_and_what() -> None:
    unread, missing, found, *_ = annotations(REPORT)
    assert unread.properties["file"] == "坏.docx"
    assert (missing.properties["file"], missing.properties["line"]) == ("plan.txt", "1")
    assert "col" not in missing.properties
    assert missing.text.splitlines()[-1] == "可以这样写：___月走访困难教职工。"
    at = {key: found.properties[key] for key in ("line", "endLine", "col", "endColumn")}
    assert at == {"line": "3", "endLine": "3", "col": "1", "endColumn": "4"}
    assert found.text == "原文：“XX年”（第3段）；“三月”（表1第1行）"


def test_what_came_by_standard_input_has_no_file() -> None:
    (found,) = annotations(made(checked(PLAN, RULES[0], path="-")))
    assert list(found.properties) == ["title"]


def test_what_is_let_pass_is_no_annotation() -> None:
    found = annotations(let_pass(REPORT, "a/missing", "f/defect"))
    assert [each.name for each in found] == ["error"] + ["warning"] * 3


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_more_than_github_shows_is_in_the_log(severity: Severity, name: str) -> None:
    rules = [requirement(Verdict(Status.MISSING), f"a/r{n:02}", severity) for n in range(13)]
    report = made(checked(PLAN, *rules), rules=tuple(rules))
    found = commands(report)
    assert [each.name for each in found] == [name] * 10 + ["group", "endgroup"]
    assert found[10].text == "另有 3 项没有标注（每一级 GitHub 只显示 10 条）"
    lines = log(report).splitlines()
    inside = lines[lines.index(next(line for line in lines if "::group" in line)) + 1 : -2]
    assert [line.split("（")[-1] for line in inside] == ["a/r10）", "a/r11）", "a/r12）"]
    assert all("plan.txt" in line for line in inside)


def test_what_has_one_reason_is_one_annotation() -> None:
    half = plan("x", health=[Health(Grade.BLOCKING, "第2页没有文字")])
    rules: list[Rule] = [requirement(Verdict(Status.MISSING), f"a/r{n}") for n in range(20)]
    (found,) = annotations(made(checked(half, *rules), rules=tuple(rules)))
    assert found.name == "warning"
    assert found.text.startswith("title of a/r0、title of a/r1、")
    assert found.text.endswith("\n第2页没有文字")


def test_quiet_leaves_out_notices() -> None:
    rule = requirement(Verdict(Status.MISSING), "a/b", Severity.INFO)
    report = made(checked(PLAN, rule), rules=(rule,))
    assert [each.name for each in commands(report)] == ["notice"]
    assert commands(report, quiet=True) == []


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_is_taken_for_a_command(words: str, name: str, reason: str) -> None:
    report = hostile(words, name, reason)
    found = commands(report, color=True)
    assert [each.name for each in found] == ["error"] * 3 + ["warning", "notice"]
    assert all(
        set(each.properties) <= {"title", "file", "line", "endLine", "col", "endColumn"}
        for each in found
    )
    shown = log(report, color=True)
    assert all(sign == "\n" or sign.isprintable() or sign in name for sign in shown)
    assert "\x1b" not in shown


@given(HOSTILE)
def test_nor_is_it_in_the_lines_that_are_folded(words: str) -> None:
    found = [finding(words, message=f"{words}{number}") for number in range(12)]
    report = made(checked(plan(words), defect(found), path=words), configs=(words,))
    names = [each.name for each in commands(report)]
    assert names == ["error"] * 10 + ["group", "endgroup"]


def test_names_with_every_sign_arrive_as_they_are() -> None:
    name = "学校,甲:乙 100%/2024  计划 🎉.docx"
    (found,) = annotations(made(checked(PLAN, RULES[0], path=name)))
    assert found.properties["file"] == name


def test_english() -> None:
    report = made(checked(PLAN, *RULES), BAD, lang="en")
    found = annotations(report, lang="en")
    assert found[1].properties["title"] == "missing: title of a/missing (a/missing)"
    assert "XX年” (paragraph 3)" in found[2].text


def test_a_defect_without_words_still_says_something() -> None:
    rule = defect([finding("", message="少了一页")])
    (found,) = annotations(made(checked(plan("x"), rule)))
    assert found.text == "原文：“”（第1段）"
    assert "少了一页" in found.properties["title"]
