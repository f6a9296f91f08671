"""Markdown: headings, tables and lists as text, marks left out (CommonMark 0.31, GFM tables).

Lines stay paragraphs of their own. A person who writes a plan in Markdown rarely leaves a blank
line between items, and a line break never costs a rule anything.
"""

from collections.abc import Iterator, Sequence

from plancheck.api import Block, Paragraph, Table, regex
from plancheck_readers.plain.inline import plain
from plancheck_readers.plain.lines import Line
from plancheck_readers.plain.text import table_at
from plancheck_readers.tables import from_texts

_HEADING = regex(r" {0,3}(#{1,6})(?!#)")
_UNDERLINE = regex(r" {0,3}(=+|-{2,})\s*")
_BREAK = regex(r" {0,3}([-*_])(?:\s*\1){2,}\s*")
_FENCE = regex(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
_BEFORE = regex(r"[ \t]*(?:>[ \t]?)*(?:[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)?")
"""Marks of quotations, bullets and boxes to tick."""
_OPEN, _CLOSE = "<!--", "-->"
_LINE = "\r"
"""Joins lines while comments are sought; no line holds it."""


def blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Return the blocks of a Markdown text.

    :raises plancheck.api.Unreadable: when a table has too many cells
    """
    found = list(_blocks(_without_comments(_without_front_matter(lines))))
    return iter(_with_title(found))


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        if lines[at].blank:  # a file may hold two million of them
            at += 1
            continue
        fence = _FENCE.match(lines[at].text)
        if fence:
            end = _fence_end(lines, at, fence[1])
            yield from _as_they_are(lines[at + 1 : end])
            at = end + 1
            continue
        rows, used = table_at(lines, at)
        if rows:
            yield _table(rows, lines[at].page)
        else:
            yield from _line(lines, at)
            used = used or 1 + _underlined(lines, at)
        at += used


def _fence_end(lines: Sequence[Line], start: int, fence: str) -> int:
    for at in range(start + 1, len(lines)):
        text = lines[at].text.strip()
        if text.startswith(fence) and not text.strip(fence[0]):
            return at
    return len(lines)


def _as_they_are(lines: Sequence[Line]) -> Iterator[Block]:
    return (Paragraph(line.text, page=line.page) for line in lines if not line.blank)


def _table(rows: Sequence[Sequence[str]], page: int | None) -> Table:
    return Table(from_texts([[plain(cell) for cell in row] for row in rows]), page=page)


def _line(lines: Sequence[Line], at: int) -> Iterator[Paragraph]:
    line = lines[at]
    level = None
    heading = _HEADING.match(line.text)
    if heading:
        level, text = len(heading[1]), _without_closing(line.text[heading.end() :].strip())
    elif _BREAK.fullmatch(line.text):
        return
    else:
        text = line.text[_end(line.text) :]
        if _underlined(lines, at):
            level = 1 if "=" in lines[at + 1].text else 2
    text = plain(text)
    if text and not text.isspace():
        yield Paragraph(text, level=level, page=line.page)


def _without_closing(text: str) -> str:
    """Leave out the number signs that may close a heading."""
    bare = text.rstrip("#")
    return bare.rstrip() if not bare or bare[-1].isspace() else text


def _end(text: str) -> int:
    """Return where the words begin; blanks that only indent by Chinese custom stay."""
    marks = _BEFORE.match(text)
    return marks.end() if marks and marks[0].strip() else 0


def _underlined(lines: Sequence[Line], at: int) -> bool:
    """Whether the next line makes this one a heading."""
    if lines[at].blank or at + 1 == len(lines) or _HEADING.match(lines[at].text):
        return False
    return _UNDERLINE.fullmatch(lines[at + 1].text) is not None


def _with_title(found: list[Block]) -> list[Block]:
    """Take the only heading of level 1 for the title when it stands above all others."""
    levels = [block.level for block in found if isinstance(block, Paragraph) and block.level]
    if levels.count(1) == 1 and levels[0] == 1:
        return [
            block._replace(level=0) if isinstance(block, Paragraph) and block.level == 1 else block
            for block in found
        ]
    return found


def _without_front_matter(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out what programs read before the text begins."""
    if lines and lines[0].text.rstrip() == "---":
        for at in range(1, len(lines)):
            if lines[at].text.rstrip() in ("---", "..."):
                return lines[at + 1 :] if _is_settings(lines[1:at]) else lines
    return lines


def _is_settings(lines: Sequence[Line]) -> bool:
    setting = regex(r"[\w-]+:(\s|$)|\s|#|- ")
    return all(line.blank or setting.match(line.text) for line in lines)


def _without_comments(lines: Sequence[Line]) -> Sequence[Line]:
    """Leave out comments; one without an end is text."""
    if not any(_OPEN in line.text for line in lines):
        return lines
    text = _LINE.join(line.text for line in lines)
    kept: list[str] = []
    at = 0
    while (begin := text.find(_OPEN, at)) >= 0 and (end := text.find(_CLOSE, begin)) >= 0:
        kept += text[at:begin], _LINE * text.count(_LINE, begin, end)
        at = end + len(_CLOSE)
    pieces = "".join((*kept, text[at:])).split(_LINE)
    return [line._replace(text=rest) for line, rest in zip(lines, pieces, strict=True)]
