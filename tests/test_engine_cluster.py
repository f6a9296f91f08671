"""A cluster says the same as this machine, byte for byte, whatever happens to its workers."""

import json
import sys
from pathlib import Path
from typing import Any

import faulty
import pytest
from cli_kit import Cli, make_cli

from plancheck.engines.alike import FILES, Likeness

PLAN = "2024年育英{n}小工会工作计划\n一、主要工作\n1、春节前走访困难教职工。\n2、学习{n}次。\n"
BATCH = ("--batch", "--no-cache", "--no-config", "--format", "json", "--today", "2025-03-01")
WAIVERS = """[[waivers]]
rule = "congress/held-each-term"
plan = "plans/0*"
reason = "县局已同意下学期补报教代会安排"
who = "王老师"
"""


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of plans; a plugin reads files that do harm."""
    made = tmp_path / "plans"
    made.mkdir()
    for number in range(12):
        (made / f"{number:02}.txt").write_text(PLAN.format(n=number), encoding="utf-8")
    (made / "坏.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "waivers.toml").write_text(WAIVERS, encoding="utf-8")
    faulty.install(tmp_path / "plugin")
    monkeypatch.syspath_prepend(tmp_path / "plugin")
    monkeypatch.chdir(tmp_path)
    return made


def problems(out: str) -> dict[str, str]:
    """Return the files that could not be read and why."""
    plans = json.loads(out)["plans"]
    return {plan["path"]: plan["problem"]["code"] for plan in plans if plan["problem"]}


def test_a_cluster_says_the_same_and_names_who_does_harm(cli: Cli, folder: Path) -> None:
    pytest.importorskip("distributed", reason="needs plancheck[cluster]")
    for name, word in (("03x", "die"), ("07x", "eat")):
        (folder / f"{name}.faulty").write_text(word, encoding="utf-8")
    words = ("check", "plans", *BATCH, "-j", "2")
    cluster, local = cli(*words, "--engine", "dask"), cli(*words)
    assert problems(cluster.out) == {
        "plans/03x.faulty": "run.died",
        "plans/07x.faulty": "read.crashed",
        "plans/坏.docx": "zip.truncated",
    }
    assert cluster.out == local.out
    assert not cluster.err


def test_the_loss_of_a_worker_in_another_place_costs_nothing(
    cli: Cli, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its workers are elsewhere: they see another working directory, and get the bytes."""
    distributed = pytest.importorskip("distributed", reason="needs plancheck[cluster]")
    flag = tmp_path / "flag"
    (folder / "04x.faulty").write_text(f"murder-once {flag}", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    quiet = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    usual: dict[str, Any] = {"host": "127.0.0.1", "silence_logs": 50, "scheduler_kwargs": quiet}
    usual["dashboard_address"] = None
    words = ("check", "plans", *BATCH, "--waivers", "waivers.toml")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=2, **usual) as cluster:
        monkeypatch.chdir(tmp_path)
        remote = cli(*words, "--engine", "dask", "--scheduler", cluster.scheduler_address)
    assert flag.exists(), remote.err
    local = cli(*words, "-j", "1")
    assert remote.out == local.out
    assert problems(remote.out) == {"plans/坏.docx": "zip.truncated"}
    assert "waived" in {each["status"] for each in remote.json["plans"][0]["results"]}
    assert not remote.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--scheduler", "tcp://127.0.0.1:1"), "--engine dask"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:1", "-j", "2"), "--jobs"),
        (("--engine", "dask", "-"), "-"),
        (("--engine", "ray"), "dask"),
    ],
)
def test_what_does_not_go_together_is_told(
    cli: Cli, folder: Path, words: tuple[str, ...], told: str
) -> None:
    result = cli("check", folder, *words)
    assert result.code == 2
    assert told in result.err


def test_a_scheduler_that_is_not_there_is_told(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="needs plancheck[cluster]")
    monkeypatch.setattr("plancheck.engines.link.CONNECT", 1)
    result = cli("check", folder, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:1")
    assert result.code == 2
    assert result.err.startswith("plancheck: 连不上调度程序 tcp://127.0.0.1:1")


def test_what_must_be_installed_is_told(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = cli("check", folder, "--engine", "dask")
    assert result.code == 2
    assert "plancheck[cluster]" in result.err


def test_machines_that_would_judge_otherwise_are_told_apart() -> None:
    ours = Likeness((("care", "1.0"), ("text", "1.0")), "a", ("LibreOffice",))
    assert ours.differs(ours) == ""
    assert ours.differs(ours._replace(plugins=(("care", "1.1"), ("text", "1.0")))) == "care"
    assert ours.differs(ours._replace(there=())) == "LibreOffice"
    assert ours.differs(ours._replace(code="b")) == FILES
