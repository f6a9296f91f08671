"""What a console can show and a system can name: code page 936 of Chinese Windows, old locales."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import BAD, GOOD, make_cli

PLANCHECK = [sys.executable, "-m", "plancheck"]
WINDOWS = {"PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
"""As a batch file of Chinese Windows that sends the output into a file under its code page."""


def process(words: list[str], folder: Path, extra: dict[str, str]) -> tuple[int, bytes, bytes]:
    """Run plancheck in a folder, in a process of its own."""
    there = os.environ | {"COLUMNS": "80"} | extra
    done = subprocess.run(
        [*PLANCHECK, *words], capture_output=True, cwd=folder, env=there, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "育英小学.txt").write_text(GOOD, encoding="utf-8")
    (folder / "第三小学👩.txt").write_text(BAD.replace("育英", "第三"), encoding="utf-8")
    (folder / "扫描.ofd").write_bytes(b"PK\x03\x04")
    return tmp_path


def test_a_review_speaks_the_code_page_of_chinese_windows(plans: Path) -> None:
    (plans / "名册.csv").write_text("学校\n育英小学\n城关中学\n", encoding="gbk")
    words = ["review", "报送", "-o", "审核", "--roster", "名册.csv"]
    code, out, err = process(words, plans, WINDOWS)
    assert code == 3, err
    told = out.decode("gbk")
    assert "退回重报：2 份" in told
    assert "尚未报送的 1 所：城关中学" in told
    assert "读不出的文件 1 个" in told
    assert "写在 审核" in told
    assert "第三小学\\U0001f469.txt" in told.replace("\n    ", "")  # what GBK lacks is spelt out
    assert told.replace("\\U0001f469", "").count("\\") == 0
    assert err == b""


@pytest.mark.parametrize(
    "words",
    [
        ["check", "报送/育英小学.txt"],
        ["check", "报送/育英小学.txt", "--format", "markdown"],
        ["review", "报送/育英小学.txt", "-o", "审核"],
        ["show", "报送/育英小学.txt"],
        ["rules"],
        ["rules", "congress/held-each-term", "--all", "--words"],
        ["plugins"],
        ["review", "--help"],
        ["review", "没有"],
    ],
    ids=" ".join,
)
def test_all_that_is_printed_fits_into_gbk(
    words: list[str],
    plans: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(plans)
    result = make_cli(capsys)(*words)
    told = result.out + result.err
    assert told
    assert told.encode("gbk", "replace").decode("gbk") == told


@pytest.mark.skipif(os.name == "nt", reason="names of files are Unicode there")
def test_a_locale_that_cannot_name_the_files_is_told_with_what_to_do(plans: Path) -> None:
    ascii_ = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    words = ["review", "报送/育英小学.txt", "-o", "out"]
    code, _, err = process(words, plans, ascii_)
    assert code == 2
    assert "PYTHONUTF8=1" in err.decode()
    assert "内部出错" not in err.decode()
    code, _, err = process(words, plans, {"LC_ALL": "C", "PYTHONUTF8": "1"})
    assert code == 1, err.decode()
    assert (plans / "out" / "汇总台账.csv").exists()
