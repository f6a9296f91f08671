"""Archives that libarchive opens, in a process that cannot bring down the run."""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import Cli

from archives.archive_builder import OTHER, PLAN, libarchive_or_skip, packed, rar, zipped
from archives.test_zip import check, checked, cli
from plancheck import limits

__all__ = ["cli"]


@pytest.fixture(autouse=True)
def _library() -> None:
    libarchive_or_skip()


@pytest.mark.parametrize(
    ("name", "form", "pack"),
    [
        ("a.7z", "7zip", None),
        ("a.tar", "gnutar", None),
        ("a.tgz", "gnutar", "gzip"),
        ("a.tar.gz", "pax", "gzip"),
        ("a.tar.xz", "gnutar", "xz"),
        ("没有后缀", "7zip", None),
    ],
)
def test_each_plan_in_an_archive_is_one_of_its_own(
    cli: Cli, name: str, form: str, pack: str | None
) -> None:
    data = packed({"育英/计划.txt": PLAN, "明德.txt": OTHER, "~$明德.txt": b"x"}, form, pack)
    assert checked(cli, data, name) == {
        f"{name}!育英/计划.txt": "complied",
        f"{name}!明德.txt": "not-complied",
    }


def test_found_in_folders(cli: Cli) -> None:
    Path("收件").mkdir()
    for name in ("a.tar.gz", "b.RAR", "c.gz"):
        content = (
            rar({b"a.txt": PLAN}) if name == "b.RAR" else packed({"a.txt": PLAN}, "pax", "gzip")
        )
        (Path("收件") / name).write_bytes(content)
    assert list(check(cli, "收件")) == ["收件/a.tar.gz!a.txt", "收件/b.RAR!a.txt"]


@pytest.mark.parametrize("codec", ["gbk", "utf-8"])
def test_rar_with_names_in_both_encodings(cli: Cli, codec: str) -> None:
    data = rar({"育英\\计划.txt".encode(codec): PLAN, b"b.txt": OTHER})
    assert checked(cli, data, "a.rar") == {
        "a.rar!育英/计划.txt": "complied",
        "a.rar!b.txt": "not-complied",
    }


def test_archives_of_all_kinds_in_each_other(cli: Cli) -> None:
    inner = packed({"a.rar": rar({b"a.txt": PLAN}), "b.txt": PLAN})
    assert checked(cli, zipped({"内.7z": inner})) == {
        "交来.zip!内.7z!a.rar!a.txt": "complied",
        "交来.zip!内.7z!b.txt": "complied",
    }


def test_names_that_lead_out_and_second_files_of_a_name(cli: Cli) -> None:
    data = rar({b"..\\a.txt": PLAN, b"/b.txt": PLAN, b"c.txt": PLAN})
    assert checked(cli, data, "a.rar") == {
        "a.rar!../a.txt": "archive.outside",
        "a.rar!/b.txt": "archive.outside",
        "a.rar!c.txt": "complied",
    }


def test_a_password_is_told_of_each_file(cli: Cli) -> None:
    data = rar({b"a.txt": PLAN, b"b.txt": PLAN}, flags=4)
    assert checked(cli, data, "a.rar") == {
        "a.rar!a.txt": "archive.encrypted",
        "a.rar!b.txt": "archive.encrypted",
    }


@pytest.mark.skipif(not shutil.which("7zz"), reason="7zz is not installed")
@pytest.mark.parametrize("hidden", [False, True])
def test_a_password_of_seven_zip(cli: Cli, hidden: bool) -> None:  # noqa: FBT001 - a case
    Path("计划.txt").write_bytes(PLAN)
    switches = ["-psecret", "-mhe=on" if hidden else "-mhe=off"]
    subprocess.run(["7zz", "a", *switches, "a.7z", "计划.txt"], check=True, capture_output=True)
    assert check(cli, "a.7z") == {"a.7z" if hidden else "a.7z!计划.txt": "archive.encrypted"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Rar!\x1a\x07\0" + bytes(range(50)), "archive.damaged"),
        (b"Rar!\x1a\x07\1\0" + bytes(range(50)), "archive.damaged"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(range(1, 60)), "archive.damaged"),
        (b"\x1f\x8b\x08" + bytes(50), "archive.damaged"),
    ],
)
def test_a_damaged_archive_is_one_line(cli: Cli, data: bytes, code: str) -> None:
    assert checked(cli, data, "a.rar") == {"a.rar": code}


def test_what_follows_a_damaged_file_is_told(cli: Cli) -> None:
    whole = bytearray(packed({"a.txt": PLAN * 99, "b.txt": PLAN}))
    whole[60] ^= 0xFF
    found = checked(cli, bytes(whole), "a.7z")
    assert found.pop("a.7z!a.txt") == "archive.damaged"
    assert set(found.values()) <= {"archive.damaged", "complied"}


def test_an_archive_cut_off_keeps_what_was_whole(cli: Cli) -> None:
    data = packed({"a.txt": PLAN, "b.txt": b"x" * 100_000}, "gnutar")[:10_000]
    found = checked(cli, data, "a.tar")
    assert found["a.tar!a.txt"] == "complied"
    assert found["a.tar"] == "archive.damaged"


@pytest.mark.parametrize("name", ["炸.txt", "影片.mp4"])
def test_a_bomb_is_not_unpacked_wanted_or_not(cli: Cli, name: str) -> None:
    data = packed({"好.txt": PLAN, name: bytes(100 * 1024**2), "后.txt": PLAN}, "gnutar", "xz")
    assert len(data) < 1024**2
    found = checked(cli, data, "a.tar.xz")
    assert found["a.tar.xz!好.txt"] == "complied"
    assert found["a.tar.xz"] == "archive.bomb"
    assert "a.tar.xz!后.txt" not in found


def test_links_are_not_followed(cli: Cli, tmp_path: Path) -> None:
    import tarfile

    with tarfile.open(tmp_path / "a.tar", "w") as made:
        link = tarfile.TarInfo("计划.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
        fifo = tarfile.TarInfo("管.txt")
        fifo.type = tarfile.FIFOTYPE
        made.addfile(fifo)
    assert check(cli, "a.tar") == {
        "a.tar!计划.txt": "archive.link",
        "a.tar!管.txt": "archive.link",
    }


def test_other_formats_of_libarchive_stay_off(cli: Cli, tmp_path: Path) -> None:
    """A manifest may name files on the disk."""
    (tmp_path / "秘密.txt").write_bytes(PLAN)
    manifest = f"#mtree\n./a.txt type=file contents={tmp_path}/秘密.txt\n".encode()
    (tmp_path / "a.tar").write_bytes(manifest)
    assert "育英小学" not in cli("check", "a.tar").out


def test_a_process_that_is_slow_or_ends_is_told(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    helper = importlib.import_module("plancheck_readers.archives.helper")
    data = packed({"a.txt": PLAN})
    (tmp_path / "worker_that_ends.py").write_text("")
    (tmp_path / "worker_that_waits.py").write_text("import time\ntime.sleep(60)")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(helper, "_MODULE", "worker_that_ends")
    assert checked(cli, data, "a.7z") == {"a.7z": "archive.broken"}
    monkeypatch.setattr(helper, "_MODULE", "worker_that_waits")
    monkeypatch.setattr(limits, "ARCHIVE_SECONDS", 0.2)
    assert checked(cli, data, "a.7z") == {"a.7z": "archive.slow"}


def test_without_the_library_the_advice_is_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "libarchive.py").write_text("raise ImportError\n")
    (tmp_path / "a.7z").write_bytes(packed({"a.txt": PLAN}))
    paths = [str(tmp_path), *sys.path]
    done = subprocess.run(
        [sys.executable, "-m", "plancheck", "check", "a.7z", "--lang", "en"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3
    assert "plancheck[archive]" in done.stdout
    assert "unpack it" in " ".join(done.stdout.split())
