"""The formats for CI from the command line: several at once, in CI's surroundings, very large."""

import gzip
import json
import zipfile
from pathlib import Path
from time import perf_counter

import pytest
from ci_kit import many
from cli_kit import BAD, GOOD, RULES, Cli, make_cli, with_rules
from lxml import etree
from test_reports import REPORTS, written

from plancheck.formats import Style

FORMATS = ("github", "gitlab", "junit", "markdown", "sarif")


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    with_rules(monkeypatch, RULES)
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    Path("plans/好 计划.txt").write_text(GOOD, encoding="utf-8")
    Path("plans/差.txt").write_text(BAD, encoding="utf-8")
    return make_cli(capsys)


def test_they_come_along() -> None:
    assert set(FORMATS) < set(REPORTS)


def test_all_at_once_each_into_its_file(cli: Cli) -> None:
    words = [word for form in FORMATS for word in ("--format", form, "-o", f"out.{form}")]
    result = cli("check", "plans", "--no-config", "--format", "text", *words)
    assert result.code == 1
    assert "共 2 份：达到要求 1 份，未达到 1 份" in result.out
    log = json.loads(Path("out.sarif").read_text("utf-8"))
    found = [each["ruleId"] for each in log["runs"][0]["results"]]
    assert found == ["development/learning", "care/health", "care/visits"]
    assert len(json.loads(Path("out.gitlab").read_text("utf-8"))) == 3
    assert len(etree.parse("out.junit").findall("testsuite/testcase")) == 6
    assert Path("out.github").read_text("utf-8").startswith("::error title=缺少：")
    assert "| `plans/差.txt` |" in Path("out.markdown").read_text("utf-8")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(("name", "code"), [("好 计划.txt", 0), ("差.txt", 1), ("坏.docx", 3)])
def test_no_format_changes_the_exit_code(cli: Cli, form: str, name: str, code: int) -> None:
    Path("plans/坏.docx").write_bytes(b"PK\x03\x04")
    assert cli("check", f"plans/{name}", "--no-config", "--format", form).code == code
    told = cli("check", f"plans/{name}", "--no-config", "--format", form, "-o", "out")
    assert (told.code, told.out) == (code, "")


def test_in_a_workflow_there_are_no_colours(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = cli("check", "plans", "--no-config", "--format", "github", "--color", "always")
    assert "\x1b" not in result.out
    assert result.out.splitlines()[0].startswith("::error title=缺少：title of care/visits")
    assert result.out.splitlines()[-1].startswith("共 2 份：")


def test_the_summary_of_a_job_is_written_into_the_file_github_made(
    cli: Cli, tmp_path: Path
) -> None:
    summary = tmp_path / "step_summary"
    summary.touch()
    result = cli("check", "plans", "--no-config", "--format", "markdown", "-o", summary)
    assert result.code == 1
    assert summary.read_text("utf-8").startswith("## 学校工会工作计划检查结果\n")


def test_paths_in_archives_and_absolute_ones_are_relative_to_the_repository(
    cli: Cli, tmp_path: Path
) -> None:
    with zipfile.ZipFile("交来.zip", "w") as archive:
        archive.writestr("一中/差.txt", BAD)
    paths = (tmp_path / "plans" / "差.txt", "交来.zip")
    content = cli("check", *paths, "--no-config", "--format", "sarif").json
    files = [each["location"]["uri"] for each in content["runs"][0]["artifacts"]]
    assert files == [
        "plans/%E5%B7%AE.txt",
        "%E4%BA%A4%E6%9D%A5.zip!%E4%B8%80%E4%B8%AD/%E5%B7%AE.txt",
    ]
    issues = cli("check", *paths, "--no-config", "--format", "gitlab").json
    assert {each["location"]["path"] for each in issues} == {"plans/差.txt", "交来.zip!一中/差.txt"}


@pytest.mark.parametrize("form", FORMATS)
def test_ten_thousand_findings_are_written_in_seconds(form: str) -> None:
    report = many(10_000)
    began = perf_counter()
    content = written(form, report, Style()).encode()
    assert perf_counter() - began < 30  # about two, on a machine that has nothing else to do
    assert len(content) < 30_000_000
    if form == "markdown":
        assert len(content) <= 1_048_576
    if form == "sarif":
        assert len(json.loads(content)["runs"][0]["results"]) == 10_000
        assert len(gzip.compress(content, 6)) < 10_000_000
