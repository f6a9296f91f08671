"""How long it takes to find copied plans among many, and how many of them are found.

Run as ``python benchmarks/near_duplicates.py [PLANS …]`` (1,000, 10,000 and 100,000 unless given).
Each size is a process of its own, so that memory is that of the size. The plans are made here: a
thousand characters each (3 KB), a fifth of it sentences that all share, as the notice's template
asks for, the rest put together of the words of such plans. One in twenty has a copy by another
school, with a tenth, three tenths or a half of its sentences written anew, in turn.

Printed are the seconds from digests to findings (reading is not counted), plans a second, the most
memory, the share of the copies found by how much was written anew, and pairs that are none. Last,
on a small sample, the time of comparing each plan with each (``difflib``) as a multiple of ours.
"""

import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from plancheck.batch import BatchRule
from plancheck.desk.across import Across, Saying, Told
from plancheck.outcome import State
from plancheck.report_object import Counts, Entry
from plancheck_batch.near_duplicate import judge
from plancheck_batch.sentences import packed, plain

SIZES = (1_000, 10_000, 100_000)
SAMPLE = 60
"""Plans that are compared each with each."""
LENGTH = 1_000
EVERY = 20
"""One plan in so many is copied."""
ANEW = (0.1, 0.3, 0.5)
SHARED = 0.2
"""Of a plan's sentences, what the notice asks for."""

WHEN = [
    "三月上旬",
    "四月",
    "五一前后",
    "六月底",
    "暑假期间",
    "九月开学后",
    "教师节前",
    "国庆前",
    "十一月",
    "期末",
    "每月末",
    "每周五下午",
]
WHO = [
    "工会委员会",
    "女工委员",
    "经审委员",
    "各工会小组",
    "文体委员",
    "生活委员",
    "校务公开小组",
    "教代会主席团",
    "支部",
]
WHAT = [
    "走访慰问困难教职工",
    "组织教职工体检",
    "召开教职工代表大会",
    "征集代表提案",
    "公布经费收支",
    "举办趣味运动会",
    "开展师德演讲",
    "组织青年教师赛课",
    "检查食堂和宿舍的安全",
    "调解劳动争议",
    "组织女教工插花",
    "办好职工书屋",
    "慰问退休教师",
    "组织教工篮球赛",
    "办理互助保障续保",
    "听取绩效方案说明",
    "开展读书分享",
    "培训工会小组长",
]
HOW = [
    "并做好记录",
    "由专人负责",
    "形成书面报告",
    "结果张榜公布",
    "经费从会费列支",
    "邀请家属参加",
    "按年级分批进行",
    "事后回访",
]
AIM = [
    "让大家心里有数",
    "把好事办好",
    "减轻老师负担",
    "听取各方意见",
    "增进同事感情",
    "落到每个小组",
    "不走过场",
]


class Made(NamedTuple):
    """A plan made here."""

    unit: str
    sentences: tuple[str, ...]


def sentence(chance: random.Random) -> str:
    """Return a sentence as plans have it, hardly ever the same twice."""
    what = "，".join(chance.sample(WHAT, 2))
    extra = f"，参加的不少于{chance.randint(3, 300)}人" if chance.random() < SHARED else ""
    parts = (chance.choice(WHEN), "由", chance.choice(WHO), what, "，", chance.choice(HOW), "，")
    return "".join(parts) + chance.choice(AIM) + extra + "。"


def plans(count: int, chance: random.Random) -> Iterator[tuple[Made, tuple[int, float] | None]]:
    """Yield plans; of a copy the number of its original and the share written anew."""
    notice = [f"按通知要求，{sentence(chance)}" for _ in range(200)]
    kept: list[tuple[int, Made]] = []
    copies = 0
    for number in range(count):
        unit = f"县{number // 400}乡第{number}小学"
        if number % EVERY == EVERY - 1 and kept:
            original, made = kept.pop(0)
            anew = ANEW[copies % len(ANEW)]
            copies += 1
            yield Made(unit, tuple(_rewritten(made.sentences, anew, chance))), (original, anew)
            continue
        own: list[str] = []
        while sum(map(len, own)) < LENGTH:
            own.append(chance.choice(notice) if chance.random() < SHARED else sentence(chance))
        plan = Made(unit, tuple(own))
        if number % EVERY == 0:
            kept.append((number, plan))
        yield plan, None


def _rewritten(told: Sequence[str], share: float, chance: random.Random) -> Iterator[str]:
    anew = set(chance.sample(range(len(told)), round(share * len(told))))
    for number, each in enumerate(told):
        yield sentence(chance) if number in anew else each


def entry(number: int, plan: Made) -> Entry:
    """Return a plan as it comes from being judged."""
    told = [
        (plain(each, plan.unit), each, {"block": n, "start": 0, "end": len(each), "nth": n + 1})
        for n, each in enumerate(plan.sentences)
    ]
    part: dict[str, Any] = {
        "path": f"{number:06}.docx",
        "sha256": f"{number:064}",
        "problem": None,
        "unit": plan.unit,
        "results": [],
    }
    counts = Counts(State.COMPLIED, {}, {}, 0, ())
    return Entry(part, counts, {"near": {"text": packed(told)}})


def run(count: int) -> None:
    """Make plans, find the copies, and print one line."""
    across = Across([BatchRule("near", "near", judge, lambda _: "")])
    planted: dict[tuple[int, int], float] = {}
    listed: list[dict[str, Any]] = []
    start = time.perf_counter()
    for number, (plan, copied) in enumerate(plans(count, random.Random(7))):
        made = entry(number, plan)
        across.add(made)
        listed.append({"path": made.plan["path"]})
        if copied:
            planted[copied[0], number] = copied[1]
    reading = time.perf_counter() - start
    start = time.perf_counter()
    told = across.told(listed, None, Saying("zh", {}))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = _pairs(told)
    recall = ", ".join(f"{anew:.0%} anew {_recall(planted, found, anew)}" for anew in ANEW)
    print(
        f"{count:>7} plans: {seconds:6.2f} s ({count / seconds:,.0f} a second), {memory} MB, "
        f"found {recall}, false pairs {len(found - planted.keys())} "
        f"(making them and their digests: {reading:.1f} s)"
    )


def _pairs(told: Told) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for finding in told.findings:
        center, *others = [int(each["path"].partition(".")[0]) for each in finding["plans"]]
        found |= {(min(center, other), max(center, other)) for other in others}
    return found


def _recall(planted: dict[tuple[int, int], float], found: set[tuple[int, int]], anew: float) -> str:
    those = [pair for pair, share in planted.items() if share == anew]
    return f"{sum(pair in found for pair in those)}/{len(those)}"


def against_each_with_each() -> None:
    """Print how much longer it takes to compare each plan with each."""
    some = [plan for plan, _ in plans(SAMPLE, random.Random(7))]
    texts = ["".join(plan.sentences) for plan in some]
    start = time.perf_counter()
    likeness: dict[bool, int] = defaultdict(int)
    for number, text in enumerate(texts):
        for other in texts[:number]:
            likeness[SequenceMatcher(None, text, other, autojunk=False).ratio() >= 0.5] += 1  # noqa: PLR2004 - half of it
    naive = time.perf_counter() - start
    across = Across([BatchRule("near", "near", judge, lambda _: "")])
    for number, plan in enumerate(some):
        across.add(entry(number, plan))
    start = time.perf_counter()
    told = across.told([{} for _ in some], None, Saying("zh", {}))
    ours = time.perf_counter() - start
    print(
        f"{SAMPLE} plans each with each: {naive:.2f} s, {naive / ours:,.0f} times ours; "
        f"{likeness[True]} pairs by difflib, {len(_pairs(told))} by sentences"
    )


def main() -> None:
    """Print a line for each size, each from a process of its own."""
    if sys.argv[1:2] == ["--one"]:
        run(int(sys.argv[2]))
        return
    for size in [int(word) for word in sys.argv[1:]] or SIZES:
        subprocess.run([sys.executable, __file__, "--one", str(size)], check=True)  # noqa: S603 - this file
    against_each_with_each()


if __name__ == "__main__":
    main()
