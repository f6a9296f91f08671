"""Glyphs made into lines of text.

Order in the file means little: LibreOffice draws a line's quotation marks after its words, since
they come from another font. So lines are found by their base lines, and read from left to right.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from plancheck.api import regex
from plancheck_readers.pdf.shapes import Glyph

_SAME_LINE = 0.45
"""Share of the font size by which base lines of one line may differ: raised and lowered signs."""
_WORD_GAP = 0.2
"""Ems between two Latin letters from which there is a blank; between 年 and 3 it only looks
nice."""
_GAP = 0.9
"""Ems from which a gap without a blank parts two stretches of a line; with one it takes twice
that."""
_LABEL = regex(
    r"(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[a-zA-Z])[)）.．、:：]"
    r"|第[一二三四五六七八九十\d]{1,4}[条章节项]|[①-⑳●○■□◆◇▪•·➢✓✔★*—–-])"
)
"""A number or a bullet; a wide gap behind one parts no columns."""
_TIME = regex(r"(?:第?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:月|周|季)|[上下]半年|[寒暑]假)")
"""A month, a week or another time of a schedule."""
_ITEM = regex(
    r"(?P<before>[（(]?)(?:(?P<digits>\d{1,3})|(?P<words>[一二三四五六七八九]?十?[一二三四五六七八九]?)"
    r"|(?P<ring>[①-⑳]))(?P<behind>[)）.．、:：]?)"
)
_NUMERALS = "零一二三四五六七八九"
_TEN = 10
_REGULAR = 0.5
"""Ems by which the gaps of a line differ that is spread out."""
_SPREAD = (0.2, 3.5)
"""Ems between the characters of such a line."""
_ADDRESS = regex(r"[/@][!-~]{0,200}\Z")
_QUOTES = "“”‘’\"'"
_OPENING = "“‘（(《〈【〔「『[｛{"
_CLOSING = "”’）)》〉】〕」』]｝}，。、；：！？,.;:!?…—％%·"
"""Signs that may not end, and not begin, a line (GB/T 15834): they take a neighbour along."""


class Line(NamedTuple):
    """A line of text."""

    text: str
    left: float
    right: float
    base: float
    size: float
    lead: float
    """Width of what the line begins with and cannot be broken: a character, a word, a number."""
    all_bold: bool
    no_bold: bool
    parts: tuple["Line", ...] = ()
    """The stretches that wide gaps part, two or more; none when there is no such gap."""
    page: int = 1

    @property
    def top(self) -> float:
        """About where its characters begin."""
        return self.base - self.size

    @property
    def bottom(self) -> float:
        """About where its characters end."""
        return self.base + self.size * 0.2

    @property
    def middle(self) -> float:
        """Where it would be centred."""
        return (self.left + self.right) / 2


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """Return the lines that glyphs make, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.base):
        if rows and _fits(rows[-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    found = (_line(sorted(row, key=lambda glyph: glyph.left), page) for row in rows)
    return sorted((line for line in found if line), key=lambda line: line.base)


def _fits(row: Sequence[Glyph], glyph: Glyph) -> bool:
    """Tell whether a glyph belongs to the line being gathered."""
    largest = max(row[0].size, row[-1].size, glyph.size)
    return glyph.base - row[0].base <= _SAME_LINE * largest


def _line(row: Sequence[Glyph], page: int) -> Line | None:
    """Make a line of glyphs in order; ``None`` when nothing can be seen."""
    runs = _runs(row)
    if not runs:
        return None
    parts = tuple(_stretch(text.rstrip(), run, page) for text, run in runs)
    if len(parts) == 1:
        return parts[0]
    largest = max(parts, key=lambda part: len(part.text))
    return largest._replace(
        text="".join(text for text, _ in runs),
        left=parts[0].left,
        right=parts[-1].right,
        lead=parts[0].lead,
        all_bold=all(part.all_bold for part in parts),
        no_bold=all(part.no_bold for part in parts),
        parts=parts,
    )


def _stretch(text: str, run: Sequence[Glyph], page: int) -> Line:
    """Make a line of the glyphs of one stretch."""
    size = sorted(glyph.size for glyph in run)[len(run) // 2]
    bases = sorted(glyph.base for glyph in run if glyph.size >= size * 0.9)
    return Line(
        text=text,
        left=run[0].left,
        right=run[-1].right,
        base=bases[len(bases) // 2],
        size=size,
        lead=_lead(run),
        all_bold=all(glyph.bold for glyph in run),
        no_bold=not any(glyph.bold for glyph in run),
        page=page,
    )


def _runs(row: Sequence[Glyph]) -> list[tuple[str, list[Glyph]]]:
    """Part a line at wide gaps; each text has the blanks behind it, no run of glyphs has any."""
    signs = [glyph for glyph in row if not glyph.char.isspace()]
    if _is_spread(signs):
        return [("".join(glyph.char for glyph in signs), signs)]
    found: list[tuple[str, list[Glyph]]] = []
    text = ""
    run: list[Glyph] = []
    blanks = ""
    for glyph in row:
        if glyph.char.isspace():
            blanks += glyph.char
            continue
        if run:
            gap = glyph.left - run[-1].right
            if _parts(run[-1], glyph, gap, blanks) and not _LABEL.fullmatch(text):
                found.append((text + (blanks or " "), run))
                text, run = "", []
            else:
                text += blanks or (" " if _apart(run[-1], glyph, gap) else "")
        text += glyph.char
        run.append(glyph)
        blanks = ""
    return [*found, (text, run)] if run else found


def _is_spread(signs: Sequence[Glyph]) -> bool:
    """Tell whether a line's characters stand apart, as those of 工 作 计 划.

    Blanks tell little of it: pdfium drops those that a program draws apart from the words.
    """
    gaps = [other.left - one.right for one, other in pairwise(signs)]
    if len(gaps) < 2 or 3 * sum(glyph.char.isascii() for glyph in signs) > len(signs):  # noqa: PLR2004
        return False
    size = signs[0].size
    least, most = min(gaps), max(gaps)
    near, far = _SPREAD
    return near * size <= least and most <= far * size and most - least <= _REGULAR * size


def _parts(last: Glyph, glyph: Glyph, gap: float, blanks: str) -> bool:
    """Tell whether a gap parts a line: a tab or another cell, and not words set apart."""
    wide = _GAP * min(glyph.size, last.size)
    return gap >= 2 * wide if blanks else gap >= wide


def _apart(last: Glyph, glyph: Glyph, gap: float) -> bool:
    """Tell whether a gap between two signs means a blank that was not drawn."""
    latin = last.char.isascii() and glyph.char.isascii()
    return latin and gap >= _WORD_GAP * min(last.size, glyph.size)


def _lead(row: Sequence[Glyph]) -> float:
    """Measure what a line begins with and cannot be broken.

    Beside quotation marks programs differ (UAX 14, class QU): some break on neither side.
    """
    at = 0
    while at + 1 < len(row) and _keeps(row[at].char, row[at + 1].char):
        at += 1
    return row[at].right - row[0].left


def _keeps(char: str, following: str) -> bool:
    """Tell whether no line may be broken between two characters."""
    return (
        char in _OPENING
        or char in _QUOTES
        or following in _CLOSING
        or following in _QUOTES
        or (_is_word(char) and _is_word(following))
    )


def _is_word(char: str) -> bool:
    """Tell whether lines are not broken beside a character when such another follows."""
    return char.isascii() and not char.isspace()


def joined(texts: Sequence[str]) -> str:
    """Join the lines of a paragraph: with a blank only between words in Latin letters or digits.

    Addresses have no blanks; they may be broken anywhere.
    """
    whole = ""
    for text in texts:
        wordy = _ends_in_word(whole) and text[:1].isascii() and text[:1].isalnum()
        whole += (" " if wordy else "") + text
    return whole


def _ends_in_word(text: str) -> bool:
    last = text[-1:]
    return last.isascii() and last.isalnum() and not _ADDRESS.search(text)


def numbered(text: str) -> bool:
    """Tell whether a line begins with a number or a bullet."""
    return _LABEL.match(text) is not None


def timed(text: str) -> bool:
    """Tell whether a line begins with a month, a week or another time of a schedule."""
    return _TIME.match(text) is not None


def succeeds(text: str, following: str) -> bool:
    """Tell whether a line begins with the number that follows another line's."""
    one, other = _item(text), _item(following)
    return one is not None and other is not None and other == (one[0], one[1] + 1)


def _item(text: str) -> tuple[str, int] | None:
    """Return the look of the number at a line's head, and its value."""
    match = _ITEM.match(text)
    if match is None:
        return None
    look = match["before"] + "#" + match["behind"]
    if match["ring"]:
        return f"{look}ring", ord(match["ring"])
    if not match["behind"]:
        return None
    if match["digits"]:
        return f"{look}digits", int(match["digits"])
    return (f"{look}words", _value(match["words"])) if match["words"] else None


def _value(numeral: str) -> int:
    """Return the value of a Chinese number below a hundred."""
    tens, ten, ones = numeral.rpartition("十")
    units = _NUMERALS.find(ones) if ones else 0
    return units if not ten else (_NUMERALS.find(tens) if tens else 1) * _TEN + units
