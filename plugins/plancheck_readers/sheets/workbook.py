"""What the sheets of a workbook share: texts and formats."""

import re
from collections.abc import Iterator

from plancheck.api import regex
from plancheck_readers.package import Package
from plancheck_readers.sheets.formats import format_of, general, shown
from plancheck_readers.word.parts import Relations
from plancheck_readers.word.tree import Element, parse

_LONGEST = 9
_ESCAPED = regex("_x([0-9A-Fa-f]{4})_")


def local(element: Element) -> str:
    """Return an element's name without its namespace, of which there are two forms."""
    return str(element.tag).rpartition("}")[2]


def named(parent: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    return (child for child in parent if local(child) == name)


def whole(value: str | None, default: int = 0) -> int:
    """Return a number as written; the default when it is none that is believed."""
    if value and value.isdecimal() and len(value) <= _LONGEST:
        return int(value)
    return default


def is_on(value: str | None) -> bool:
    """Tell whether a switch is on."""
    return value in ("1", "true")


def rich_text(item: Element) -> str:
    """Return the text of a string, in one piece or in several; without its pronunciation."""
    pieces = []
    for child in item:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces += [part.text or "" for part in named(child, "t")]
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Return a text with the characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19)."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if char >= " " or char in "\t\n\r" else ""


def is_uncalculated(cell: Element) -> bool:
    """Tell whether a cell has a formula of which nobody has stored what it shows."""
    names = {local(child) for child in cell}
    return "f" in names and not names & {"v", "is"}


class Workbook:
    """Texts and formats by their numbers.

    :param targets: what the workbook points at
    :raises Unreadable: when a part that it points at cannot be read
    """

    def __init__(self, package: Package, root: Element, targets: Relations) -> None:
        self._texts = _shared(package, targets)
        self._formats = _formats(package, targets)
        self._since_1904 = any(
            is_on(properties.get("date1904")) for properties in named(root, "workbookPr")
        )

    def text(self, cell: Element) -> str:
        """Return what a cell shows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(rich_text(item) for item in named(cell, "is"))
        value = next((item.text or "" for item in named(cell, "v")), "")
        if kind == "s":
            index = whole(value, -1)
            return self._texts[index] if 0 <= index < len(self._texts) else ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._number(cell, value) if kind == "n" and value else unescaped(value)

    def _number(self, cell: Element, value: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if abs(number) == float("inf") or number != number:  # noqa: PLR0124 - not a number
            return value
        style = whole(cell.get("s"))
        code = self._formats[style] if style < len(self._formats) else ""
        return shown(number, code, since_1904=self._since_1904) if code else general(number)


def _shared(package: Package, targets: Relations) -> list[str]:
    part = targets.of_kind("sharedStrings")
    if part is None or part not in package:
        return []
    return [rich_text(item) for item in parse(package.read(part), part)]


def _formats(package: Package, targets: Relations) -> list[str]:
    """Return the format of each style of cells."""
    part = targets.of_kind("styles")
    if part is None or part not in package:
        return []
    root = parse(package.read(part), part)
    custom = {
        whole(entry.get("numFmtId")): entry.get("formatCode", "")
        for group in named(root, "numFmts")
        for entry in group
    }
    return [
        format_of(whole(entry.get("numFmtId")), custom)
        for group in named(root, "cellXfs")
        for entry in group
    ]
