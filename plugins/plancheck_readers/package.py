"""The parts of a zip package, by name: documents of office programs.

Only the parts that are asked for are unpacked, under the caps of :mod:`plancheck.limits`.
"""

from plancheck.api import Unreadable, limits
from plancheck_readers import zips
from plancheck_readers.zips import Entry

_SHOWN = 80


def printable(name: str) -> str:
    """Make a name from a file fit to be shown: on one line, not too long, without controls."""
    return "".join(char if char.isprintable() else "?" for char in name[:_SHOWN])


class Package:
    """The members of a zip package, by name.

    Names are compared as packages do (ECMA-376 part 2, 6.2.2): without regard to case, and with
    backslashes taken for slashes, as some writers have it.

    :param data: all bytes of the file
    :raises Unreadable: when it is no zip, is cut off, or holds two members of one name
    """

    def __init__(self, data: bytes) -> None:
        if not data:
            raise Unreadable("read.empty")
        self._data = data
        self._left = limits.PACKAGE
        self._entries, self._shift = _by_name(data)

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a member of this name."""
        return name.lower() in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all members, in lower case, in the order of the directory."""
        return tuple(self._entries)

    def fingerprint(self, name: str) -> tuple[int, bytes]:
        """Return what tells a part from any other: its checksum and its packed bytes.

        Not the checksum alone: one can be forged, and a document must not change how the next one
        is read.

        :raises Unreadable: see :meth:`read`
        """
        member = self._member(name)
        return member.crc, zips.packed(self._data, member, printable(name))

    def read(self, name: str) -> bytes:
        """Unpack a part.

        :raises Unreadable: when it is missing, encrypted, damaged, or larger than the caps allow
        """
        member = self._member(name)
        most = min(limits.PART, self._left)
        content = zips.unpacked(self._data, member, most, printable(name))
        self._left -= len(content)
        if len(content) > most:
            raise Unreadable("zip.too-large", part=printable(name))
        return content

    def _member(self, name: str) -> Entry:
        at = self._entries.get(name.lower())
        if at is None:
            raise Unreadable("zip.missing", part=printable(name))
        return zips.entry(self._data, at, self._shift)


def _by_name(data: bytes) -> tuple[dict[str, int], int]:
    """Find the entries of a package's directory.

    :returns: where each entry stands, by name; how far the offsets in them are shifted
    """
    directory = zips.directory(data)
    if directory.entries > limits.MEMBERS:
        raise Unreadable("zip.members", count=directory.entries, most=limits.MEMBERS)
    entries: dict[str, int] = {}
    for at, raw in zips.places(data, directory):
        name = raw.decode("utf-8", "surrogateescape").replace("\\", "/").lower()
        if name in entries:
            raise Unreadable("zip.duplicate", part=printable(raw.decode("utf-8", "replace")))
        entries[name] = at
    return entries, directory.shift
