"""The files in a zip archive (APPNOTE 6.3)."""

import stat
import zlib
from collections.abc import Iterator
from functools import partial

from plancheck.api import Member, Unreadable
from plancheck_readers import zips
from plancheck_readers.archives.names import decoded
from plancheck_readers.zips import Entry

_UTF8 = 0x800
"""Bit 11 of an entry's flags: its name is UTF-8 (APPNOTE 4.4.4)."""
_UNICODE_PATH = 0x7075
"""Extra field with the name in UTF-8 (APPNOTE 4.6.9): version, checksum of the other name, name."""
_CHECKED = slice(1, 5)
_PATH = slice(5, None)
_PARTS = frozenset(
    (
        "[content_types].xml",
        "_rels/.rels",
        "mimetype",
        "ofd.xml",
        "word/document.xml",
        "xl/workbook.xml",
        "ppt/presentation.xml",
    )
)
"""Entries by which a package is known: a document, not an archive."""
_CODES = frozenset(
    f"zip.{code}" for code in ("encrypted", "method", "damaged", "truncated", "bomb")
)
"""What is told of a member in other words than of a document's part."""


def is_archive(data: bytes) -> bool:
    """Tell whether a zip file is an archive: not a document that is packed as one.

    A damaged one is what its first entry is.
    """
    try:
        found = zips.directory(data)
        for _, raw in zips.places(data, found):
            if _is_part(raw):
                return False
    except Unreadable:
        length = int.from_bytes(data[26:28], "little")
        return not _is_part(data[30 : 30 + length]) and not data[30:].startswith(b"word/")
    return True


def _is_part(raw: bytes) -> bool:
    return raw.decode("ascii", "replace").replace("\\", "/").lower() in _PARTS


def members(data: bytes) -> Iterator[Member]:
    """Yield the files in an archive, in the order of its directory.

    :raises Unreadable: ``archive.truncated`` where the directory is missing or ends
    """
    try:
        found = zips.directory(data)
        for at, _ in zips.places(data, found):
            entry = zips.entry(data, at, found.shift)
            name = _name(entry)
            if not name.endswith(("/", "\\")):
                yield Member(name, partial(_read, data, entry))
    except Unreadable as error:
        raise Unreadable("archive.truncated") from error


def _name(entry: Entry) -> str:
    field = zips.extra_field(entry.extra, _UNICODE_PATH)
    if field[_CHECKED] == zlib.crc32(entry.name).to_bytes(4, "little"):
        return decoded(field[_PATH])
    if entry.flags & _UTF8:
        return entry.name.decode("utf-8", "replace")
    return decoded(entry.name)


def _read(data: bytes, entry: Entry, most: int) -> bytes:
    kind = stat.S_IFMT(entry.mode)
    if kind not in (0, stat.S_IFREG):
        raise Unreadable("archive.link")
    try:
        return zips.unpacked(data, entry, most, "")
    except Unreadable as error:
        if error.code not in _CODES:
            raise
        code = error.code.replace("zip.", "archive.")
        raise Unreadable(code, **{k: v for k, v in error.values.items() if k != "part"}) from error
