"""The process in which archives are opened by libarchive, seen from inside.

Takes an archive on standard input, after its length (8 bytes, little endian), and answers on
standard output with each file in it: the length of its name, of its content, and what is wrong with
it; then name and content. Ends with the archive.

Only formats that hold files are switched on: others (mtree) may name files on the disk.
"""

import ctypes
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_void_p
from typing import Any, BinaryIO

from plancheck.api import limits
from plancheck_readers.apart import confine
from plancheck_readers.archives.helper import FINE, FRAME, PROBLEMS
from plancheck_readers.archives.names import decoded

_FORMATS = ("rar", "rar5", "7zip", "tar")
_FILTERS = ("gzip", "bzip2", "xz")
_BLOCK = 256 * 1024


class _Problem(Exception):  # noqa: N818 - what is said of a file or of the archive
    """Something that cannot be read.

    :param code: one of :data:`PROBLEMS`
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def library() -> Any:  # noqa: ANN401 - the functions of a C library
    """Return libarchive's functions.

    :raises _Problem: when it is not installed, or the package that calls it
    """
    try:
        from libarchive import ffi
    except (ImportError, OSError, AttributeError, TypeError) as error:
        raise _Problem("archive.no-library") from error
    return ffi


class _Archive:
    """An archive that is read from its beginning to its end.

    :raises _Problem: when it cannot be opened
    """

    def __init__(self, data: bytes) -> None:
        self._lib = ffi = library()
        self._archive = ffi.read_new()
        for name in _FORMATS:
            ffi.get_read_format_function(name)(self._archive)
        for name in _FILTERS:
            ffi.get_read_filter_function(name)(self._archive)
        self._is_encrypted = ffi.ffi("entry_is_data_encrypted", [c_void_p], ctypes.c_int)
        self._data = data  # is read from as long as the archive is
        self._left = limits.UNPACKED
        self._ratio = max(limits.RATIO_FLOOR, limits.RATIO * len(data))
        with _told():
            address = ctypes.cast(ctypes.c_char_p(data), c_void_p)
            ffi.read_open_memory(self._archive, address, len(data))

    def entries(self) -> Iterator[tuple[str, str, bytes]]:
        """Yield name, what is wrong, and content of each file.

        :raises _Problem: when the archive cannot be read on
        """
        entry = self._lib.entry_new()
        while True:
            with _told():
                if self._lib.read_next_header2(self._archive, entry) == self._lib.ARCHIVE_EOF:
                    return
            kind = self._lib.entry_filetype(entry)
            if stat.S_ISDIR(kind):
                continue
            try:
                yield self._name(entry), "", self._file(entry, kind)
            except _Problem as problem:
                if problem.code in ("archive.bomb", "archive.too-large"):
                    raise
                yield self._name(entry), problem.code, b""

    def _file(self, entry: object, kind: int) -> bytes:
        if not stat.S_ISREG(kind):
            raise _Problem("archive.link")
        if self._is_encrypted(entry):  # some formats would give it as it stands
            raise _Problem("archive.encrypted")
        return self._content()

    def _name(self, entry: object) -> str:
        wide = self._lib.entry_pathname_w(entry)
        return wide or decoded(self._lib.entry_pathname(entry) or b"")

    def _content(self) -> bytes:
        """Return a file's content; of one that is too large a byte more than it may have."""
        pieces: list[bytes] = []
        kept = 0
        block = ctypes.create_string_buffer(_BLOCK)
        while True:
            with _told():
                count = self._lib.read_data(self._archive, block, _BLOCK)
            if count <= 0:
                return b"".join(pieces)
            self._count(count)
            if kept <= limits.FILE:
                pieces.append(block.raw[: min(count, limits.FILE + 1 - kept)])
                kept += len(pieces[-1])

    def _count(self, size: int) -> None:
        self._left -= size
        self._ratio -= size
        if self._ratio < 0:
            raise _Problem("archive.bomb")
        if self._left < 0:
            raise _Problem("archive.too-large")


@contextmanager
def _told() -> Iterator[None]:
    """Turn what libarchive says into one of our problems."""
    from libarchive.exception import ArchiveError

    try:
        yield
    except ArchiveError as error:
        said = str(error).lower()
        locked = any(word in said for word in ("encrypt", "passphrase", "password"))
        raise _Problem("archive.encrypted" if locked else "archive.damaged") from error


def serve(receive: BinaryIO, send: BinaryIO) -> None:
    """Answer with each file, and then with the end or what is wrong with the archive."""
    data = receive.read(int.from_bytes(receive.read(8), "little"))
    try:
        for name, problem, content in _Archive(data).entries():
            _write(send, name, problem, content)
        _write(send, "", "", b"", last=True)
    except _Problem as problem:
        _write(send, "", problem.code, b"", last=True)


def _write(send: BinaryIO, name: str, problem: str, content: bytes, *, last: bool = False) -> None:
    number = PROBLEMS.index(problem) if problem else FINE
    raw = name.encode("utf-8", "surrogatepass")
    send.write(FRAME.pack(last, len(raw), len(content), number))
    send.write(raw)
    send.write(content)
    send.flush()


if __name__ == "__main__":
    confine()
    serve(sys.stdin.buffer, sys.stdout.buffer)
