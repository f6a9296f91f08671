"""Text for terminals: widths, wrapping, and nothing that steers the terminal.

A Chinese character takes two columns. Signs whose width depends on the terminal (quotation marks,
dashes) are taken for two, so that a line is never too long.
"""

from collections.abc import Iterator, Sequence
from unicodedata import category, combining, east_asian_width

NO_BREAK_BEFORE = frozenset("，。、；：！？）》〉”’】」』〕…—·,.;:!?)]}%")
NO_BREAK_AFTER = frozenset("（《〈“‘【「『〔([{")
GLUE = "\0"
"""Between two characters: no line ends here. It is not shown, and :func:`clean` leaves none."""
WIDE = 2
"""Columns of a Chinese character."""
MOST = 10_000
"""Characters whose width is remembered."""
UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Unicode categories of what has no look of its own: controls, direction marks, surrogates."""


def clean(text: str) -> str:
    """Put a text on one line, with everything invisible spelt out, as ``U+202E``.

    What stands in a plan or in a file's name can thus neither colour, move nor reverse what a
    terminal shows.
    """
    joined = " ".join(text.split())
    if joined.isprintable():  # then nothing of it is of the categories below
        return joined
    return "".join(map(_seen, joined))


def _seen(sign: str) -> str:
    if category(sign) not in UNSEEN:
        return sign
    return f"<U+{ord(sign):04X}>"


def width(text: str) -> int:
    """Return the columns a text takes."""
    if text.isascii():
        return len(text) - text.count(GLUE)
    return sum(map(_widths.__getitem__, text))


class _Widths(dict[str, int]):
    """The columns that each character takes, worked out once for each."""

    def __missing__(self, sign: str) -> int:
        columns = _width(sign)
        if len(self) < MOST:
            self[sign] = columns
        return columns


_widths = _Widths()


def _width(sign: str) -> int:
    if sign == GLUE or combining(sign):
        return 0
    return WIDE if east_asian_width(sign) in "WFA" else 1


def shorten(text: str, most: int) -> str:
    """Cut a text to some characters, with ``…`` for what is left out at its end."""
    return text if len(text) <= most else text[: most - 1] + "…"


def pad(text: str, columns: int) -> str:
    """Fill a text with blanks to some columns."""
    return text + " " * (columns - width(text))


def columns(rows: Sequence[tuple[str, ...]], limit: int, indent: int = 2) -> str:
    """Align rows of cells; the last cell of a row is wrapped beside the others.

    :param limit: columns of the terminal
    """
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)][:-1]
    hang = indent + sum(each + 2 for each in widths)
    lines = []
    for *cells, last in rows:
        head = "".join(pad(cell, most) + "  " for cell, most in zip(cells, widths, strict=True))
        lines.append(wrap(last, limit, first=" " * indent + head, rest=" " * hang))
    return "\n".join(lines)


def wrap(text: str, limit: int, first: str = "", rest: str = "") -> str:
    """Break a text into lines.

    :param limit: columns a line may take
    :param first: before the first line
    :param rest: before the others
    """
    lines, line = [], first
    bare, used = True, width(first)
    for piece in _pieces(text, max(limit - width(rest), WIDE)):
        if not bare and used + width(piece.rstrip()) > limit:
            lines.append(line.rstrip())
            line, bare, used = rest, True, width(rest)
        added = piece.lstrip() if bare else piece
        line, used = line + added, used + width(added)
        bare = bare and not piece.strip()
    return "\n".join([*lines, line.rstrip()]).replace(GLUE, "")


def glued(text: str) -> str:
    """Return a text that :func:`wrap` keeps on one line if it can."""
    return GLUE.join(text)


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Yield what must stay on one line; what is longer than a line is cut."""
    piece, used = "", 0
    for sign in text:
        columns = _widths[sign]
        if piece and (_may_break(piece[-1], sign) or used + columns > longest):
            yield piece
            piece, used = "", 0
        piece, used = piece + sign, used + columns
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    if GLUE in (before, after):
        return False
    if before in NO_BREAK_AFTER or after in NO_BREAK_BEFORE:
        return False
    if after == " ":
        return False
    return before == " " or WIDE in (_widths[before], _widths[after])
