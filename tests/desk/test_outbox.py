"""The reviewer's folder: names for every system, and nothing of people's work lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.desk.outbox import Outbox, names
from plancheck.errors import UsageError


def test_folders_below_the_common_one_are_kept() -> None:
    assert names(["in/a/计划.docx", "in/b/计划.docx", "in/c.txt"]) == ["a/计划", "b/计划", "c"]


def test_one_plan_needs_no_folder() -> None:
    assert names(["/home/x/submitted/育英小学.docx"]) == ["育英小学"]


def test_names_that_differ_in_the_suffix_keep_it() -> None:
    assert names(["in/计划.docx", "in/计划.pdf"]) == ["计划.docx", "计划.pdf"]


def test_members_of_archives_lie_in_a_folder_of_its_name() -> None:
    assert names(["in/a.zip!x/1.docx", "in/b.docx"]) == ["a.zip/x/1", "b"]


@pytest.mark.parametrize(
    "name", ["CON.txt", "a<b>:c.txt", "x\u202egpj.docx", " .docx", "..", "a. .txt"]
)
def test_names_are_such_as_every_system_takes(name: str) -> None:
    (made,) = names([f"in/{name}"])
    assert not set(made) & set('<>:"|?*\u202e')
    assert made.strip(". ") == made
    assert made.upper() not in ("CON", "")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6))
def test_no_two_plans_share_a_name_and_none_leads_out(paths: list[str]) -> None:
    made = names(paths)
    assert len({each.casefold() for each in made}) == len(paths)
    for each in made:
        assert not each.startswith("/")
        assert ".." not in each.split("/")
        assert "\x00" not in each


def test_what_people_changed_is_kept_beside(tmp_path: Path) -> None:
    first = Outbox(str(tmp_path), {})
    first.write("各校/a.md", b"one")
    (tmp_path / "各校" / "a.md").write_bytes(b"one, mended by hand")
    second = Outbox(str(tmp_path), first.remembered())
    second.write("各校/a.md", b"two")
    assert (tmp_path / "各校" / "a.md").read_bytes() == b"two"
    assert (tmp_path / "各校" / "a (1).md").read_bytes() == b"one, mended by hand"
    assert [Path(each).name for each in second.set_aside] == ["a (1).md"]


def test_what_nobody_changed_is_written_over(tmp_path: Path) -> None:
    first = Outbox(str(tmp_path), {})
    first.write("a.md", b"one")
    second = Outbox(str(tmp_path), first.remembered())
    second.write("a.md", b"two")
    assert [each.name for each in tmp_path.iterdir()] == ["a.md"]
    assert second.set_aside == []


def test_a_file_that_was_there_before_the_first_round_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"somebody's")
    Outbox(str(tmp_path), {}).write("a.md", b"ours")
    assert (tmp_path / "a (1).md").read_bytes() == b"somebody's"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "各校").write_bytes(b"a file")
    with pytest.raises(UsageError) as caught:
        Outbox(str(tmp_path), {}).write("各校/a.md", b"x")
    assert caught.value.code == "review.unwritable"
