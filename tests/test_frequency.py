"""How often the congress must meet: REQUIREMENTS' table, a row and a column each."""

import pickle
from collections.abc import Mapping

import pytest
from verdicts import installed

from plancheck.judging import lexicon_of
from plancheck.messages import text
from plancheck.profile import Profile, fitted, resolved
from plancheck.rule import Rule, Status, Verdict
from plancheck.testing import plan_from

HELD = "congress/held-each-term"
RULE = next(rule for rule in installed().rules if rule.id == HELD)
LEXICON = lexicon_of([RULE])

FREQUENCIES = ("term", "half-year", "school-year")
TITLES = {
    "annual": "2024年A校工会工作计划",
    "school-year": "2023—2024学年A校工会工作计划",
    "term": "2024—2025学年第一学期A校工会工作计划",
    "unknown": "A校工会工作计划",
}


def asked(frequency: str, document: str = "") -> Rule:
    profile = Profile("x", options={HELD: {"frequency": frequency}}, document=document)
    return fitted(RULE, profile)


def judged(words: str, frequency: str, kind: str, part: str = "tasks") -> Verdict:
    plan = plan_from(words, part, TITLES[kind], LEXICON)
    assert (plan.period is None) == (kind == "unknown")
    assert kind in (plan.kind, "unknown")
    verdict = asked(frequency).check(plan)
    assert isinstance(verdict, Verdict)
    return verdict


def statuses(words: str, kind: str) -> list[str]:
    """Return what is said by term, half-year and school year."""
    return [judged(words, frequency, kind).status.value for frequency in FREQUENCIES]


YEARS = ("annual", "school-year", "unknown")
NOTHING = "10月庆祝教师节。"


@pytest.mark.parametrize("kind", YEARS)
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # one in each term
        ("每学期召开一次教代会。", "met met met"),
        ("3月召开教代会。\n11月召开教代会。", "met met met"),
        ("1月和6月召开教代会。", "met met met"),
        ("每半年召开一次教代会。", "met met met"),
        ("今年召开两次教代会。", "met met met"),
        # two in one term
        ("3月召开五届一次教代会。\n6月召开五届二次教代会。", "partial met met"),
        ("9月召开教代会。\n11月再次召开教代会。", "partial met met"),
        ("3月和6月各召开一次教代会。", "partial met met"),
        ("9月和10月各召开一次教代会。", "partial met met"),
        ("3月、6月召开教代会。", "partial met met"),
        ("于3月中旬和6月下旬组织两次教代会。", "partial met met"),
        # one
        ("6月召开教代会。", "partial partial met"),
        ("每学年召开一次教代会。", "partial partial met"),
        ("开好教代会。", "partial partial met"),
        ("9月、10月召开教代会。", "partial partial met"),
        ("3月或6月召开教代会。", "partial partial met"),
        ("5月筹备教代会，6月召开教代会。", "partial partial met"),
        ("力争6月召开教代会。", "partial partial met"),
        # to be prepared, or hoped for without a time
        ("做好教代会筹备工作。", "partial partial partial"),
        ("为教代会召开做准备。", "partial partial partial"),
        ("力争召开一次教代会。", "partial partial partial"),
        ("认真做好教代会的各项准备工作。", "missing missing partial"),
        # none
        (NOTHING, "missing missing missing"),
        ("条件成熟时再考虑召开教代会。", "missing missing missing"),
        ("去年6月召开了教代会。", "missing missing missing"),
        ("教代会是民主管理的基本形式。", "missing missing missing"),
    ],
)
def test_a_plan_of_a_year(words: str, expected: str, kind: str) -> None:
    assert " ".join(statuses(words, kind)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10月召开教代会。", "met met met"),
        ("开好教代会。", "met met met"),
        (NOTHING, "missing missing n/a"),
        ("认真做好教代会的各项准备工作。", "missing missing n/a"),
        ("教代会是民主管理的基本形式。", "missing missing n/a"),
    ],
)
def test_a_plan_of_one_term(words: str, expected: str) -> None:
    assert " ".join(statuses(words, "term")) == expected


def test_a_meeting_that_stands_in_the_text_and_in_the_schedule_is_one() -> None:
    plan = """2024年A校工会工作计划
一、主要工作
1、6月召开六届二次教代会，审议学校工作报告。
二、月度安排
三月：庆祝“三八”节
四月：教师书画展
五月：慰问一线教师
六月：教代会
九月：庆祝教师节
"""
    assert judged(plan, "half-year", "annual", "plan").status == "partial"
    twice = plan.replace("五月：慰问一线教师", "四月：召开六届一次教代会")
    assert judged(twice, "half-year", "annual", "plan").status == "met"


@pytest.mark.parametrize("kind", YEARS)
def test_halves_are_those_of_the_period(kind: str) -> None:
    """January and June lie in one half of a calendar year, in two of a school year."""
    assert judged("寒假前召开教代会。\n6月召开教代会。", "half-year", kind).status == "met"


def test_a_vow_among_the_goals_is_no_sitting() -> None:
    for frequency in FREQUENCIES:
        assert judged("开好教代会。", frequency, "annual", "goals").status == "partial"


def test_one_sitting_meets_the_national_rule_and_is_never_called_unlawful() -> None:
    for frequency, local in (("term", "每学期"), ("half-year", "每半年")):
        verdict = judged("6月召开教代会。", frequency, "annual")
        said = text(verdict.message, "zh", verdict.values)
        assert said == f"达到国家规定、未达到本地{local}一次要求"
        assert "national rule" in text(verdict.message, "en", verdict.values)


@pytest.mark.parametrize("words", ["做好教代会筹备工作。", "力争召开一次教代会。"])
def test_what_is_only_prepared_or_hoped_for_is_not_said_to_meet_the_national_rule(
    words: str,
) -> None:
    for frequency in FREQUENCIES:
        verdict = judged(words, frequency, "annual")
        assert "达到国家规定" not in text(verdict.message, "zh")
        assert verdict.evidence


def test_why_a_plan_of_one_term_is_not_asked() -> None:
    verdict = judged(NOTHING, "school-year", "term")
    assert verdict.evidence == ()
    assert "另一学期" in text(verdict.message, "zh")


def texts(rule: Rule) -> Mapping[str, str]:
    basis = "；".join(entry.text for entry in rule.basis)
    return {
        "title": rule.title,
        "advice": rule.advice,
        "basis": basis,
        **{f"criteria.{key}": value for key, value in rule.criteria.items()},
        **{f"english.{key}": value for key, value in rule.english.items()},
    }


def test_the_texts_fit_the_frequency() -> None:
    national = texts(asked("school-year"))
    for key, words in national.items():
        for local in ("每学期", "每个学期", "每半年", "本县", "each term", "half-year", "违法"):
            assert local not in words, key
    assert "每学年" in national["title"]
    assert "school year" in national["english.title"]
    half = texts(asked("half-year"))
    assert all("每学期" not in words for words in half.values())
    assert "每半年召开一次是本县（区）教育工会的要求" in half["basis"]
    term = texts(asked("term"))
    assert term == texts(RULE)
    assert "每学期召开一次是本县（区）教育工会的要求" in term["basis"]


@pytest.mark.parametrize("frequency", FREQUENCIES)
def test_the_national_rule_is_named_without_an_article(frequency: str) -> None:
    basis = [entry.text for entry in asked(frequency).basis if entry.kind == "regulation"]
    assert basis == ["《学校教职工代表大会规定》（教育部令第32号）：每学年至少召开一次"]


def test_the_local_document_is_the_basis_of_what_is_local() -> None:
    document = "《金沙县学校教职工代表大会工作规程》"
    local = [entry.text for entry in asked("term", document).basis if entry.kind == "local"]
    assert local == [f"{document}：每学期召开一次"]
    local = [entry.text for entry in asked("half-year", document).basis if entry.kind == "local"]
    assert local == [f"{document}：每半年召开一次"]
    assert document not in texts(asked("school-year", document))["basis"]


def test_the_shipped_profiles_ask_for_it_as_they_say() -> None:
    known = {profile.name: profile for profile in installed().profiles}
    often = {name: fitted(RULE, resolved(name, known)).option("frequency") for name in known}
    assert often == {"default": "term", "national": "school-year", "scored": "term"}


def test_an_option_leaves_the_rule_it_came_from_as_it_was() -> None:
    before = texts(RULE)
    changed = asked("school-year")
    assert changed is not RULE
    assert (RULE.option("frequency"), changed.option("frequency")) == ("term", "school-year")
    assert texts(RULE) == before
    assert judged("6月召开教代会。", "school-year", "annual").status == "met"
    assert judged("6月召开教代会。", "term", "annual").status == "partial"


def test_a_rule_with_options_travels_to_another_process() -> None:
    there = pickle.loads(pickle.dumps(asked("school-year")))  # noqa: S301 - our own bytes
    plan = plan_from("6月召开教代会。", title=TITLES["annual"], lexicon=LEXICON)
    assert there.check(plan).status == "met"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(
            "今年三月、十月各开一次教职工大会，前一次过学校报告，后一次过下年度的考核办法。",
            "met",
            id="times of what is decided",
        ),
        pytest.param(
            "七月初开一次教职工大会，校长宣读上半年工作和下半年打算。",
            "partial",
            id="times of what is reported",
        ),
        pytest.param(
            "第一件事是教代会。四月一次，十一月一次，代表名额不变。", "met", id="named before"
        ),
        pytest.param(
            "召开教代会。每周一碰头，九月召开教师节表彰大会。", "partial", id="other meetings"
        ),
        pytest.param("上半年召开一次教代会，下半年安排召开一次。", "met", id="安排 is a verb here"),
        pytest.param(
            "学校章程改了两次，教代会也要跟着规范，四月召开。",
            "partial",
            id="how often something was done",
        ),
        pytest.param(
            "二月底召开四届三次教代会，六月底召开四届四次会议。前一次听报告，后一次议方案。",
            "partial",
            id="which of two",
        ),
        pytest.param(
            "利用校报、教工大会等渠道，每季度公布一次收支。", "missing", id="a means among others"
        ),
        pytest.param(
            "各校6月底前、12月底前各召开一次教职工（代表）大会。", "met", id="a name with brackets"
        ),
        pytest.param(
            "教代会例会，寒假放假前、暑假放假前各召开一次。", "met", id="before the holidays"
        ),
        pytest.param(
            "四月中旬、十月中旬，由各年级推出的三十名代表到礼堂，听取校长报告，逐项举手表决。",
            "met",
            id="before those who sit in it",
        ),
        pytest.param(
            "三月底由各组推出的十七人到齐，听校长报告，逐项投票。十一月再开一次。",
            "met",
            id="goes on about those who sit in it",
        ),
        pytest.param(
            "四月、十月举行全体教师参加的田径运动会和拔河比赛、登山、健步走等活动。"
            "由各组推出的十七人到齐，听校长报告，逐项投票。",
            "partial",
            id="another sentence's time",
        ),
        pytest.param(
            "四月、十月各开一次教职工大会，听取校长报告和来年打算。",
            "met",
            id="next year is only spoken of",
        ),
        pytest.param("教职工大会推到明年四月召开。", "missing", id="put off to the next year"),
        pytest.param(
            "教代会原定五月召开，改为明年三月召开。", "missing", id="was to sit, and is put off"
        ),
        pytest.param("教代会六月、十二月做准备，来年召开。", "missing", id="only made ready"),
        pytest.param("教代会由王立春、李立秋分别主持召开。", "partial", id="names of persons"),
        pytest.param("召开教代会，一学年两次。", "met", id="how often, in a clause of its own"),
        pytest.param(
            "教代会照常。六月举行民主评议，十一月举行座谈会。",
            "partial",
            id="what else is convened",
        ),
        pytest.param(
            "惊蛰前、霜降后各召开一次教职工大会。", "met", id="by the sun's twenty-four terms"
        ),
        ("每月更换校务公开栏，召开五届三次教代会。", "partial"),
        ("每学期慰问两次，召开三届二次教代会。", "partial"),
        ("召开三届二次教代会，每学期听一次工会报告。", "partial"),
        ("召开教代会，每学期一次听取校长工作报告。", "met"),
        ("召开教职工大会，每学期一次民主评议干部。", "met"),
        ("定期召开教代会，每年两次审议学校重大事项。", "met"),
        ("一年两回，召开教代会。", "met"),
        ("召开教代会，一年开两回。", "met"),
    ],
)
def test_only_times_of_the_meeting_itself_count(words: str, expected: str) -> None:
    assert judged(words, "term", "annual").status.value == expected


def test_a_meeting_in_the_other_term_is_none_of_a_plan_of_one_term() -> None:
    words = "教职工代表大会改在第二学期举行，本学期只做代表补选。"
    assert judged(words, "term", "term").status is Status.MISSING


def test_a_hostile_paragraph_costs_no_more_than_its_length() -> None:
    """Were each sentence to look through all others, this would take hours."""
    sentences = "召开教代会一次。教代会表决方案。" * 5_000
    assert judged(sentences, "term", "annual").status is not Status.MET
