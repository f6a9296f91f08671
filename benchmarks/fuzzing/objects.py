"""Mutations of PDF: what its objects say, its streams unpacked, the order and number of objects.

The table of objects is written anew (ISO 32000-2, 7.5.4), so that what was changed is found.
"""

import re
import zlib

from fuzzing.chance import Chance
from fuzzing.markup import syntax
from fuzzing.plain import MOST, bytes_

_OBJECT = re.compile(rb"(\d+) +(\d+) +obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"(.*?)\bstream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TRAILER = re.compile(rb"trailer\s*(<<.*?>>)\s*startxref", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+)( \d+ R)")
_SMALL = 256 * 1024


def portable(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate a PDF: nine times in ten its objects."""
    objects = [(int(found[1]), found[3]) for found in _OBJECT.finditer(data)]
    trailer = _TRAILER.search(data)
    if not objects or trailer is None or chance.random() < 0.1:  # noqa: PLR2004 - a share
        return bytes_(chance, data, other)
    donors = [found[3] for found in _OBJECT.finditer(other)]
    for _ in range(chance.few(5)):
        _change(chance, objects, donors)
    dictionary = trailer[1]
    if chance.random() < 0.05:  # noqa: PLR2004 - a share
        dictionary = syntax(chance, dictionary, dictionary)
    return _file(objects, dictionary)


def _change(chance: Chance, objects: list[tuple[int, bytes]], donors: list[bytes]) -> None:
    at = chance.randrange(len(objects))
    number, body = objects[at]
    roll = chance.random()
    if roll < 0.6:  # noqa: PLR2004 - shares
        objects[at] = number, _changed(chance, body, donors)
    elif roll < 0.75:  # noqa: PLR2004
        objects[at] = number, _referred(chance, body, [key for key, _ in objects])
    elif roll < 0.82:  # noqa: PLR2004
        objects[at] = number, chance.choice(objects)[1]
    elif roll < 0.9 and donors:  # noqa: PLR2004
        objects[at] = number, chance.choice(donors)
    elif roll < 0.95:  # noqa: PLR2004
        objects.append((max(key for key, _ in objects) + 1, body))
    elif len(objects) > 1:
        del objects[at]


def _referred(chance: Chance, body: bytes, numbers: list[int]) -> bytes:
    """Make references point elsewhere: rings of pages, fonts that are pages."""

    def other(found: re.Match[bytes]) -> bytes:
        if chance.random() < 0.4:  # noqa: PLR2004 - a share
            return str(chance.choice(numbers)).encode() + found[2]
        return found[0]

    head, mark, stream = body.partition(b"stream")
    return _REFERENCE.sub(other, head) + mark + stream


def _changed(chance: Chance, body: bytes, donors: list[bytes]) -> bytes:
    donor = chance.choice(donors) if donors else b""
    found = _STREAM.match(body)
    if found is None:
        return syntax(chance, body, donor)
    head, stream = found[1], found[2]
    if chance.random() < 0.3:  # noqa: PLR2004 - a share
        return _with_stream(syntax(chance, head, donor), stream)
    if b"FlateDecode" not in head or b"DecodeParms" in head:
        return _with_stream(head, bytes_(chance, stream, donor))
    try:
        content = zlib.decompressobj().decompress(stream, _SMALL)
    except zlib.error:
        return _with_stream(head, bytes_(chance, stream, donor))
    way = bytes_ if b"/FontFile" in head or content[:4] in (b"\0\1\0\0", b"OTTO") else syntax
    return _with_stream(head, zlib.compress(way(chance, content, donor), 1))


def _with_stream(head: bytes, stream: bytes) -> bytes:
    head = re.sub(rb"/Length \d+( \d+ R)?", b"/Length %d" % len(stream), head, count=1)
    return head + b"stream\n" + stream[:MOST] + b"\nendstream"


def _file(objects: list[tuple[int, bytes]], dictionary: bytes) -> bytes:
    written = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in objects:
        places.append((number, len(written)))
        written += b"%d 0 obj%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n"
    for number, at in places:
        written += b"%d 1\n%010d 00000 n \n" % (number, at)
    size = max(number for number, _ in places) + 1
    dictionary = re.sub(rb"/Size \d+", b"/Size %d" % size, dictionary)
    return bytes(written + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (dictionary, start))
