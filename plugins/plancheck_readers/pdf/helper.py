"""The process in which PDFs are read, seen from outside.

pdfium is fast and much tested, yet it is C++ that reads what strangers send, it cannot be
interrupted
and is not thread-safe. So one process reads one file after another: when a page takes too long, too
much memory or brings it down, that file is unreadable, and the next gets a new process. Starting it
takes as long as reading some ten files; it is started with the first PDF and ends with this one.
"""

import atexit
import json
import os
import subprocess
import time
from contextlib import suppress
from threading import Lock, Timer
from typing import Any

from plancheck.api import Document, Unreadable, documents, limits
from plancheck_readers.apart import kill, start

_MODULE = "plancheck_readers.pdf.worker"
PDF, PICTURE, SHEET = b"P", b"I", b"S"
"""Kinds of files that are read."""
_GRACE = 1.0
"""Seconds in which the process ends by itself once nothing more is asked of it."""
_START = 10.0
"""Seconds more for the first answer: the process has to start."""


class _Helper:
    """One process, and the file it reads."""

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._process = start(_MODULE)
        self._patience = _START
        self._late = False

    @property
    def ready(self) -> bool:
        """Whether it can be asked; after a fork only the parent may."""
        return self._owner == os.getpid() and self._process.poll() is None

    def ask(self, kind: bytes, data: bytes) -> dict[str, Any]:
        """Have a file read; return the last answer.

        :raises Unreadable: when the process ends before, or has to be ended
        """
        left = float(limits.FILE_SECONDS)
        page = 1
        answer = self._answer(kind + len(data).to_bytes(8, "little") + data)
        while "page" in answer and left > 0:
            page = answer["page"]
            self._patience += answer.get("wait", 0)
            start = time.monotonic()
            answer = self._answer(b"")
            left -= 0 if answer.get("waited") else time.monotonic() - start
        if self._late or "page" in answer:
            raise Unreadable("pdf.slow", page=page)
        if not answer:
            raise Unreadable("pdf.broken")
        return answer

    def _answer(self, data: bytes) -> dict[str, Any]:
        """Send what there is to send, and wait for one answer; empty when the process ended."""
        late = Timer(limits.PAGE_SECONDS + self._patience, self._give_up)
        late.daemon = True
        late.start()
        try:
            line = self._exchange(data)
        finally:
            late.cancel()
            self._patience = 0.0
        try:
            answer = json.loads(line)
        except ValueError:
            return {}
        return answer if isinstance(answer, dict) else {}

    def _exchange(self, data: bytes) -> bytes:
        send, receive = self._process.stdin, self._process.stdout
        if send is None or receive is None:  # both are pipes
            return b""
        with suppress(OSError):  # it may end while it is written to
            if data:
                send.write(data)
                send.flush()
            return receive.readline()
        return b""

    def _give_up(self) -> None:
        self._late = True
        kill(self._process)

    def end(self, grace: float = _GRACE) -> None:
        """End the process, with force where it does not end by itself."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        if self._owner != os.getpid():
            return
        try:
            self._process.wait(grace)
        except subprocess.TimeoutExpired:
            kill(self._process)
            self._process.wait()


_lock = Lock()
_helpers: list[_Helper] = []
"""None or one."""


def read_apart(data: bytes, kind: bytes = PDF) -> Document:
    """Read a file in the process of its own.

    :param kind: :data:`PDF`, :data:`PICTURE` or :data:`SHEET` (an old workbook)
    :raises Unreadable: see :func:`plancheck_readers.pdf.reader.read_pdf`; besides ``pdf.slow`` and
        ``pdf.broken`` when the process had to be ended, or ended by itself
    """
    with _lock:
        answer = _ask(kind, data)
    if "document" in answer:
        return documents.from_dict(answer["document"])
    raise Unreadable(str(answer.get("unreadable", "pdf.broken")), **answer.get("values", {}))


def _ask(kind: bytes, data: bytes) -> dict[str, Any]:
    if _helpers and not _helpers[0].ready:
        _helpers.pop().end(0)
    if not _helpers:
        _helpers.append(_Helper())
    try:
        return _helpers[0].ask(kind, data)
    except BaseException:  # whatever it was about to say, nobody waits for it any more
        _helpers.pop().end(0)
        raise


@atexit.register
def close() -> None:
    """End the process; the next PDF starts another."""
    while _helpers:
        _helpers.pop().end()
