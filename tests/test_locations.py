"""Where a plan is, as CI platforms want it: relative to the repository, whatever was given."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck_reports.locations import Target, columns, line, target


@pytest.fixture(autouse=True)
def _repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "仓库" / "plans").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "仓库")


@pytest.mark.parametrize(
    ("given_path", "path"),
    [
        ("plans/a.docx", "plans/a.docx"),
        ("./plans/a.docx", "plans/a.docx"),
        ("plans/../plans//a.docx", "plans/a.docx"),
        ("../仓库/plans/a.docx", "plans/a.docx"),
        ("plans/a.zip!学校/b.docx", "plans/a.zip!学校/b.docx"),
        ("-", "stdin"),
    ],
)
def test_paths_are_relative_to_the_working_directory(given_path: str, path: str) -> None:
    assert target(given_path) == Target(path)


def test_an_absolute_path_below_it_is_no_other_file(tmp_path: Path) -> None:
    assert target(str(tmp_path / "仓库" / "plans" / "a.docx")) == Target("plans/a.docx")


def test_outside_it_the_path_starts_at_the_root(tmp_path: Path) -> None:
    shown = (tmp_path / "别处" / "a.docx").as_posix().lstrip("/")
    for name in (str(tmp_path / "别处" / "a.docx"), "../别处/a.docx"):
        assert target(name) == Target(shown, outside=True)


@pytest.mark.skipif(os.name == "nt", reason="links need rights of their own on Windows")
def test_links_are_followed_inside_and_not_out_of_the_repository(tmp_path: Path) -> None:
    Path("latest").symlink_to("plans")
    Path("inbox").symlink_to(tmp_path)
    assert target("latest/a.docx") == Target("plans/a.docx")
    assert target("inbox/a.docx") == Target("inbox/a.docx")


def test_what_no_uri_holds_is_percent_encoded() -> None:
    assert target("计划 1.docx").uri == "%E8%AE%A1%E5%88%92%201.docx"
    assert target("a:b.docx").uri == "a%3Ab.docx"  # else "a" would be a scheme
    assert target("a.zip!b#1?.docx").uri == "a.zip!b%231%3F.docx"


@given(st.text(st.characters(), max_size=30))
def test_any_name_gives_a_relative_uri_and_a_line_of_text(name: str) -> None:
    found = target(name)
    assert found.uri.isascii()
    assert found.uri
    assert not found.uri.startswith(("/", "./", "../"))
    assert ":" not in found.uri
    assert found.text.encode()
    assert len(found.text.splitlines()) == 1


def test_lines_and_columns_begin_at_one() -> None:
    assert line(None) == 1
    assert line({"nth": 0}) == 1
    assert line({"nth": 7}) == 7
    assert line({"nth": 2, "cell": [4, 0]}) == 5
    assert columns(None) == (1, 1)
    assert columns({"start": 0, "end": 3}) == (1, 4)
