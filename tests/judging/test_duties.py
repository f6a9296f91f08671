"""In a list of duties each stands by itself: what is said of one says nothing of another."""

from time import process_time

import pytest

from plancheck import plugins
from plancheck.judging import lexicon_of
from plancheck.rule import Rule, Verdict
from plancheck.testing import plan_from

RULES: dict[str, Rule] = {rule.id: rule for rule in plugins.load(without=["opinion"]).rules}
LEXICON = lexicon_of(list(RULES.values()))


def status(rule: str, words: str) -> str:
    verdict = RULES[rule].check(plan_from(words, lexicon=LEXICON))
    assert isinstance(verdict, Verdict)
    return verdict.status.value


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("organization/publicity", "做好提案征集、代表换届、工会信息报送、资料归档等工作。"),
        ("care/health", "做好学生活动场地安排、教职工健康体检、春游协调、资料归档等工作。"),
        ("finance/funds", "做好政治学习计划制定、师徒结对、会费收缴、台账整理等工作。"),
        ("care/retirees", "家长开放日、慰问退休教师、运动会、读书会。"),
    ],
)
def test_a_word_of_another_duty_in_a_list_does_not_disturb(rule: str, words: str) -> None:
    assert status(rule, words) == "met"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("care/health", "做好学生健康体检、场地安排、春游协调、资料归档等工作。"),
        ("care/health", "做好学生活动、健康体检。"),
        ("care/retirees", "组织学生慰问退休教师、运动会、读书会、开放日。"),
        ("care/health", "学生方面抓好心理健康教育、晨检、体检、卫生评比。"),
        ("care/health", "面向学生、家长、社区开展心理健康讲座、咨询。"),
        ("rights/labor-safety", "抓好防暑降温、防寒、防溺水、交通安全等学生安全教育。"),
        ("development/skills", "组织技能竞赛、基本功比赛、演讲比赛、书法比赛等学生竞赛。"),
        ("congress/leader-appraisal", "组织学生测评教师、陪同校级领导走访、布置会场、整理资料。"),
        ("care/health", "请学生会、团委、体育组、总务处配合，组织体检。"),
    ],
)
def test_a_word_of_the_duty_itself_or_of_those_served_does(rule: str, words: str) -> None:
    assert status(rule, words) == "missing"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("care/health", "教职工的身体健康是学校的宝贵财富，安排全体教职工体检。"),
        ("care/retirees", "尊老敬老是中华民族的传统美德，重阳节前登门看望退休教师。"),
        ("congress/leader-appraisal", "民主评议是监督干部的有效手段，年底组织教职工评议校级领导。"),
    ],
)
def test_what_is_said_of_its_worth_does_not_disturb_what_is_promised(rule: str, words: str) -> None:
    assert status(rule, words) == "met"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("care/health", "教职工的身体健康是学校的宝贵财富。"),
        ("care/retirees", "尊老敬老是中华民族的传统美德。"),
        ("congress/leader-appraisal", "民主评议是监督干部的有效手段。"),
    ],
)
def test_its_worth_alone_promises_nothing(rule: str, words: str) -> None:
    assert status(rule, words) == "missing"


def test_a_list_without_end_costs_no_more_than_its_length() -> None:
    few, many = (timed("care/health", "组织" + "教职工体检、学生体检、" * n) for n in (1000, 16000))
    assert many < 64 * few + 0.5


def timed(rule: str, words: str) -> float:
    plan = plan_from(words, lexicon=LEXICON)
    start = process_time()
    RULES[rule].check(plan)
    return process_time() - start


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("协助学校筹备会务、起草报告、召开九届四次教代会、印发会议决议。", "partial"),
        ("各校要做好年度教代会的筹备、资格审查、召开会议、审议绩效细则等工作。", "partial"),
        ("将期末考核方案等涉及教职工利益的事项交教职工大会讨论通过。", "missing"),
        ("落实教代会决议，印发会议决议。", "missing"),
    ],
)
def test_a_congress_in_a_list(words: str, wanted: str) -> None:
    assert status("congress/held-each-term", words) == wanted
