"""Sentences, clauses, and what quotation marks and 《》 take out of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from plancheck.patterns import regex
from plancheck.reading.outline import Line
from plancheck.reading.words import signs

_SENTENCE = regex(r"(?:&[a-z]{2,8};|[^。;!?])+[。;!?]*")
"""A ``;`` that closes an entity left by a web page (``&ldquo;``) ends no sentence."""
_CLAUSE = regex(r"(?:[^,:]++|(?<=\d)[,:](?=\d))++[,:]*")
"""Possessive, as it never has to give back."""
_TITLE = regex(r"《[^《》]*》")
_QUOTE = regex(r"[“「『\"]([^“”「」『』\"]{1,120})[”」』\"]")
_INNER_STOPS = frozenset(",，。！!；;、")

CLAUSES = 48
"""Clauses of one sentence that are read together."""

DECIDED = 10
"""How far behind a title the verb may stand that decides it, in characters."""

SLOGAN = 13
"""Quoted words of this length and more are a slogan, not a name."""


class Span(NamedTuple):
    """A stretch of a normalised line."""

    start: int
    end: int


def sentences(norm: str, start: int = 0) -> Iterator[Span]:
    """Yield the sentences of a normalised line from an offset on.

    A sentence of more than :data:`CLAUSES` clauses is cut there: the grammar looks from every
    clause at the others, and a text without full stops must not make that expensive.
    """
    for found in _SENTENCE.finditer(norm, start):
        begin = found.start()
        if norm.count(",", begin, found.end()) >= CLAUSES:
            for cut, clause in enumerate(clauses(norm, Span(begin, found.end())), 1):
                if cut % CLAUSES == 0:
                    yield Span(begin, clause.end)
                    begin = clause.end
        if begin < found.end():
            yield Span(begin, found.end())


def clauses(norm: str, sentence: Span) -> Iterator[Span]:
    """Yield the clauses of a sentence."""
    for found in _CLAUSE.finditer(norm, sentence.start, sentence.end):
        yield Span(found.start(), found.end())


class Masks:
    """Stretches of a line whose words do not count.

    :param spans: in any order, they may overlap
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._reach = list(accumulate((span.end for span in ordered), max))

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._starts)

    def hold(self, start: int, end: int) -> bool:
        """Whether a stretch lies in one of them."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end


def masked(line: Line, original: str) -> Masks:
    """Return the stretches that only name or quote: titles in 《》 and slogans in quotation marks.

    Short quoted words are names of activities (“三八”节) and stay.
    """
    spans = list(_titles(line.norm))
    if not any(mark in original for mark in '“「『"'):
        return Masks(spans)
    origin = line.text.origin or range(line.text.length)
    for found in _QUOTE.finditer(original):
        words = found.group(1)
        if len(words) >= SLOGAN or _is_motto(words):
            spans.append(Span(bisect_left(origin, found.start()), bisect_left(origin, found.end())))
    return Masks(spans)


def _titles(norm: str) -> Iterator[Span]:
    """Yield the titles that are only named; not those whose paper the plan makes or decides."""
    made = 0  # end of the last title that is made
    for found in _TITLE.finditer(norm):
        start, end = found.span()
        after = norm[end : end + DECIDED].partition(",")[0]
        if (
            norm.endswith(signs("makers"), 0, start)
            or any(word in after for word in signs("decides"))
            or (made and norm[made:start] in signs("and"))
        ):
            made = end
        else:
            yield Span(start, end)


def _is_motto(words: str) -> bool:
    """Tell two rhyming halves (“有困难，找工会”) from a name."""
    return any(mark in words for mark in "，,；;！!。")
