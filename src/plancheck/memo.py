"""What was said of files, kept by their content: a file that did not change is not judged again.

A verdict is found by the file's bytes and name and by everything it was judged with: the code and
cards of every plugin, the profile, the severities, the language. So it is never stale; it is at
most not asked for any more, and the oldest go when there are too many. Several processes may use
one store; where it cannot be used, everything is judged.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from plancheck.cache import folder
from plancheck.errors import StateError
from plancheck.profile import Terms

NAME = "verdicts.sqlite3"
VERSION = 2
"""Number of the stored form."""

MOST = 256 * 1024 * 1024
"""Bytes of a store that is not a user's own file."""

KEPT = 0.75
"""Share of the entries that are kept when there are too many."""

TOGETHER = 64
"""Entries that are written at once: what a killed run may lose."""

Json = dict[str, Any]

_TABLE = "CREATE TABLE IF NOT EXISTS verdicts (key BLOB PRIMARY KEY, value BLOB, used INTEGER)"
_PUT = "INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?)"
_PRUNE = (
    "DELETE FROM verdicts WHERE rowid IN (SELECT rowid FROM verdicts ORDER BY used, rowid LIMIT ?)"
)


def digest(*parts: object) -> bytes:
    """Return a digest of some things, by how they are written in Python."""
    made = blake2b(digest_size=20)
    for part in parts:
        text = repr(part).encode("utf-8", "backslashreplace")
        made.update(len(text).to_bytes(8, "big") + text)
    return made.digest()


def code_of(modules: Iterable[str]) -> bytes:
    """Return a digest of the files of some packages: code, cards, weights.

    By names, sizes and times: a card that was edited, or a plugin installed anew, changes it.
    """
    import sys

    names = sorted({name.partition(".")[0] for name in modules})
    places = (getattr(sys.modules.get(name), "__file__", None) for name in names)
    return digest(*(tuple(_files(place)) for place in places if place))


def _files(place: str) -> Iterator[tuple[str, int, int]]:
    package = os.path.dirname(place)
    if not os.path.basename(place).startswith("__init__."):
        yield _stamp(place)
        return
    for here, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (_stamp(os.path.join(here, name)) for name in sorted(names))


def _stamp(path: str) -> tuple[str, int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return path, -1, -1
    return path, status.st_size, status.st_mtime_ns


def judged_by(terms: Terms) -> bytes:
    """Return a digest of what a file is judged by."""
    rules = [(rule.id, rule.severity, rule.options, rule.title) for rule in terms.rules]
    return digest(terms.profile, rules, sorted(terms.severities.items()))


class Memo:
    """A store of verdicts.

    :param path: of a user's own file (``--state``), which is never cut short; that of the user's
        cache when empty
    :param setting: a digest of all that is the same for every file of the run
    :raises StateError: when a user's own file cannot be used
    """

    def __init__(self, path: str, setting: bytes) -> None:
        self.own = bool(path)
        self._setting = setting
        self._pending: dict[bytes, bytes] = {}
        self._used: list[bytes] = []
        self._base: Any = None
        self._now = 0
        self._open(path or _usual())

    def key(self, sha: str, name: str, terms: Terms) -> bytes:
        """Return under what a file's verdict is kept.

        :param sha: sha256 of its bytes
        :param name: its name without the folder
        """
        return digest(self._setting, sha, name, judged_by(terms))

    def get(self, key: bytes) -> Json | None:
        """Return what was kept; None where nothing was."""
        if self._base is None:
            return None
        found = self._ask("SELECT value FROM verdicts WHERE key = ?", (key,))
        if not found:
            return None
        self._used.append(key)
        try:
            value: Json = json.loads(zlib.decompress(found[0][0]))
        except (ValueError, zlib.error):
            return None
        return value

    def put(self, key: bytes, value: Json) -> None:
        """Keep something."""
        if self._base is None:
            return
        self._pending[key] = zlib.compress(json.dumps(value).encode("ascii"), 1)
        if len(self._pending) >= TOGETHER:
            self.save()

    def save(self) -> None:
        """Write what is not yet written."""
        rows = [(key, value, self._now) for key, value in self._pending.items()]
        self._pending.clear()
        self._do(_PUT, rows)

    def close(self) -> None:
        """Write what is not yet written, and let the oldest go where there are too many."""
        self.save()
        if self._base is None:
            return
        self._do("UPDATE verdicts SET used = ? WHERE key = ?", [(self._now, k) for k in self._used])
        if not self.own and self._size() > MOST:
            count = self._ask("SELECT count(*) FROM verdicts", ())
            if count:
                self._do(_PRUNE, [(int(count[0][0] * (1 - KEPT)),)])
                self._ask("VACUUM", ())
        self._base.close()
        self._base = None

    def _open(self, path: str | None) -> None:
        import sqlite3
        import time

        self._now = int(time.time())
        if path is None:
            return
        try:
            self._base = sqlite3.connect(path, timeout=5.0, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            (version,) = self._base.execute("PRAGMA user_version").fetchone()
            if version not in (0, VERSION):
                self._base.execute("DROP TABLE IF EXISTS verdicts")
            self._base.execute(_TABLE)
            self._base.execute(f"PRAGMA user_version={VERSION}")
        except sqlite3.Error as error:
            self._base = None
            if self.own:
                raise StateError("memo.unusable", file=path, reason=str(error)) from error

    def _size(self) -> int:
        pages, size = self._ask("PRAGMA page_count", ()), self._ask("PRAGMA page_size", ())
        return int(pages[0][0] * size[0][0]) if pages and size else 0

    def _ask(self, words: str, values: tuple[object, ...]) -> list[Any]:
        import sqlite3

        try:
            found: list[Any] = self._base.execute(words, values).fetchall()
        except sqlite3.Error:
            return []
        return found

    def _do(self, words: str, rows: list[Any]) -> None:
        import sqlite3

        if self._base is None or not rows:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany(words, rows)
            self._base.execute("COMMIT")
        except sqlite3.Error:  # another process holds it, or the disk is full
            if self._base.in_transaction:
                self._base.execute("ROLLBACK")


def _usual() -> str | None:
    place = folder(create=True)
    return None if place is None else os.path.join(place, NAME)
