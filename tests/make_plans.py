"""Makes ``fixtures/plans`` from ``fixtures/labelled``: ``python tests/make_plans.py``.

Each sample uses another format, or another way of using Word; what a person does not see in it
(deleted, hidden, comments, scripts) says the contrary of what is seen. Beside each stands what must
be said of it, from the label.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from plan_files.page import html
from plan_files.plain import md, txt
from plan_files.raw_word import raw_word
from plan_files.source import FIXTURES, labelled
from plan_files.word import box, comment, delete_after, find, hide, packed, track, word

from plancheck.api import Document

PLANS = FIXTURES / "plans"


def numbered(document: Document) -> bytes:
    """Write Word's styles and automatic numbers, beginning anew under each month."""
    return packed(word(document, numbers=True))


def boxed(document: Document) -> bytes:
    """Write the title in a text box, nothing in styles."""
    built = word(document, styles=False)
    box(find(built, "行事历"))
    return packed(built)


def changed(document: Document) -> bytes:
    """Write tracked changes, hidden words and a comment; cells merged over rows."""
    built = word(document)
    congress = find(built, "每学年召开一次教代会")
    track(congress, "学年召开", "学期召开")
    comment(built, congress, "能不能改成每学期召开一次教代会？")
    delete_after(congress, "2. 11月召开教代会，审议学校年度工作报告。")
    hide(find(built, "教代会提案征集"), "11月、4月各召开一次教代会。")
    return packed(built)


def as_word_saves(document: Document) -> bytes:
    """Write what Word saves: content controls, runs cut by editing, a header."""
    return raw_word(document, "怀溪市第一高级中学工会")


def site(document: Document) -> bytes:
    """Write a page of a school's website."""
    return html(document, site=True).encode()


def notepad(document: Document) -> bytes:
    """Write UTF-8 as Notepad does: with a byte order mark and CR LF."""
    return b"\xef\xbb\xbf" + txt(document).replace("\n", "\r\n").encode()


def gb18030(document: Document) -> bytes:
    """Write plain text in the encoding of older Chinese systems."""
    return txt(document).encode("gb18030")


def markdown(document: Document) -> bytes:
    """Write Markdown."""
    return md(document).encode()


SAMPLES: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "沅北县第二实验小学2024年工会工作计划.docx": ("p01", numbered),
    "滨河路小学教育集团2022—2023学年工会行事历.docx": ("p13", boxed),
    "安陵县第四初级中学2023—2024学年工会工作计划.docx": ("p02", changed),
    "怀溪市第一高级中学2024年秋季工会工作计划.docx": ("p10", as_word_saves),
    "云浦县机关第一幼儿园2025年工会工作计划.html": ("p04", site),
    "沙尾岛小学2024年春季工会工作计划.txt": ("p16", notepad),
    "澄溪市第八中学2025年工会工作安排.txt": ("p11", gb18030),
    "外国语学院分工会2023年工作要点.md": ("p05", markdown),
}
"""File name → the labelled plan it is made from, and how."""


def expected(label: dict[str, Any]) -> str:
    """Write what must be said of a plan."""
    kept = ("kind", "period", "unit", "schedule_months", "requirements")
    content = {"source": f"labelled/{label['id']}.txt"} | {key: label[key] for key in kept}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def made() -> Iterator[tuple[Path, bytes]]:
    """Yield every file and its content."""
    for name, (source, write) in SAMPLES.items():
        document, label = labelled(source)
        yield PLANS / name, write(document)
        yield (PLANS / name).with_suffix(".expected.json"), expected(label).encode()


def main() -> None:
    """Write the files."""
    PLANS.mkdir(exist_ok=True)
    for path, content in made():
        path.write_bytes(content)


if __name__ == "__main__":
    main()
