"""The comments of a document that is copied: other people's stay, our earlier ones go.

A comment stands in a part of its own (ECMA-376 part 1, 17.13.4.2) under an id by which the text
refers to it. What newer programs keep of comments besides, in further parts, concerns ours only
where a copy comes back: there they are forgotten, too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from plancheck_papers.annotated.names import XML_SPACE, P, R, T, local
from plancheck_papers.annotated.own import is_ours
from plancheck_papers.annotated.parts import Copy
from plancheck_papers.annotated.related import PARAGRAPH_ID, forget
from plancheck_papers.annotated.remarks import Line

_MARKS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference"})
_SIZE, _FAINT_SIZE = "18", "14"
"""Half points: small type, whatever the document's own."""
_GREY = "808080"


class Author(NamedTuple):
    """Who comments, and when."""

    name: str
    initials: str
    day: str | None
    """``YYYY-MM-DD``."""


class Comments:
    """The comments of one document.

    :raises plancheck.api.Unreadable: when they cannot be read
    """

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._form = copy.form
        self._part = copy.comments()
        known = [] if self._part is None else list(self._part.root.iterchildren(etree.Element))
        author = self._form.name("author")
        self.ours = [comment for comment in known if is_ours(comment, author)]
        """Those that an earlier copy brought."""
        self._used = {comment.get(self._form.name("id"), "") for comment in known}

    def take_over(self, elements: Sequence[Element]) -> None:
        """Take our earlier comments out, and note which ids are taken.

        :param elements: of the main part
        """
        name = self._form.name("id")
        gone = {comment.get(name, "") for comment in self.ours}
        inside = [each for comment in self.ours for each in comment.iter(etree.Element)]
        for comment in self.ours:
            _remove(comment)
        marks = [element for element in elements if local(element) in _MARKS]
        self._used = (self._used | {mark.get(name, "") for mark in marks}) - gone
        for mark in marks:
            if mark.get(name) in gone:
                _remove_mark(mark)
        forget(self._copy, {each.get(PARAGRAPH_ID, "") for each in inside} - {""})

    def add(self, lines: Sequence[Line], author: Author) -> str:
        """Add a comment and return its id."""
        part = self._part = self._part or self._copy.add_comments()
        comment = etree.SubElement(part.root, self._form.name("comment"))
        number = self._next_id()
        values = {"id": number, "author": author.name, "initials": author.initials}
        if author.day:
            values["date"] = f"{author.day}T00:00:00Z"
        for name, value in values.items():
            comment.set(self._form.name(name), value)
        for index, line in enumerate(lines):
            self._add_line(comment, line, first=index == 0)
        return number

    def store(self) -> None:
        """Put the part into the copy, if there is one."""
        if self._part is not None:
            self._copy.store(self._part)

    def _next_id(self) -> str:
        number = len(self._used)
        while str(number) in self._used:
            number += 1
        self._used.add(str(number))
        return str(number)

    def _add_line(self, comment: Element, line: Line, *, first: bool) -> None:
        """Add a paragraph that looks the same whatever the document's styles are."""
        paragraph = self._made(comment, P)
        properties = self._made(paragraph, "pPr")
        self._made(properties, "spacing", before="0", after="0", line="240", lineRule="auto")
        self._made(properties, "ind", left="0", right="0", firstLineChars="0", firstLine="0")
        self._made(properties, "jc", val="left")
        if first:
            self._made(self._made(paragraph, R), "annotationRef")
        run = self._made(paragraph, R)
        look = self._made(run, "rPr")
        if line.bold:
            self._made(look, "b")
        if line.faint:
            self._made(look, "color", val=_GREY)
        size = _FAINT_SIZE if line.faint else _SIZE
        self._made(look, "sz", val=size)
        self._made(look, "szCs", val=size)
        text = self._made(run, T)
        text.set(XML_SPACE, "preserve")
        text.text = line.text

    def _made(self, parent: Element, name: str, **values: str) -> Element:
        made = etree.SubElement(parent, self._form.name(name))
        for key, value in values.items():
            made.set(self._form.name(key), value)
        return made


def _remove_mark(mark: Element) -> None:
    """Remove a mark, and what was there for its sake alone: the run, an insertion around it."""
    parent = mark.getparent()
    _remove(mark)
    while parent is not None and local(parent) in (R, "ins") and not _holds_anything(parent):
        empty, parent = parent, parent.getparent()
        _remove(empty)


def _holds_anything(element: Element) -> bool:
    return any(local(child) not in ("rPr", "annotationRef") for child in element)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
