"""A Word document with comments in it; nothing else changes."""

from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from plancheck.api import Place
from plancheck_papers.annotated.comments import Author, Comments
from plancheck_papers.annotated.marking import Marked, Marker
from plancheck_papers.annotated.names import P, local
from plancheck_papers.annotated.own import numbered, signed
from plancheck_papers.annotated.parts import Copy, Unfit
from plancheck_papers.annotated.remarks import Json, Line, Remark
from plancheck_papers.annotated.spots import Spot, Spots, is_home
from plancheck_papers.annotated.words import Words
from plancheck_readers.word.tracing import trace


class Sayings(NamedTuple):
    """All that the comments of a copy say."""

    title: int | None
    """The block at which the first comment stands."""
    summary: Sequence[Line]
    remarks: Sequence[Remark]


def commented(data: bytes, sayings: Sayings, words: Words, day: str | None) -> bytes:
    """Return a copy of a Word document with comments.

    :param day: of the comments (``YYYY-MM-DD``), if they shall bear one
    :raises Unfit: when comments cannot be put into it
    :raises plancheck.api.Unreadable: when it cannot be opened
    """
    copy = Copy(data)
    found = trace(copy.package)
    elements = list(copy.main.root.iter(etree.Element))
    if len(elements) != found.elements or found.part != copy.main.name:
        raise Unfit(found.part)
    comments = Comments(copy)
    spots = Spots(found, elements, _home(elements))
    comments.take_over(elements)
    author = Author(words.text("author"), words.text("initials"), day)
    first = [*sayings.summary, Line(numbered(found.document), faint=True)]
    marked = [Marked(comments.add(first, author), spots.whole(sayings.title))]
    for remark in sayings.remarks:
        spot = spots.find(place_of(remark.anchor or remark.place), remark.quote)
        marked.append(Marked(comments.add(_lines(remark, spot, words), author), spot))
    Marker(elements, copy.form).mark(marked)
    comments.store()
    copy.store(copy.main)
    return copy.bytes()


def place_of(place: Json) -> Place:
    """Return a place of the report as readers give it."""
    cell = tuple(place["cell"]) if "cell" in place else None
    return Place(place["block"], place["start"], place["end"], cell)


def _lines(remark: Remark, spot: Spot, words: Words) -> list[Line]:
    lines = list(remark.lines)
    if not spot.exact and remark.quote:
        in_body = "zone" not in remark.place
        place = words.text("box") if spot.beside and in_body else words.place(remark.place)
        quote = words.quoted([remark.quote])
        lines.append(Line(words.text("elsewhere", place=place, quote=quote)))
    return [*lines, Line(signed(remark.rules), faint=True)]


def _home(elements: Sequence[Element]) -> Element:
    """Return the first paragraph that may hold a comment.

    :raises Unfit: when there is none
    """
    for element in elements:
        if local(element) == P and is_home(element):
            return element
    raise Unfit(P)
