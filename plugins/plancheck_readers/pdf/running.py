"""Headers, footers, page numbers and footnotes: what stands on a page beside its text.

What several pages repeat at one height runs along with them, and so does a page number. On a single
page nothing is repeated; there only a page number and a small line high above the text are told.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from plancheck.api import Paragraph, Zone, regex
from plancheck_readers.pdf.lines import Line
from plancheck_readers.pdf.sheet import Sheet

_REACH = 0.15
"""Share of the page's height, above and below, in which running lines stand."""
_DEEP = 4
"""Lines that are looked at from above and from below."""
_NEAR = 4.0
"""Points by which the same line may stand higher or lower on another page."""
_APART = 1.6
"""Ems between a page's text and the header or page number of a single page."""
_HIGH = 0.09
"""Share of the page's height in which the header of a single page stands."""
_SHOWN = 1_000
"""Pages with the same line that are compared."""
_SMALL = 0.95
"""Share of the size of the text up to which a header or a note is smaller."""
_DIGITS = regex(r"\d+|[一二三四五六七八九十]{1,6}(?=页)")
_PAGE_NUMBER = regex(
    r"[-—–―─·•~～\s]*+(?:第?\s*+\d{1,4}(?:\s*+页)?|[ivx]{1,6})"
    r"(?:\s*+[/／，,|]?\s*+共?\s*+\d{1,4}(?:\s*+页)?)?[-—–―─·•~～\s]*+",
    re.IGNORECASE,
)
_NOTE_RULE = 0.5
"""Share of the page's width up to which a line above notes reaches."""


class Margins(NamedTuple):
    """What was taken out of the pages."""

    sheets: tuple[Sheet, ...]
    """The pages with what is left."""
    running: tuple[Paragraph, ...]
    """Headers, then footers, each text once; no page numbers."""
    notes: tuple[tuple[Line, ...], ...]
    """The lines of footnotes, by page."""


def without_margins(sheets: Sequence[Sheet]) -> Margins:
    """Take headers, footers, page numbers and notes out of pages."""
    size = _text_size(sheets)
    repeats = {zone: _Repeats(sheets, zone) for zone in (Zone.HEADER, Zone.FOOTER)}
    texts: dict[Zone, dict[str, Paragraph]] = {zone: {} for zone in repeats}
    kept: list[Sheet] = []
    notes: list[tuple[Line, ...]] = []
    for sheet in sheets:
        running: list[Line] = []
        for zone, known in repeats.items():
            for line in _running(sheet, zone, known, size):
                running.append(line)
                if not _PAGE_NUMBER.fullmatch(line.text):
                    paragraph = Paragraph(line.text, zone=zone, page=sheet.number)
                    texts[zone].setdefault(_key(line), paragraph)
        lines = [line for line in sheet.lines if line not in running]
        own = _notes(sheet, lines, size)
        notes.append(tuple(own))
        kept.append(sheet._replace(lines=tuple(line for line in lines if line not in own)))
    running_texts = (text for found in texts.values() for text in found.values())
    return Margins(tuple(kept), tuple(running_texts), tuple(notes))


def _text_size(sheets: Sequence[Sheet]) -> float:
    """Return the font size in which most of the text stands."""
    lengths: dict[float, int] = {}
    for sheet in sheets:
        for line in sheet.lines:
            size = round(line.size, 1)
            lengths[size] = lengths.get(size, 0) + len(line.text)
    return max(lengths, key=lambda size: lengths[size], default=10.5)


def _key(line: Line) -> str:
    """Return a line's text as it is the same on all pages."""
    return _DIGITS.sub("#", "".join(line.text.split()))


class _Edge(NamedTuple):
    """A line near the upper or lower edge of a page."""

    line: Line
    key: str
    """Its text as it is the same on all pages."""
    off: float
    """How far it is from the edge."""
    gap: float
    """How far it is from the next line inwards."""


def _edges(sheet: Sheet, zone: Zone) -> list[_Edge]:
    """Return the lines near one edge of a page, the outermost first."""
    at_top = zone is Zone.HEADER
    lines = sheet.lines[: _DEEP + 1] if at_top else sheet.lines[: -_DEEP - 2 : -1]
    offs = [line.base if at_top else sheet.height - line.base for line in lines]
    offs.append(sheet.height)
    found = [
        _Edge(line, _key(line), off, inner - off)
        for line, off, inner in zip(lines, offs, offs[1:], strict=False)
    ]
    return [edge for edge in found[:_DEEP] if edge.off <= sheet.height * _REACH]


class _Repeats:
    """Knows which lines other pages show at the same height."""

    def __init__(self, sheets: Sequence[Sheet], zone: Zone) -> None:
        self._found: dict[str, list[tuple[int, float]]] = {}
        for sheet in sheets:
            for edge in _edges(sheet, zone):
                self._found.setdefault(edge.key, []).append((sheet.number, edge.off))

    def has(self, edge: _Edge) -> bool:
        """Tell whether another page shows a line."""
        return any(
            number != edge.line.page and abs(off - edge.off) <= _NEAR
            for number, off in self._found[edge.key][:_SHOWN]
        )


def _running(sheet: Sheet, zone: Zone, repeats: _Repeats, size: float) -> Iterator[Line]:
    """Yield the lines at one edge of a page that are no part of its text."""
    for edge in _edges(sheet, zone):
        numbers = _PAGE_NUMBER.fullmatch(edge.line.text) is not None
        if not (
            repeats.has(edge)
            or (numbers and zone is Zone.FOOTER)
            or _is_lone_header(edge, sheet, zone, size)
        ):
            return
        yield edge.line


def _is_lone_header(edge: _Edge, sheet: Sheet, zone: Zone, size: float) -> bool:
    """Tell the header of a single page: small, and high above the text."""
    return (
        zone is Zone.HEADER
        and edge.line is sheet.lines[0]
        and edge.line.size <= size * _SMALL
        and edge.gap >= _APART * size
        and edge.off <= sheet.height * _HIGH
    )


def _notes(sheet: Sheet, lines: Sequence[Line], size: float) -> list[Line]:
    """Return the footnotes of a page: small lines under a short line at the left."""
    if not lines:
        return []
    left = min(line.left for line in lines)
    for rule in sheet.rules:
        below = [line for line in lines if line.base > rule.at]
        if (
            below
            and abs(rule.start - left) <= size * 2
            and rule.end - rule.start <= sheet.width * _NOTE_RULE
            and rule.at > sheet.height / 2
            and all(line.size <= size * _SMALL for line in below)
        ):
            return below
    return []
