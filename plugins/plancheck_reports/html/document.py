"""A plan's text on the page: paragraphs, tables, what stands apart; and the marks on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import regex
from plancheck_reports.html.context import Page, Sheet
from plancheck_reports.html.marks import Mark, Marks, cut
from plancheck_reports.html.markup import Element, Node, el
from plancheck_reports.html.tables import rows

Json = Mapping[str, Any]

APART = ("footnote", "footer")
"""Zones below the body, in this order; the header stands above it."""

DEEPEST = 3
"""Heading levels that look different."""

LEGEND = ("met", "part", "bad", "near")

_HEADING = regex(
    r"\s*(?:(?P<first>第?[一二三四五六七八九十]{1,3}(?:[、.．]|部分|[章节]))|[(（][一二三四五六七八九十]{1,3}[)）])"
    r"[^。；;]{1,28}[^。；;：:，,]\s*"
)
"""A typed heading of a plan. It only looks like one here; what counts as one, the reading says."""


def text(page: Page, sheet: Sheet, marks: Marks) -> Element:
    """Return the text of a plan."""
    return el(
        "section.text",
        el("h4", page.say("page.text")),
        _legend(page),
        el("div.sheet", *_zones(page, sheet, marks), lang="zh-CN"),
        aria_label=page.say("page.text"),
    )


def _legend(page: Page) -> Element:
    samples = [el("li", el("mark", page.say(f"page.mark.{look}"), class_=look)) for look in LEGEND]
    return el("ul.legend", *samples, aria_label=page.say("page.legend"))


def _zones(page: Page, sheet: Sheet, marks: Marks) -> Iterator[Node]:
    writer = _Writer(page, sheet, marks)
    numbered = list(enumerate(sheet.plan.get("blocks", ())))
    by_zone: dict[str, list[tuple[int, Json]]] = {}
    for number, block in numbered:
        by_zone.setdefault(block.get("zone", "body"), []).append((number, block))
    yield writer.apart("header", by_zone.get("header", ()))
    yield el("div.body", writer.blocks(by_zone.get("body", ())))
    for zone in APART:
        yield writer.apart(zone, by_zone.get(zone, ()))


class _Writer:
    """Writes the blocks of one plan."""

    def __init__(self, page: Page, sheet: Sheet, marks: Marks) -> None:
        self._page = page
        self._id = sheet.id
        self._title = sheet.plan["title"]
        self._marks = marks

    def apart(self, zone: str, blocks: Sequence[tuple[int, Json]]) -> Node:
        """Return what stands outside the body, under its name."""
        if not blocks:
            return None
        name = self._page.say(f"place.{zone}")
        return el("div.apart", el("b", name, lang=self._page.lang), self.blocks(blocks))

    def blocks(self, blocks: Sequence[tuple[int, Json]]) -> Iterator[Node]:
        """Yield paragraphs and tables, with a line where a page of the file begins."""
        before = None
        tables = 0
        for number, block in blocks:
            leaf = block.get("page")
            if leaf != before and leaf is not None:
                yield el("p.leaf", self._page.say("place.page", page=leaf), lang=self._page.lang)
            before = leaf
            if "cells" in block:
                tables += 1
                yield self._table(number, block, tables)
            elif block["text"].strip():
                yield self._paragraph(number, block)

    def _paragraph(self, number: int, block: Json) -> Element:
        content = self._marked(block["text"], self._marks.on(number))
        return el("p", content, class_=self._look(block) or None)

    def _look(self, block: Json) -> str:
        """Return the class of a paragraph: the heading it is or looks like."""
        level, words = block.get("level"), block["text"]
        if level == 0 or words == self._title:
            return "title"
        if level is not None:
            return f"h{min(level, DEEPEST)}"
        typed = _HEADING.fullmatch(words)
        return "" if typed is None else "h1" if typed["first"] else "h2"

    def _table(self, number: int, block: Json, nth: int) -> Element:
        lines = (
            el("tr", *(self._cell(number, *slot) for slot in row)) for row in rows(block["cells"])
        )
        name = self._page.say("page.table", nth=nth)
        return el(
            "div.grid",
            el("table", el("caption", name, lang=self._page.lang), el("tbody", lines)),
            role="region",
            tabindex=0,
            aria_label=name,
        )

    def _cell(self, number: int, lines: int, columns: int, cell: Json | None) -> Element:
        spans = {
            "rowspan": lines if lines > 1 else None,
            "colspan": columns if columns > 1 else None,
        }
        if cell is None:
            return el("td", **spans)
        marks = self._marks.on(number, (cell["row"], cell["column"]))
        return el("td", self._marked(cell["text"], marks), **spans)

    def _marked(self, text: str, marks: Sequence[Mark]) -> Node:
        if not marks:
            return text
        return (part for piece in cut(text, marks) for part in self._piece(*piece))

    def _piece(self, words: str, over: Sequence[Mark], ended: Sequence[Mark]) -> Iterator[Node]:
        if over and words:
            looks = dict.fromkeys(mark.look for mark in over)
            keys = " ".join(mark.key for mark in over)
            yield el("mark", words, class_=" ".join(looks), data_q=keys)
        elif words:
            yield words
        if ended:
            yield el("sup", *(self._note(mark) for mark in ended))

    def _note(self, mark: Mark) -> Element:
        """Return the number of the verdict that the words before it belong to."""
        return el(
            "a",
            str(mark.entry),
            id=f"{self._id}q{mark.key}",
            href=f"#{self._id}v{mark.entry}",
            class_=mark.look,
        )
