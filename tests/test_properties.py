"""What must not change a verdict, and what must: on every labelled plan that we have.

The plans are those of the corpus (``PLANCHECK_CORPUS``) that are not held back, else our own. What
fails because of a fault that is known is marked with its reason, and reported when it is mended.
"""

import os
import random
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_files import source
from reworked import (
    REQUIREMENTS,
    changed,
    judged,
    last_year,
    opening,
    put_in,
    review_heading,
    sections,
    shuffled,
    statuses,
    understood,
    without,
)

from plancheck.api import Document, Paragraph, Statement
from plancheck.testing import plan_from

HELD_BACK = 3
"""Plans whose number it divides are not looked at: those of the corpus must not be, of ours there
are enough."""


def paths() -> dict[str, Path]:
    """Return the texts of the plans by their names."""
    corpus = os.environ.get("PLANCHECK_CORPUS")
    found = sorted((Path(corpus, "plans") if corpus else source.LABELLED).glob("*.txt"))
    return {path.stem: path for path in found if int(path.stem[1:]) % HELD_BACK}


PATHS = paths()
pytestmark = pytest.mark.skipif(not PATHS, reason="there are no labelled plans")


@cache
def plan(name: str) -> Document:
    return source.document(PATHS[name].read_text("utf-8"))


def each(known: Mapping[str, str]) -> pytest.MarkDecorator:
    """Ask of each plan; those with a known fault must fail.

    :param known: name of a plan → the fault
    """
    return pytest.mark.parametrize(
        "name",
        [
            pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=known[name]))
            if name in known
            else name
            for name in PATHS
        ],
    )


FORM = ("structure/", "schedule/", "tasks/")
"""Rules that ask how the whole is made, to which any sentence may matter."""


def presence(differences: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return the differences that are about what a plan contains.

    Whether it has an opening that names its guiding thought depends on what stands there.
    """
    return {rule: said for rule, said in differences.items() if not rule.startswith("structure/")}


# -- what stands nowhere is missing -----------------------------------------------------------

BESIDE = (
    "a statement is heard with those around it: deleting one changes what is thought of the next"
)
EVIDENCE: dict[str, str] = dict.fromkeys(("h08", "k20", "m07", "n10", "n23"), BESIDE)
"""Plans of which this is not true, with the fault."""

RANK = {"missing": 0, "partial": 1, "met": 2}


@each(EVIDENCE)
def test_without_its_evidence_a_requirement_is_missing_and_no_other_changes(name: str) -> None:
    """Sentence after sentence is deleted until a rule has nothing left to quote.

    Of each plan a quarter of the rules is asked, by its name another quarter.
    """
    asked = REQUIREMENTS[sum(map(ord, name)) % 4 :: 4]
    slips: list[str] = []
    for rule in (rule.id for rule in asked if not rule.id.startswith(FORM)):
        before = plan(name)
        while judged(before)[rule].verdict.evidence:
            deleted = quoted(before, rule)
            after = without(before, (statement.place for statement in deleted))
            slips += differences(before, after, rule, deleted)
            before = after
        if statuses(before)[rule] != "missing":
            slips.append(f"{rule}: {statuses(before)[rule]} without a word of evidence")
    assert slips == []


def quoted(document: Document, rule: str) -> list[Statement]:
    """Return the statements in which a rule's evidence stands."""
    evidence = judged(document)[rule].verdict.evidence
    found = [
        statement
        for statement in understood(document).statements
        if any(statement.place.overlaps(quote.place) for quote in evidence)
    ]
    assert found, f"{rule} quotes what is no statement"
    return found


def differences(
    before: Document, after: Document, rule: str, deleted: Sequence[Statement]
) -> Iterable[str]:
    """Yield what changed that must not have: a verdict that rose, one of an unrelated rule."""
    words = " / ".join(statement.norm for statement in deleted)
    rose = RANK[statuses(after)[rule]] > RANK[statuses(before)[rule]]
    if rose:
        yield f"{rule} rose without: {words}"
    for other, said in changed(before, after).items():
        if other != rule and not related(before, other, deleted):
            yield f"{other} {said[0]} → {said[1]} without: {words}"


def related(document: Document, rule: str, deleted: Sequence[Statement]) -> bool:
    """Tell whether a rule looks at the whole, or quotes words that were deleted."""
    evidence = judged(document)[rule].verdict.evidence
    return rule.startswith(FORM) or any(
        statement.place.overlaps(quote.place) for statement in deleted for quote in evidence
    )


# -- last year's deeds promise nothing --------------------------------------------------------

DEEDS = (
    "上、下学期各召开了一次教代会，代表到会率都在95%以上",
    "三月和十月先后召开了两次教职工代表大会",
    "共征集提案36件，全部办结并答复了提案人",
    "教代会审议通过了绩效工资分配方案和职称评聘办法",
    "组织代表对学校领导班子进行了民主评议，优秀率达96%",
    "校务公开栏全年更新了12期，公布了财务收支、评优评先等事项",
    "参与修订了岗位聘任办法，接待来访教职工23人次，答复诉求18件",
    "人事争议调解小组成功调解了纠纷3起",
    "会同总务处开展了劳动安全卫生检查4次，整改隐患11处",
    "“三八”节组织女教职工开展了踏青活动，61人参加",
    "为全体女教职工做了两癌筛查，建成了母婴室",
    "走访慰问了困难、生病教职工27人次，发放慰问金1.8万元",
    "为全体会员办理了职工医疗互助保障，理赔6人次",
    "组织了教职工体检，安排了18名骨干教师疗休养",
    "重阳节召开了退休教师座谈会，看望了高龄退休教师",
    "举办了师德演讲比赛，签订了师德承诺书",
    "举办了青年教师基本功大赛，结成了师徒对子15对",
    "组织了政治学习20次，开展了读书分享会4场",
    "评选表彰了优秀教师12名，宣传了身边的先进典型",
    "收到合理化建议43条，采纳了21条",
    "举办了教职工运动会、乒乓球赛和迎新年联欢会",
    "改建了教工之家，添置了健身器材，被评为市模范职工之家",
    "召开了工会委员会会议10次，完成了换届选举",
    "选派3名工会干部参加了市总工会的业务培训",
    "为9名新教师办理了入会手续，更新了会员档案",
    "在工会公众号发布了信息48条，被上级采用了7条",
    "按时收缴了会费，足额上解了经费，编制了年度预算",
    "经审委员会审查了全年账目，并向会员公布了结果",
    "三月走访了困难职工，四月举办了运动会，五月评选了先进，六月召开了教代会",
    "各项工作由工会主席王强负责，由各小组长具体落实，均已完成",
)


def told(document: Document, deeds: Iterable[str]) -> str:
    return f"{last_year(document)}，校工会在上级的领导下，{'；'.join(deeds)}。"


def reviewed(document: Document, deeds: Iterable[str]) -> Document:
    """Add a review under a heading like the plan's own."""
    found = review_heading(document)
    if found is None:
        pytest.skip("its first heading has no number")
    at, heading = found
    return put_in(document, at, heading, Paragraph(told(document, deeds)))


def opened(document: Document, deeds: Iterable[str]) -> Document:
    """Let the plan begin with a paragraph in past tense."""
    return put_in(document, opening(document), Paragraph(told(document, deeds)))


OPENING: dict[str, str] = {}

REVIEWS = st.lists(st.sampled_from(DEEDS), min_size=1, max_size=6, unique=True)


@each({})
def test_a_review_under_its_heading_changes_no_verdict(name: str) -> None:
    assert presence(changed(plan(name), reviewed(plan(name), DEEDS))) == {}


@each(OPENING)
def test_an_opening_that_looks_back_changes_no_verdict(name: str) -> None:
    before = plan(name)
    alone = [presence(changed(before, opened(before, [deed]))) for deed in DEEDS[6::10]]
    assert [presence(changed(before, opened(before, DEEDS))), *alone] == [{}] * (1 + len(alone))


@cache
def sound() -> Sequence[str]:
    """Return the plans in which a review can stand, without those with a known fault."""
    return [name for name in PATHS if name not in OPENING and review_heading(plan(name))]


@pytest.mark.parametrize("way", [reviewed, opened])
@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True)
def test_no_choice_of_deeds_changes_a_verdict(way: object, data: st.DataObject) -> None:
    before = plan(data.draw(st.sampled_from(sound())))
    after = (reviewed if way is reviewed else opened)(before, data.draw(REVIEWS))
    assert presence(changed(before, after)) == {}


@each({})
def test_a_review_under_a_heading_without_a_number_changes_no_verdict(name: str) -> None:
    """Whether a schedule stands under such a heading is not asked.

    Nor are plans whose own headings have no number: nothing tells those from parts of the review.
    """
    before = plan(name)
    found = review_heading(before, "")
    if found is None or review_heading(before) is None:
        pytest.skip("its first heading has no number")
    after = put_in(before, found[0], found[1], Paragraph(told(before, DEEDS[:3])))
    differ = presence(changed(before, after))
    assert {rule: said for rule, said in differ.items() if not rule.startswith("schedule/")} == {}


# -- the order of sections is the author's ----------------------------------------------------


@each({})
def test_the_order_of_the_sections_changes_no_verdict(name: str) -> None:
    before = plan(name)
    found = sections(understood(before))
    if not found:
        pytest.skip("its task part has no numbered sections")
    generator = random.Random(name)  # noqa: S311 - a test's choice
    orders = [list(reversed(range(len(found)))), generator.sample(range(len(found)), len(found))]
    after = [presence(changed(before, shuffled(before, found, order))) for order in orders]
    assert after == [{}, {}]


# -- the smallest plans that show what was wrong -----------------------------------

TITLE = "2024年育英小学工会工作计划"


@pytest.mark.parametrize(
    ("title", "text", "rule", "status"),
    [
        pytest.param(
            "晨曦幼儿园工会工作计划",
            "2020年，校工会在上级的领导下，按时收缴了会费。\n一、工作重点\n（一）5月举办师德演讲。",
            "finance/funds",
            "missing",
            id="a year told of",
        ),
        pytest.param(
            TITLE,
            "去年工作回顾\n2023年，校工会召开了两次教代会。\n"
            "一、指导思想\n以党的二十大精神为指导。\n二、主要工作\n1、三月组织女教工踏青。",
            "women/tasks",
            "met",
            id="a review swallows the plan",
        ),
        pytest.param(
            TITLE,
            "二、主要工作\n1．民主建设。四月召开教代会，听取上年度财务工作报告。"
            "校务公开栏每月更新一次，公布经费收支。",
            "openness/tasks",
            "met",
            id="past in an object",
        ),
        pytest.param(
            TITLE,
            "二、主要工作\n3．文体活动。五月举办拔河比赛。\n4．女教师工作。\n"
            "5．经费工作。按时收缴会费。",
            "women/tasks",
            "missing",
            id="a bare heading",
        ),
    ],
)
def test_the_smallest_plan_is_judged_right(title: str, text: str, rule: str, status: str) -> None:
    document = plan_from(f"{title}\n{text}", "plan").document
    assert statuses(document)[rule] == status
