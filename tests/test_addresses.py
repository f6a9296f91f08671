"""Addresses in the place of files: they are read, capped and written like files, and keep keys."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from cli_kit import Cli, make_cli

from plancheck import limits
from plancheck.addresses import is_address, named, without_keys

fsspec: Any = pytest.importorskip("fsspec", reason="needs plancheck[cluster]")

PLAN = "2024年育英小学工会工作计划\n一、主要工作\n1、春节前走访困难教职工。\n"
JSON = ("--format", "json", "--no-config")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


@pytest.fixture
def store() -> Iterator[Any]:
    """Return a store in memory with a folder of plans and of what is none."""
    system = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "east/c.txt", ".hidden/d.txt", "~$a.docx", "note.bin"):
        system.pipe(f"/plans/{name}", PLAN.encode())
    yield system
    system.rm("/", recursive=True)


def paths(out: str) -> list[str]:
    return [plan["path"] for plan in json.loads(out)["plans"]]


def test_a_folder_and_a_pattern_are_searched_as_on_a_disk(cli: Cli, store: Any) -> None:  # noqa: ANN401
    del store
    found = cli("check", "memory://plans", *JSON)
    assert paths(found.out) == [
        f"memory://plans/{name}" for name in ("a.txt", "b.txt", "east/c.txt")
    ]
    assert paths(cli("check", "memory://plans/*.txt", *JSON).out) == [
        "memory://plans/a.txt",
        "memory://plans/b.txt",
    ]
    assert paths(cli("check", "memory://plans/east/c.txt", *JSON).out) == [
        "memory://plans/east/c.txt"
    ]


def test_a_file_says_the_same_behind_its_address(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "计划.txt"
    path.write_text(PLAN, encoding="utf-8")
    (far,) = cli("check", f"file://{path}", *JSON).json["plans"]
    (near,) = cli("check", path, *JSON).json["plans"]
    assert far["path"] == f"file://{path}"
    assert {**far, "path": ""} == {**near, "path": ""}


def test_an_archive_behind_an_address_gives_its_members(cli: Cli, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.txt", PLAN)
    address = f"file://{tmp_path}/all.zip"
    assert paths(cli("check", address, *JSON).out) == [f"{address}!a.txt"]


def test_a_report_is_written_to_an_address(cli: Cli, store: Any) -> None:  # noqa: ANN401
    store.pipe("/out.json", b"x" * 1_000_000)
    cli("check", "memory://plans", *JSON, "-o", "memory://out.json")
    told = json.loads(store.cat("/out.json"))
    assert told == cli("check", "memory://plans", *JSON).json


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("memory://nothing",), "memory://nothing"),
        (("nowhere://x/y",), "nowhere://x/y"),
        (("zip://a::memory://plans/x.zip",), "::"),
        (("memory://plans", "-o", "https://example.org/out"), "https://example.org/out"),
        (("memory://plans", "-o", "memory://plans"), "memory://plans"),
        (("memory://plans/a.txt", "-o", "memory://plans/a.txt"), "memory://plans/a.txt"),
    ],
)
def test_what_cannot_be_is_told(cli: Cli, store: Any, words: tuple[str, ...], told: str) -> None:  # noqa: ANN401
    result = cli("check", *words)
    assert result.code == 2
    assert told in result.err
    assert store.cat("/plans/a.txt") == PLAN.encode()


def test_more_than_a_file_may_have_is_not_taken(
    cli: Cli,
    store: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.pipe("/plans/large.txt", b"x" * 2_000_000)
    monkeypatch.setattr(limits, "FILE", 1_000_000)
    (plan,) = cli("check", "memory://plans/large.txt", *JSON).json["plans"]
    assert plan["problem"]["code"] == "read.too-large"


class _Server(SimpleHTTPRequestHandler):
    """Notes what it is asked for."""

    asked: list[str]

    def log_message(self, *_: object) -> None:
        self.asked.append(self.path)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """Serve a folder on loopback; return its address and what was asked for."""
    pytest.importorskip("aiohttp", reason="needs plancheck[cluster]")
    asked: list[str] = []
    kind = type("Server", (_Server,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_plan_on_the_web_is_read_and_its_links_are_not(
    cli: Cli, tmp_path: Path, served: tuple[str, list[str]]
) -> None:
    address, asked = served
    lines = "".join(f"<p>{line}</p>" for line in PLAN.splitlines())
    page = f'<html><body>{lines}<a href="other.html">x</a><img src="a.png"></body></html>'
    (tmp_path / "计划.html").write_text(page, encoding="utf-8")
    quoted = f"{address}/%E8%AE%A1%E5%88%92.html"
    result = cli("check", f"{quoted}?key=secret", *JSON)
    (plan,) = result.json["plans"]
    assert plan["path"] == f"{address}/计划.html"
    assert not plan["problem"]
    assert "secret" not in result.out + result.err
    assert {path.partition("?")[0] for path in asked} == {"/%E8%AE%A1%E5%88%92.html"}


def test_what_is_not_on_the_web_is_told(cli: Cli, served: tuple[str, list[str]]) -> None:
    address, _ = served
    result = cli("check", f"{address}/none.docx?key=secret", *JSON)
    assert result.code == 3
    assert result.json["plans"][0]["problem"]["code"] == "read.gone"
    assert "secret" not in result.out + result.err


def test_what_is_an_address_and_what_of_it_is_shown() -> None:
    assert is_address("s3://bucket/plan.docx")
    assert not is_address("C://plan.docx")
    assert not is_address("plans/http://x")
    assert named("https://me:word@host/a%20b.docx?sig=1#x") == "https://host/a b.docx"
    assert named("sftp://me:word@host/a?b.docx") == "sftp://host/a?b.docx"
    assert (
        without_keys("403 for https://me:word@host/a?sig=1, sorry")
        == "403 for https://host/a sorry"
    )
