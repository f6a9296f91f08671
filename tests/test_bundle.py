"""The offline bundle for Windows: complete, and written so that ``cmd.exe`` reads it.

That it runs there nobody can test here; what can be told from its bytes is told.
"""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from pathlib import Path

import make_bundle as bundle
import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tools" / "windows"


def wheel(folder: Path, name: str, *needed: str, version: str = "1.0", tag: str = "") -> None:
    """Write a wheel that holds nothing but what it says of itself."""
    stem = f"{name.replace('-', '_')}-{version}"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    extras = sorted(set(re.findall(r"extra == '(\w+)'", " ".join(needed))))
    lines += [f"Provides-Extra: {each}" for each in extras]
    lines += [f"Requires-Dist: {each}" for each in needed]
    with zipfile.ZipFile(folder / f"{stem}-{tag or 'py3-none-any'}.whl", "w") as archive:
        archive.writestr(f"{stem}.dist-info/METADATA", "\n".join(lines) + "\n\n")
        archive.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr(f"{stem}.dist-info/RECORD", "")


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    """Return a folder with a small plancheck and what it needs."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    wheel(folder, "plancheck", "lxml>=1", "colour; sys_platform == 'win32'", "pdf; extra == 'all'")
    wheel(folder, "lxml", "backport; python_version < '3.5'", tag="cp311-cp311-win_amd64")
    wheel(folder, "colour", "mac-only; sys_platform == 'darwin'")
    wheel(folder, "pdf", tag="py3-none-win_amd64")
    return folder


def entries(path: Path) -> dict[str, bytes]:
    """Return the files of a zip below its one folder."""
    with zipfile.ZipFile(path) as archive:
        return {each.partition("/")[2]: archive.read(each) for each in archive.namelist()}


def batches() -> list[Path]:
    return sorted(path for path in FOLDER.rglob("*") if path.suffix in {".bat", ".cmd"})


def test_it_holds_the_wheels_what_is_clicked_on_and_a_page_that_says_how(
    wheels: Path, tmp_path: Path
) -> None:
    made = bundle.bundled(wheels, tmp_path / "out")
    assert made.name == "plancheck-1.0-windows.zip"
    there = entries(made)
    assert {"安装.bat", "审核.bat", "命令行.bat", "说明.txt", "bin/plancheck.cmd"} <= set(there)
    assert "本地规则/plancheck_local/rules/说明.txt" in there
    held = {name.partition("/")[2] for name in there if name.startswith("wheels/")}
    assert held == {path.name for path in wheels.iterdir()}
    assert there["wheels/colour-1.0-py3-none-any.whl"]


def test_the_guide_in_it_needs_nothing_that_is_not_there(wheels: Path, tmp_path: Path) -> None:
    there = entries(bundle.bundled(wheels, tmp_path))
    pages = {name: data.decode() for name, data in there.items() if name.endswith(".html")}
    assert "指南/审核指南.html" in pages
    assert len(pages) == len(list((ROOT / "docs" / "zh").glob("*.md")))
    for name, page in pages.items():
        for target in re.findall(r'(?:href|src)="([^"]*)"', page):
            file, _, anchor = target.partition("#")
            held = f"指南/{file}" if file else name
            assert held in there, target
            assert not anchor or f'id="{anchor}"' in pages[held], target
        assert "<!--" not in page
        assert re.findall(r'<a href="|<img ', page)


def test_a_card_laid_into_the_folder_for_local_rules_is_asked(wheels: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(bundle.bundled(wheels, tmp_path)) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("*/本地规则")
    page = (ROOT / "docs" / "zh" / "adapt.md").read_text(encoding="utf-8")
    (card,) = re.findall(r'```toml\n(id = "local/.+?)```', page, re.DOTALL)
    target = folder / "plancheck_local" / "rules" / "reading-corner.toml"
    target.write_text(card, encoding="utf-8-sig")
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    there = os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    for words in (["rules", "local/reading-corner"], ["try", str(target)]):
        command = [sys.executable, "-P", "-m", "plancheck", *words]
        done = subprocess.run(command, capture_output=True, env=there, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr).decode()


def test_the_same_wheels_make_the_same_bytes(wheels: Path, tmp_path: Path) -> None:
    one, other = (bundle.bundled(wheels, tmp_path / each) for each in "ab")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_pip_finds_all_of_it_there_without_network(wheels: Path, tmp_path: Path) -> None:
    words = ["--dry-run", "--no-index", "--find-links", str(wheels), "--only-binary=:all:"]
    words += ["--platform", "win_amd64", "--python-version", "3.11", "--target", str(tmp_path)]
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    done = subprocess.run([*pip, *words, "plancheck[all]"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert b"lxml-1.0" in done.stdout


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("lxml-1.0-cp311-cp311-win_amd64.whl", "lxml>=1 is missing"),
        ("colour-1.0-py3-none-any.whl", 'colour; sys_platform == "win32" is missing'),
        ("pdf-1.0-py3-none-win_amd64.whl", 'pdf; extra == "all" is missing'),
    ],
)
def test_a_wheel_that_lacks_is_named(name: str, told: str, wheels: Path, tmp_path: Path) -> None:
    (wheels / name).unlink()
    with pytest.raises(bundle.BundleError, match=re.escape(told)):
        bundle.bundled(wheels, tmp_path)


def test_wheels_of_another_system_too_old_twice_or_not_needed_are_named(
    wheels: Path, tmp_path: Path
) -> None:
    (wheels / "lxml-1.0-cp311-cp311-win_amd64.whl").unlink()
    wheel(wheels, "lxml", version="0.9", tag="cp312-cp312-manylinux2014_x86_64")
    wheel(wheels, "pdf", version="0.9", tag="py3-none-win_amd64")
    wheel(wheels, "stray")
    with pytest.raises(bundle.BundleError) as caught:
        bundle.bundled(wheels, tmp_path)
    told = str(caught.value)
    assert "lxml-0.9-cp312-cp312-manylinux2014_x86_64.whl does not run on win_amd64" in told
    assert "lxml>=1 is missing" in told
    assert "in two versions" in told
    assert "stray is not needed" in told
    assert bundle.main(["--wheels", str(wheels), "-o", str(tmp_path)]) == 1


def test_what_it_is_for_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert bundle.EXTRAS in project["optional-dependencies"]
    assert Requirement(f"python{project['requires-python']}").specifier.contains("3.11")
    installer = (FOLDER / "files" / "安装.bat").read_text(encoding="utf-8")
    assert f'"plancheck[{bundle.EXTRAS}]"' in installer
    assert "sys.version_info[:2] != (3, 11)" in installer


@pytest.mark.parametrize("path", batches(), ids=lambda path: path.name)
def test_a_batch_file_is_written_as_the_code_page_of_chinese_windows_has_it(path: Path) -> None:
    data = bundle.encoded(path)
    assert data.decode("cp936").replace("\r\n", "\n") == path.read_text(encoding="utf-8")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.startswith(b"@"), "no byte order mark: cmd.exe would take it for a command"
    if path.suffix == ".bat":
        assert data.startswith(b"@echo off\r\nchcp 936 >nul\r\n")
    pairs = re.findall(rb"[\x81-\xfe][\x40-\xfe]", data)
    assert [pair for pair in pairs if pair[1] < 0xA1] == []


def test_other_texts_say_that_they_are_utf_8() -> None:
    data = bundle.encoded(FOLDER / "files" / "说明.txt")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")


@pytest.mark.parametrize("path", batches(), ids=lambda path: path.name)
def test_a_batch_file_jumps_to_labels_it_has_and_quotes_in_pairs(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    labels = {line[1:] for line in lines if line.startswith(":")}
    jumps = {found for line in lines for found in re.findall(r"\bgoto (\w+)", line)}
    assert jumps <= labels
    assert [line for line in lines if line.count('"') % 2] == []
    assert sum(line.startswith("pushd") for line in lines) == lines.count("popd")
    tried = [line.partition("echo ")[2] for line in lines if "echo " in line]
    assert [line for line in tried if re.search(r"(?<!\^)[&|<>]", line)] == []


def test_the_batch_files_call_commands_with_options_there_are() -> None:
    called = [
        line.partition("-m plancheck ")[2]
        for path in batches()
        for line in path.read_text(encoding="utf-8").splitlines()
        if "-m plancheck " in line
    ]
    assert len(called) >= 4
    for line in called:
        name, *words = line.split()
        if name in {"--version", "%*"}:
            continue
        options = import_module(f"plancheck.cli.{name}").COMMAND.own
        known = {f"--{each.name}" for each in options} | {f"-{each.short}" for each in options}
        assert {word for word in words if word.startswith("-")} <= known


def test_the_page_says_what_was_not_tried() -> None:
    page = (FOLDER / "files" / "说明.txt").read_text(encoding="utf-8")
    assert "没有在 Windows 上实际运行过" in page
    named = re.findall(r"“([^”]+\.bat)”", page)
    assert set(named) == {path.name for path in batches() if path.suffix == ".bat"}
