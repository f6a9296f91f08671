"""Reports as the formats for CI get them, and what is strange in the texts of plans."""

import os
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fakes import checked, defect, finding, near, plan, quote, requirement
from hypothesis import strategies as st
from test_reports import made

from plancheck.outcome import Review
from plancheck.rule import Rule, Severity, Status, Verdict

Json = dict[str, Any]

STRANGE = (
    "]]>",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\x1b[31m红\x07\x00",
    "\ud800\udc00\udfff",
    "👩‍🏫🎉",
    "مدرسة النور\u202e",
    "::error file=a,line=1::no",
    "##[error]no ##[add-mask]计划",
    "a\n::warning::b\r\n::stop-commands::x",
    "%0A%25,:",
    "[点我](javascript:alert(1)) [a][b] {0} {{x}}",
    "![x](http://a.b/c.png) www.a.cn a@b.cn @admin #1 GH-1 o/r#2",
    "deadbeefcafe :tada: $x$ &amp; <!-- -->",
    "| a | b |\n| - | - |",
    "# 一\n- 二\n1. 三\n> 四\n---\n```",
    "`` ` ``",
    "**粗** __粗__ ~~删~~ \\",
    "\u2028\u2029\ufffe\uffff\u200b",
    "",
    "   ",
)

HOSTILE = st.text(st.characters(), max_size=40) | st.sampled_from(STRANGE)


def spec(name: str) -> Path:
    """Return the path of an official schema; it lies beside the corpus, not in the project."""
    corpus = os.environ.get("PLANCHECK_CORPUS", "")
    path = Path(corpus).parent / "specs" / name
    if not corpus or not path.is_file():
        pytest.skip(f"{name} is not there: PLANCHECK_CORPUS names no corpus with specs beside it")
    return path


def hostile(words: str, name: str, reason: str, count: int = 1) -> Json:
    """Return a report in which every text is somebody else's: of plans, files, rules, plugins."""
    rules = (
        requirement(
            Verdict(Status.MISSING, (), (near(words, reason),), message=reason), advice=name
        ),
        requirement(Verdict(Status.PARTIAL, (quote(words),)), "b/partial", Severity.WARNING),
        requirement(RuntimeError(words), "c/crash"),
        requirement(Verdict(Status.MET, (quote(words),)), "d/met"),
        defect([finding(words, message=name)] * count, "f/defect"),
    )
    reviews = [
        checked(plan(words, unit=name, title=words), *rules, path=name),
        Review(f"{name}.docx", None, unreadable(reason)),
    ]
    return made(*reviews, rules=rules, plugins=((name, reason),), configs=(name,))


def unreadable(reason: str) -> Any:  # noqa: ANN401 - an error, whatever its class
    from plancheck.errors import Unreadable

    return Unreadable(reason)


def waiver(kind: str = "waiver", **known: object) -> Json:
    return {
        "kind": kind,
        "rule": "a/missing",
        "plan": "*.txt",
        "reason": "教代会已在上学期开过",
        "who": "王老师",
        "expires": "2025-08-31",
        "path": "waivers.toml",
        **known,
    }


def let_pass(report: Mapping[str, Any], *rules: str, kind: str = "waiver") -> Json:
    """Return a report in which what some rules say of the first plan is let pass."""
    changed = deepcopy(dict(report))
    for result in changed["plans"][0]["results"]:
        if result["rule"] in rules:
            result |= {"status": "waived", "message": "已豁免", "waiver": waiver(kind)}
    for found in changed["plans"][0]["defects"]:
        if found["rule"] in rules:
            found["waiver"] = waiver(kind)
    return changed


@cache
def many(count: int) -> Json:
    """Return a report of one plan with very many findings."""
    blocks = [f"第{number}段写着XX年" for number in range(count)]
    found = [finding(text, number) for number, text in enumerate(blocks)]
    rules: tuple[Rule, ...] = (defect(found),)
    return made(checked(plan(*blocks), *rules), rules=rules)
