"""A small store of things that are dear to work out and cheap to load.

Entries are found by the content they were made from, so an entry is never stale; it is at most no
longer asked for. Without a folder to write in there is no cache, and everything still works.
"""

import marshal
import os
import sys
from hashlib import blake2b
from typing import Any, cast
from zlib import crc32

from plancheck import __version__

FORMAT = 4
"""Number of the compiled form; raised whenever what is stored changes its shape or meaning."""

KEPT = 4
"""Entries kept of one name: some checkouts or versions side by side."""

_DIGEST = 16
_CHECK = 12
_TEMPORARY = ".tmp"
_ABANDONED = 3600.0
"""Seconds after which a half-written file surely has no writer any more."""


def key(*parts: bytes | str) -> str:
    """Return a name for what was made from these parts by this version of plancheck.

    :param parts: everything the entry depends on, in a fixed order
    """
    running = (__version__, str(FORMAT), sys.implementation.cache_tag or sys.version)
    return _digest(*(_encoded(part) for part in (*running, *parts))).hex()


def load(name: str, content: str) -> object | None:
    """Return what was stored, or None when it is not there or was damaged.

    :param name: what the entry is for, such as a package's name
    :param content: the :func:`key` of what it was made from
    """
    place = folder()
    if place is None:
        return None
    try:
        with open(_path(place, name, content), "rb") as file:
            check, payload = file.read(_CHECK), file.read()
    except OSError:
        return None
    # marshal may crash on damaged data: it gets only what is exactly as it was written
    if check != _checksum(payload):
        return None
    loaded: object = marshal.loads(payload)  # noqa: S302 - from a folder only this user can write
    return loaded


def store(name: str, content: str, value: object) -> None:
    """Keep something for :func:`load`; do nothing when it cannot be written.

    :param value: made of dicts, lists, tuples, strings, numbers, booleans and None
    """
    place = folder(create=True)
    if place is None:
        return
    payload = marshal.dumps(cast("Any", value))
    target = _path(place, name, content)
    temporary = f"{target}.{os.getpid()}{_TEMPORARY}"
    try:
        with open(temporary, "wb") as file:
            file.write(_checksum(payload) + payload)
        os.replace(temporary, target)  # at once or not at all, whoever else writes it
        _prune(place, name)
    except OSError:  # a full disk, a folder taken away: the next start compiles again
        return


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=_DIGEST)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def _checksum(payload: bytes) -> bytes:
    """Return what tells damage to an entry; against malice the folder is ours alone."""
    return crc32(payload).to_bytes(4, "big") + len(payload).to_bytes(_CHECK - 4, "big")


def _encoded(part: bytes | str) -> bytes:
    return part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")


def _path(folder: str, name: str, content: str) -> str:
    return os.path.join(folder, f"{name}-{content}.cards")


def _prune(folder: str, name: str) -> None:
    """Delete all but the newest entries of a name, and what broken-off writers left."""
    from time import time

    entries = []
    for entry in os.scandir(folder):
        if entry.name.endswith(_TEMPORARY):
            if time() - entry.stat().st_mtime > _ABANDONED:
                os.unlink(entry.path)
        elif entry.name.startswith(f"{name}-"):
            entries.append((entry.stat().st_mtime_ns, entry.path))
    for _, path in sorted(entries, reverse=True)[KEPT:]:
        os.unlink(path)


def folder(*, create: bool = False) -> str | None:
    """Return the cache folder, or None when there is none that is safe to use."""
    place = _place()
    if not os.path.isabs(place):  # a user without a home
        return None
    try:
        if create:
            os.makedirs(place, mode=0o700, exist_ok=True)
        return place if _ours(os.stat(place)) else None
    except OSError:
        return None


def _place() -> str:
    """Return where this user's caches belong on this system."""
    chosen = os.environ.get("PLANCHECK_CACHE_DIR")
    if chosen:
        return os.path.abspath(chosen)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        if not os.path.isabs(base):  # as the XDG specification asks: relative ones are ignored
            base = os.path.expanduser("~/.cache")
    return os.path.join(base, "plancheck")


def _ours(status: os.stat_result) -> bool:
    """Whether nobody else can write into a folder."""
    if sys.platform == "win32":  # folders of a profile are private there; modes say nothing
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022
