"""Many files: the same report however many processes, from the cache or not."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from cli_kit import Cli, make_cli

from plancheck.formats import Style

Json = dict[str, Any]

PLAN = "2024年育英{n}小工会工作计划\n一、主要工作\n1、春节前走访困难教职工。\n2、学习{n}次。\n"
FILES = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bulk")
    for number in range(FILES - 1):
        (made / f"{number:02}.txt").write_text(PLAN.format(n=number), encoding="utf-8")
    (made / "坏.docx").write_bytes(b"PK\x03\x04")
    return made


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the files that are judged in this process."""
    from plancheck.cli.judging import Judge, Judged, Task

    names: list[str] = []
    call = Judge.__call__

    def noted(self: Judge, task: Task) -> list[Judged]:
        names.extend(item.name for item in task)
        return call(self, task)

    monkeypatch.setattr(Judge, "__call__", noted)
    return names


def test_the_same_bytes_from_two_processes(cli: Cli, folder: Path) -> None:
    words = ("check", folder, "--batch", "--format", "json", "--no-cache")
    one, two = cli(*words, "-j", "1"), cli(*words, "-j", "2")
    assert one.code == two.code == 3
    assert one.out == two.out
    assert len(one.json["plans"]) == FILES
    assert one.json["batch"]["findings"]


def test_as_they_come_they_are_the_same_plans(cli: Cli, folder: Path) -> None:
    words = ("check", folder, "--format", "jsonl", "--no-cache", "-j", "2")
    ordered, free = cli(*words).out.splitlines(), cli(*words, "--unordered").out.splitlines()
    assert sorted(ordered) == sorted(free)
    assert ordered[-1] == free[-1]


def test_a_second_run_judges_nothing_anew(cli: Cli, folder: Path, judged: list[str]) -> None:
    first = cli("check", folder, "--format", "json", "-j", "1")
    assert len(judged) == FILES
    judged.clear()
    again = cli("check", folder, "--format", "json", "-j", "1")
    assert [Path(name).name for name in judged] == [
        "坏.docx"
    ]  # what could not be read is tried anew
    assert again.out == first.out


def test_what_changed_is_judged_anew(cli: Cli, tmp_path: Path, judged: list[str]) -> None:
    made = tmp_path / "plans"
    made.mkdir()
    for number in range(9):
        (made / f"{number}.txt").write_text(PLAN.format(n=number), encoding="utf-8")
    cli("check", made, "-j", "1")
    judged.clear()
    (made / "4.txt").write_text(PLAN.format(n=44), encoding="utf-8")
    cli("check", made, "-j", "1")
    assert [Path(name).name for name in judged] == ["4.txt"]
    judged.clear()
    cli("check", made, "-j", "1", "--profile", "national")
    assert len(judged) == 9
    judged.clear()
    cli("check", made, "-j", "1", "--no-cache")
    assert len(judged) == 9


def test_the_plans_whole_text_is_kept_nowhere(
    cli: Cli, folder: Path, cache: Path, judged: list[str]
) -> None:
    words = ("check", folder, "--format", "json", "--with-text", "-j", "1")
    cli(*words)
    judged.clear()
    cli(*words)
    assert len(judged) == FILES
    assert not list(cache.glob("verdicts*"))
    cli(*words, "--state", cache / "own")
    judged.clear()
    cli(*words, "--state", cache / "own")
    assert len(judged) == 1  # what could not be read


def test_a_killed_run_goes_on_where_it_was(
    cli: Cli, folder: Path, tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancheck.cli import judging

    whole = cli("check", folder, "--format", "json", "-j", "1", "--no-cache").out
    judged.clear()
    keep = judging.Memory.keep
    seen = 0

    def stops(self: judging.Memory, each: judging.Judged) -> None:
        nonlocal seen
        keep(self, each)
        seen += 1
        if seen == 5:
            raise KeyboardInterrupt

    state = str(tmp_path / "state")
    words = ("check", folder, "--format", "json", "-j", "1", "--state", state)
    monkeypatch.setattr(judging.Memory, "keep", stops)
    assert cli(*words).code == 130
    monkeypatch.setattr(judging.Memory, "keep", keep)
    judged.clear()
    again = cli(*words)
    assert len(judged) == FILES - 5
    assert again.out == whole


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("-j", "0"), "--jobs"),
        (("-j", "many"), "--jobs"),
        (("--timeout", "1.5"), "--timeout"),
        (("--state", "x", "--no-cache"), "--no-cache"),
    ],
)
def test_numbers_that_are_none_are_told(
    cli: Cli, folder: Path, words: tuple[str, ...], told: str
) -> None:
    result = cli("check", folder, *words)
    assert result.code == 2
    assert told in result.err


def test_plans_come_as_soon_as_they_are_judged(
    cli: Cli, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plancheck.cli.outputs import Target

    written: list[str] = []
    put = Target.plan

    def noted(self: Target, head: Json, plan: Json, style: Style) -> None:
        written.append(plan["path"])
        put(self, head, plan, style)

    monkeypatch.setattr(Target, "plan", noted)
    out = cli("check", folder, "--format", "jsonl", "-j", "1", "--no-cache").out
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["path"] for line in lines[:-1]] == written
    assert lines[-1]["summary"]["plans"] == FILES


def test_what_comes_in_is_read_once(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO(PLAN.format(n=1).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    (plan,) = cli("check", "-", "--format", "json", "--state", tmp_path / "state").json["plans"]
    assert plan["problem"] is None


def test_state_goes_on_behind_an_address(cli: Cli, tmp_path: Path, judged: list[str]) -> None:
    fsspec = pytest.importorskip("fsspec", reason="needs plancheck[cluster]")
    store = fsspec.filesystem("memory")
    for number in range(9):
        store.pipe(f"/kept/{number}.txt", PLAN.format(n=number).encode())
    words = ("check", "memory://kept", "--format", "json", "-j", "1")
    first = cli(*words, "--state", tmp_path / "state")
    judged.clear()
    assert cli(*words, "--state", tmp_path / "state").out == first.out
    assert judged == []
    assert cli(*words).out == first.out
    assert len(judged) == 9
    store.rm("/kept", recursive=True)
