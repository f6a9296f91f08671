"""Old workbooks are read as the same ones in the new format are."""

import os
import random
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from readers.docx_builder import docx, p
from readers.reading import paragraphs
from readers.sheet_sample import workbook

from plancheck import loading
from plancheck.api import Document, Grade, Source, Unreadable, Zone
from plancheck_readers import ole, plancheck_readers
from plancheck_readers.sheets.records import drawn

XLS = (Path(__file__).parent / "files" / "sheet.xls").read_bytes()
READERS = plancheck_readers()


@pytest.fixture(autouse=True)
def _library() -> None:
    pytest.importorskip("xlrd", reason="xlrd (extra xls) is not installed")


def read(data: bytes, name: str = "计划.xls") -> Document:
    return loading.parse(Source(name, data), READERS)


def refused(data: bytes, name: str = "计划.xls") -> str:
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    return caught.value.code


def test_the_same_blocks_as_of_the_new_format() -> None:
    new, old = read(workbook(), "计划.xlsx"), read(XLS)
    assert old.blocks == new.blocks
    assert old.health == new.health == ()
    assert paragraphs(old, Zone.HEADER) == ["石桥小学"]
    assert "框里的话：慰问退休教师" in paragraphs(old)
    assert "看不见" not in repr(old)


@pytest.mark.parametrize("name", ["计划.et", "计划.doc", "计划.xlsx", "计划"])
def test_told_by_content(name: str) -> None:
    assert read(XLS, name).format == "xls"


def test_not_looked_for_in_folders() -> None:
    (reader,) = [reader for reader in READERS if ".xls" in reader.suffixes]
    assert not reader.in_folders


def test_other_things_under_the_suffix_are_what_they_are() -> None:
    assert read("工会计划\t慰问\n月份\t工作\n".encode("gb18030")).format == "txt"
    assert read("<html><p>工会计划</p></html>".encode()).format == "html"
    assert read(docx(p("工会计划"))).format == "docx"


def test_other_containers_are_no_workbooks() -> None:
    for stream in ("PowerPoint Document", "__properties_version1.0", "WordDocument"):
        assert ole.ole_kind(container(stream, "Workbook")) != "workbook"
    assert ole.ole_kind(container("Book")) == "workbook"


def container(*streams: str) -> bytes:
    made = ole.MAGIC.ljust(512, b"\0")
    for stream in streams:
        name = stream.encode("utf-16-le")
        made += (name.ljust(64, b"\0") + (len(name) + 2).to_bytes(2, "little")).ljust(128, b"\0")
    return made


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (XLS[: len(XLS) // 2], "foreign.cut-off"),
        (XLS[:600], "foreign.cut-off"),
        (container("Workbook"), "xls.damaged"),
        (XLS[:1024] + bytes(len(XLS) - 1024), "docx.ole"),
        (b"\x09\x00\x04\x00" + bytes(range(200)), "xls.damaged"),
    ],
)
def test_damaged_workbooks_are_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_an_encrypted_workbook_is_named() -> None:
    """What follows the first record of the stream says that the rest is encrypted (FILEPASS)."""
    at = XLS.index(struct.pack("<HH", 0x0809, 16)) + 20
    assert refused(XLS[:at] + struct.pack("<HHH", 0x2F, 4, 1) + XLS[at + 6 :]) == "xls.encrypted"


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes_end_in_a_document_or_a_reason(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same bytes each time
    data = bytearray(XLS)
    for _ in range(20):
        data[chance.randrange(512, len(data))] = chance.randrange(256)
    try:
        read(bytes(data))
    except Unreadable as problem:
        if problem.code.split(".")[0] not in {"xls", "read", "foreign"}:
            assert problem.code == "docx.ole"  # noqa: PT017 - or none at all


def test_a_loop_in_the_chain_of_sectors_ends() -> None:
    table = int.from_bytes(XLS[76:80], "little")
    at = (table + 1) * 512
    looped = XLS[:at] + b"".join(struct.pack("<L", 1) for _ in range(128)) + XLS[at + 512 :]
    assert refused(looped) == "xls.damaged"


def test_charts_and_pictures_are_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    from plancheck_readers.sheets import binary, records

    def found(_data: bytes) -> object:
        yield None, records.Drawn()
        yield 0, records.Drawn(pictures=2, charts=1)

    monkeypatch.setattr(binary, "drawn", found)
    assert [(each.grade, each.code) for each in binary.read_xls(XLS).health] == [
        (Grade.BLOCKING, "health.chart"),
        (Grade.BLOCKING, "health.scan"),
        (Grade.NOTICE, "health.picture"),
    ]


def test_records_of_objects_are_counted() -> None:
    boxes = [each for _, each in drawn(XLS)]
    assert [(each.pictures, each.charts, each.texts) for each in boxes] == [
        (0, 0, ["框里的话：慰问退休教师"]),
        (0, 0, []),
    ]
    assert boxes[0].header == '&C&"宋体,Regular"&11石桥小学'


def test_without_the_library_the_advice_is_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "xlrd.py").write_text("raise ImportError\n")
    (tmp_path / "计划.xls").write_bytes(XLS)
    done = subprocess.run(
        [sys.executable, "-m", "plancheck", "check", "计划.xls"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert "plancheck[xls]" in done.stdout
