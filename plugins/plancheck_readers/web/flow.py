"""From a stream of words and breaks to paragraphs, as a browser sets them."""

import re
from collections.abc import Iterator, Sequence

from plancheck.api import Block, Paragraph, Unreadable, Zone, limits, regex

_BLANKS = regex(r"[ \t\r\n\f]+")
_RUNS = regex(r"[ \r]{2,}")
_AROUND_BREAK = regex(r"[ \r]?\n[ \r]?")
_IN_CHINESE = regex(r"(?<=[\u2e80-\u9fff\uff00-\uff60])\r(?=[\u2e80-\u9fff\uff00-\uff60])")
_OWN = 4
"""Lines from which breaks part paragraphs, not lines of one."""
_INDENTED = ("\u3000", "\u00a0\u00a0")


class Flow:
    """Takes words, gives paragraphs.

    Inside it, a line feed is a break that a person sees; a carriage return is a line end of the
    source, which is a blank or, between Chinese characters, nothing (CSS Text 3, 4.1.3).
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        """Where finished paragraphs go."""
        self.level: int | None = None
        self.zone = Zone.BODY
        self.number = ""
        """Generated number that waits for the words of its item."""
        self.keeps_lines = False
        """Whether line ends of the source are seen (``<pre>``)."""
        self._pieces: list[str] = []
        self._length = 0
        self._count = 0

    @property
    def begun(self) -> bool:
        """Whether the paragraph has words already."""
        return any(not piece.isspace() for piece in self._pieces)

    def add(self, text: str) -> None:
        """Add words from the source."""
        if self.keeps_lines:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        else:
            text = _BLANKS.sub(_blank, text)
        self._pieces.append(text)
        self._length += len(text)
        if self._length > limits.TEXT:
            raise Unreadable("read.too-much-text", most=limits.TEXT)

    def soft_break(self) -> None:
        """Begin a new line of the same paragraph."""
        self._pieces.append("\n")

    def end(self) -> None:
        """End the paragraph; one without words leaves no trace."""
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces.clear()
        for words in _paragraphs(_clean(text), apart=self.level is None):
            self._count += 1
            if self._count > limits.BLOCKS + limits.CELLS:
                raise Unreadable("read.too-many-blocks", most=limits.BLOCKS)
            number, self.number = self.number, ""
            self.blocks.append(Paragraph(number + words, len(number), self.level, self.zone))


def _blank(run: re.Match[str]) -> str:
    return "\r" if "\n" in run[0] or "\r" in run[0] else " "


def _clean(text: str) -> str:
    """Make blanks what a person sees of them."""
    text = _RUNS.sub(lambda run: "\r" if "\r" in run[0] else " ", text)
    text = _AROUND_BREAK.sub("\n", text)
    return _IN_CHINESE.sub("", text).replace("\r", " ").strip(" \n")


def _paragraphs(text: str, *, apart: bool) -> Iterator[str]:
    """Part a text at its empty lines, and where each line is a paragraph, at each.

    :param apart: whether lines may be paragraphs of their own
    """
    group: list[str] = []
    for line in (*text.split("\n"), ""):
        if line and not line.isspace():
            group.append(line)
        elif group:
            yield from group if apart and _are_paragraphs(group) else ("\n".join(group),)
            group = []


def _are_paragraphs(lines: Sequence[str]) -> bool:
    return len(lines) >= _OWN or any(line.startswith(_INDENTED) for line in lines[1:])
