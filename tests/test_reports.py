"""The report object and what is written of it."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from fakes import checked, defect, finding, met, near, plan, quote, requirement
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import plancheck_reports
import plancheck_schemas
from plancheck.cli.outputs import pieces
from plancheck.errors import Unreadable
from plancheck.formats import Style
from plancheck.model import Cell, Grade, Health, Paragraph, Place, Table, Zone
from plancheck.outcome import FailLevel, Reason, Review
from plancheck.profile import DECISION, Profile, Terms, resolved
from plancheck.reading.plan import Entry, Kind, Layout, Month, Period, Schedule
from plancheck.report_object import Run, report
from plancheck.rule import Finding, Rule, Severity, Status, Verdict
from plancheck.terminal import width

SCHEMA = json.loads(plancheck_schemas.text("report"))
VALIDATOR = Draft202012Validator(SCHEMA)
REPORTS = {each.name: each for each in plancheck_reports.plancheck_reports()}

TABLE = Table((Cell(0, 0, "三月"), Cell(0, 1, "三八节活动")))
PLAN = plan(
    "去年慰问了困难教职工",
    "",
    "走访慰问困难教职工",
    TABLE,
    Paragraph("育英小学工会", zone=Zone.HEADER),
    "XX年",
    title="2024年工作计划",
    unit="育英小学工会",
    kind=Kind.ANNUAL,
    period=Period(Month(2024, 1), Month(2024, 12)),
    schedule=Schedule(Layout.MONTHLY, (Entry((3,), Place(3, 0, 2, (0, 0)), ()),)),
    health=[Health(Grade.NOTICE, "某处有印章")],
)
MISSING = Verdict(
    Status.MISSING, (), (near("去年慰问", "near.review"), near("走访", "自家的理由", 2))
)
PARTIAL = Verdict(
    Status.PARTIAL, (quote("走访慰问", 2),), message="只有{n}次", values=(("n", "1"),)
)
RULES = (
    requirement(MISSING, "a/missing", advice="___月走访困难教职工。"),
    requirement(PARTIAL, "b/partial"),
    requirement(MISSING, "c/warned", Severity.WARNING),
    requirement(met("走访慰问", 2), "d/met"),
    requirement(RuntimeError(), "e/crash"),
    defect([Finding("XX年", Place(5, 0, 3)), Finding("三月", Place(3, 0, 2, (0, 0)))], "f/defect"),
)
BAD = Review("坏.docx", None, Unreadable("读不出来"))


def made(*reviews: Review, rules: tuple[Rule, ...] = RULES, **known: Any) -> dict[str, Any]:  # noqa: ANN401
    facts: dict[str, Any] = {
        "plugins": (("care", "1.0"),),
        "terms": Terms(rules=rules, severities={rule.id: rule.severity for rule in rules}),
        "profiles": (),
        "fail_level": FailLevel.ERROR,
        "lang": "zh",
    }
    return report(Run(**{**facts, **known}), reviews)


def written(form: str, content: Mapping[str, Any], style: Style) -> str:
    return b"".join(pieces(REPORTS[form], content, style)).decode()


def text(content: Mapping[str, Any], **style: Any) -> str:  # noqa: ANN401
    return written("text", content, Style(**style))


REPORT = made(checked(PLAN, *RULES), BAD, configs=("plancheck.toml",))


# -- the object -------------------------------------------------------------------------------


def test_the_report_is_by_its_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    VALIDATOR.validate(REPORT)
    VALIDATOR.validate(made(checked(PLAN, *RULES), with_text=True, lang="en"))
    VALIDATOR.validate(made())


def test_the_schema_names_what_the_code_knows() -> None:
    codes = SCHEMA["$defs"]["plan"]["properties"]["decision"]["properties"]["code"]["enum"]
    assert set(codes) == set(DECISION)
    assert SCHEMA["$defs"]["severity"]["enum"] == list(Severity)
    assert SCHEMA["$defs"]["result"]["properties"]["status"]["enum"] == list(Status)
    assert SCHEMA["$defs"]["plan"]["properties"]["kind"]["enum"] == [*Kind, None]
    outcome = SCHEMA["properties"]["outcome"]["properties"]
    assert outcome["fail_level"]["enum"] == list(FailLevel)
    assert outcome["reasons"]["items"]["enum"] == list(Reason)


def test_every_rule_is_in_the_table_and_every_requirement_has_a_result() -> None:
    assert [rule["id"] for rule in REPORT["rules"]] == [rule.id for rule in RULES]
    results = REPORT["plans"][0]["results"]
    assert {result["rule"] for result in results} == {rule.id for rule in RULES[:-1]}


def test_met_is_shown_with_its_evidence() -> None:
    result = next(each for each in REPORT["plans"][0]["results"] if each["rule"] == "d/met")
    place = {"block": 2, "start": 0, "end": 4, "nth": 2}
    assert result["evidence"] == [{"quote": "走访慰问", "place": place}]


def test_places_in_tables_and_outside_the_body() -> None:
    rule = defect([Finding("育英", Place(4, 0, 2)), Finding("三月", Place(3, 0, 2, (0, 0), 7))])
    places = [each["place"] for each in made(checked(PLAN, rule))["plans"][0]["defects"]]
    assert places == [
        {"block": 4, "start": 0, "end": 2, "nth": 1, "zone": "header"},
        {"block": 3, "start": 0, "end": 2, "cell": [0, 0], "page": 7, "nth": 1},
    ]


def test_what_is_said_of_the_plan() -> None:
    entry = REPORT["plans"][0]
    assert (entry["title"], entry["unit"]) == ("2024年工作计划", "育英小学工会")
    assert (entry["kind"], entry["period"]) == ("annual", {"start": "2024-01", "end": "2024-12"})
    assert entry["schedule"]["months"] == [3]
    assert entry["schedule"]["missing_months"] == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert "blocks" not in entry


def test_the_text_comes_along_when_asked_for() -> None:
    blocks = made(checked(PLAN, *RULES), with_text=True)["plans"][0]["blocks"]
    assert blocks[0] == {"text": "去年慰问了困难教职工"}
    assert len(blocks) == len(PLAN.document.blocks)


def test_the_outcome_and_the_counts() -> None:
    assert REPORT["outcome"] == {
        "exit_code": 3,
        "reasons": ["findings", "unreadable", "crashed"],
        "fail_level": "error",
    }
    summary = REPORT["summary"]
    states = ("plans", "complied", "not_complied", "unknown", "unreadable")
    assert [summary[state] for state in states] == [2, 0, 1, 0, 1]
    assert summary["results"]["missing"] == 2
    assert summary["defects"] == {"error": 2, "warning": 0, "info": 0}
    assert summary["crashes"] == 1


def test_the_same_run_gives_the_same_bytes() -> None:
    again = made(checked(PLAN, *RULES), BAD, configs=("plancheck.toml",))
    for form in REPORTS.values():
        assert [*pieces(form, again, Style())] == [*pieces(form, REPORT, Style())]


# -- JSON -------------------------------------------------------------------------------------


def test_json_is_the_object() -> None:
    assert json.loads(written("json", REPORT, Style())) == REPORT


def test_jsonl_is_a_line_a_plan_and_a_last_one() -> None:
    *plans, run = map(json.loads, written("jsonl", REPORT, Style()).splitlines())
    assert [entry.pop("type") for entry in plans] == ["plan", "plan"]
    assert run.pop("type") == "run"
    assert {**run, "plans": plans} == REPORT


# -- profile, verdict, score ------------------------------------------------------------------

SCORED = Profile("scored", title="评分", points={"d/met": 5, "b/partial": 4, "e/crash": 2})


def scored(*reviews: Review, **known: Any) -> dict[str, Any]:  # noqa: ANN401
    profile = resolved("scored", {"scored": SCORED})
    terms = Terms(profile, RULES, {rule.id: rule.severity for rule in RULES})
    found = reviews or (checked(PLAN, *RULES, profile=profile), replace(BAD, terms=terms))
    return made(*found, terms=terms, profiles=(profile,), **known)


def test_the_verdict_and_the_score_are_in_the_report() -> None:
    content = scored()
    VALIDATOR.validate(content)
    plan, bad = content["plans"]
    assert plan["decision"] == {
        "code": "return",
        "text": "退回重报",
        "reasons": ["a/missing", "f/defect"],
    }
    assert plan["score"] == {
        "total": 7,
        "of": 11,
        "provisional": True,
        "items": [
            {"rule": "d/met", "points": 5, "earned": 5},
            {"rule": "b/partial", "points": 4, "earned": 2},
            {"rule": "e/crash", "points": 2, "earned": None},
        ],
    }
    assert (bad["decision"], bad["score"], bad["profile"]) == (None, None, "scored")


def test_one_line_tells_both() -> None:
    lines = text(scored()).splitlines()
    assert lines[1] == "  结论：退回重报  得分：7/11（有未能判断的项，暂计）"
    assert "评审方案：评分（scored）" in lines
    assert "得分" not in text(REPORT)
    assert "评审方案" not in text(REPORT)
    english = text(scored(lang="en"), lang="en").splitlines()
    assert english[1].startswith("  Verdict: Returned, to be handed in anew  Score: 7/11 (prov")


def test_a_profile_names_its_verdicts() -> None:
    told = {"return": {"text": "打回", "english": "Back"}, "accept": {"text": "收下"}}
    profile = resolved("x", {"x": Profile("x", decision=told)})

    def said(rule: Rule, lang: str) -> str:
        (entry,) = made(checked(PLAN, rule, profile=profile), lang=lang)["plans"]
        words: str = entry["decision"]["text"]
        return words

    assert [said(RULES[0], lang) for lang in ("zh", "en")] == ["打回", "Back"]
    assert [said(RULES[3], lang) for lang in ("zh", "en")] == ["收下", "收下"]
    assert said(RULES[2], "zh") == "修改后备案"


# -- hostile texts ----------------------------------------------------------------------------

HOSTILE = st.text(st.characters(), max_size=60) | st.sampled_from(
    [
        "]]>",
        "\x1b[2J\x07",
        "\u202eabc\u2066",
        "\ud800",
        "</script>",
        "\u2028",
        "{x}{0}{",
        "\r\n",
        "%s",
    ]
)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_breaks_a_report(words: str, name: str, reason: str) -> None:
    rules = (
        requirement(
            Verdict(Status.MISSING, (), (near(words, reason),), message=reason), advice=name
        ),
        defect([finding(words, message=name)]),
        requirement(met(words), "d/met"),
    )
    content = made(checked(plan(words, unit=name, title=words), *rules, path=name), rules=rules)
    VALIDATOR.validate(content)
    for form in ("json", "jsonl"):
        told = written(form, content, Style())
        assert "\n" not in told or json.loads(told.splitlines()[0][:1] + "}") == {}
    assert json.loads(written("json", content, Style())) == content
    shown = text(content, width=60)
    assert shown.encode()
    assert all(sign == "\n" or sign.isprintable() or sign == "　" for sign in shown)


# -- the text report --------------------------------------------------------------------------


def test_what_matters_first() -> None:
    shown = text(REPORT)
    order = [
        "必须改正",
        "a/missing",
        "f/defect",
        "无法判断",
        "e/crash",
        "建议改正",
        "b/partial",
        "c/warned",
    ]
    at = [shown.index(word) for word in order]
    assert all(one < other for one, other in pairwise(at))


def test_each_with_its_words_places_and_reasons() -> None:
    shown = "".join(text(REPORT, width=120).split())
    assert (
        "提到了，但不算：“去年慰问”（第1段）：说的是过去做的事“走访”（第2段）：自家的理由" in shown
    )
    assert "可以这样写：___月走访困难教职工。" in shown
    assert "已写到：“走访慰问”（第2段）" in shown
    assert "只有1次" in shown
    assert "“三月”（表1第1行）" in shown
    assert "规则e/crash出错（RuntimeError）" in shown


def test_met_is_folded_into_one_line() -> None:
    assert text(REPORT).count("title of d/met") == 1
    assert "已写到 1 项：title of d/met" in text(REPORT)


def test_header_and_summary() -> None:
    lines = text(REPORT).splitlines()
    assert lines[0] == "plan.txt  育英小学工会  2024年1月—12月"
    assert "坏.docx" in lines
    assert any("读不出" in line and "读不出来" in line for line in lines)
    tail = "\n".join(lines[lines.index("坏.docx") :])
    assert "共 2 份：达到要求 0 份，未达到 1 份，无法判断 0 份，读不出 1 份。" in tail
    assert "配置：plancheck.toml" in tail


def test_quiet_leaves_out_what_needs_no_attention() -> None:
    good = checked(PLAN, RULES[3], path="好.docx")
    shown = text(made(good, checked(PLAN, *RULES, path="差.docx")), quiet=True)
    assert "好.docx" not in shown
    assert "d/met" not in shown
    assert "差.docx" in shown
    assert "共 2 份" in shown


def test_long_quotes_are_cut_and_many_are_counted() -> None:
    long = "走访慰问困难教职工" * 9
    misses = tuple(near(long, "near.review", block) for block in range(5))
    rule = requirement(Verdict(Status.MISSING, (), misses))
    shown = "".join(text(made(checked(plan(*[long] * 5), rule), rules=(rule,))).split())
    quotes = re.findall("“(.*?)”", shown)
    assert [len(each) for each in quotes] == [30, 30, 30]
    assert all(each.endswith("…") for each in quotes)
    assert "另有2处" in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_no_line_is_too_wide(columns: int, lang: str) -> None:
    content = made(checked(PLAN, *RULES), BAD, lang=lang)
    lines = text(content, width=columns, lang=lang).splitlines()
    assert max(map(width, lines)) <= columns


def test_color_only_paints() -> None:
    painted = text(REPORT, color=True)
    assert "\033[" in painted
    assert "\033[" not in text(REPORT)
    assert re.sub(r"\033\[[0-9;]*m", "", painted) == text(REPORT)


def test_english() -> None:
    content = made(checked(PLAN, *RULES), BAD, lang="en")
    shown = text(content, lang="en")
    assert "plan.txt  育英小学工会  2024, months 1–12" in shown
    assert "Must be mended: 2" in shown
    assert "paragraph 2" in shown
    assert "Plans: 2. They comply: 0; they do not: 1; not judged: 0; unreadable: 1." in shown
