"""The process in which PDFs are read, seen from inside.

Takes files on standard input, each after its kind and its length (8 bytes, little endian); answers
in lines of JSON
on standard output: ``page`` after each page, then ``document`` or ``unreadable``. Ends with its
input.
"""

import json
import sys
from typing import Any, BinaryIO

from plancheck.api import Unreadable, documents, limits
from plancheck_readers.apart import confine
from plancheck_readers.pdf.helper import PICTURE, SHEET
from plancheck_readers.pdf.reader import read_pdf
from plancheck_readers.scan.picture import read_picture
from plancheck_readers.sheets.binary import read_xls


def serve(receive: BinaryIO, send: BinaryIO) -> None:
    """Read files until there is none."""
    while kind := receive.read(1):
        length = int.from_bytes(receive.read(8), "little")
        _write(send, _answer(kind, receive.read(length), send))


def _answer(kind: bytes, data: bytes, send: BinaryIO) -> dict[str, Any]:
    def step(page: int, **more: object) -> None:
        _write(send, {"page": page, **more})

    try:
        if kind == PICTURE:
            step(1, wait=limits.OCR_SECONDS)
            return {"document": documents.to_dict(read_picture(data)), "waited": True}
        if kind == SHEET:
            return {"document": documents.to_dict(read_xls(data))}
        return {"document": documents.to_dict(read_pdf(data, step))}
    except Unreadable as error:
        return {"unreadable": error.code, "values": error.values}
    except (MemoryError, RecursionError):
        return {"unreadable": "pdf.broken"}


def _write(send: BinaryIO, answer: dict[str, Any]) -> None:
    send.write(json.dumps(answer, default=str).encode() + b"\n")
    send.flush()


if __name__ == "__main__":
    confine()
    serve(sys.stdin.buffer, sys.stdout.buffer)
