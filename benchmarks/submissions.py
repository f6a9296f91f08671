"""Submissions as a county's office gets them, made up in any number: formats, sizes, styles drawn.

``python benchmarks/submissions.py FOLDER [NUMBER]`` writes them; the same number gives the same
files. Texts are those of ``fixtures/annotated`` with another school's name and year, some with the
beginning of a neighbour's plan behind; of a hundred files some 62 are ``.docx`` (typed or automatic
numbers, headings by style or by hand), 14 ``.txt`` in UTF-8 or GB18030, 12 web pages, 8 ``.pdf``,
and 4 are damaged.
"""

import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from annotated import annotated
from plan_files.page import html
from plan_files.plain import txt
from plan_files.portable import portable
from plan_files.raw_word import raw_word
from plan_files.word import packed, word

from plancheck.model import Block, Cell, Document, Paragraph, Table

TOWNS = tuple(a + b for a in "石柳晨云白青槐丰龙枫永双" for b in "桥浦光台沙岫阳泊潭林宁河")
KINDS = ("小学", "中学", "中心小学", "初级中学", "幼儿园", "实验学校", "职业技术学校")
_SCHOOL = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:小学|中学|幼儿园|学校|学院)")
_YEAR = re.compile(r"20[12]\d")

WAYS: Sequence[tuple[int, str, Callable[[Document, str], bytes]]] = (
    (34, ".docx", raw_word),
    (16, ".docx", lambda plan, _: packed(word(plan, numbers=True))),
    (12, ".docx", lambda plan, _: packed(word(plan, styles=False))),
    (8, ".txt", lambda plan, _: txt(plan).encode()),
    (6, ".txt", lambda plan, _: txt(plan).encode("gb18030")),
    (12, ".html", lambda plan, _: html(plan, site=True).encode()),
    (8, ".pdf", lambda plan, _: portable(plan)),
    (4, ".docx", lambda plan, name: raw_word(plan, name)[:-400]),
)
"""Of a hundred so many, the suffix, and how they are written."""


def plans() -> list[Document]:
    """Return the texts that submissions are made of: whole plans, no banks of statements."""
    return [each.document for each in annotated() if len(each.document.blocks) > 12]  # noqa: PLR2004


def made(number: int, texts: Sequence[Document]) -> tuple[str, bytes]:
    """Return one submission: its name and its bytes."""
    drawn = random.Random(number)  # noqa: S311 - the same number gives the same file
    school = drawn.choice(TOWNS) + drawn.choice(TOWNS) + drawn.choice(KINDS)
    plan = _renamed(drawn.choice(texts), school, str(drawn.randint(2019, 2026)))
    blocks = list(plan.blocks)
    if drawn.random() < 0.3:  # noqa: PLR2004 - a plan that was joined with a neighbour's
        other = drawn.choice(texts).blocks
        blocks += other[: drawn.randint(1, len(other))]
    ways = [way for way in WAYS for _ in range(way[0])]
    _, suffix, write = drawn.choice(ways)
    name = f"{number:06}-{school}工会工作计划{suffix}"
    return name, write(Document("txt", tuple(blocks)), school)


def write(folder: Path, number: int) -> None:
    """Write submissions into a folder, two hundred in each of its own."""
    texts = plans()
    for each in range(number):
        name, data = made(each, texts)
        path = folder / f"{each // 200:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _renamed(plan: Document, school: str, year: str) -> Document:
    return Document("txt", tuple(_block(block, school, year) for block in plan.blocks))


def _block(block: Block, school: str, year: str) -> Block:
    def told(text: str) -> str:
        return _YEAR.sub(year, _SCHOOL.sub(school, text, count=1))

    if isinstance(block, Paragraph):
        return block._replace(text=told(block.text))
    cells = tuple(Cell(c.row, c.column, told(c.text), c.rows, c.columns) for c in block.cells)
    return Table(cells)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1000)  # noqa: PLR2004
