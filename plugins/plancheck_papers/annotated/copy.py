"""One plan's annotated copy: of the file where that is a Word document, else of its text."""

from collections.abc import Mapping, Sequence
from typing import Any

from plancheck.api import Source, Style, Unreadable
from plancheck_papers.annotated.fresh import fresh, legal
from plancheck_papers.annotated.inplace import Sayings, commented
from plancheck_papers.annotated.parts import Unfit
from plancheck_papers.annotated.remarks import Line, Remark, capped, remarks
from plancheck_papers.annotated.summary import summary
from plancheck_papers.annotated.words import Words

Json = Mapping[str, Any]


def write(report: Json, plan: Json, source: Source | None, style: Style) -> bytes:
    """Write the copy; nothing for a plan without text, or one of which there is nothing to say."""
    blocks = plan.get("blocks")
    if not blocks:
        return b""
    words = Words(plan, report["rules"], style.lang)
    found = remarks(plan, words)
    lines = summary(plan, found, words)
    if not lines:
        return b""
    sayings = Sayings(title_of(plan), lines, capped(found, words))
    if source is not None and plan["format"] == "docx":
        try:
            return commented(source.data, sayings, words, report["today"])
        except (Unreadable, Unfit):
            pass  # macros, a template, a file that is damaged beside its text
    return _of_text(plan, source, sayings, words, report["today"])


def _of_text(
    plan: Json, source: Source | None, sayings: Sayings, words: Words, day: str | None
) -> bytes:
    """Write a copy of the text alone."""
    document, order = fresh(plan["blocks"], sayings.title)
    moved = {block: number for number, block in enumerate(order)}
    name = source.name if source else plan["path"].replace("!", "/").rpartition("/")[2]
    told = Line(words.text("fresh", name=name))
    there = [_moved(remark, moved) for remark in sayings.remarks]
    title = None if sayings.title is None else moved.get(sayings.title)
    return commented(document, Sayings(title, [*sayings.summary, told], there), words, day)


def _moved(remark: Remark, moved: Mapping[int | None, int]) -> Remark:
    block = moved.get(remark.place["block"], len(moved))
    return remark._replace(anchor={**remark.place, "block": block}, quote=legal(remark.quote))


def title_of(plan: Json) -> int | None:
    """Return the block that holds the title, else the first of the body."""
    blocks: Sequence[Json] = plan["blocks"]
    body = [number for number, block in enumerate(blocks) if "zone" not in block]
    title = "".join((plan["title"] or "").split())
    for number in body if title else ():
        text = "".join(blocks[number].get("text", "").split())
        if text and (title in text or text in title):
            return number
    return body[0] if body else None
