"""Archives, made here: zip by the standard library or by hand, rar by hand, 7z by libarchive."""

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

Files = Mapping[str, bytes]

PLAN = "2024年育英小学工会工作计划\n走访慰问困难教职工，组织体检。\n".encode()
OTHER = "2024年明德小学工会工作计划\n组织学习。\n".encode()

_UTF8 = 0x800
_STAMP = 0x5A215A21


def zipped(files: Files | Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive; names may occur twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in files.items() if isinstance(files, Mapping) else files:
            made.writestr(name, content)
    return buffer.getvalue()


def raw_zip(  # noqa: PLR0913 - each of them a lie
    name: bytes,
    content: bytes,
    *,
    flags: int = 0,
    extra: bytes = b"",
    size: int | None = None,
    mode: int = 0,
    method: int = 0,
) -> bytes:
    """Return a zip archive of one stored file of which everything can be a lie."""
    told = len(content) if size is None else size
    sums = (zlib.crc32(content), len(content), told)
    local = struct.pack(
        "<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 0, *sums, len(name), len(extra)
    )
    entry = struct.pack(
        "<4s6H3L5H2L", b"PK\1\2", 3 << 8 | 20, 20, flags, method, 0, 0, *sums,
        len(name), len(extra), 0, 0, 0, mode << 16, 0,
    )  # fmt: skip
    body = local + name + extra + content
    directory = entry + name + extra
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(body), 0)
    return body + directory + end


def unicode_path(name: bytes, path: str) -> bytes:
    """Return Info-ZIP's extra field with a name in UTF-8."""
    content = struct.pack("<BL", 1, zlib.crc32(name)) + path.encode()
    return struct.pack("<2H", 0x7075, len(content)) + content


def rar(files: Mapping[bytes, bytes], flags: int = 0) -> bytes:
    """Return an archive as RAR 4 writes it, with files that are only stored."""

    def block(kind: int, own: int, rest: bytes, data: bytes = b"") -> bytes:
        head = struct.pack("<BHH", kind, own, 7 + len(rest)) + rest
        return struct.pack("<H", zlib.crc32(head) & 0xFFFF) + head + data

    made = b"Rar!\x1a\x07\0" + block(0x73, 0, bytes(6))
    for name, content in files.items():
        size = len(content)
        rest = struct.pack(
            "<LLBLLBBHL", size, size, 3, zlib.crc32(content), _STAMP, 20, 0x30, len(name), 0x81A4
        )
        made += block(0x74, 0x8000 | flags, rest + name, content)
    return made + block(0x7B, 0x4000, b"")


def packed(files: Files, form: str = "7zip", pack: str | None = None) -> bytes:
    """Return an archive that libarchive writes."""
    libarchive = libarchive_or_skip()
    made = bytearray()

    def write(piece: bytes) -> int:
        made.extend(piece)
        return len(piece)

    with libarchive.custom_writer(write, form, pack) as writer:
        for name, content in files.items():
            writer.add_file_from_memory(name, len(content), content)
    return bytes(made)


def libarchive_or_skip() -> Any:  # noqa: ANN401 - a library without types
    """Return libarchive."""
    try:
        import libarchive
    except (ImportError, OSError, AttributeError, TypeError):
        pytest.skip("libarchive (extra archive) is not installed")
    return libarchive
