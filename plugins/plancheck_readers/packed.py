"""Container: archives that libarchive opens (``.rar``, ``.7z``, ``.tar``; extra ``archive``).

Only this module is imported when the run starts; what opens them comes with the first one. Without
libarchive each of them is unreadable, with what to do.
"""

from collections.abc import Iterable, Iterator

from plancheck.api import Container, Member, Need, Source

_MAGIC = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\0",
)
_TAR = slice(257, 262)
"""Where a tar archive says what it is (POSIX.1, ustar)."""

SUFFIXES = (".rar", ".7z", ".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")


def sniff(source: Source) -> bool:
    """Tell whether a file is an archive."""
    return source.data.startswith(_MAGIC) or source.data[_TAR] == b"ustar"


def members(source: Source) -> Iterable[Member]:
    """Yield the files in an archive.

    :raises plancheck.api.Unreadable: when it cannot be opened or read on
    """
    from plancheck_readers.archives.helper import members

    return members(source.data)


def needs() -> Iterator[Need]:
    """Tell whether libarchive is here, and the package that calls it."""
    from importlib.util import find_spec

    package = find_spec("libarchive") is not None
    yield Need("libarchive-c", package, "need.libarchive-c")
    yield Need("libarchive", package and _calls(), "need.libarchive")


def _calls() -> bool:
    """Whether the library itself can be called; it is loaded for that."""
    try:
        import libarchive.ffi  # noqa: F401 - whether it can be
    except (OSError, AttributeError, TypeError):
        return False
    return True


CONTAINER = Container("archive", SUFFIXES, sniff, members, needs)
