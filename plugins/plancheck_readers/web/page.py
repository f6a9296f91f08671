"""A page as a document: its elements are walked once, without recursion."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial

from lxml import etree

from plancheck.api import Block, Document, Grade, Health, Paragraph, Zone
from plancheck_readers.web.flow import Flow
from plancheck_readers.web.grid import Grid
from plancheck_readers.web.lists import Counter, open_list
from plancheck_readers.web.looks import Looks, Style, is_block, read_looks, unread
from plancheck_readers.web.main_text import boilerplate
from plancheck_readers.web.office import generated_number, is_footnotes, is_list_number, is_title
from plancheck_readers.web.pictures import is_large
from plancheck_readers.web.tree import parse

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = ("ol", "ul", "menu", "dir")
_KEEPING_LINES = ("pre", "textarea", "listing", "xmp", "plaintext")

Close = Callable[[], None]


def read_page(data: bytes, name: str, declared: str = "") -> Document:
    """Read a page.

    :param name: name of the format
    :param declared: the encoding that came with the page, if any
    :raises plancheck.api.Unreadable: see :func:`plancheck_readers.web.tree.parse`
    """
    root, health = parse(data, declared)
    if root is None:
        return Document(name, (), health)
    looks = read_looks(root)
    walk = Walk(looks, boilerplate(root, looks))
    walk.run(root)
    if walk.pictures:
        count = (("count", str(walk.pictures)),)
        health = (*health, Health(Grade.BLOCKING, "health.large-picture", count))
    return Document(name, tuple(_titled(walk.blocks)), health)


class Walk:
    """One walk over a page.

    :param skipped: elements that are no part of the text
    """

    def __init__(self, looks: Looks, skipped: Collection[etree._Element]) -> None:
        self.pictures = 0
        """Pictures so large that they may hold text."""
        self.blocks: list[Block] = []
        self._looks = looks
        self._skipped = skipped
        self._flow = Flow()
        self._flow.blocks = self.blocks
        self._grids: list[Grid] = []
        self._lists: list[Counter] = []
        self._open: list[Close | None] = []
        self._starters: dict[str, Callable[[etree._Element, Style], Close | None]] = {
            "br": self._break,
            "img": self._picture,
            "q": self._quote,
            "input": self._input,
            "table": self._table,
            "tr": self._row,
            **dict.fromkeys(("td", "th"), self._cell),
            **dict.fromkeys(_LISTS, self._list),
            "li": self._item,
        }

    def run(self, root: etree._Element) -> None:
        """Walk over the elements from one on."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if not self._enter(element):
                    walker.skip_subtree()
            else:
                close = self._open.pop()
                if close:
                    close()
                if element.tail and element is not root:
                    self._flow.add(element.tail)
        self._flow.end()

    def _enter(self, element: etree._Element) -> bool:
        """Begin an element; tell whether what is in it counts."""
        style = self._looks.of(element)
        counts = element not in self._skipped and not unread(element, style)
        if counts and is_list_number(style) and not self._flow.begun:
            self._flow.number = generated_number(element)
            counts = False
        if not counts:
            self._open.append(None)
            return False
        self._open.append(self._begin(element, style))
        if element.text:
            self._flow.add(element.text)
        return True

    def _begin(self, element: etree._Element, style: Style) -> Close | None:
        """Begin an element that counts; return what its end does."""
        tag = str(element.tag)
        starter = self._starters.get(tag)
        if starter:
            return starter(element, style)
        if not is_block(element, style):
            return None
        flow = self._flow
        flow.end()
        if tag in _HEADINGS or is_title(element):
            return self._until_end("level", _HEADINGS.get(tag, 0))
        if tag in _KEEPING_LINES:
            return self._until_end("keeps_lines", value=True)
        if is_footnotes(style):
            return self._until_end("zone", Zone.FOOTNOTE)
        return flow.end

    def _until_end(self, name: str, value: object) -> Close:
        """Set something of the flow until the element ends."""
        before = getattr(self._flow, name)
        setattr(self._flow, name, value)
        return partial(self._restore, name, before)

    def _restore(self, name: str, before: object) -> None:
        self._flow.end()
        setattr(self._flow, name, before)

    def _break(self, _element: etree._Element, _style: Style) -> None:
        self._flow.soft_break()

    def _picture(self, element: etree._Element, style: Style) -> None:
        self.pictures += is_large(element, style)

    def _quote(self, _element: etree._Element, _style: Style) -> Close:
        self._flow.add("“")
        return partial(self._flow.add, "”")

    def _input(self, element: etree._Element, _style: Style) -> None:
        if (element.get("type") or "text").lower() == "text":
            self._flow.add(element.get("value") or "")

    def _list(self, element: etree._Element, style: Style) -> Close:
        self._flow.end()
        self._lists.append(open_list(element, style))
        return self._end_list

    def _end_list(self) -> None:
        self._flow.end()
        self._lists.pop()

    def _item(self, element: etree._Element, style: Style) -> Close:
        self._flow.end()
        self._flow.number = self._lists[-1].label(element, style) if self._lists else ""
        return self._end_item

    def _end_item(self) -> None:
        self._flow.end()
        self._flow.number = ""

    def _table(self, _element: etree._Element, _style: Style) -> Close:
        self._flow.end()
        grid = Grid(self._flow.blocks)
        self._grids.append(grid)
        self._flow.blocks = grid.loose
        return self._end_table

    def _end_table(self) -> None:
        self._flow.end()
        grid = self._grids.pop()
        self._flow.blocks = grid.outer
        self._flow.blocks.extend(grid.finish(self._flow.zone))

    def _row(self, element: etree._Element, _style: Style) -> Close:
        self._flow.end()
        if self._grids:
            self._grids[-1].open_row(element)
        return self._flow.end

    def _cell(self, element: etree._Element, _style: Style) -> Close:
        if not self._grids:  # a fragment of a table
            self._flow.end()
            return self._flow.end
        self._flow.end()
        slot = self._grids[-1].open_cell(element)
        return self._until_end("blocks", slot.blocks)


def _titled(blocks: Sequence[Block]) -> Iterator[Block]:
    """Take the only heading of level 1 for the title when it stands above all others."""
    levels = [block.level for block in blocks if isinstance(block, Paragraph) and block.level]
    has_title = levels[:1] == [1] and levels.count(1) == 1
    for block in blocks:
        if has_title and isinstance(block, Paragraph) and block.level == 1:
            yield block._replace(level=0)
        else:
            yield block
