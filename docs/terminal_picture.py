"""Draws what a terminal shows as SVG: the same text, the same bytes, on any machine.

Each character has its place, Chinese ones two columns wide, whatever fonts the viewer has.
"""

import re
from collections.abc import Iterator
from html import escape

from plancheck.terminal import width

_CELL, _LINE, _EDGE, _BAR, _SIZE = 8, 23, 16, 30, 16
"""Pixels: a column's width, a line's height, the margin, the window's bar, the letters' size."""
_CODES = re.compile(r"\x1b\[([\d;]*)m")
_FONTS = "'Sarasa Mono SC','Noto Sans Mono CJK SC','Cascadia Mono',Consolas,NSimSun,monospace"
_STYLES = {
    "1": 'font-weight="bold"',
    "2": 'fill="#8b949e"',
    "1;31": 'font-weight="bold" fill="#ff7b72"',
    "32": 'fill="#7ee787"',
    "33": 'fill="#e3b341"',
    "36": 'fill="#79c0ff"',
    "1;35": 'font-weight="bold" fill="#d2a8ff"',
}
"""Escape code of ``plancheck_reports.pen`` → how it looks on a dark ground."""


def drawn(command: str, output: str, columns: int) -> str:
    """Return the picture of a window in which a command was given.

    :param output: what it printed, with colours
    :param columns: width of the window
    """
    lines = [f"\x1b[2m$\x1b[0m \x1b[1m{command}\x1b[0m", *output.rstrip("\n").split("\n")]
    wide = columns * _CELL + 2 * _EDGE
    high = len(lines) * _LINE + _BAR + _EDGE
    size = f'width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
    look = f'font-family="{_FONTS}" font-size="{_SIZE}" fill="#e6edf3"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>',
        f"<title>{escape(command)}</title>",
        f'<rect width="{wide}" height="{high}" rx="8" fill="#161b22"/>',
        *(f'<circle cx="{20 + 18 * at}" cy="16" r="5" fill="#484f58"/>' for at in range(3)),
    ]
    for number, line in enumerate(lines):
        base = _BAR + _LINE * number + 16
        parts += [_run(text, style, column, base) for text, style, column in _runs(line)]
    return "\n".join([*parts, "</svg>", ""])


def _runs(line: str) -> Iterator[tuple[str, str, int]]:
    """Yield the stretches of a line that look alike: text, style, column."""
    style, column, at = "", 0, 0
    for code in [*_CODES.finditer(line), None]:
        text = line[at : code.start() if code else len(line)]
        if text.strip():
            yield text, style, column
        column += width(text)
        if code:
            style, at = _STYLES.get(code[1], ""), code.end()


def _run(text: str, style: str, column: int, base: int) -> str:
    places, shown = [], []
    for character in text:
        if character != " ":
            places.append(str(_EDGE + column * _CELL))
            shown.append(character)
        column += width(character)
    looks = f" {style}" if style else ""
    inside = escape("".join(shown), quote=False)
    return f'<text x="{" ".join(places)}" y="{base}"{looks}>{inside}</text>'
