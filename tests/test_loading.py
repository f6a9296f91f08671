"""Files are fetched safely and go to the reader that suits their content."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from readers.docx_builder import docx, p, tbl, tc, tr
from readers.reading import paragraphs

from plancheck import limits, loading
from plancheck.api import Cell, Document, Paragraph, Reader, Source, Table, Unreadable
from plancheck.documents import from_dict, to_dict
from plancheck_readers import plancheck_readers

READERS = plancheck_readers()
PLAN = "某某小学工会2024年工作计划\n三月：召开教代会\n"
PAGE = f"<html><body><p>{PLAN}</p></body></html>"


def parse(data: bytes, name: str = "plan") -> Document:
    return loading.parse(Source(name, data), READERS)


def fake(name: str = "fake", *, read: Callable[[Source], Document], **more: object) -> Reader:
    given = {"suffixes": (f".{name}",), "sniff": lambda _: False} | more
    return Reader(name=name, read=read, **given)  # type: ignore[arg-type]


HIGH = limits.SPAN + 5
LABELLED = tr(tc("三月", '<w:vMerge w:val="restart"/>'), tc("慰问"))
LABELLED += tr(tc("", "<w:vMerge/>"), tc("座谈")) * HIGH


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("计划.docx", docx(tbl(LABELLED))),
        (
            "计划.rtf",
            rb"{\rtf1\trowd\clvmgf\cellx1000\cellx2000\intbl a\cell b\cell\row"
            + rb"\trowd\clvmrg\cellx1000\cellx2000\intbl\cell c\cell\row" * HIGH
            + b"}",
        ),
    ],
)
def test_no_cell_claims_more_than_the_cap(name: str, data: bytes) -> None:
    """What is told of it as data can be read again; none of its words are lost."""
    document = parse(data, name)
    (found,) = [block for block in document.blocks if isinstance(block, Table)]
    assert max(cell.rows for cell in found.cells) == limits.SPAN
    assert len(found.cells) == HIGH + 2
    assert from_dict(to_dict(document)) == document


@pytest.mark.parametrize(
    ("name", "data", "format_"),
    [
        ("计划.txt", PLAN.encode(), "txt"),
        ("计划.TXT", PLAN.encode("gb18030"), "txt"),
        ("计划.md", PLAN.encode(), "md"),
        ("计划.htm", PLAN.encode(), "html"),
        ("计划.docx", docx(p("甲")), "docx"),
        pytest.param("计划.doc", docx(p("甲")), "docx", id="a docx called doc"),
        pytest.param("计划.doc", PAGE.encode(), "html", id="a page called doc"),
        pytest.param("计划.txt", docx(p("甲")), "docx", id="a docx called txt"),
        pytest.param("计划.docx", PAGE.encode(), "html", id="a page called docx"),
        pytest.param("计划.txt", b'{"schema_version": 1}', None, id="json called txt"),
        pytest.param("计划", PLAN.encode(), "txt", id="no suffix"),
        pytest.param("计划.plan", PLAN.encode(), "txt", id="an unknown suffix"),
        pytest.param("-", PAGE.encode(), "html", id="a page on standard input"),
    ],
)
def test_content_goes_before_the_suffix(name: str, data: bytes, format_: str | None) -> None:
    if format_ is None:
        with pytest.raises(Unreadable, match=r"document\.other"):
            parse(data, name)
    else:
        assert parse(data, name).format == format_


def test_a_file_is_read_from_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(PLAN.encode("utf-16"))
    assert paragraphs(loading.load(str(path), READERS)) == PLAN.split()
    assert loading.fetch(str(path)) == Source("计划.txt", PLAN.encode("utf-16"))


def refused(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        loading.load(str(path), READERS)
    return caught.value.code


def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    assert refused(tmp_path) == "read.directory"
    assert refused(tmp_path / "not there.docx") == "read.gone"
    assert refused(tmp_path / "a\0b") == "read.os"


@pytest.mark.skipif(os.name == "nt", reason="Windows has neither pipes nor devices as files")
def test_pipes_sockets_and_devices_are_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "计划.docx")
    assert refused(tmp_path / "计划.docx") == "read.fifo"
    (tmp_path / "link.txt").symlink_to(tmp_path / "计划.docx")
    assert refused(tmp_path / "link.txt") == "read.fifo"
    assert refused(Path(os.devnull)) == "read.device"
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s")
        assert refused(Path("s")) == "read.socket"
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused(tmp_path / "loop") == "read.os"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(PLAN, "utf-8")

    def deny(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(os, "open", deny)
    assert refused(path) == "read.permission"


def test_a_file_above_the_cap_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(b"a" * 101)
    monkeypatch.setattr(limits, "FILE", 100)
    assert refused(path) == "read.too-large"
    path.write_bytes(b"a" * 100)
    assert paragraphs(loading.load(str(path), READERS)) == ["a" * 100]


def test_a_file_that_grows_while_it_is_read_meets_the_cap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "计划.txt"
    path.write_bytes(b"a" * 101)
    monkeypatch.setattr(limits, "FILE", 100)
    monkeypatch.setattr(loading, "_check_kind", lambda *_: None)
    assert refused(path) == "read.too-large"


@pytest.mark.parametrize(
    "error", [RuntimeError("x"), RecursionError(), MemoryError(), SystemExit(3), KeyError("k")]
)
def test_a_reader_that_fails_is_told_by_name(error: BaseException) -> None:
    def fail(_: object) -> Document:
        raise error

    for reader in (fake(read=fail), fake(read=fail, sniff=fail)):
        with pytest.raises(Unreadable) as caught:
            loading.parse(Source("a.fake", b"x"), [reader])
        assert caught.value.code == "read.crashed"
        assert caught.value.values == {"reader": "fake", "kind": type(error).__name__}


def test_ctrl_c_is_no_fault_of_the_reader() -> None:
    def interrupt(_: Source) -> Document:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loading.parse(Source("a.fake", b"x"), [fake(read=interrupt)])


def test_a_reader_that_returns_no_document_is_told_by_name() -> None:
    with pytest.raises(Unreadable, match=r"read\.crashed \(reader=fake"):
        loading.parse(Source("a.fake", b"x"), [fake(read=lambda _: None)])  # type: ignore[arg-type, return-value]


def test_without_a_reader_the_suffix_is_told() -> None:
    with pytest.raises(Unreadable, match=r"read\.no-reader \(suffix=\.txt\)"):
        loading.parse(Source("a.txt", b"x"), [])


def test_the_first_reader_that_knows_the_content_gets_it() -> None:
    made = Document("fake", (Paragraph("甲"),))
    pdf = fake(read=lambda _: made, sniff=lambda head: head.startswith(b"%OWN"))
    assert loading.parse(Source("a.txt", b"%OWN-1.7"), [*READERS, pdf]) == made


@pytest.mark.parametrize(
    ("blocks", "code"),
    [
        ((), "read.no-text"),
        ((Paragraph(" \u3000\n"),), "read.no-text"),
        ((Table((Cell(0, 0, ""),)),), "read.no-text"),
        ((Paragraph("甲"),) * (limits.BLOCKS + 1), "read.too-many-blocks"),
        ((Paragraph("甲" * limits.TEXT), Paragraph("乙")), "read.too-much-text"),
        ((Table((Cell(0, 0, "甲" * limits.TEXT + "乙"),)),), "read.too-much-text"),
    ],
)
def test_what_any_reader_returns_meets_the_caps(
    blocks: tuple[Paragraph | Table, ...], code: str
) -> None:
    reader = fake(read=lambda _: Document("fake", blocks))
    with pytest.raises(Unreadable) as caught:
        loading.parse(Source("a.fake", b"x"), [reader])
    assert caught.value.code == code


def test_lone_surrogates_never_leave_a_reader() -> None:
    blocks = (Paragraph("甲\ud800乙"), Table((Cell(0, 0, "\udfff"), Cell(0, 1, "丙"))))
    reader = fake(read=lambda _: Document("fake", blocks))
    document = loading.parse(Source("a.fake", b"x"), [reader])
    assert document.blocks == (
        Paragraph("甲\ufffd乙"),
        Table((Cell(0, 0, "\ufffd"), Cell(0, 1, "丙"))),
    )


def test_the_pack_imports_nothing_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, plancheck_readers; plancheck_readers.plancheck_readers();"
        "print([name for name in ('lxml', 'json', 'zipfile', 'email', 'docx') "
        "if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
