"""The guide for reviewers, in Chinese: what it tells to type is there, what it shows is true."""

import re
import shlex
from importlib import import_module
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from cli_kit import Cli, make_cli

from plancheck import config, messages, plugins
from plancheck.cli.program import COMMANDS
from plancheck.config.waivers import read_waivers
from plancheck.selection import Selection

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "zh"
PAGES = [ROOT / "README.zh.md", *sorted(GUIDE.glob("*.md"))]
PLAN = ROOT / "fixtures" / "plans" / "澄溪市第八中学2025年工会工作安排.txt"


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands(path: Path) -> list[str]:
    """Return the command lines on a page: in blocks, and in the running text."""
    page = text(path)
    blocks = re.findall(r"```(?:console|sh)\n(.+?)```", page, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(r"(?<!`)`(plancheck [^`\n]+)`", page)
    found = (re.search(r"(?:^\s*|[\\/])(plancheck .+)", line) for line in lines)
    return [each[1] for each in found if each]


def blocks(path: Path) -> list[str]:
    """Return the TOML on a page."""
    return re.findall(r"```toml\n(.+?)```", text(path), re.DOTALL)


def options(name: str) -> set[str]:
    """Return the options of a subcommand, as they are typed."""
    command = import_module(f"plancheck.cli.{COMMANDS[name]}").COMMAND
    long = {f"--{each.name}" for each in command.options}
    return long | {f"-{each.short}" for each in command.options if each.short}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_on_a_page_are_some(page: Path) -> None:
    for line in commands(page):
        _, name, *words = shlex.split(line.replace("\\", "/"))
        assert name in COMMANDS, line
        used = {word.partition("=")[0] for word in words if word.startswith("-")}
        assert used <= options(name), line
    named = set(re.findall(r"`(--[a-z-]+)[^`]*`", text(page)))
    assert named <= set.union(*map(options, COMMANDS)), page.name


def test_the_guide_tells_commands_at_all() -> None:
    told = [line for page in PAGES for line in commands(page)]
    assert len(told) >= 15
    assert {line.split()[1] for line in told} >= {"review", "check", "show", "rules", "try"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_headings_there_are(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)\s]+)\)", text(page)):
        heads = re.findall(r"^#+ (.+)$", text(page.parent / target), re.MULTILINE)
        slugs = [re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads]
        assert anchor in slugs, f"{page.name}: {target}#{anchor}"


def test_every_page_and_picture_is_reached_from_the_readme() -> None:
    open_, seen = [ROOT / "README.zh.md"], set()
    while open_:
        page = open_.pop()
        if page in seen:
            continue
        seen.add(page)
        if page.suffix == ".md":
            targets = re.findall(r"(?:\]\(|src=\")(?!https?:|#)([^)#\s\"]+)", text(page))
            open_ += [(page.parent / target).resolve() for target in targets]
    assert set(PAGES) <= seen
    pictures = {path.resolve() for path in (ROOT / "docs" / "pictures").iterdir()}
    shown = pictures & seen
    assert {path.name for path in shown} >= {"ledger.png", "annotated.png", "plan.png"}
    assert all(path.stat().st_size < 200_000 for path in pictures)


def test_the_results_are_called_as_the_reports_call_them() -> None:
    page = text(GUIDE / "results.md")
    said = dict(re.findall(r"^\| (\S+) \| (\S+) \|", page, re.MULTILINE))
    for code in ("accept", "revise", "return", "undecided"):
        assert f"| {messages.text(f'decision.{code}', 'zh')} |" in page
    for code in ("error", "warning", "info"):
        assert f"| {messages.text(f'severity.{code}', 'zh')} |" in page
    assert set(said.values()) >= {"√", "部分", "×", "未知", "免", "—"}


def test_what_is_said_not_to_count_does_not_and_for_that_reason(tmp_path: Path, cli: Cli) -> None:
    section = text(GUIDE / "results.md").partition("## “提到了")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)[1:]
    assert len(rows) >= 6
    path = tmp_path / "plan.txt"
    for sentence, reason in rows:
        path.write_text(f"2025年育英小学工会工作计划\n一、主要工作\n1．{sentence}。\n", "utf-8")
        (plan,) = cli("check", path, "--no-config", "--format", "json").json["plans"]
        near = {each["reason"] for result in plan["results"] for each in result["near_misses"]}
        assert reason in near, sentence


def test_the_configurations_in_the_guide_are_some(tmp_path: Path) -> None:
    offered = plugins.load()
    seen: dict[str, int] = {"profile": 0, "waivers": 0, "card": 0}
    for number, block in enumerate(blocks(GUIDE / "adapt.md")):
        path = tmp_path / f"{number}.toml"
        path.write_text(block, encoding="utf-8")
        if "[[waivers]]" in block:
            seen["waivers"] += len(read_waivers(str(path), [rule.id for rule in offered.rules]))
        elif block.startswith("id ="):
            seen["card"] += 1  # tests/test_bundle.py lays it where the guide says and tries it
        else:
            Selection(offered.rules, [config.load(str(path))], offered.profiles)
            seen["profile"] += 1
    assert seen == {"profile": 2, "waivers": 1, "card": 1}


def test_the_profile_of_the_guide_does_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    profile, *_, waivers, _ = blocks(GUIDE / "adapt.md")
    (tmp_path / "plancheck.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "豁免.toml").write_text(waivers, encoding="utf-8")
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / "新校区小学计划.txt").write_bytes(PLAN.read_bytes())
    monkeypatch.chdir(tmp_path)
    done = cli("check", "报送", "--format", "json", "--today", "2025-03-01").json
    (plan,) = done["plans"]
    results: dict[str, Any] = {each["rule"]: each for each in plan["results"]}
    assert results["congress/held-each-term"]["waiver"]["who"] == "县教育工会组织部"
    assert results["care/retirees"]["status"] == "n/a"
    assert results["finance/audit"]["severity"] == "error"
    points = {each["rule"]: each["points"] for each in plan["score"]["items"]}
    assert points["care/visits"] == 10
    assert points["tasks/responsible"] == 2
    cli("review", "报送", "-o", "审核", "--today", "2025-03-01")
    with ZipFile(tmp_path / "审核" / "各校" / "新校区小学计划.审核意见.docx") as letter:
        words = re.sub(r"<[^>]+>", "", letter.read("word/document.xml").decode())
    for told in ("某县教育工会", "关于报送2025年工会工作计划的通知", "2025年3月20日", "李老师"):
        assert told in words, told
    assert "县教育工会组织部" in words or "九月新建" in words


def test_the_outputs_that_the_guide_names_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli
) -> None:
    (tmp_path / "报送").mkdir()
    (tmp_path / "报送" / PLAN.name).write_bytes(PLAN.read_bytes())
    monkeypatch.chdir(tmp_path)
    cli("review", "报送", "-o", "审核", "--no-config")
    written = [path.name for path in (tmp_path / "审核").rglob("*") if path.is_file()]
    table = text(GUIDE / "guide.md").partition("## 第四步")[2].partition("\n**")[0]
    suffixes = re.findall(r"`…?([^`…\\]*\.\w+)`", table)
    assert len(suffixes) == 7
    assert [each for each in suffixes if not any(name.endswith(each) for name in written)] == []
    assert len(written) == len(suffixes)
