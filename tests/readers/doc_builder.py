"""Builds binary Word documents for tests, byte by byte ([MS-DOC], [MS-CFB])."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from plancheck_readers.word_binary.fib import Tables

SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MORE, _NAMED, _HELD = 0xFFFFFFFC, 109, 127
"""Tables of sectors that the header names, and that each further sector does."""
_TEXT_AT = 2048
_POINTERS = 93
BODY, FOOTNOTES, HEADERS, _, _, ENDNOTES, BOXES, HEADER_BOXES = range(8)
"""Stories, by their place in the block of lengths."""

Run = tuple[str, bytes]


class P(NamedTuple):
    """A paragraph: runs with their properties, its own properties, its mark."""

    runs: Sequence[Run]
    props: bytes = b""
    style: int = 0
    mark: str = "\r"
    mark_props: bytes = b""


def p(*content: str | Run, props: bytes = b"", style: int = 0, **mark: bytes | str) -> P:
    """Write a paragraph; plain text becomes a run without properties."""
    runs = [(piece, b"") if isinstance(piece, str) else piece for piece in content]
    return P(runs, props, style, **mark)  # type: ignore[arg-type]


def sprm(code: int, operand: bytes | int) -> bytes:
    """Write a change of one property; a number becomes one byte."""
    return struct.pack("<H", code) + (bytes([operand]) if isinstance(operand, int) else operand)


def u16(*values: int) -> bytes:
    """Write numbers of two bytes."""
    return struct.pack(f"<{len(values)}H", *values)


def u32(*values: int) -> bytes:
    """Write numbers of four bytes."""
    return struct.pack(f"<{len(values)}I", *values)


HIDDEN, DELETED = sprm(0x083C, 1), sprm(0x0800, 1)
SPECIAL = sprm(0x0855, 1)
IN_TABLE = sprm(0x2416, 1)
OBJECT_MARK = SPECIAL + sprm(0x6A03, u32(0))


def in_list(number: int, level: int | None = None) -> bytes:
    """Write the properties of a paragraph in a list."""
    return sprm(0x460B, u16(number)) + (b"" if level is None else sprm(0x260A, level))


def plc(bounds: Sequence[int], elements: Sequence[bytes] = ()) -> bytes:
    """Write an array of positions and what is said between them."""
    return u32(*bounds) + b"".join(elements)


# -- tables


def row(*cells: str | P, edges: Sequence[int] | None = None, **more: object) -> list[P]:
    """Write a row of a table.

    :param edges: where its cells begin and end, in twips
    :param flags: how each cell is merged
    :param changes: more that defines the row
    :param mark_props: properties of the mark at its end
    """
    flags = list(more.get("flags", [0] * len(cells)))  # type: ignore[call-overload]
    places = edges or range(0, 1000 * len(cells) + 1, 1000)
    definition = (
        bytes([len(cells)])
        + struct.pack(f"<{len(cells) + 1}h", *places)
        + b"".join(u16(flag) + bytes(18) for flag in flags)
    )
    table = sprm(0xD608, u16(len(definition) + 1) + definition) + more.get("changes", b"")  # type: ignore[operator]
    written = []
    for cell in cells:
        content = cell if isinstance(cell, P) else p(cell)
        written.append(content._replace(props=IN_TABLE + content.props, mark="\x07"))
    end = P([], IN_TABLE + sprm(0x2417, 1) + table, 0, "\x07", more.get("mark_props", b""))  # type: ignore[arg-type]
    return [*written, end]


def inner_row(*cells: str) -> list[P]:
    """Write a row of a table that stands in a cell of another."""
    inside = IN_TABLE + sprm(0x6649, u32(2))
    definition = bytes([len(cells)]) + struct.pack(
        f"<{len(cells) + 1}h", *range(0, 500 * len(cells) + 1, 500)
    )
    definition += bytes(20 * len(cells))
    end = inside + sprm(0x244B, 1) + sprm(0x244C, 1)
    return [
        *(p(cell, props=inside + sprm(0x244B, 1)) for cell in cells),
        p(props=end + sprm(0xD608, u16(len(definition) + 1) + definition)),
    ]


# -- styles and lists


def style(name: str, *, props: bytes = b"", chars: bytes = b"", base: int = 0xFFF) -> bytes:
    """Write a paragraph style."""
    return _style(name, 1, base, [u16(0) + props, chars])


def char_style(name: str, chars: bytes) -> bytes:
    """Write a character style."""
    return _style(name, 2, 0xFFF, [chars])


def _style(name: str, kind: int, base: int, parts: Sequence[bytes]) -> bytes:
    head = u16(0xFFE, kind | base << 4, len(parts), 0, 0)
    text = u16(len(name)) + name.encode("utf-16-le") + u16(0)
    padded = b"".join(u16(len(part)) + part + b"\0" * (len(part) % 2) for part in parts)
    return head + text + padded


def style_sheet(styles: Sequence[bytes]) -> bytes:
    """Write a style sheet."""
    head = u16(len(styles), 10) + bytes(14)
    return u16(len(head)) + head + b"".join(u16(len(one)) + one for one in styles)


def level(text: str, form: int = 0, start: int = 1, **more: int | bytes) -> bytes:
    """Write a level of a list; in its text, ``%1`` stands for the number of level 1.

    :param flags: 4: plain digits, 8: ``lim`` says after which levels it starts anew
    :param follow: what follows the number: 0 tab, 1 space, 2 nothing
    """
    signs, places = "", []
    for index, piece in enumerate(text.split("%")):
        if index:
            places.append(len(signs) + 1)
            signs += chr(int(piece[0]) - 1) + piece[1:]
        else:
            signs += piece
    chars: bytes = more.get("chars", b"")  # type: ignore[assignment]
    head = struct.pack(
        "<iBB9sBIIBBBB",
        start,
        form,
        more.get("flags", 0),
        bytes(places),
        more.get("follow", 2),
        0,
        0,
        len(chars),
        0,
        more.get("lim", 0),
        0,
    )
    return head + chars + u16(len(signs)) + signs.encode("utf-16-le")


def lists(*levels: Sequence[bytes], styles: Sequence[int] = ()) -> tuple[bytes, bytes]:
    """Write lists, each by its levels: what is counted in the length, and the levels behind it.

    :param styles: styles that the levels of each list name
    """
    named = u16(*[*styles, *[0xFFF] * (9 - len(styles))])
    heads = b"".join(
        u32(100 + index, 0) + named + bytes([len(one) == 1, 0]) for index, one in enumerate(levels)
    )
    padded = [level_ for one in levels for level_ in (one if len(one) == 1 else _nine(one))]
    return u16(len(levels)) + heads, b"".join(padded)


def _nine(levels: Sequence[bytes]) -> list[bytes]:
    return [*levels, *[level("", 0xFF)] * (9 - len(levels))]


def override(index: int, start: int, replaced: bytes = b"") -> bytes:
    """Write a list's change of one level: where it starts, how it is numbered."""
    return struct.pack("<iI", start, index | 0x10 | (0x20 if replaced else 0)) + replaced


def list_table(*overrides: tuple[int, Sequence[bytes]]) -> bytes:
    """Write the lists that paragraphs refer to: index of a list and what is changed in it."""
    heads = b"".join(
        u32(100 + index, 0, 0) + bytes([len(changed), 0, 0, 0]) for index, changed in overrides
    )
    bodies = b"".join(u32(0xFFFFFFFF) + b"".join(changed) for _, changed in overrides)
    return u32(len(overrides)) + heads + bodies


# -- drawings


def record(kind: int, content: bytes, instance: int = 0) -> bytes:
    """Write a record of the drawings; its content may be records."""
    return u16(instance << 4 | 0xF, kind) + u32(len(content)) + content


def shape(number: int, *options: tuple[int, int], flags: int = 0, words: str = "") -> bytes:
    """Write a shape: its number, its options by code, the words drawn as a picture."""
    drawn = words.encode("utf-16-le")
    pairs = [(0x80C0, len(drawn))] * bool(words) + list(options)
    written = b"".join(u16(code) + u32(value) for code, value in pairs) + drawn
    return record(0xF004, record(0xF00A, u32(number, flags)) + record(0xF00B, written, len(pairs)))


def drawings(*shapes: bytes) -> bytes:
    """Write what holds all shapes."""
    held = record(0xF003, shape(1024) + b"".join(shapes))
    return record(0xF000, b"") + b"\0" + record(0xF002, held)


# -- fields


def drop_down(*words: str, chosen: int) -> bytes:
    """Write what the data stream holds of a drop-down list."""
    entries = b"".join(u16(len(word)) + word.encode("utf-16-le") for word in words)
    empty = u16(0, 0)
    form = u32(0xFFFFFFFF) + u16(2 | chosen << 2, 0, 0) + empty + u16(0) + empty * 5
    form += u16(0xFFFF, len(words), 0) + entries
    return u32(68 + len(form)) + u16(68) + bytes(62) + form


def choosing(marks: int = 1) -> list[Run]:
    """Write a field that lets choose from the list at the start of the data stream."""
    mark = ("\x01" * marks, OBJECT_MARK + sprm(0x0806, 1))
    return [("\x13", SPECIAL), (" FORMDROPDOWN ", b""), mark, ("\x14", b""), ("\x15", SPECIAL)]


# -- the document


def doc(  # noqa: PLR0913 - each names a part that a test may want
    *body: P,
    stories: Mapping[int, Sequence[P]] | None = None,
    tables: Mapping[int, bytes] | None = None,
    styles: Sequence[bytes] | None = None,
    numbering: tuple[tuple[bytes, bytes], bytes] | None = None,
    data: bytes = b"",
    flags: int = 0,
    version: int = 0xC1,
    pieces: bytes = b"",
) -> bytes:
    """Build a document.

    :param stories: paragraphs of other stories, by their place
    :param tables: more structures of the table stream, by their place in the block
    :param styles: its styles; that of ordinary text, where none are given
    :param numbering: what :func:`lists` and :func:`list_table` write
    :param flags: more flags of the block
    :param pieces: the table of pieces, where it shall not be the honest one
    """
    document, structures = _text({BODY: body, **(stories or {})}, flags, version)
    structures[Tables.STYLES] = style_sheet([style("Normal")] if styles is None else styles)
    behind = b""
    if numbering:
        structures[Tables.LISTS], behind = numbering[0]
        structures[Tables.OVERRIDES] = numbering[1]
    if pieces:
        structures[Tables.TEXT] = pieces
    structures |= tables or {}
    table = b"\0" * 16
    pointers = [0] * (2 * _POINTERS)
    for index in sorted(structures, key=lambda index: index == Tables.LISTS):
        pointers[2 * index : 2 * index + 2] = [len(table), len(structures[index])]
        table += structures[index]
    fib_end = 32 + 2 + 28 + 2 + 88 + 2
    document[fib_end : fib_end + 8 * _POINTERS] = u32(*pointers)
    return container({"WordDocument": bytes(document), "1Table": table + behind, "Data": data})


def _text(
    stories: Mapping[int, Sequence[P]], flags: int, version: int
) -> tuple[bytearray, dict[int, bytes]]:
    lengths = [0] * 8
    chars: list[tuple[str, bytes]] = []
    paragraphs: list[tuple[int, bytes]] = []
    for index in sorted(stories):
        for one in stories[index]:
            chars += [run for run in one.runs if run[0]]
            chars.append((one.mark, one.mark_props))
            paragraphs.append((_length(chars), u16(one.style) + one.props))
            lengths[index] += sum(len(text.encode("utf-16-le")) // 2 for text, _ in one.runs)
            lengths[index] += len(one.mark)
    text = "".join(piece for piece, _ in chars).encode("utf-16-le", "surrogatepass")
    document = bytearray(_fib(lengths, flags, version).ljust(_TEXT_AT, b"\0") + text)
    char_bounds, char_pages = _pages(document, _char_entries(chars), papx=False)
    bounds, pages = _pages(document, _paragraph_entries(paragraphs), papx=True)
    count = len(text) // 2
    return document, {
        Tables.TEXT: clx([(0, count, _TEXT_AT, False)]),
        Tables.CHARACTERS: plc(char_bounds, char_pages),
        Tables.PARAGRAPHS: plc(bounds, pages),
    }


def _length(chars: Sequence[Run]) -> int:
    return sum(len(text.encode("utf-16-le", "surrogatepass")) for text, _ in chars)


def _char_entries(chars: Sequence[Run]) -> list[tuple[int, int, bytes]]:
    at, found = _TEXT_AT, []
    for run in chars:
        found.append((at, at + _length([run]), run[1]))
        at += _length([run])
    return found


def _paragraph_entries(paragraphs: Sequence[tuple[int, bytes]]) -> list[tuple[int, int, bytes]]:
    at, found = _TEXT_AT, []
    for end, props in paragraphs:
        found.append((at, _TEXT_AT + end, props))
        at = _TEXT_AT + end
    return found


def _pages(
    document: bytearray, entries: Sequence[tuple[int, int, bytes]], *, papx: bool
) -> tuple[list[int], list[bytes]]:
    """Append pages of one entry each; return the bounds and numbers of pages."""
    document.extend(bytes(-len(document) % SECTOR))
    bounds, numbers = [], []
    for start, end, grpprl in entries:
        size = len(grpprl)
        stored = (bytes([0, (size + 1) // 2]) if papx else bytes([size])) + grpprl
        at = (510 - len(stored)) // 2
        page = (u32(start, end) + bytes([at])).ljust(2 * at, b"\0") + stored
        numbers.append(u32(len(document) // SECTOR))
        bounds.append(start)
        document.extend(page.ljust(SECTOR - 1, b"\0") + b"\x01")
    return [*bounds, entries[-1][1]], numbers


def _fib(lengths: Sequence[int], flags: int, version: int) -> bytes:
    base = u16(0xA5EC, version, 0, 0x0804, 0, 0x0200 | flags) + bytes(20)
    longs = [0, 0, 0, *lengths]
    return (
        base
        + u16(14)
        + bytes(28)
        + u16(22)
        + u32(*longs, *[0] * (22 - len(longs)))
        + u16(_POINTERS)
        + bytes(8 * _POINTERS)
        + u16(0)
    )


def clx(pieces: Sequence[tuple[int, int, int, bool]], prms: Sequence[int] = ()) -> bytes:
    """Write a table of pieces: first character, end, offset, and whether one byte each."""
    elements = [
        u16(0) + u32(place * 2 | 0x40000000 if narrow else place) + u16(prm)
        for (_, _, place, narrow), prm in zip(pieces, prms or [0] * len(pieces), strict=True)
    ]
    table = plc([*(piece[0] for piece in pieces), pieces[-1][1]], elements)
    return b"\x02" + u32(len(table)) + table


# -- the container


def container(streams: Mapping[str, bytes], *, far: bool = False, more: int = 0) -> bytes:
    """Put streams into a container.

    :param streams: by name; those in a storage with its name before them, ``ObjectPool/Workbook``
    :param far: put the directory at the end, behind all streams
    :param more: further streams, each of which is the whole of the last one once more
    """
    contents = {name: one.ljust(4096, b"\0") for name, one in streams.items() if one}
    sectors = [_sectors(one) for one in contents.values()]
    storages = {name.rpartition("/")[0] for name in contents} - {""}
    directory = _sectors(bytes(128 * (len(contents) + more + 1 + len(storages))))
    total = sum(map(len, sectors)) + len(directory)
    tables, chained = 1, 0
    while tables * 128 < total + tables + chained:
        tables += 1
        chained = max(-(-(tables - _NAMED) // _HELD), 0)
    fat = [_FAT] * tables + [_MORE] * chained
    order = [*sectors, directory] if far else [directory, *sectors]
    starts = []
    for chain in order:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + len(chain)), _END]
    fat += [_FREE] * (tables * 128 - len(fat))
    first = starts[-1] if far else starts[0]
    stream_starts = starts[:-1] if far else starts[1:]
    written = _directory(contents, stream_starts, more)
    blocks = [*sectors, _sectors(written)] if far else [_sectors(written), *sectors]
    return (
        _header(tables, first, chained)
        + u32(*fat)
        + _more_tables(tables, chained)
        + b"".join(sector for chain in blocks for sector in chain)
    )


def _sectors(content: bytes) -> list[bytes]:
    padded = content + bytes(-len(content) % SECTOR)
    return [padded[at : at + SECTOR] for at in range(0, len(padded), SECTOR)]


def _header(tables: int, directory: int, chained: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + u16(0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    more = tables if chained else _END
    head += u32(0, tables, directory, 0, 4096, _END, 0, more, chained)
    return head + u32(*range(min(tables, _NAMED)), *[_FREE] * (_NAMED - tables))


def _more_tables(tables: int, chained: int) -> bytes:
    """Write the sectors that name the tables for which the header has no room."""
    numbers = [*range(_NAMED, tables), *[_FREE] * (_NAMED + chained * _HELD - tables)]
    nexts = [*range(tables + 1, tables + chained), _END]
    return b"".join(
        u32(*numbers[_HELD * index : _HELD * (index + 1)], nexts[index]) for index in range(chained)
    )


def _directory(contents: Mapping[str, bytes], starts: Sequence[int], more: int) -> bytes:
    """Write entries: balanced trees of what the root holds, and each storage in it."""
    places = {
        name: (start, len(one)) for (name, one), start in zip(contents.items(), starts, strict=True)
    }
    if more:
        last = list(places.values())[-1]
        places |= {f"{number:09}": last for number in range(more)}
    held: dict[str, dict[str, tuple[int, int]]] = {}
    for path, place in places.items():
        storage, _, name = path.rpartition("/")
        held.setdefault(storage, {})[name] = place
    entries = [b""]

    def hang(names: Sequence[str], storage: str) -> int:
        """Write the entries of some names; return the number of the topmost."""
        if not names:
            return _FREE
        middle = len(names) // 2
        name = names[middle]
        number = len(entries)
        entries.append(b"")
        left, right = hang(names[:middle], storage), hang(names[middle + 1 :], storage)
        start, size = held[storage].get(name, (0, 0))
        child = _FREE if name in held[storage] else hang(_ordered(held[name]), name)
        kind = 2 if name in held[storage] else 1
        entries[number] = _entry(
            name, kind, start=start, size=size, left=left, right=right, child=child
        )
        return number

    top = hang(_ordered([*held.get("", {}), *filter(None, held)]), "")
    entries[0] = _entry("Root Entry", 5, child=top, start=_END, size=0)
    return b"".join(entries)


def _ordered(names: Iterable[str]) -> list[str]:
    return sorted(names, key=lambda name: (len(name), name.upper()))


def _entry(  # noqa: PLR0913 - the fields of an entry
    name: str,
    kind: int,
    *,
    start: int,
    size: int,
    left: int = _FREE,
    right: int = _FREE,
    child: int = _FREE,
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return (
        written.ljust(64, b"\0")
        + u16(len(written))
        + bytes([kind, 1])
        + u32(left, right, child)
        + bytes(36)
        + u32(start, size, 0)
    )
