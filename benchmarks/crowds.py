"""Long sentences made of short tasks, to learn from: official plans name a dozen duties in one.

What people write and label by hand has few of them, and the words of each duty drown among those of
the others. So short tasks of the annotated plans are drawn by lot and said in one breath; what such
a sentence earns is what its tasks earn.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from random import Random
from typing import NamedTuple

from annotated import HELD, LEVELS, Annotated, Label

from plancheck.api import Document, Plan, Statement
from plancheck.model import Paragraph
from plancheck.patterns import regex
from plancheck.reading.plan import PartKind

LONGEST = 28
"""Characters of a task that is drawn, at most."""
CLAUSES = 2
"""Its clauses, at most."""
FEWEST, MOST = 3, 7
"""Tasks in a sentence."""
SENTENCES = 5
"""In a plan."""
OFTEN = 2
"""Times that a task is drawn, about."""
JOINS = (",", ",", ",", ";")
EMPTY = (
    "充分发挥工会的桥梁纽带作用",
    "团结带领广大教职工努力工作",
    "围绕学校中心工作",
    "促进学校各项工作的开展",
    "完成上级工会交办的其他任务",
    "把各项工作落到实处",
    "为学校发展作出应有的贡献",
    "增强工会的凝聚力和战斗力",
    "充分调动教职工的积极性",
    "进一步提高认识",
    "加强领导,明确职责",
    "推动工会工作再上新台阶",
    "营造和谐的工作氛围",
    "努力开创工会工作新局面",
    "做好上传下达工作",
    "积极配合学校党政",
)
"""What official sentences say between their tasks; it earns nothing."""
TITLE = "工会工作计划"
HEADINGS = ("一、主要工作", "二、工作措施", "三、重点工作及要求", "工作任务")

_PLAIN = regex(r"(?!第.{1,2}[条款])[\u4e00-\u9fff“][^:：?!]+")
"""No number of an unusual kind before it, no label."""


class Short(NamedTuple):
    """A short task, with what it earns."""

    words: str
    earned: Mapping[str, str]


def short_tasks(plan: Annotated, read: Plan) -> Iterator[Short]:
    """Yield the short tasks of a plan, each a line of its own.

    Only what the cards see by the task's own words: a heading that lends the topic is not drawn.
    """
    lines: dict[int, list[Statement]] = {}
    for statement in read.statements:
        if statement.line.cell is None:
            lines.setdefault(statement.place.block, []).append(statement)
    for block, statements in lines.items():
        label = plan.labels.get((block, None))
        if label is None or not label.earned or label.alike or len(statements) > 1:
            continue
        statement = statements[0]
        named = all(statement.index in read.mentions.get(rule, ()) for rule in label.earned)
        line = statement.line
        words = line.norm[max(statement.start, line.start) : statement.end].rstrip(".。,;")
        if named and _is_short(statement) and _PLAIN.fullmatch(words):
            yield Short(words, label.earned)


def _is_short(statement: Statement) -> bool:
    return (
        statement.commits
        and statement.part is PartKind.TASKS
        and len(statement.clauses) <= CLAUSES
        and len(statement.norm) <= LONGEST
    )


def crowds(tasks: Sequence[Short], fold: int) -> Iterator[Annotated]:
    """Yield plans of long sentences.

    :param tasks: of the plans of a fold: who has not seen these has not seen their tasks
    """
    lot = Random(fold)  # noqa: S311 - the same plans each time
    drawn = iter(lot.choices(tasks, k=OFTEN * len(tasks)))
    number = 0
    while True:
        sentences = [list(islice(drawn, lot.randint(FEWEST, MOST))) for _ in range(SENTENCES)]
        if not sentences[-1]:
            return
        number += 1
        yield _plan(f"crowd-{fold}-{number}", lot, sentences)


def _plan(name: str, lot: Random, sentences: Sequence[Sequence[Short]]) -> Annotated:
    lines = [TITLE, lot.choice(HEADINGS)]
    labels: dict[tuple[int, int | None], Label] = {}
    for number, tasks in enumerate(sentences, 1):
        labels[len(lines), None] = Label(_union(tasks), {})
        said = [task.words for task in tasks]
        for words in lot.sample(EMPTY, lot.randint(0, 2)):
            said.insert(lot.randint(0, len(said)), words)
        lines.append(f"{number}." + "".join(lot.choice(JOINS) + words for words in said)[1:] + "。")
    return Annotated(name, {}, Document("txt", tuple(map(Paragraph, lines))), labels)


def _union(tasks: Sequence[Short]) -> dict[str, str]:
    earned: dict[str, str] = {}
    for task in tasks:
        for rule, status in task.earned.items():
            if rule == HELD or rule not in earned:
                earned[rule] = status
            else:
                earned[rule] = max(earned[rule], status, key=LEVELS.index)
    return earned
