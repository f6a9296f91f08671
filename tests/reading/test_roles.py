"""What a sentence does: promises, or tells what was, what others do, what will not be done."""

import pytest

from plancheck.testing import plan_from

PROMISES = (
    "四月召开教代会，听取上年度提案办理情况的报告。",
    "主席和两名委员五月去县总工会参加业务培训。",
    "市总工会的住院互助，每人一百元，三月由会计代缴。",
    "每月写一篇稿子投县教育工会的公众号。",
    "评议表由代表当场填写，交县教育局来人封存。",
    "把“活动室够不够用”做成问卷，请会员打分。",
    "会费收了多少、用了几笔，期末张贴公布。",
    "孕期女教师不排夜班，课务由教务处协调。",
    "愿意报名的教师三月组队参加排球比赛。",
)

NOTHING = (
    pytest.param("新教师培训由教务处统一组织。", id="left to an office"),
    pytest.param("退休人员的活动归离退休处管。", id="belongs to an office"),
    pytest.param("文体比赛由党支部安排，工会不参与。", id="the union stays out"),
    pytest.param("师德考核，由人事处负责。", id="a thing and who does it"),
    pytest.param("岗位竞赛，今年不办。", id="a thing and its refusal"),
    pytest.param("教工体检，县里没有名额，今年不排。", id="a thing and why not"),
    pytest.param("会员名册已编好。", id="已"),
    pytest.param("登记表填过三回。", id="过 with a count"),
    pytest.param("互助金累计发放九万元。", id="累计"),
    pytest.param("合理化建议是集体智慧的结晶。", id="what a thing is"),
    pytest.param("职工之家的选址要等基建方案批复后再定。", id="awaited"),
    pytest.param("工会委员会由王芳、李梅、陈静三位同志组成。", id="who is in a body"),
)


def commits(sentence: str) -> bool:
    statements = plan_from(f"2024年育英小学工会工作计划\n一、主要工作\n{sentence}").statements
    return any(
        statement.commits for statement in statements if statement.norm[-4:] == sentence[-4:]
    )


@pytest.mark.parametrize("sentence", PROMISES)
def test_what_is_planned_is_a_promise(sentence: str) -> None:
    assert commits(sentence)


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_is_only_told_is_no_promise(sentence: str) -> None:
    assert not commits(sentence)
