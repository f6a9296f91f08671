"""The store: never stale, never trusted when damaged, never needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck import cache

VALUE = {"words": ["教代会", "职代会"], "nested": [{"all": ("a", 1, True, None)}]}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test a cache of its own, not yet created."""
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "deep" / "cache"))
    return tmp_path / "deep" / "cache"


def test_what_was_stored_comes_back(folder: Path) -> None:
    content = cache.key("a", b"b")
    assert cache.load("pack", content) is None
    cache.store("pack", content, VALUE)
    assert cache.load("pack", content) == VALUE
    assert cache.load("other", content) is None
    assert cache.load("pack", cache.key("a", b"c")) is None
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700


@given(st.lists(st.text()), st.lists(st.text()))
def test_keys_differ_whenever_their_parts_do(one: list[str], other: list[str]) -> None:
    assert (cache.key(*one) == cache.key(*other)) == (one == other)


def test_keys_depend_on_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = cache.key("a")
    monkeypatch.setattr(cache, "__version__", "99")
    assert cache.key("a") != before


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "garbage"])
def test_a_damaged_entry_is_ignored_and_rewritten(folder: Path, damage: str) -> None:
    content = cache.key("a")
    cache.store("pack", content, VALUE)
    (entry,) = folder.iterdir()
    good = entry.read_bytes()
    flipped = good[:20] + bytes([good[20] ^ 1]) + good[21:]
    damaged = {"cut": good[:-3], "flip": flipped, "empty": b"", "garbage": b"x" * 50}
    entry.write_bytes(damaged[damage])
    assert cache.load("pack", content) is None
    cache.store("pack", content, VALUE)
    assert cache.load("pack", content) == VALUE


def test_only_the_newest_entries_of_a_name_are_kept(folder: Path) -> None:
    cache.store("other", cache.key("x"), VALUE)
    keys = [cache.key(str(number)) for number in range(10)]
    for age, content in enumerate(keys):
        cache.store("pack", content, VALUE)
        for entry in folder.glob(f"pack-{content}*"):
            os.utime(entry, (age, age))
    cache.store("pack", cache.key("last"), VALUE)
    assert len(list(folder.iterdir())) == cache.KEPT + 1
    assert cache.load("pack", keys[0]) is None
    assert cache.load("pack", keys[-1]) == VALUE
    assert cache.load("other", cache.key("x")) == VALUE


def test_what_a_killed_writer_left_is_cleared_away(folder: Path) -> None:
    folder.mkdir(parents=True, mode=0o700)
    old, young = folder / "pack-1.cards.99.tmp", folder / "pack-2.cards.98.tmp"
    for file in (old, young):
        file.write_bytes(b"half")
    os.utime(old, (0, 0))
    cache.store("pack", cache.key("a"), VALUE)
    assert not old.exists()
    assert young.exists()


def test_no_folder_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "file" / "cache"))
    cache.store("pack", cache.key("a"), VALUE)
    assert cache.load("pack", cache.key("a")) is None


@pytest.mark.skipif(sys.platform == "win32", reason="modes of folders say nothing on Windows")
def test_a_folder_that_others_can_write_is_not_used(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    cache.store("pack", cache.key("a"), VALUE)
    assert list(folder.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="the places of Linux")
@pytest.mark.parametrize(
    ("xdg", "place"),
    [("{tmp}/xdg", "xdg/plancheck"), ("relative", ".cache/plancheck"), ("", ".cache/plancheck")],
)
def test_the_users_own_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, xdg: str, place: str
) -> None:
    monkeypatch.delenv("PLANCHECK_CACHE_DIR")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", xdg.format(tmp=tmp_path))
    cache.store("pack", cache.key("a"), VALUE)
    assert [entry.name[:5] for entry in (tmp_path / place).iterdir()] == ["pack-"]


WRITER = """
import sys
from plancheck import cache
for number in range(200):
    content = cache.key(str(number % 7))
    cache.store("pack", content, ["词"] * (number % 7) * 1000)
    kept = cache.load("pack", content)
    assert kept is None or kept == ["词"] * (number % 7) * 1000
"""


@pytest.mark.usefixtures("folder")
def test_several_writers_at_once() -> None:
    command = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 4
