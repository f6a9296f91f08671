"""SARIF: valid by the standard's schema, true to facts, the same alerts from run to run."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from ci_kit import HOSTILE, Json, hostile, let_pass, spec, waiver
from fakes import checked, defect, finding, plan, requirement
from hypothesis import given, settings
from jsonschema import Draft4Validator
from test_reports import BAD, PLAN, REPORT, RULES, made, written

from plancheck.formats import Style
from plancheck.model import Grade, Health
from plancheck.rule import Status, Verdict
from plancheck_reports import sarif
from plancheck_reports.sarif import notices

MISSING, MET = RULES[0], RULES[3]


def log(report: Any, lang: str = "zh") -> Json:  # noqa: ANN401 - a report
    found: Json = json.loads(written("sarif", report, Style(lang=lang)))
    return found


def run(report: Any, lang: str = "zh") -> Json:  # noqa: ANN401 - a report
    (found,) = log(report, lang)["runs"]
    return dict(found)


def results(report: Any, rule: str = "") -> list[Json]:  # noqa: ANN401 - a report
    return [each for each in run(report)["results"] if rule in ("", each["ruleId"])]


def place(result: Json) -> Json:
    physical: Json = result["locations"][0]["physicalLocation"]
    return physical


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


# -- the schema -------------------------------------------------------------------------------


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(spec("sarif-schema-2.1.0.json").read_text("utf-8")))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_by_the_schema(lang: str) -> None:
    schema = validator()
    schema.validate(log(made(checked(PLAN, *RULES), BAD, lang=lang), lang))
    schema.validate(log(made(), lang))
    schema.validate(log(let_pass(REPORT, "a/missing", "f/defect", kind="baseline"), lang))


@settings(max_examples=40)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_is_by_the_schema_and_plain(words: str, name: str, reason: str) -> None:
    content = log(hostile(words, name, reason))
    assert all(content_string.strip() for content_string in strings(content))
    for each in content["runs"][0]["results"]:
        text = each["message"]["text"]
        assert text.isprintable()
        assert "](" not in text.replace("\\](", "")
        assert "{0}" not in text.replace("{{0}}", "")
        assert place(each)["artifactLocation"]["uri"].isascii()


@settings(max_examples=10)
@given(HOSTILE, HOSTILE)
def test_hostile_texts_are_by_the_schema(words: str, name: str) -> None:
    validator().validate(log(hostile(words, name, words)))


# -- rules ------------------------------------------------------------------------------------


def test_the_table_of_rules_is_that_of_the_run_whatever_was_found() -> None:
    clean = run(made(checked(plan("走访慰问"), MET), rules=RULES))
    assert clean["tool"]["driver"]["rules"] == run(REPORT)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in clean["tool"]["driver"]["rules"]] == [rule.id for rule in RULES]
    assert clean["results"] == []


def test_every_result_points_at_its_rule_and_its_file() -> None:
    found = run(REPORT)
    rules, files = found["tool"]["driver"]["rules"], found["artifacts"]
    for each in found["results"]:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]
        where = place(each)["artifactLocation"]
        assert files[where["index"]]["location"] == where
    assert [file["location"]["uri"] for file in files] == ["plan.txt", "%E5%9D%8F.docx"]


def test_what_a_rule_says_of_itself() -> None:
    rule = run(REPORT)["tool"]["driver"]["rules"][0]
    assert rule["shortDescription"] == {"text": "title of a/missing"}
    assert "___月走访困难教职工" in rule["help"]["text"]
    assert r"\_\_\_月走访困难教职工" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["a", "requirement"]
    assert rule["properties"]["problem.severity"] == "error"
    assert "security-severity" not in rule["properties"]


def test_descriptions_are_cut_to_what_github_takes() -> None:
    rule = run(made(checked(PLAN, MET), rules=(replace(MET, title="{长}](x)" * 900),)))
    rule = rule["tool"]["driver"]["rules"][0]
    assert len(rule["shortDescription"]["text"]) <= 1024
    assert len(rule["fullDescription"]["text"]) <= 1024


def test_plugins_are_extensions() -> None:
    assert run(REPORT)["tool"]["extensions"] == [{"name": "care", "version": "1.0"}]


# -- results ----------------------------------------------------------------------------------


def test_one_result_a_finding_with_its_weight() -> None:
    levels = [(each["ruleId"], each["level"], each["kind"]) for each in results(REPORT)]
    assert levels == [
        ("a/missing", "error", "fail"),
        ("b/partial", "warning", "fail"),
        ("c/warned", "warning", "fail"),
        ("f/defect", "error", "fail"),
        ("f/defect", "error", "fail"),
    ]


def test_lines_are_paragraphs_and_rows_and_the_message_says_so() -> None:
    paragraph, row = results(REPORT, "f/defect")
    assert place(paragraph)["region"] == {
        "startLine": 3,
        "startColumn": 1,
        "endLine": 3,
        "endColumn": 4,
    }
    assert "“XX年”（第3段）" in paragraph["message"]["text"]
    assert paragraph["locations"][0]["logicalLocations"] == [{"name": "第3段", "kind": "paragraph"}]
    assert place(row)["region"]["startLine"] == 1
    assert "“三月”（表1第1行）" in row["message"]["text"]
    assert run(REPORT)["columnKind"] == "unicodeCodePoints"


def test_what_is_missing_is_on_the_first_line_and_names_what_looked_like_it() -> None:
    (missing,) = results(REPORT, "a/missing")
    assert set(place(missing)["region"].values()) == {1}
    assert "logicalLocations" not in missing["locations"][0]
    text = missing["message"]["text"]
    assert text.startswith("缺少：title of a/missing。提到了，但不算：“去年慰问”（第1段）")
    assert text.endswith("可以这样写：___月走访困难教职工。")
    lines = [
        each["physicalLocation"]["region"]["startLine"] for each in missing["relatedLocations"]
    ]
    assert lines == [1, 2]


def test_regions_begin_at_one() -> None:
    blank = made(checked(plan("", "x"), defect([finding("")])))
    assert set(place(results(blank)[0])["region"].values()) == {1}


def test_what_is_let_pass_keeps_its_result_and_says_why() -> None:
    report = let_pass(REPORT, "a/missing", "f/defect")
    waived = [each for each in results(report) if "suppressions" in each]
    assert [each["ruleId"] for each in waived] == ["a/missing", "f/defect", "f/defect"]
    told = "理由：教代会已在上学期开过；批准人：王老师；有效期至 2025-08-31；见 waivers.toml"
    assert waived[0]["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": told}
    ]
    assert all("baselineState" not in each for each in results(report))


def test_a_baseline_tells_what_is_new() -> None:
    states = [
        each["baselineState"] for each in results(let_pass(REPORT, "b/partial", kind="baseline"))
    ]
    assert states == ["new", "unchanged", "new", "new", "new"]


# -- fingerprints -----------------------------------------------------------------------------


def prints(report: Json, key: str = "primaryLocationLineHash") -> list[str]:
    return [each["partialFingerprints"][key] for each in results(report)]


def test_fingerprints_outlast_what_is_put_in_and_a_waiver() -> None:
    rule = defect([finding("XX年", 1), finding("XX年", 2)])
    later = defect([finding("XX年", 3), finding("XX年", 5)])
    before = made(checked(plan("a", "XX年", "XX年"), rule))
    after = made(checked(plan("", "b", "a", "XX年", "c", "XX年"), later))
    assert prints(before) == prints(after)
    assert prints(let_pass(REPORT, "a/missing", "f/defect")) == prints(REPORT)


def test_the_same_gap_in_two_plans_is_two_alerts() -> None:
    report = made(checked(PLAN, MISSING, path="a.txt"), checked(PLAN, MISSING, path="b.txt"))
    assert len(set(prints(report))) == 2
    assert len(set(prints(report, "plancheck/v1"))) == 1  # what is found is the same


def test_districts_do_not_overwrite_each_other() -> None:
    assert run(REPORT)["automationDetails"] == {"id": f"plancheck/{REPORT['profile']['name']}/"}


# -- the run ----------------------------------------------------------------------------------


def told(report: Json) -> tuple[bool, int, list[tuple[str, str]]]:
    (facts,) = run(report)["invocations"]
    notes = facts["toolExecutionNotifications"]
    names = [(note["descriptor"]["id"], note["level"]) for note in notes]
    return facts["executionSuccessful"], facts["exitCode"], names


def test_a_run_with_findings_succeeded() -> None:
    assert told(made(checked(PLAN, MISSING))) == (True, 1, [])
    assert told(made(checked(PLAN, MET))) == (True, 0, [])


def test_a_run_that_missed_something_did_not() -> None:
    assert told(REPORT) == (False, 3, [("crashed", "error"), ("unreadable", "error")])


def test_a_crash_names_its_rule_and_exception() -> None:
    (facts,) = run(REPORT)["invocations"]
    crash = facts["toolExecutionNotifications"][0]
    assert crash["exception"] == {"kind": "RuntimeError"}
    assert crash["associatedRule"] == {"id": "e/crash", "index": 4}
    assert results(REPORT, "e/crash") == []


def test_what_could_not_be_judged_is_told_with_what_was_not_read() -> None:
    half = plan("x", health=[Health(Grade.BLOCKING, "第2页没有文字"), Health(Grade.NOTICE, "印章")])
    report = made(checked(half, requirement(Verdict(Status.MISSING))))
    assert told(report) == (False, 3, [("incomplete", "warning"), ("unknown", "warning")])
    assert results(report) == []


def test_waivers_that_need_attention_are_told() -> None:
    report = let_pass(REPORT)
    report["waivers"] = {
        "paths": ["waivers.toml"],
        "void": False,
        "expired": [waiver()],
        "refused": [],
        "unused": [waiver(rule="x/y")],
    }
    (facts,) = run(report)["invocations"]
    notes = facts["toolConfigurationNotifications"]
    assert [(note["descriptor"]["id"], note["level"]) for note in notes] == [
        ("expired", "warning"),
        ("unused", "note"),
    ]
    assert "a/missing" in notes[0]["message"]["text"]


# -- limits -----------------------------------------------------------------------------------


def test_more_results_than_github_takes_are_cut_and_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (sarif, notices):
        monkeypatch.setattr(module, "MOST_RESULTS", 3)
    assert [each["ruleId"] for each in results(REPORT)] == ["a/missing", "f/defect", "f/defect"]
    (facts,) = run(REPORT)["invocations"]
    last = facts["toolExecutionNotifications"][-1]
    assert last["descriptor"]["id"] == "left-out"
    assert "另有 2 条" in last["message"]["text"]


def test_the_uri_leads_back_to_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("计划 100%#1?.docx", "a.zip!学校/计划.docx", "[a]&'!.txt"):
        where = place(results(made(checked(PLAN, MISSING, path=name)))[0])["artifactLocation"]
        assert unquote(where["uri"]) == name
        assert where["uriBaseId"] == "%SRCROOT%"
        assert set(where["uri"]) & set(" #?[]&'\\") == set()
