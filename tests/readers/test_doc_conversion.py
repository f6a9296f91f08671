"""Damaged binary Word documents that LibreOffice repairs, where it is installed."""

import io
import os
import socket
import stat
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from readers.doc_builder import DELETED, HIDDEN, SPECIAL, doc, p, plc, row, style, u32
from readers.docx_builder import docx
from readers.docx_builder import p as xml_p
from readers.reading import paragraphs
from readers.reading import read as read_docx

from plancheck import limits
from plancheck.api import Grade, Source, Unreadable
from plancheck_readers import guard, libreoffice
from plancheck_readers.doc import READER
from plancheck_readers.word_binary.fib import Tables

OUTSIDE = plc([0, 9], [u32(0xFFFF)])
"""Pages of properties that lie outside the document."""
BROKEN = doc(p("甲"), tables={Tables.PARAGRAPHS: OUTSIDE})
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8cfc0f01f00050001ff56c72f0d0000000049454e44ae426082"
)
"""A single dot."""
FIXTURE = Path(__file__).parent / "files" / "plan.doc"
installed = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")


REPAIR = (
    "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\nout.mkdir()\n"
    f"(out / 'plan.docx').write_bytes({docx(xml_p('甲'))!r})\n"
)
"""What makes a document of any."""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program of our own in LibreOffice's place."""
    if os.name != "posix":
        pytest.skip("a script cannot stand for a program here")
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    monkeypatch.setattr(libreoffice, "program", lambda: str(program))
    return program


def write(program: Path, script: str) -> None:
    program.write_text(f"#!{sys.executable}\nimport os, pathlib, subprocess, sys, time\n{script}")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def code_of(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        READER.read(Source("plan.doc", data))
    return caught.value.code


def test_without_libreoffice_a_damaged_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    assert code_of(BROKEN) == "doc.damaged"


def test_what_libreoffice_repairs_is_read_and_said_to_be_incomplete(fake: Path) -> None:
    write(fake, REPAIR)
    document = READER.read(Source("plan.doc", BROKEN))
    assert paragraphs(document) == ["甲"]
    assert document.format == "doc"
    assert [(entry.grade, entry.code) for entry in document.health] == [
        (Grade.BLOCKING, "health.repaired")
    ]


def test_only_damaged_files_go_to_libreoffice(fake: Path) -> None:
    assert not fake.exists()
    assert code_of(doc(p("甲"), flags=0x0100)) == "docx.encrypted"
    assert code_of(doc(p("甲"), version=0x68)) == "doc.word95"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(doc(p("甲"), tables={Tables.CHARACTERS: OUTSIDE}), id="characters"),
        pytest.param(
            doc(p("甲"), tables={Tables.CHARACTERS: OUTSIDE, Tables.PARAGRAPHS: OUTSIDE}),
            id="characters and paragraphs",
        ),
        pytest.param(
            doc(
                p("甲", "乙丙"),
                tables={Tables.CHARACTERS: plc([2048, 2050], [u32(5)]), Tables.PARAGRAPHS: OUTSIDE},
            ),
            id="some characters, and paragraphs",
        ),
        pytest.param(
            doc(
                p("藏", style=1),
                styles=[style("Normal"), style("密", chars=HIDDEN)],
                tables={Tables.PARAGRAPHS: OUTSIDE},
            ),
            id="a style hides",
        ),
        pytest.param(doc(p("甲"), pieces=b"\x01"), id="pieces: it would show nonsense"),
    ],
)
def test_where_nobody_can_tell_what_is_hidden_nothing_is_repaired(fake: Path, data: bytes) -> None:
    write(fake, REPAIR)
    assert code_of(data) == "doc.damaged"


def test_libreoffice_that_makes_nothing(fake: Path) -> None:
    write(fake, "sys.exit(1)\n")
    assert code_of(BROKEN) == "doc.not-converted"


def test_libreoffice_that_hangs_is_ended_with_its_children(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONVERSION", 1)
    told = tmp_path / "child"
    write(
        fake,
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        f"pathlib.Path({str(told)!r}).write_text(str(child.pid))\ntime.sleep(60)\n",
    )
    start = time.monotonic()
    assert code_of(BROKEN) == "doc.not-converted"
    assert time.monotonic() - start < 20
    child = int(told.read_text())
    assert until(lambda: not running(child))


def until(true: Callable[[], bool]) -> bool:
    """Wait for a while until something is true."""
    end = time.monotonic() + 20
    while not true() and time.monotonic() < end:
        time.sleep(0.05)
    return true()


def running(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_libreoffice_ends_with_whoever_started_it(fake: Path, tmp_path: Path) -> None:
    """Killed, so that nothing of ours can clean up."""
    told = tmp_path / "child"
    write(fake, f"pathlib.Path({str(told)!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n")
    script = (
        "from plancheck_readers import libreoffice\n"
        f"libreoffice.program = lambda: {str(fake)!r}\n"
        "libreoffice.to_docx(b'x', 'doc')\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", script], env=env) as asking:
        assert until(told.exists)
        time.sleep(0.1)
        asking.kill()
    assert until(lambda: not running(int(told.read_text())))


def test_libreoffice_gets_a_share_of_the_machine(fake: Path, tmp_path: Path) -> None:
    told = tmp_path / "shares"
    write(
        fake,
        "import resource\n"
        "kinds = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)\n"
        "shares = [resource.getrlimit(kind)[0] for kind in kinds]\n"
        f"pathlib.Path({str(told)!r}).write_text(repr(shares))\n",
    )
    assert code_of(BROKEN) == "doc.not-converted"
    assert told.read_text() == repr([limits.CONVERSION_MEMORY, limits.CONVERSION, limits.FILE])


def test_libreoffice_that_cannot_be_started_is_as_if_it_were_not_there(
    fake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(fake, "")
    fake.write_text("#!/nowhere/at/all\n")
    assert code_of(BROKEN) == "doc.damaged"
    monkeypatch.setattr(guard, "__file__", "/nowhere/at/all")
    monkeypatch.setattr(sys, "executable", "/nowhere/at/all")
    assert code_of(BROKEN) == "doc.damaged"


def test_libreoffice_is_never_taken_from_the_folder_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    for place in (tmp_path / "soffice", tmp_path / "bin" / "soffice"):
        place.write_text("#!/bin/sh\n")
        place.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin"]))
    assert libreoffice.program() is None
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(tmp_path / "bin")]))
    assert libreoffice.program() == str(tmp_path / "bin" / "soffice")


@pytest.fixture
def asked() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on a port of this machine: its number, and what comes in."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(3))

        threading.Thread(target=listen, daemon=True).start()
        yield server.getsockname()[1], heard
        server.shutdown(socket.SHUT_RDWR)


def test_where_the_system_allows_it_there_is_no_network_at_all(
    fake: Path, tmp_path: Path, asked: tuple[int, list[bytes]]
) -> None:
    port, heard = asked
    told = tmp_path / "reached"
    write(
        fake,
        "import socket\nreached = 'no'\ntry:\n"
        f"    socket.create_connection(('127.0.0.1', {port}), 5).send(b'GET')\n"
        "    reached = 'yes'\nexcept OSError:\n    pass\n"
        f"pathlib.Path({str(told)!r}).write_text(reached)\n",
    )
    able = subprocess.run(
        [sys.executable, "-c", "from plancheck_readers.guard import cut_off; print(cut_off())"],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=True,
    )
    assert code_of(BROKEN) == "doc.not-converted"
    if b"True" not in able.stdout:
        pytest.skip("this system lets nobody leave the network")
    assert told.read_text() == "no"
    assert heard == []


@installed
def test_files_of_this_machine_are_not_shown(tmp_path: Path) -> None:
    """Neither a picture nor a text that a document names comes into what is made of it."""
    picture, text = tmp_path / "secret.png", tmp_path / "secret.txt"
    text.write_text("绝密的话", "utf-8")
    picture.write_bytes(PNG)
    parts: list[object] = []
    bounds, signs, at = [], [], 1
    for kind, link in (
        (0x43, f' INCLUDEPICTURE "{picture.as_uri()}" \\d '),
        (0x44, f' INCLUDETEXT "{text.as_uri()}" '),
        (0x44, f' INCLUDETEXT "{text}" '),
    ):
        parts += [("\x13", SPECIAL), link, ("\x14", SPECIAL), "图", ("\x15", SPECIAL)]
        bounds += [at, at + 1 + len(link), at + 3 + len(link)]
        signs += [bytes([0x13, kind]), b"\x14\xff", b"\x15\x00"]
        at += 4 + len(link)
    data = doc(p("甲", *parts), tables={16: plc([*bounds, at], signs)})  # type: ignore[arg-type]
    converted = libreoffice.to_docx(data, "doc")
    assert converted
    with zipfile.ZipFile(io.BytesIO(converted)) as package:
        inside = {name: package.read(name) for name in package.namelist()}
    assert not any(PNG[16:] in content for content in inside.values())
    assert not any(name.startswith("word/media") for name in inside)
    assert "图" in "".join(paragraphs(read_docx(converted)))
    assert "绝密" not in "".join(content.decode("utf-8", "ignore") for content in inside.values())


@installed
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_linked_picture_is_not_fetched(
    scheme: str,
    asked: tuple[int, list[bytes]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even where there is a network."""
    connected = tmp_path / "guard.py"
    connected.write_text(Path(guard.__file__).read_text("utf-8").replace("    cut_off()\n", ""))
    monkeypatch.setattr(guard, "__file__", str(connected))
    port, heard = asked
    link = f' INCLUDEPICTURE "{scheme}://127.0.0.1:{port}/x.png" \\d '
    marks = ("\x13", SPECIAL), link, ("\x14", SPECIAL), "图", ("\x15", SPECIAL)
    signs = [b"\x13\x43", b"\x14\xff", b"\x15\x00"]
    bounds = [1, 2 + len(link), 4 + len(link), 6 + len(link)]
    data = doc(p("甲", *marks), tables={16: plc(bounds, signs)})  # the fields, for LibreOffice
    converted = libreoffice.to_docx(data, "doc")
    assert converted
    assert paragraphs(read_docx(converted)) == ["甲图"]
    assert heard == []


@installed
def test_the_real_libreoffice_keeps_the_text_and_shows_nothing_more() -> None:
    converted = libreoffice.to_docx(FIXTURE.read_bytes(), "doc")
    assert converted
    assert read_docx(converted).blocks == READER.read(Source("a.doc", FIXTURE.read_bytes())).blocks
    body = [p("工会工作计划"), p("显", ("藏", HIDDEN), ("删", DELETED)), *row("三月", "慰问")]
    document = READER.read(Source("a.doc", doc(*body, tables={Tables.PARAGRAPHS: OUTSIDE})))
    assert paragraphs(document)[:2] == ["工会工作计划", "显"]
    assert "".join(paragraphs(document)[2:]) == "三月慰问"
    assert [entry.code for entry in document.health] == ["health.repaired"]
