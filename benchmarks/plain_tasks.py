"""How plainly worded tasks are judged, each put into short plans of the plainest kind.

Run as ``python benchmarks/plain_tasks.py [-v]``. ``fixtures/plain-tasks.jsonl`` holds tasks as
schools word them (组织岗位练兵活动), with what each earns of one rule, and some that only look
like one. Nothing is learnt from them. Each stands once in each of these plans, among tasks of
other topics:

``list``
    a title, a heading and five numbered tasks;
``official``
    a guiding thought, an aim and tasks under a heading of their own;
``crowded``
    one long sentence of five tasks;
``month``
    an entry of a monthly schedule (what is partial is left out: there, a bare name commits).

``-v`` names the tasks that are judged otherwise than labelled.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from plancheck import plugins
from plancheck.judging import lexicon_of
from plancheck.rule import Rule, Verdict
from plancheck.testing import plan_from

TASKS = Path(__file__).parent.parent / "fixtures" / "plain-tasks.jsonl"

OTHERS = (
    ("care", "走访慰问生病教师"),
    ("culture", "开展教工拔河比赛"),
    ("organization", "及时报送工会信息"),
    ("finance", "按时收缴会费"),
    ("home", "布置教工之家"),
    ("development", "组织教师参加读书活动"),
    ("openness", "每月更换校务公开栏"),
)
"""Tasks of other topics, each with the topic of its rule."""

FRAMES = {
    "list": """
安定小学工会2024年工作计划
一、主要工作
1.{0}。
2.{1}。
3.{2}。
4.{3}。
5.{4}。
""",
    "official": """
安定小学工会2024年工作计划
一、指导思想
以党的教育方针为指导，在上级工会和学校党支部的领导下，围绕学校中心工作，开创工会工作新局面。
二、工作目标
进一步增强工会的凝聚力，推动学校各项工作再上新台阶。
三、主要工作
1、{1}。
2、{2}。
3、{0}。
4、{3}。
5、{4}。
""",
    "crowded": """
安定小学工会2024年工作计划
一、主要工作
1.{1}，{2}，{0}，{3}，{4}，把各项工作落到实处。
2.认真做好学校和上级工会交办的其他工作，按时完成。
3.做好年终总结和资料归档工作。
4.配合学校做好各项中心工作。
""",
    "month": """
安定小学工会2024年工作计划
一、主要工作
按照上级工会的部署，结合学校实际，认真做好各项工作。
二、月份安排
二月：制定工作计划。
三月：{1}。
四月：{2}。
五月：{0}。
六月：{3}；{4}。
""",
}


class Task(NamedTuple):
    """A task, with what it earns of a rule."""

    rule: str
    status: str
    text: str


def tasks() -> Iterator[Task]:
    """Yield the plain tasks."""
    for line in TASKS.read_text("utf-8").splitlines():
        yield Task(**json.loads(line))


def plan_with(task: Task, frame: str, turn: int) -> str:
    """Return the text of a plan in which a task stands.

    :param frame: a name in :data:`FRAMES`
    :param turn: what other tasks stand beside it, from 0
    """
    topic = task.rule.split("/")[0]
    others = [words for other, words in OTHERS if other != topic]
    return FRAMES[frame].format(task.text, *islice(cycle(others), turn, turn + 4))


def judged(frames: Mapping[str, str] = FRAMES) -> Iterator[tuple[Task, str, str]]:
    """Yield each task, the frame that it stands in, and the status found."""
    rules: dict[str, Rule] = {rule.id: rule for rule in plugins.load().rules}
    lexicon = lexicon_of(list(rules.values()))
    for turn, task in enumerate(tasks()):
        for frame in frames:
            if frame == "month" and task.status == "partial":
                continue
            plan = plan_with(task, frame, turn)
            verdict = rules[task.rule].check(plan_from(plan, "plan", "", lexicon))
            if isinstance(verdict, Verdict):
                yield task, frame, verdict.status.value


def main() -> None:
    """Print how often tasks are judged as labelled, by frame and by what they earn."""
    right: Counter[tuple[str, str]] = Counter()
    all_of: Counter[tuple[str, str]] = Counter()
    for task, frame, status in judged():
        all_of[frame, task.status] += 1
        right[frame, task.status] += status == task.status
        if status != task.status and "-v" in sys.argv[1:]:
            print(f"{frame:9}{task.rule:29}{task.status:8}{status:8}{task.text}")
    for frame, status in all_of:
        n, of = right[frame, status], all_of[frame, status]
        print(f"{frame:9}{status:8}{n:4} of {of:4}  {n / of:.1%}")
    print(f"in all {right.total()} of {all_of.total()}  {right.total() / all_of.total():.1%}")


if __name__ == "__main__":
    main()
