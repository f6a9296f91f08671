"""The process in which archives are opened by libarchive, seen from outside.

libarchive reads everything that is about, in C. Each archive has a process of its own: when it
takes too long over a file, too much memory or comes down, the archive cannot be read on, and the
run goes on. It keeps ahead by the file that waits in the pipe.
"""

import struct
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from threading import Timer
from typing import NamedTuple

from plancheck.api import Member, Unreadable, limits
from plancheck_readers.apart import kill, start

_MODULE = "plancheck_readers.archives.worker"
FRAME = struct.Struct("<?LLb")
"""Whether it ends the archive; length of a name, of a content; place in :data:`PROBLEMS`."""
PROBLEMS = (
    "archive.no-library",
    "archive.encrypted",
    "archive.damaged",
    "archive.link",
    "archive.bomb",
    "archive.too-large",
)
FINE = -1
_LONGEST = 65_536
"""Bytes that a name may have."""


class _Answer(NamedTuple):
    """A file in the archive, or the end of it."""

    last: bool
    name: str
    problem: str
    content: bytes


def members(data: bytes) -> Iterator[Member]:
    """Yield the files in an archive, in its order.

    :raises Unreadable: when it cannot be opened or read on, or libarchive is not installed
    """
    process = start(_MODULE)
    try:
        answer = _exchange(process, len(data).to_bytes(8, "little"), data)
        while not answer.last:
            yield Member(answer.name, partial(_content, answer))
            answer = _exchange(process)
        if answer.problem:
            raise _problem(answer.problem)
    finally:
        _end(process)


def _content(answer: _Answer, most: int) -> bytes:
    if answer.problem:
        raise _problem(answer.problem)
    return answer.content[: most + 1]


def _problem(code: str) -> Unreadable:
    return Unreadable(code, most=limits.UNPACKED // 1024**2)


def _exchange(process: "subprocess.Popen[bytes]", *pieces: bytes) -> _Answer:
    """Send what there is to send, and wait for one answer.

    :raises Unreadable: when there is none in time, or none at all
    """
    late: list[bool] = []

    def give_up() -> None:
        late.append(True)
        kill(process)

    timer = Timer(limits.ARCHIVE_SECONDS, give_up)
    timer.daemon = True
    timer.start()
    answer = None
    try:
        with suppress(OSError):  # it may end while it is written to
            answer = _sent(process, pieces)
    finally:
        timer.cancel()
    if answer is None:
        raise Unreadable("archive.slow" if late else "archive.broken")
    return answer


def _sent(process: "subprocess.Popen[bytes]", pieces: tuple[bytes, ...]) -> _Answer | None:
    send, receive = process.stdin, process.stdout
    if send is None or receive is None:  # both are pipes
        return None
    for piece in pieces:
        send.write(piece)
    send.flush()
    head = receive.read(FRAME.size)
    if len(head) < FRAME.size:
        return None
    last, named, size, problem = FRAME.unpack(head)
    if named > _LONGEST or size > limits.FILE + 1 or problem >= len(PROBLEMS):
        return None
    raw, content = receive.read(named), receive.read(size)
    if len(content) < size:
        return None
    name = raw.decode("utf-8", "surrogatepass")
    return _Answer(last, name, PROBLEMS[problem] if problem >= 0 else "", content)


def _end(process: "subprocess.Popen[bytes]") -> None:
    kill(process)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()
