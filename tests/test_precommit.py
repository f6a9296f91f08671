"""The hook in the real pre-commit: which files it takes, what it refuses, what it says."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]

GOOD = """
2024年育英小学工会工作计划
一、主要工作
1、每学期召开一次教职工代表大会，上半年定在3月，下半年定在9月。
2、成立劳动人事争议调解小组，每月15日为教职工诉求接待日。
3、3月组织女教职工庆祝“三八”国际劳动妇女节。
二、月度安排
一月：走访慰问困难教职工。
二月：制定工会工作计划。
三月：召开教职工代表大会，组织女教职工庆祝“三八”节。
四月：组织教职工登山活动。
五月：举行青年教师教学比武。
六月：组织教职工体检。
七月：组织教职工疗休养。
八月：慰问值班教职工。
九月：召开教职工代表大会，庆祝教师节。
十月：举行教职工运动会。
十一月：组织女教职工健康讲座。
十二月：审查工会经费。
"""
BAD = """
2024年明德小学工会工作计划
一、主要工作
1、组织教职工学习。
2、举行教职工运动会。
"""


def clean_environment() -> dict[str, str]:
    """Return the environment without what git hands to its own hooks."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**kept, "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "80"}


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module", autouse=True)
def _tools(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skip where the real thing cannot be tried."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    if run(sys.executable, "-m", "pre_commit", "--version", folder=CHECKOUT).returncode:
        pytest.skip("pre-commit is not installed")
    if not (CHECKOUT / ".git").exists():
        pytest.skip("pre-commit installs from a git checkout, and this is none")
    target = str(tmp_path_factory.mktemp("index"))
    download = ("-m", "pip", "download", "--no-deps", "--quiet", "--dest", target, "hatchling")
    if run(sys.executable, *download, folder=CHECKOUT).returncode:
        pytest.skip("no package index can be reached")


def word_file(path: Path, text: str) -> None:
    from docx import Document

    document = Document()
    for line in text.strip().splitlines():
        document.add_paragraph(line)
    document.save(str(path))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with a good plan and much that is no plan."""
    folder = tmp_path / "学校"
    folder.mkdir()
    word_file(folder / "二〇二四年 工会计划（好）.docx", GOOD)
    (folder / "~$二四年 工会计划（好）.docx").write_bytes(b"\x05lock")
    (folder / "requirements.txt").write_text("pluggy\n", encoding="utf-8")
    (folder / "index.html").write_text("<p>工会</p>", encoding="utf-8")
    run("git", "init", "--quiet", folder=folder)
    return folder


def try_hook(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook of the last commit: it is what users get."""
    run("git", "add", "--all", folder=folder)
    committed = run("git", "rev-parse", "HEAD", folder=CHECKOUT).stdout.strip()
    words = ("plancheck", "--ref", committed, "--all-files", "--verbose")
    return run(sys.executable, "-m", "pre_commit", "try-repo", str(CHECKOUT), *words, folder=folder)


def test_a_good_plan_is_accepted_and_nothing_else_is_taken_for_one(repository: Path) -> None:
    result = try_hook(repository)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "共 1 份：达到要求 1 份" in result.stdout
    assert "工会计划（好）.docx" in result.stdout


def test_a_bad_plan_is_refused_with_a_readable_reason(repository: Path) -> None:
    word_file(repository / "明德小学计划.DOCX", BAD)
    result = try_hook(repository)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "共 2 份：达到要求 1 份，未达到 1 份" in result.stdout
    refused = result.stdout[result.stdout.index("明德小学计划.DOCX") :]
    assert "缺少" in refused
    assert "women/tasks" in refused
    assert "可以这样写：" in refused
    assert "Traceback" not in result.stdout
