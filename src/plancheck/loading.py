"""Choose a reader for a file and read it.

Whatever is wrong with a file ends here as one :class:`~plancheck.errors.Unreadable`: the readers
are foreign code, and the files come from strangers.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from plancheck import foreign, limits
from plancheck.errors import Unreadable
from plancheck.formats import Reader, Source
from plancheck.model import Block, Document, Paragraph, Table

HEAD = 4096
"""Bytes from which a reader tells whether a file is its own."""

_KINDS = (
    (stat.S_ISDIR, "read.directory"),
    (stat.S_ISFIFO, "read.fifo"),
    (stat.S_ISSOCK, "read.socket"),
)


def load(path: str, readers: Sequence[Reader]) -> Document:
    """Read a file.

    :raises Unreadable: when it cannot be had, or nothing can be read in it
    """
    return parse(fetch(path), readers)


def fetch(path: str, most: int = 0) -> Source:
    """Return a regular file's content; nothing else is ever opened.

    :param most: bytes it may have; as a document may when not given
    :raises Unreadable: when it is something else, too large, gone, or not ours to read
    """
    most = most or limits.FILE
    try:
        _check_kind(os.stat(path), most)
        return Source(os.path.basename(path), _content(path, most))
    except FileNotFoundError:
        raise Unreadable("read.gone") from None
    except PermissionError:
        raise Unreadable("read.permission") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable("read.os", reason=reason) from error


def fetch_address(address: str, name: str, most: int) -> Source:
    """Return the content of a file behind an address.

    :param name: what it goes by
    :param most: bytes it may have
    :raises Unreadable: when it cannot be had, or is larger
    """
    from plancheck import remote

    return Source(os.path.basename(name), remote.read(address, most))


def fetch_stdin(name: str) -> Source:
    """Return what comes in on standard input.

    :param name: the name it shall go by
    :raises Unreadable: when it is too large or cannot be had
    """
    import sys

    if sys.stdin is None:
        raise Unreadable("read.empty")
    try:
        return Source(os.path.basename(name), _capped(sys.stdin.buffer, limits.FILE))
    except OSError as error:
        raise Unreadable("read.os", reason=error.strerror or str(error)) from error


def parse(source: Source, readers: Sequence[Reader]) -> Document:
    """Read a file's content with the reader that suits it.

    :raises Unreadable: when no reader knows it, it is damaged, or it holds no text
    """
    if not source.data:
        raise Unreadable("read.empty")
    if len(source.data) > limits.FILE:
        raise too_large(limits.FILE)
    return _checked(_read(choose(source, readers), source))


def choose(source: Source, readers: Sequence[Reader]) -> Reader:
    """Return the reader for a file: by its content, else by its suffix.

    What is surely of an unsupported kind goes to nobody, whatever its suffix. Of the rest, what
    has a suffix nobody knows goes to the reader that takes what is left.

    :raises Unreadable: for what nobody can read
    """
    head = _head(source.data)
    for reader in readers:
        if _claims(reader, head):
            return reader
    problem = foreign.problem(source.data)
    if problem:
        raise Unreadable(problem)
    suffix = os.path.splitext(source.name)[1].lower()
    by_suffix = [reader for reader in readers if suffix in reader.suffixes]
    if not by_suffix and foreign.is_package(source.data):
        raise Unreadable("foreign.archive")
    for reader in (*by_suffix, *(reader for reader in readers if reader.fallback)):
        return reader
    raise Unreadable("read.no-reader", suffix=suffix)


def _check_kind(status: os.stat_result, most: int) -> None:
    mode = status.st_mode
    for is_kind, code in _KINDS:
        if is_kind(mode):
            raise Unreadable(code)
    if not stat.S_ISREG(mode):
        raise Unreadable("read.device")
    if status.st_size > most:
        raise too_large(most)


def _content(path: str, most: int) -> bytes:
    """Read a file once; it may have changed since it was looked at, so it is looked at again."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        _check_kind(os.fstat(file.fileno()), most)
        return _capped(file, most)


def _capped(file: BinaryIO, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise too_large(most)
    return data


def too_large(most: int) -> Unreadable:
    """Make the error that something has more bytes than it may."""
    return Unreadable("read.too-large", most=most // 1024**2)


def _head(data: bytes) -> bytes:
    """Return the bytes from which readers tell: the first, or those that say most.

    Of Microsoft's old container, whose directory may lie anywhere, readers see the header and then
    the entries of what it holds.
    """
    if not foreign.is_container(data):
        return data[:HEAD]
    from plancheck import container

    return container.head(data)[:HEAD]


def _claims(reader: Reader, head: bytes) -> bool:
    try:
        return reader.sniff(head)
    except (Exception, SystemExit) as error:
        raise _crash(reader, error) from error


def _read(reader: Reader, source: Source) -> Document:
    try:
        document = reader.read(source)
    except Unreadable:
        raise
    except (Exception, SystemExit) as error:
        raise _crash(reader, error) from error
    if not isinstance(document, Document):
        raise _crash(reader, TypeError())
    return document


def _crash(reader: Reader, error: BaseException) -> Unreadable:
    return Unreadable("read.crashed", reader=reader.name, kind=type(error).__name__)


def _checked(document: Document) -> Document:
    """Hold a document against the caps; a lone half of a surrogate pair becomes U+FFFD.

    What a cell claims beyond the cap is ignored.
    """
    if len(document.blocks) > limits.BLOCKS:
        raise Unreadable("read.too-many-blocks", most=limits.BLOCKS)
    if (
        sum(len(block.cells) for block in document.blocks if isinstance(block, Table))
        > limits.CELLS
    ):
        raise Unreadable("read.too-many-cells", most=limits.CELLS)
    length = 0
    visible = False
    whole = True
    for text in _texts(document.blocks):
        length += len(text)
        visible = visible or not (not text or text.isspace())
        whole = whole and (text.isascii() or _is_whole(text))
    if length > limits.TEXT:
        raise Unreadable("read.too-much-text", most=limits.TEXT)
    if not visible:
        raise Unreadable("read.no-text")
    if any(_is_vast(block) for block in document.blocks):
        document = replace(document, blocks=tuple(map(_held, document.blocks)))
    return document if whole else _mended(document)


def _is_vast(block: Block) -> bool:
    """Tell whether a cell claims more rows or columns than it may."""
    return isinstance(block, Table) and any(
        cell.rows > limits.SPAN or cell.columns > limits.SPAN for cell in block.cells
    )


def _held(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block
    most = limits.SPAN
    return block._replace(
        cells=tuple(
            cell._replace(rows=min(cell.rows, most), columns=min(cell.columns, most))
            for cell in block.cells
        )
    )


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for cell in block.cells:
                yield cell.text


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _mended(document: Document) -> Document:
    return replace(document, blocks=tuple(map(_mended_block, document.blocks)))


def _mended_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block._replace(text=_mended_text(block.text))
    return block._replace(
        cells=tuple(cell._replace(text=_mended_text(cell.text)) for cell in block.cells)
    )


def _mended_text(text: str) -> str:
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
