"""A letter as paragraphs, in order, with their numbers: what every form of it is written from."""

from collections.abc import Iterator, Sequence

from plancheck.api import terminal
from plancheck_papers.letter.model import Kind, Letter, Line, Section
from plancheck_papers.letter.words import Words

TITLE = 40
"""Columns of a title that fits on one line; a Chinese character takes two."""


def lines(letter: Letter) -> Iterator[Line]:
    """Yield all paragraphs of a letter."""
    words = Words(letter.lang, {})
    yield _title(letter.titles)
    yield Line(Kind.TO, letter.to)
    yield Line(Kind.TEXT, letter.opening)
    yield from opinion(letter)
    yield from (Line(Kind.CLOSING, text) for text in letter.closing)
    yield Line(Kind.UNION, words.text("letter.seal", union=letter.union))
    yield Line(Kind.DATE, letter.date)


def _title(pieces: Sequence[str]) -> Line:
    """Return the title; a long one with a line's end where the sense has one."""
    whole = "".join(pieces)
    if terminal.width(whole) <= TITLE:
        return Line(Kind.TITLE, whole)
    return Line(Kind.TITLE, "".join(pieces[1:]), pieces[0])


def opinion(letter: Letter) -> Iterator[Line]:
    """Yield what is said of the plan: the verdict, and the sections, numbered if several."""
    words = Words(letter.lang, {})
    yield Line(Kind.TEXT, letter.summary, letter.judged)
    yield from (Line(Kind.TEXT, text) for text in (letter.strengths, letter.changes) if text)
    several = len(letter.sections) > 1
    for count, section in enumerate(letter.sections, 1):
        number = words.number("section", count) if several else ""
        yield Line(Kind.SECTION, number + section.title)
        yield from content(section, words)


def content(section: Section, words: Words) -> Iterator[Line]:
    """Yield what stands under the title of a section."""
    if section.lead:
        yield Line(Kind.TEXT, section.lead)
    several = len(section.points) > 1
    for count, point in enumerate(section.points, 1):
        number = words.number("point", count) if several else ""
        head = number + words.sentence(point.head)
        yield Line(Kind.POINT, point.text, head)
        if point.insert:
            yield Line(Kind.INSERT, point.insert, words.text("letter.insert"))
    if section.tail:
        yield Line(Kind.TEXT, section.tail)
