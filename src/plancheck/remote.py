"""Files behind addresses, through fsspec; imported when somebody names an address.

fsspec has the file systems: ``s3://`` takes s3fs, ``gs://`` gcsfs, ``sftp://`` paramiko; ``https://``
and ``file://`` are its own. Keys come from the environment, as each of them documents.
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from plancheck.addresses import is_web, named, without_keys
from plancheck.errors import Unreadable, UsageError

PIECE = 1024 * 1024
"""Bytes that are asked for at a time."""

LONGEST = 200
"""Characters of somebody's reason that are shown."""

_MAGIC = "*?["


def read(address: str, most: int) -> bytes:
    """Return the content of a file.

    :param most: bytes it may have; whatever its server says of its size, no more are taken
    :raises Unreadable: when it cannot be had, or is larger
    """
    try:
        system, path = _system(address)
        with _opened(system, path, address) as file:
            return _capped(file, most)
    except Unreadable:
        raise
    except FileNotFoundError:
        raise Unreadable("read.gone") from None
    except IsADirectoryError:
        raise Unreadable("read.directory") from None
    except PermissionError:
        raise Unreadable("read.permission") from None
    except UsageError as error:
        raise Unreadable(error.code, **error.values) from error
    except Exception as error:  # what an adapter raises is its own
        raise Unreadable("read.os", reason=_reason(error)) from error


def found(
    address: str, is_wanted: Callable[[str], bool], is_passed_over: Callable[[str], bool]
) -> list[str]:
    """Return the files that an address means, sorted as a folder's are.

    A folder gives all below it, a pattern whatever it matches. A web server lists nothing: what
    looks like a folder there is a page with links, and links are not followed.

    :param is_wanted: tells by its name whether a file in a folder is looked for
    :param is_passed_over: tells by its name whether a folder holds no submissions
    :raises UsageError: when there is nothing, or it cannot be asked
    """
    if is_web(address):
        return [address]
    system, path = _system(address)
    try:
        return [*_listed(system, path, address, (is_wanted, is_passed_over))]
    except UsageError:
        raise
    except FileNotFoundError:
        raise UsageError("address.not-found", address=named(address)) from None
    except Exception as error:
        raise _unreachable(address, error) from error


def check(address: str) -> None:
    """Make sure, as far as that can be told beforehand, that a file can be written.

    :raises UsageError: when it cannot
    """
    if is_web(address):
        raise UsageError("address.web-output", address=named(address))
    system, path = _system(address)
    try:
        folder = system.isdir(path)
    except Exception as error:
        raise _unreachable(address, error) from error
    if folder or path.endswith("/"):
        raise UsageError("address.folder-output", address=named(address))


def write(address: str, content: BinaryIO) -> None:
    """Write a file.

    :raises UsageError: when that cannot be done
    """
    from shutil import copyfileobj

    try:
        system, path = _system(address)
        with system.open(path, "wb") as file:
            copyfileobj(content, file, PIECE)
    except UsageError:
        raise
    except Exception as error:
        raise UsageError("usage.unwritable", path=named(address), reason=_reason(error)) from error


def _system(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it.

    :raises UsageError: when there is none
    """
    scheme = address.partition("://")[0]
    if "::" in address:  # one file system inside another, with caches on the disk
        raise UsageError("address.chained", address=named(address))
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise UsageError("address.not-installed", address=named(address)) from error
    try:
        system, path = url_to_fs(address)
    except ImportError as error:
        raise UsageError("address.no-library", scheme=scheme, reason=_reason(error)) from error
    except Exception as error:
        raise _unreachable(address, error) from error
    return system, str(path)


def _opened(system: Any, path: str, address: str) -> Any:  # noqa: ANN401 - fsspec has no types
    """Open a file; one on the web as a stream, so that nobody else decides how much is taken."""
    return system.open(path, "rb", block_size=0) if is_web(address) else system.open(path, "rb")


def _capped(file: Any, most: int) -> bytes:  # noqa: ANN401 - as above
    pieces: list[bytes] = []
    size = 0
    while size <= most:
        piece = file.read(min(PIECE, most + 1 - size))
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
    raise Unreadable("read.too-large", most=most // 1024**2)


_Ask = tuple[Callable[[str], bool], Callable[[str], bool]]


def _listed(system: Any, path: str, address: str, ask: _Ask) -> Iterator[str]:  # noqa: ANN401
    base, root = _base(system, address)
    if any(sign in path for sign in _MAGIC):
        names = system.glob(path, detail=True)
        files = sorted(name for name in names if names[name]["type"] == "file")
    elif system.isdir(path):
        files = [*_below(system, path, ask)]
    elif system.exists(path):
        yield address
        return
    else:
        files = []
    if not files:
        raise UsageError("address.not-found", address=named(address))
    for file in files:
        yield base + file.removeprefix(root).lstrip("/")


def _base(system: Any, address: str) -> tuple[str, str]:  # noqa: ANN401
    """Return the part of an address before what is listed, and the path that it stands for."""
    scheme, sign, rest = address.partition("://")
    steps = rest.rstrip("/").split("/")
    plain = next((n for n, step in enumerate(steps) if any(s in step for s in _MAGIC)), len(steps))
    base = f"{scheme}{sign}{'/'.join(steps[:plain])}".rstrip("/") + "/"
    if base == f"{scheme}:/":
        base = f"{scheme}://"
    return base, str(system._strip_protocol(base))  # noqa: SLF001 - how fsspec's own modules do it


def _below(system: Any, folder: str, ask: _Ask) -> Iterator[str]:  # noqa: ANN401
    """Yield the files below a folder: its own first, then those of each folder in it."""
    is_wanted, is_passed_over = ask
    folders = []
    for entry in sorted(system.ls(folder, detail=True), key=lambda entry: str(entry["name"])):
        path = str(entry["name"])
        name = path.rstrip("/").rpartition("/")[2]
        if path.rstrip("/") == folder.rstrip("/"):
            continue
        if entry["type"] == "directory":
            if not entry.get("islink") and not is_passed_over(name):
                folders.append(path)
        elif is_wanted(name):
            yield path
    for each in folders:
        yield from _below(system, each, ask)


def _unreachable(address: str, error: Exception) -> UsageError:
    return UsageError("address.unreachable", address=named(address), reason=_reason(error))


def _reason(error: BaseException) -> str:
    """Say in a line what an adapter raised; never with what opens the address."""
    text = without_keys(" ".join(str(error).split()))[:LONGEST]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
