"""Whose plan is copied from whose."""

import json
import random
from pathlib import Path

import pytest
from batch_kit import TASKS, asked, paths, text
from hypothesis import given, settings
from hypothesis import strategies as st

from plancheck_batch.overlap import Index
from plancheck_batch.own_names import blanked
from plancheck_batch.sentences import plain

A, B, C = "澄溪市第八中学", "枫林县河口镇中心小学", "育英学校"

OTHERS = (
    "利用周五下午组织政治学习，学完以后每人写一段体会。",
    "做好职工互助保障的续保工作，一个不漏地通知到人。",
    "国庆前组织教师合唱比赛，退休教师也可以报名。",
    "把校务公开栏挪到大门口，重大开支每月贴一次。",
    "调解委员会每学期排查一次矛盾，有纠纷先坐下来谈。",
    "检查食堂、锅炉房和实验室的安全，查出问题限期改。",
    "组织青年教师上汇报课，老教师当场点评。",
    "发动会员写合理化建议，采纳了的给予奖励。",
    "办好教职工食堂意见箱，每周开箱并回复。",
    "评选最美家庭和师德标兵，在教师节大会上表彰。",
)


def test_a_plan_renamed_is_a_copy() -> None:
    told = asked({"a.txt": text(A), "b.txt": text(B)}, "near-duplicate")
    (finding,) = told.findings
    assert paths(finding) == ["a.txt", "b.txt"]
    assert finding["share"] == 1
    assert finding["severity"] == "warning"
    assert "两份计划有 100% 的句子相同" in finding["message"]
    quotes = [[each["quote"] for each in plan["quotes"]] for plan in finding["plans"]]
    assert quotes[0] == quotes[1]
    assert len(quotes[0][0]) == max(len(task) for task in TASKS)


def test_other_plans_are_none() -> None:
    assert asked({"a.txt": text(A), "b.txt": text(B, OTHERS)}, "near-duplicate").findings == []


@pytest.mark.parametrize(("same", "count"), [(4, 0), (5, 1), (7, 1)])
def test_half_of_the_shorter_plan_is_enough(same: int, count: int) -> None:
    mixed = (*TASKS[:same], *OTHERS[same:])
    found = asked({"a.txt": text(A), "b.txt": text(B, mixed)}, "near-duplicate").findings
    assert [round(each["share"], 2) for each in found] == [same / 10] * count


def test_own_names_and_numbers_do_not_count() -> None:
    own = [f"{task[:-1]}，{{}}的教职工都要参加，经费{{}}元。" for task in TASKS]
    one = text(A, [each.format("第八中学", 3000) for each in own])
    two = text(B, [each.format("河口镇中心小学", 500) for each in own])
    (finding,) = asked({"a.txt": one, "b.txt": two}, "near-duplicate").findings
    assert finding["share"] == 1


def test_the_name_left_in_tells_which_is_the_copy() -> None:
    original = text(A, ["八中的全体教职工都要参加升旗和早读。", *TASKS])
    copy = text(B, ["八中的全体教职工都要参加升旗和早读。", *TASKS])
    (finding,) = asked({"a.txt": original, "b.txt": copy}, "near-duplicate").findings
    assert paths(finding) == ["b.txt", "a.txt"]
    assert f"{B}工会的计划里还留着“{A}工会”的名称" in finding["message"]
    first = [plan["quotes"][0]["quote"] for plan in finding["plans"]]
    assert first == ["八中的全体教职工都要参加升旗和早读。"] * 2


def test_one_school_does_not_copy_from_itself() -> None:
    again = text(A, [*TASKS, "十二月召开总结会，请各小组长发言。"])
    assert asked({"a.txt": text(A), "b.txt": again}, "near-duplicate").findings == []


def test_several_copies_of_one_plan_are_one_finding() -> None:
    plans = {f"{n}.txt": text(unit) for n, unit in enumerate((A, B, C, "城关第三小学"))}
    (finding,) = asked(plans, "near-duplicate").findings
    assert sorted(paths(finding)) == sorted(plans)
    assert "另有 3 份计划" in finding["message"]


def test_what_the_notice_asks_of_all_does_not_count() -> None:
    notice = TASKS[:6]
    plans = {}
    for n in range(12):
        own = [f"{task[:-1]}，由{chr(0x5F20 + n)}老师负责。" for task in OTHERS[:6]]
        plans[f"{n}.txt"] = text(f"{chr(0x4E00 + 7 * n)}山小学", (*notice, *own))
    assert asked(plans, "near-duplicate").findings == []


def test_a_plan_that_all_copied_is_found_all_the_same() -> None:
    plans = {f"{n:02}.txt": text(f"{chr(0x4E00 + 7 * n)}山小学") for n in range(40)}
    (finding,) = asked(plans, "near-duplicate").findings
    assert sorted(paths(finding)) == sorted(plans)


@given(st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None)
def test_the_order_of_the_files_does_not_matter(chance: random.Random) -> None:
    plans = {
        "a.txt": text(A),
        "b.txt": text(B, (*TASKS[:7], *OTHERS[7:])),
        "c.txt": text(C, OTHERS),
        "d.txt": text("城关第三小学", (*OTHERS[:8], *TASKS[8:])),
    }
    mixed = list(plans.items())
    chance.shuffle(mixed)
    found = asked(dict(mixed), "near-duplicate").findings
    assert sorted(sorted(paths(each)) for each in found) == [["a.txt", "b.txt"], ["c.txt", "d.txt"]]


@given(st.lists(st.sets(st.integers(0, 60), max_size=12), max_size=14))
@settings(deadline=None)
def test_the_index_finds_what_comparing_each_with_each_finds(plans: list[set[int]]) -> None:
    index = Index()
    for plan in plans:
        index.add(plan)
    found = {(each.one, each.other): each.share for each in index.overlaps(lambda *_: True)}
    expected = {}
    many = {mark for mark in range(61) if sum(mark in plan for plan in plans) > 10}
    for other, two in enumerate(plans):
        for one, first in enumerate(plans[:other]):
            rare, least = (first & two) - many, min(len(first - many), len(two - many))
            if len(rare) >= 4 and len(rare) * 2 >= least:
                expected[one, other] = len(rare) / least
    assert expected.items() <= found.items()
    assert all(plans[one] & plans[other] for one, other in found)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (
            "澄溪市第八中学工会委员会",
            ["澄溪市第八中学", "第八中学", "澄溪第八中学", "八中", "我校", "本校"],
        ),
        ("枫林县河口镇中心小学", ["枫林县河口镇中心小学", "河口镇中心小学", "河口中心小学"]),
        ("阳光幼儿园", ["阳光幼儿园", "我园"]),
    ],
)
def test_ways_to_call_the_own_school(unit: str, words: list[str]) -> None:
    assert {blanked(f"全体{each}教师", unit) for each in words} == {"全体〓教师"}


@pytest.mark.parametrize("words", ["阳光心态", "实验教学", "第三小学", "八中"])
def test_everyday_words_and_other_schools_stay(words: str) -> None:
    assert blanked(words, "阳光小学") == words


@given(st.text(max_size=80), st.text(max_size=20))
@settings(max_examples=30, deadline=None)
def test_no_text_breaks_the_comparison(words: str, unit: str) -> None:
    plain(words, unit)
    asked({"a": words, "b": text(unit, (words, *TASKS))}, "near-duplicate")


def test_the_sample_plans_are_no_copies_of_each_other() -> None:
    folder = Path(__file__).parent.parent.parent / "fixtures" / "labelled"
    plans = {
        path.name: path.read_text(encoding="utf-8").replace("# ", "").replace("#", "")
        for path in sorted(folder.glob("*.txt"))
    }
    assert len(plans) >= 5
    found = asked(plans, "near-duplicate").findings
    assert [json.dumps(paths(each)) for each in found] == []
