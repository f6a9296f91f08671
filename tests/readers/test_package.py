"""Zip packages are opened under caps, whatever they claim."""

import io
import random
import struct
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.docx_builder import package

from plancheck import limits
from plancheck.api import Unreadable
from plancheck_readers.package import Package

TEXT = "工会工作计划".encode() * 20


def zipped(content: bytes = TEXT, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("a.xml", content)
    return buffer.getvalue()


def patched(data: bytes, field: int, value: int, size: int = 4) -> bytes:
    """Overwrite a number in the directory's first entry."""
    at = data.index(b"PK\x01\x02") + field
    return data[:at] + value.to_bytes(size, "little") + data[at + size :]


FLAGS, METHOD, CRC, PACKED, SIZE, OFFSET = 8, 10, 16, 20, 24, 42


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        Package(data).read("a.xml")
    return caught.value.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_read(method: int) -> None:
    assert Package(zipped(method=method)).read("a.xml") == TEXT


def test_names_are_compared_without_case_and_with_either_slash() -> None:
    archive = Package(package({"Word\\Document.xml": "<a/>"}))
    assert "word/document.xml" in archive
    assert archive.read("WORD/document.xml") == b"<a/>"


def test_something_before_the_package() -> None:
    assert Package(b"#!/bin/sh\n" + zipped()).read("a.xml") == TEXT


def test_comment_after_the_package() -> None:
    buffer = io.BytesIO(zipped())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"PK" * 100
    assert Package(buffer.getvalue()).read("a.xml") == TEXT


def test_large_form_of_small_packages() -> None:
    small = zipped()
    end = small.index(b"PK\x05\x06")
    _, _, _, _, count, size, offset, _ = struct.unpack("<4s4H2LH", small[end:])
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    full = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)
    assert Package(small[:end] + record + locator + full).read("a.xml") == TEXT


def test_sizes_in_the_extra_field() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        info = zipfile.ZipInfo("a.xml")
        info.extra = struct.pack("<2H3Q", 1, 24, len(TEXT), len(TEXT), 0)
        archive.writestr(info, TEXT)
    data = buffer.getvalue()
    for field in (SIZE, PACKED, OFFSET):
        data = patched(data, field, 0xFFFFFFFF)
    assert Package(data).read("a.xml") == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(patched(zipped(), SIZE, 3), "zip.damaged", id="claims less"),
        pytest.param(patched(zipped(), SIZE, 10**6), "zip.damaged", id="claims more"),
        pytest.param(patched(zipped(), CRC, 7), "zip.damaged", id="checksum"),
        pytest.param(patched(zipped(), PACKED, 3), "zip.damaged", id="packed less"),
        pytest.param(patched(zipped(), PACKED, 10**6), "zip.truncated", id="packed more"),
        pytest.param(patched(zipped(), OFFSET, 5), "zip.damaged", id="elsewhere"),
        pytest.param(patched(zipped(), OFFSET, 10**6), "zip.damaged", id="behind the end"),
        pytest.param(patched(zipped(), FLAGS, 1, 2), "zip.encrypted", id="encrypted"),
        pytest.param(zipped(method=zipfile.ZIP_BZIP2), "zip.method", id="bzip2"),
        pytest.param(zipped().replace(b"a.xml", b"b.xml", 1), "zip.damaged", id="two names"),
        pytest.param(package({"b.xml": "<a/>"}), "zip.missing", id="missing"),
        pytest.param(zipped()[:-30], "zip.truncated", id="cut off"),
        pytest.param(package({"A.xml": "1", "a.XML": "2"}), "zip.duplicate", id="twice"),
        pytest.param(b"", "read.empty", id="empty"),
        pytest.param(b"PK\x05\x06" + b"\0" * 18, "zip.missing", id="no members"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_names_in_messages_cannot_write_on_a_terminal() -> None:
    hostile = package({"\x1b[2Jx": "1", "\x1b[2JX": "2"})
    with pytest.raises(Unreadable) as caught:
        Package(hostile)
    assert caught.value.values == {"part": "?[2JX"}


def test_garbage_where_deflated_data_should_be() -> None:
    packed = zlib.compress(TEXT, wbits=-15)
    assert refusal(zipped().replace(packed, b"\xff" * len(packed))) == "zip.damaged"


def test_bomb_is_not_unpacked() -> None:
    data = patched(zipped(b"\0" * 40_000_000), SIZE, 10)
    assert refusal(data) == "zip.bomb"


def test_small_parts_may_be_monotonous() -> None:
    content = b" " * (limits.RATIO_FLOOR - 1)
    assert Package(zipped(content)).read("a.xml") == content


def test_part_over_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PART", 100)
    assert refusal(zipped()) == "zip.too-large"
    assert refusal(zipped(method=zipfile.ZIP_STORED)) == "zip.too-large"


def test_all_parts_over_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE", len(TEXT) * 2)
    archive = Package(zipped())
    assert archive.read("a.xml") == archive.read("a.xml")
    with pytest.raises(Unreadable, match=r"zip\.too-large"):
        archive.read("a.xml")


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MEMBERS", 3)
    assert Package(package({f"{n}": "" for n in range(3)})).names == ("0", "1", "2")
    with pytest.raises(Unreadable, match=r"zip\.members"):
        Package(package({f"{n}": "" for n in range(4)}))


def test_fingerprints_tell_contents_apart() -> None:
    one, same, other = Package(zipped()), Package(zipped()), Package(zipped(b"x"))
    assert one.fingerprint("a.xml") == same.fingerprint("a.xml")
    assert one.fingerprint("a.xml") != other.fingerprint("a.xml")


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text("abcdefgh/工会", min_size=1, max_size=8), st.binary(max_size=300), max_size=6
    ),
    st.integers(0, 2**32),
)
def test_reads_what_the_standard_library_writes(parts: dict[str, bytes], seed: int) -> None:
    methods = random.Random(seed)  # noqa: S311 - a choice for a test
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            method = methods.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            archive.writestr(zipfile.ZipInfo(name), content, method)
    ours = Package(buffer.getvalue())
    assert {name: ours.read(name) for name in parts} == parts
