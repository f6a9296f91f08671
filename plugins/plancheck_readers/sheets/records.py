"""What stands around the cells of a binary workbook: text boxes, pictures, charts, margins.

xlrd passes them over. They are records of a sheet's stream ([MS-XLS] 2.1.7.20.5): each has a number
and a length of two bytes, and so much content.
"""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from plancheck.api import limits

_BOF, _EOF, _BOUND_SHEET = 0x0809, 0x000A, 0x0085
_HEADER, _FOOTER, _OBJECT, _TEXT, _CONTINUED = 0x0014, 0x0015, 0x005D, 0x01B6, 0x003C
_VERSION = 0x0600
"""BIFF8; what came before (Excel 95) keeps text otherwise."""
_CHART, _PICTURE = 5, 8
"""Kinds of objects ([MS-XLS] 2.5.143)."""
_SHEET, _CHART_SHEET = 0, 2
_HIDDEN = 3
_MOST = 1_000_000
"""Records of one sheet."""

Record = tuple[int, bytes]


@dataclass(slots=True)
class Drawn:
    """What stands around the cells of one sheet."""

    header: str = ""
    footer: str = ""
    texts: list[str] = field(default_factory=list)
    """Of text boxes."""
    pictures: int = 0
    charts: int = 0


def drawn(data: bytes) -> Iterator[tuple[int | None, Drawn]]:
    """Yield what stands around the cells of each sheet.

    :returns: the number of the sheet; None for one that is a chart, and is shown
    :raises ValueError: when the stream is damaged; also OSError, struct.error
    """
    stream = _stream(data)
    number = 0
    for kind, content in _records(stream, 0):
        if kind != _BOUND_SHEET:
            continue
        at, state, form = struct.unpack_from("<LBB", content)
        if form == _CHART_SHEET and not state & _HIDDEN:
            yield None, Drawn()
        elif form == _SHEET:
            yield number, _sheet(stream, at)
            number += 1


def _stream(data: bytes) -> bytes:
    """Return the workbook's stream; empty for one of before Excel 97."""
    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(data)) as container:
        if not container.exists("Workbook"):
            return b""
        stream: bytes = container.openstream("Workbook").read(limits.FILE)
    return stream if stream[4:6] == _VERSION.to_bytes(2, "little") else b""


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records of one part of the stream, those of charts inside it left out."""
    depth = 0
    for _ in range(_MOST):
        if at + 4 > len(stream):
            return
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheet(stream: bytes, at: int) -> Drawn:
    found = Drawn()
    waiting = 0
    for kind, content in _records(stream, at):
        if kind == _HEADER and content:
            found.header = _string(content)
        elif kind == _FOOTER and content:
            found.footer = _string(content)
        elif kind == _OBJECT and len(content) > 6:  # noqa: PLR2004 - up to the kind of object
            form = int.from_bytes(content[4:6], "little")
            found.charts += form == _CHART
            found.pictures += form == _PICTURE
        elif kind == _TEXT and len(content) >= 12:  # noqa: PLR2004 - up to the length
            waiting = int.from_bytes(content[10:12], "little")
            found.texts += [""] if waiting else []
        elif kind == _CONTINUED and waiting:
            text = _characters(content, waiting)
            found.texts[-1] += text
            waiting -= len(text)
    return found


def _string(content: bytes) -> str:
    """Return a string after its length ([MS-XLS] 2.5.294)."""
    return _characters(content[2:], int.from_bytes(content[:2], "little"))


def _characters(content: bytes, count: int) -> str:
    """Return characters of one byte each, or of two ([MS-XLS] 2.5.293)."""
    wide = bool(content[:1] and content[0] & 1)
    raw = content[1 : 1 + count * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")
