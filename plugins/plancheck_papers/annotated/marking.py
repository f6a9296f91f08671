"""Ranges of comments, put into the text of a main part (ECMA-376 part 1, 17.13.4).

A run is cut in two where a range begins or ends inside it; both halves keep its properties. What
cannot be cut, such as a formula, a ruby, a simple field or a control for a date, is taken whole.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any, NamedTuple, cast

from lxml import etree
from lxml.etree import _Element as Element

from plancheck_papers.annotated.names import XML_SPACE, Form, P, R, T, local
from plancheck_papers.annotated.spots import Point, Spot, outermost
from plancheck_readers.word.line import words

_ENTERED = frozenset({
    *("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdtContent", "dir", "bdo"),
})  # fmt: skip
"""What holds runs and may hold the ends of a range between them."""
_BOUND = frozenset({
    *("text", "date", "dropDownList", "comboBox", "checkbox", "picture", "equation", "citation"),
    *("bibliography", "group", "docPartObj", "docPartList", "dataBinding"),
})  # fmt: skip
"""Properties of content controls whose text Word may write anew, or wants in one piece."""
_BEHIND = 1 << 30
"""The rank of an end behind an element, after those at its characters."""


class Marked(NamedTuple):
    """A comment and where it goes."""

    id: str
    spot: Spot


class _End(NamedTuple):
    """One end of a comment's range, in the order of the document."""

    element: int
    """The number of the element it stands in or before; of the last one it stands behind."""
    offset: int
    opening: bool
    number: int
    """Of the comment."""
    point: Point


class Marker:
    """Marks ranges in one main part.

    :param elements: all its elements, in order, as it was read
    :param form: how it is written
    """

    def __init__(self, elements: Sequence[Element], form: Form) -> None:
        self._order = {element: number for number, element in enumerate(elements)}
        self._form = form
        self._id = form.name("id")
        self._free_ids = _free_ids(elements, self._id)
        self._put_in: set[Element] = set()

    def mark(self, comments: Sequence[Marked]) -> None:
        """Put the ranges in.

        From the last end to the first: what comes before a cut stays in the elements it was in.
        Where one range ends another may begin; it must not begin before.
        """
        ends = [
            self._ranked(_taken(point, opening=opening), opening=opening, number=number)
            for number, comment in enumerate(comments)
            for point, opening in ((comment.spot.start, True), (comment.spot.end, False))
        ]
        for end in sorted(ends, key=lambda end: end[:4], reverse=True):
            name = "commentRangeStart" if end.opening else "commentRangeEnd"
            mark = self._made(name, comments[end.number].id)
            self._put(end.point, mark)
            self._put_in.add(mark)
            if not end.opening:
                _child_of_paragraph(mark).addnext(self._reference(comments[end.number].id))

    def _ranked(self, point: Point, *, opening: bool, number: int) -> _End:
        element, offset = point
        if offset is not None:
            return _End(self._order[element], offset, opening, number, point)
        last = max(self._order.get(inside, 0) for inside in element.iter())
        behind = _BEHIND + _is_paragraph(element)
        return _End(last, behind, opening, number, point)

    def _made(self, name: str, comment: str) -> Element:
        mark = etree.Element(self._form.name(name))
        mark.set(self._id, comment)
        return mark

    def _reference(self, comment: str) -> Element:
        run = etree.Element(self._form.name(R))
        run.append(self._made("commentReference", comment))
        return run

    def _put(self, point: Point, mark: Element) -> None:
        """Put an end of a range where it belongs."""
        element, offset = point
        if _is_paragraph(element):
            _put_inside(element, mark, at_end=offset is None)
            return
        if offset:
            _cut_text(element, offset)
        behind = offset != 0
        run = _parent(element)
        if local(run) == R:
            self._put_by_run(run, element, mark, behind=behind)
        elif behind:
            element.addnext(mark)
        else:
            self._put_before(element, mark)

    def _put_by_run(self, run: Element, inside: Element, mark: Element, *, behind: bool) -> None:
        """Put a mark beside the run that holds an element, cut where need be."""
        content = [child for child in run if local(child) != "rPr"]
        rest = content[content.index(inside) + behind :]
        if len(rest) == len(content):
            self._put_before(run, mark)
            return
        if rest:
            run.addnext(self._split(run, rest))
        run.addnext(mark)

    def _put_before(self, element: Element, mark: Element) -> None:
        """Put a mark before an element, and before the marks that were put there already."""
        before = element.getprevious()
        while before is not None and before in self._put_in:
            element, before = before, before.getprevious()
        element.addprevious(mark)

    def _split(self, run: Element, rest: Sequence[Element]) -> Element:
        """Return a run of the same look that takes over the rest of another's content."""
        names: Any = run.nsmap
        second = etree.Element(run.tag, nsmap=names)
        for key, value in run.attrib.items():
            second.set(key, value)
        for child in run:
            if local(child) == "rPr":
                second.append(deepcopy(child))
        for change in second.iter():  # tracked changes of the look
            if change.get(self._id) is not None:
                change.set(self._id, next(self._free_ids))
        second.extend(rest)
        return second


def _is_paragraph(element: Element) -> bool:
    """Tell whether an element is a paragraph; one in another (a writer's fault) is as text."""
    return local(element) == P and outermost(element) is element


def _taken(point: Point, *, opening: bool) -> Point:
    """Move an end of a range to where it can be put: around what has to be taken whole."""
    element, offset = point
    if _is_paragraph(element):
        return point
    unit = _unit(element)
    whole = unit is not element or (offset and not _can_be_cut(element, offset))
    return Point(unit, 0 if opening else None) if whole else point


def _unit(element: Element) -> Element:
    """Return what has to be taken whole to take an element: often the element itself."""
    unit = child = element
    paragraph = outermost(element)
    for parent in element.iterancestors():
        if parent is paragraph:
            break
        cut = local(parent) == R and child is unit
        if not (cut or local(parent) in _ENTERED or (local(parent) == "sdt" and _is_free(parent))):
            unit = parent
        child = parent
    return unit


def _is_free(control: Element) -> bool:
    """Tell whether one may write what one likes into a content control."""
    kinds = {
        etree.QName(each).localname
        for child in control
        if local(child) == "sdtPr"
        for each in child.iterchildren(etree.Element)
    }
    return not kinds & _BOUND


def _can_be_cut(element: Element, offset: int) -> bool:
    """Tell whether an element is text that can be cut; one with XML comments in it is not."""
    in_run = local(element) == T and local(_parent(element)) == R
    return in_run and not len(element) and offset < len(words(element))


def _cut_text(element: Element, offset: int) -> None:
    """Cut a text in two, unless it ends there by now."""
    text = words(element)
    if offset >= len(text):
        return
    rest = etree.Element(element.tag)
    for half, part in ((element, text[:offset]), (rest, text[offset:])):
        half.text = part
        half.set(XML_SPACE, "preserve")
    element.addnext(rest)


def _put_inside(paragraph: Element, mark: Element, *, at_end: bool) -> None:
    """Put a mark before or behind all that a paragraph holds; its properties stay first."""
    properties = next((child for child in paragraph if local(child) == "pPr"), None)
    if at_end:
        paragraph.append(mark)
    elif properties is not None:
        properties.addnext(mark)
    else:
        paragraph.insert(0, mark)


def _child_of_paragraph(element: Element) -> Element:
    while local(_parent(element)) != P:
        element = _parent(element)
    return element


def _parent(element: Element) -> Element:
    return cast("Element", element.getparent())


def _free_ids(elements: Sequence[Element], name: str) -> Iterator[str]:
    """Yield ids that nothing has yet."""
    used = {element.get(name) for element in elements}
    number = 0
    while True:
        number += 1
        if str(number) not in used:
            yield str(number)
