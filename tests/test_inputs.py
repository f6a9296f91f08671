"""Which files are checked: lists, and what an ignore file leaves out."""

import io
import sys
from pathlib import Path

import pytest
from cli_kit import GOOD, RULES, Cli, make_cli, with_rules


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    with_rules(monkeypatch, RULES)
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "旧/b.txt", "旧/c.txt", "d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def checked(cli: Cli, *words: str) -> list[str]:
    plans = cli("check", *words, "--format", "json").json["plans"]
    return [plan["path"].removeprefix("./") for plan in plans]


@pytest.mark.parametrize("content", ["a.txt\n旧\n", "\ufeffa.txt\r\n\r\n旧\r\n", "a.txt\0旧\0"])
def test_a_list_names_files_and_folders(cli: Cli, content: str) -> None:
    Path("list").write_bytes(content.encode())
    assert checked(cli, "--files-from", "list") == ["a.txt", "旧/b.txt", "旧/c.txt"]


def test_a_list_comes_after_what_is_named(cli: Cli) -> None:
    Path("list").write_text("a.txt\n", encoding="utf-8")
    assert checked(cli, "d.txt", "--files-from", "list") == ["d.txt", "a.txt"]


def test_a_list_on_standard_input(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"d.txt\n")))
    assert checked(cli, "--files-from", "-") == ["d.txt"]


def test_a_list_that_is_not_there(cli: Cli) -> None:
    result = cli("check", "--files-from", "none")
    assert result.code == 2
    assert "none" in result.err


def test_nothing_to_check_is_told(cli: Cli) -> None:
    assert cli("check").code == 2
    Path("list").write_text("\n", encoding="utf-8")
    assert cli("check", "--files-from", "list").code == 2


def test_an_ignore_file_leaves_out(cli: Cli) -> None:
    Path(".plancheckignore").write_text("# old\n旧/*\n!旧/c.txt\n", encoding="utf-8")
    assert checked(cli, ".") == ["a.txt", "d.txt", "旧/c.txt"]


def test_what_is_named_is_left_out_too(cli: Cli) -> None:
    Path(".plancheckignore").write_text("a.txt\n", encoding="utf-8")
    assert checked(cli, "a.txt", "d.txt") == ["d.txt"]


def test_where_all_is_left_out_nothing_fails(cli: Cli) -> None:
    Path(".plancheckignore").write_text("*.txt\n", encoding="utf-8")
    result = cli("check", "a.txt")
    assert result.code == 0
    assert ".plancheckignore" in result.err


def test_one_among_the_submissions_is_not_obeyed(cli: Cli) -> None:
    Path("旧/.plancheckignore").write_text("*\n", encoding="utf-8")
    assert "旧/b.txt" in checked(cli, ".")


def test_one_above_counts(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".plancheckignore").write_text("/旧/b.txt\n", encoding="utf-8")
    monkeypatch.chdir("旧")
    assert checked(cli, ".") == ["c.txt"]


def test_another_may_be_named(cli: Cli) -> None:
    Path("ignored").write_text("d.*\n", encoding="utf-8")
    assert checked(cli, "a.txt", "d.txt", "--ignore-file", "ignored") == ["a.txt"]
    assert cli("check", "a.txt", "--ignore-file", "none").code == 2


def test_parts_are_all_of_it_and_none_twice(cli: Cli) -> None:
    parts = [checked(cli, ".", "--shard", f"{number}/3") for number in (1, 2, 3)]
    assert sorted(path for part in parts for path in part) == sorted(checked(cli, "."))


@pytest.mark.parametrize("word", ["0/3", "4/3", "1", "a/b", "1/0"])
def test_a_part_that_is_none_is_told(cli: Cli, word: str) -> None:
    assert cli("check", ".", "--shard", word).code == 2


def test_a_review_of_nothing_is_told(cli: Cli) -> None:
    Path(".plancheckignore").write_text("*.txt\n", encoding="utf-8")
    assert cli("review", ".", "-o", "out").code == 2


def test_progress_is_drawn_for_people_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from plancheck.cli import progress
    from plancheck.cli.console import Console

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(progress, "AFTER", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    plan = {"state": "unreadable", "decision": None}
    for watched, shown, seen in ((True, True, True), (True, False, False), (False, True, False)):
        monkeypatch.setattr(sys.stderr, "isatty", lambda watched=watched: watched)
        counting = progress.Progress(Console("zh"), 10, shown=shown)
        counting.plan({}, plan)
        counting.clear()
        err = capsys.readouterr().err
        assert ("已检查 1/10" in err) is seen
        assert err.endswith("\r") is seen
