"""Times in clauses: months, festivals, terms, frequencies, weeks, past and future."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck.reading.plan import Month, Period
from plancheck.reading.text import normalise
from plancheck.reading.times import Time, TimeKind, read_times

YEAR = Period(Month(2024, 1), Month(2024, 12))
SCHOOL_YEAR = Period(Month(2023, 9), Month(2024, 8))
AUTUMN = Period(Month(2024, 9), Month(2025, 1))
SPRING = Period(Month(2024, 2), Month(2024, 7))
BOTH = {"autumn", "spring"}


def times(text: str, period: Period | None = YEAR) -> tuple[Time, ...]:
    return read_times(normalise(text).norm, period)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("三月份召开", {3}),
        ("3月8日下午", {3}),
        ("元月慰问", {1}),
        ("９月上旬", {9}),
        ("七、八月", {7, 8}),
        ("七八月份", {7, 8}),
        ("7—8月", {7, 8}),
        ("三至五月", {3, 4, 5}),
        ("3月5日至5月底", {3, 4, 5}),
        ("4月、10月各查一次", {4, 10}),
        ("1月中旬和6月下旬", {1, 6}),
        ("2024年9月", {9}),
        ("2024-09", {9}),
        ("2024/9/10", {9}),
        ("二〇二四年十一月", {11}),
        ("2.26—3.1", {2, 3}),
        ("放在（9.10）", {9}),
        ("十一月和五月的星期五", {5, 11}),
        ("星期五和五月", {5}),
        ("霜降后一周、谷雨前一周", {4, 10}),
        ("春分、秋分各一次", {3, 9}),
        ("一到五月二十日，代表到齐", {5}),
        ("一到五月各查一次", {1, 2, 3, 4, 5}),
        ("措施1.1　三月初一、九月十五", {3, 9}),
        ("青春分享会", set()),
        ("过了大暑，再开一次", {7}),
        ("由王立春、李立秋主持", set()),
        ("确立春季、秋季两个重点", {3, 4, 5, 9, 10, 11}),
        ("建立谷雨老师工作室", set()),
        ("扩大寒门学子的资助", set()),
    ],
)
def test_months(text: str, months: set[int]) -> None:
    assert {month for time in times(text) for month in time.months} == months


@pytest.mark.parametrize(
    "text",
    [
        *("十月革命", "三个月", "12月龄", "每月", "当月", "三十八人", "第三十八条", "一月开一回"),
        *("三八红旗手", "五一劳动奖章", "五四精神", "七一勋章", "八一路", "十一五规划"),
        *("3.2万元", "平均46.3岁", "版本2.1", "第1、2名"),
    ],
)
def test_look_alikes_are_no_months(text: str) -> None:
    assert not [time for time in times(text) if time.months]


@pytest.mark.parametrize(
    ("text", "period", "months"),
    [
        ("三八妇女节", YEAR, {3}),
        ("“三·八”活动", YEAR, {3}),
        ("3·8妇女节", YEAR, {3}),
        ("五一前夕", YEAR, {5}),
        ("教师节座谈", YEAR, {9}),
        ("国庆", YEAR, {10}),
        ("重阳节", YEAR, {10}),
        ("端午", Period(Month(2025, 1), Month(2025, 12)), {5}),
        ("中秋", Period(Month(2025, 1), Month(2025, 12)), {10}),
        ("中秋", None, {9}),
        ("春节", Period(Month(2023, 1), Month(2023, 12)), {1}),
        ("迎元旦", YEAR, {12, 1}),
    ],
)
def test_festivals(text: str, period: Period | None, months: set[int]) -> None:
    (time,) = times(text, period)
    assert time.kind is TimeKind.FESTIVAL
    assert time.months == months


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("每逢期中考试后开一次", 2),
        ("按学期开，一学期不落", 2),
        ("岁凡二集", 2),
        ("每学期召开一次", 2),
        ("每学期至少召开两次", 4),
        ("一学期一会", 2),
        ("每半年一次", 2),
        ("每季度", 4),
        ("每月", 12),
        ("一月开一回", 12),
        ("每年不少于两次", 2),
        ("一年两次", 2),
        ("每年一次", 1),
        ("每学年召开一次", 1),
        ("全年三次", 3),
        ("年内一次", 1),
    ],
)
def test_frequencies(text: str, count: int) -> None:
    time = times(text)[0]
    assert time.kind is TimeKind.FREQUENCY
    assert time.count == count
    assert time.terms == (BOTH if count > 1 else set())


@pytest.mark.parametrize(
    "text", ["三届七次教代会", "第二次会议", "第九届第三次", "一次性发放", "多次强调"]
)
def test_ordinals_are_no_frequencies(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "period", "terms"),
    [
        ("上、下学期各一次", YEAR, BOTH),
        ("春、秋两个学期", YEAR, BOTH),
        ("第一学期", YEAR, {"autumn"}),
        ("第二学期", SCHOOL_YEAR, {"spring"}),
        ("上半年", YEAR, {"spring"}),
        ("下半年", YEAR, {"autumn"}),
        ("一季度", YEAR, {"spring"}),
        ("第三、四季度", YEAR, {"autumn"}),
        ("年底", YEAR, {"autumn"}),
        ("寒假前", YEAR, {"autumn"}),
        ("暑假前", YEAR, {"spring"}),
        ("上学期", SCHOOL_YEAR, {"autumn"}),
        ("下学期", SCHOOL_YEAR, {"spring"}),
        ("期末", AUTUMN, {"autumn"}),
        ("本学期", SPRING, {"spring"}),
        ("1月", YEAR, {"autumn"}),
        ("2月", YEAR, {"spring"}),
        ("8月", YEAR, {"autumn"}),
        ("第3周", SPRING, {"spring"}),
        ("孟春之季", YEAR, {"spring"}),
        ("仲秋时节", YEAR, {"autumn"}),
        ("春耕之前", YEAR, {"spring"}),
        ("秋收后", YEAR, {"autumn"}),
        ("麦子一黄就开", YEAR, {"spring"}),
        ("苞米收完了", YEAR, {"autumn"}),
        ("大雪封山之前", YEAR, {"autumn"}),
    ],
)
def test_terms(text: str, period: Period, terms: set[str]) -> None:
    assert times(text, period)[0].terms == terms


@pytest.mark.parametrize(
    "text",
    [
        "桃花镇中学",
        "送给学校的桃花",
        "秋收起义纪念馆",
        "麦子学校",
        "第三季春蚕班",
        "换季冬衣发放",
        "应季秋装",
        "由季春梅老师负责",
        "初秋雨老师",
    ],
)
def test_a_word_of_a_season_alone_is_no_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "period", "kind"),
    [
        ("去年12月", YEAR, TimeKind.PAST),
        ("2023年3月", YEAR, TimeKind.PAST),
        ("上学年", SCHOOL_YEAR, TimeKind.PAST),
        ("上学期", AUTUMN, TimeKind.PAST),
        ("今年6月闭幕", AUTUMN, TimeKind.PAST),
        ("过去的一年", YEAR, TimeKind.PAST),
        ("明年3月", YEAR, TimeKind.NEXT),
        ("2025年", YEAR, TimeKind.NEXT),
        ("下学期", AUTUMN, TimeKind.NEXT),
        ("翌年五月", Period(Month(2024, 9), Month(2025, 8)), TimeKind.MONTH),
        ("2024年3月", YEAR, TimeKind.MONTH),
    ],
)
def test_past_and_future(text: str, period: Period, kind: TimeKind) -> None:
    time = times(text, period)[0]
    assert time.kind is kind
    assert bool(time.months) is (kind is TimeKind.MONTH)


@settings(max_examples=200, deadline=None)
@given(st.text("一二三十月年日、-~至第周学期上下半每次3812.（） 春季五四", max_size=40))
def test_times_stand_in_order_inside_the_text(text: str) -> None:
    norm = normalise(text).norm
    end = 0
    for time in read_times(norm, YEAR):
        assert end <= time.start < time.end <= len(norm)
        assert all(1 <= month <= 12 for month in time.months)
        end = time.end
