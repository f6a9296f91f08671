"""JUnit: a suite a plan, a test a rule; red just where the run is."""

from functools import cache
from typing import Any

import pytest
from ci_kit import HOSTILE, Json, hostile, let_pass, spec
from fakes import checked, defect, finding, plan, requirement
from hypothesis import given, settings
from lxml import etree
from test_reports import BAD, PLAN, REPORT, RULES, made, written

from plancheck.formats import Style
from plancheck.outcome import FailLevel
from plancheck.rule import Severity, Status, Verdict

Element = Any
"""Of lxml."""


def suites(report: Json, lang: str = "zh") -> Element:
    return etree.fromstring(written("junit", report, Style(lang=lang)).encode())


def the_test(report: Json, rule: str) -> Element:
    (found,) = suites(report).xpath(f"testsuite[1]/testcase[starts-with(@name, '{rule} ')]")
    return found


def ended(report: Json, rule: str) -> str:
    (child,) = the_test(report, rule)
    return str(child.tag)


@cache
def validator() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(spec("junit-10.xsd"))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_by_the_schema(lang: str) -> None:
    report = made(checked(PLAN, *RULES), BAD, lang=lang)
    for each in (report, made(), let_pass(report, "a/missing", "f/defect")):
        validator().assertValid(suites(each, lang))


@settings(max_examples=30)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_is_well_formed(words: str, name: str, reason: str) -> None:
    """What is not, lxml would refuse; and there are as many tests as are counted."""
    root = suites(hostile(words, name, reason))
    for suite in root:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for attribute, tag in (
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{tag}"))
    assert [len(suite.findall("testcase")) for suite in root] == [5, 1]


@settings(max_examples=10)
@given(HOSTILE, HOSTILE)
def test_any_text_is_by_the_schema(words: str, name: str) -> None:
    validator().assertValid(suites(hostile(words, name, words)))


def test_every_rule_is_a_test_passed_ones_too() -> None:
    suite, bad = suites(REPORT)
    names = [test.get("name") for test in suite.findall("testcase")]
    assert names == [f"{rule.id} title of {rule.id}" for rule in RULES]
    assert (suite.get("name"), suite.get("file")) == ("plan.txt", "plan.txt")
    counts = [suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")]
    assert counts == ["6", "2", "1", "0", "0"]
    assert bad.get("errors") == "1"


def test_totals_are_the_sums_of_the_suites() -> None:
    root = suites(REPORT)
    for name in ("tests", "failures", "errors"):
        assert int(root.get(name)) == sum(int(suite.get(name)) for suite in root)


def test_how_a_test_ends() -> None:
    ends = {rule.id: ended(REPORT, rule.id) for rule in RULES}
    assert ends == {
        "a/missing": "failure",
        "b/partial": "system-out",
        "c/warned": "system-out",
        "d/met": "system-out",
        "e/crash": "error",
        "f/defect": "failure",
    }
    types = [the_test(REPORT, rule)[0].get("type") for rule in ("a/missing", "e/crash", "f/defect")]
    assert types == ["missing", "crashed", "defect"]


def test_what_a_test_says() -> None:
    (missing,) = the_test(REPORT, "a/missing")
    assert missing.get("message") == "缺少：title of a/missing"
    assert missing.text.splitlines()[-1] == "可以这样写：___月走访困难教职工。"
    (met,) = the_test(REPORT, "d/met")
    assert met.text == "已写到：“走访慰问”（第2段）"
    (both,) = the_test(REPORT, "f/defect")
    assert both.get("message") == "差错：title of f/defect；另有 1 处"
    assert "“XX年”（第3段）；“三月”（表1第1行）" in both.text


@pytest.mark.parametrize("level", FailLevel)
@pytest.mark.parametrize(
    "rules", [RULES[:1], RULES[1:2], RULES[2:3], RULES[3:4], RULES[4:5], RULES]
)
def test_it_is_red_just_where_the_run_does_not_end_with_0(level: FailLevel, rules: Any) -> None:  # noqa: ANN401
    report = made(checked(PLAN, *rules), rules=rules, fail_level=level)
    root = suites(report)
    red = int(root.get("failures")) + int(root.get("errors"))
    assert bool(red) == bool(report["outcome"]["exit_code"])


def test_a_partial_weighs_one_level_less_and_info_nothing() -> None:
    partial = Verdict(Status.PARTIAL, RULES[1].check(PLAN).evidence)  # type: ignore[union-attr]

    def end(severity: Severity, level: FailLevel) -> str:
        rule = requirement(partial, "a/b", severity)
        return ended(made(checked(PLAN, rule), rules=(rule,), fail_level=level), "a/b")

    assert end(Severity.ERROR, FailLevel.ERROR) == "system-out"
    assert end(Severity.ERROR, FailLevel.WARNING) == "failure"
    assert end(Severity.WARNING, FailLevel.INFO) == "failure"
    assert end(Severity.INFO, FailLevel.INFO) == "system-out"


def test_what_is_waived_is_skipped_with_the_reason() -> None:
    report = let_pass(REPORT, "a/missing", "f/defect")
    for rule in ("a/missing", "f/defect"):
        (skipped,) = the_test(report, rule)
        assert (skipped.tag, skipped.get("type")) == ("skipped", "waived")
        assert skipped.get("message").startswith("理由：教代会已在上学期开过；批准人：王老师")


def test_one_waived_defect_does_not_hide_the_other() -> None:
    report = let_pass(REPORT, "f/defect")
    report["plans"][0]["defects"][1]["waiver"] = None
    (failure,) = the_test(report, "f/defect")
    assert failure.get("message") == "差错：title of f/defect"


def test_what_is_not_asked_is_skipped() -> None:
    rule = requirement(Verdict(Status.NOT_APPLICABLE, message="result.switched-off"), "a/b")
    (skipped,) = the_test(made(checked(PLAN, rule), rules=(rule,)), "a/b")
    assert (skipped.tag, skipped.get("message")) == ("skipped", "这里不要求这一项")


def test_an_unreadable_plan_is_one_test_that_could_not_run() -> None:
    (test,) = suites(REPORT)[1].findall("testcase")
    assert test.get("name") == "读取文件"
    assert test[0].tag == "error"
    assert test[0].get("message") == "读不出：读不出来"


def test_no_dot_of_a_path_parts_the_class_name() -> None:
    """Jenkins and GitLab group by it: what is before the last dot would be a folder."""
    report = made(checked(PLAN, RULES[0], path="一中/2024.计划.docx"), rules=RULES[:1])
    assert the_test(report, "a/missing").get("classname") == "一中/2024．计划．docx"


def test_signs_that_xml_does_not_have_are_spelt_out() -> None:
    rule = defect([finding("a\x00\ufffe]]>")])
    report = made(checked(plan("a\x00\ufffe]]>"), rule), rules=(rule,))
    assert "a<U+0000><U+FFFE>]]>" in the_test(report, "text/placeholder")[0].text
