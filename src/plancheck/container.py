"""What Microsoft's old container holds ([MS-CFB]), told from its directory without a library.

Old documents of Word, Excel and PowerPoint, messages of Outlook and encrypted packages are such
containers, told apart by the names of what they hold. What they hold in turn may be containers
again, a letter with a document for one, whose names tell nothing of the whole.
"""

from collections.abc import Iterator

from plancheck import limits

_HEADER = 512
_ORDER = slice(28, 30)
_LITTLE = b"\xfe\xff"
"""What stands there in every container (2.2)."""
_SHIFT_AT, _LARGE_SHIFT, _LARGE = 30, b"\x0c\0", 4096
"""Where the size of sectors is told, and the larger of the two there are."""
_DIRECTORY_AT, _MORE_TABLES_AT, _TABLES_AT = 48, 68, 76
_TABLES = 109
"""Sectors of the table of sectors that the header itself names."""
_ENTRY = 128
_NAME, _LENGTH_AT, _KIND_AT, _LEFT_AT, _RIGHT_AT, _CHILD_AT = 64, 64, 66, 68, 72, 76
_STREAM, _ROOT = 2, 5


def head(data: bytes) -> bytes:
    """Return a container's header and then the entries of what it holds itself, streams first.

    Where the directory is damaged, all of its entries that there are.
    """
    directory = _directory(data)
    entries = _entries(directory)
    streams = [entry for entry in entries if entry[_KIND_AT] == _STREAM]
    storages = [entry for entry in entries if entry[_KIND_AT] != _STREAM]
    own = b"".join(streams + storages)
    return data[:_HEADER] + (directory[:_ENTRY] + own if entries else directory)


def names(data: bytes) -> frozenset[str]:
    """Return the names of what a container holds itself; none where its directory is damaged."""
    return frozenset(map(_name, _entries(_directory(data))))


def is_cut_off(data: bytes) -> bool:
    """Tell whether the directory of a container lies beyond the end of its file."""
    whole = data[_ORDER] == _LITTLE
    return whole and (_number(data, _DIRECTORY_AT) + 1) * _size(data) >= len(data)


def _entries(directory: bytes) -> list[bytes]:
    """Return the entries that hang on the root, a tree by left and right (2.6.4)."""
    if directory[_KIND_AT : _KIND_AT + 1] != bytes([_ROOT]):
        return []
    found: dict[int, bytes] = {}
    wanted = [_number(directory, _CHILD_AT)]
    while wanted:
        index = wanted.pop()
        entry = directory[index * _ENTRY : (index + 1) * _ENTRY]
        if index and index not in found and len(entry) == _ENTRY:
            found[index] = entry
            wanted += [_number(entry, _LEFT_AT), _number(entry, _RIGHT_AT)]
    return list(found.values())


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[_LENGTH_AT : _LENGTH_AT + 2], "little")
    return entry[: min(max(length - 2, 0), _NAME)].decode("utf-16-le", "replace")


def _directory(data: bytes) -> bytes:
    """Return the directory, up to as many entries as are believed (2.6)."""
    size = _size(data)
    found = []
    for sector in _chain(data, _number(data, _DIRECTORY_AT), size):
        found.append(data[(sector + 1) * size : (sector + 2) * size])
        if len(found) * size >= limits.MEMBERS * _ENTRY:
            break
    return b"".join(found)


def _chain(data: bytes, sector: int, size: int) -> Iterator[int]:
    """Yield the sectors of a chain, which may be a loop (2.3)."""
    while (sector + 1) * size < len(data):
        yield sector
        table, entry = divmod(sector, size // 4)
        place = _table(data, table, size)
        if place is None:
            return
        sector = _number(data, (place + 1) * size + 4 * entry)


def _table(data: bytes, index: int, size: int) -> int | None:
    """Return the sector in which a part of the table of sectors stands (2.5).

    The header names the first; sectors in a chain of their own name the others, each with the next
    sector of that chain as its last.
    """
    if index < _TABLES:
        return _number(data, _TABLES_AT + 4 * index)
    held = size // 4 - 1
    steps, index = divmod(index - _TABLES, held)
    sector = _number(data, _MORE_TABLES_AT)
    for _ in range(steps):
        sector = _number(data, (sector + 1) * size + 4 * held)
    at = (sector + 1) * size + 4 * index
    return _number(data, at) if at + 4 <= len(data) else None


def _size(data: bytes) -> int:
    return _LARGE if data[_SHIFT_AT : _SHIFT_AT + 2] == _LARGE_SHIFT else _HEADER


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")
