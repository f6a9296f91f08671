"""Plugins that do not work, through the real command line: each gets its designed end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PLAN = "2024年阳光小学工会工作计划\n一、主要工作\n1、3月召开教代会。\n"

RULES = """
from plancheck.api import Rule, Severity, hookimpl
from plancheck.rule import Kind

def check(plan):
    {body}

@hookimpl
def plancheck_rules():
    return [Rule("{id}", "坏规则", Severity.ERROR, Kind.REQUIREMENT, check=check)]
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


def install(root: Path, name: str, source: str) -> None:
    """Lay a plugin down as an installer would."""
    metadata = root / f"plancheck_{name}-6.5.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Name: plancheck-{name}\nVersion: 6.5\n", encoding="utf-8")
    points = f"[plancheck]\n{name} = district_{name}\n"
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")
    (root / f"district_{name}.py").write_text(source, encoding="utf-8")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Check a plan in another process, with what lies in ``site`` installed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "计划.txt").write_text(PLAN, encoding="utf-8")

    def check(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "plancheck", "check", "计划.txt", *options]
        paths = [str(tmp_path / "site"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environ = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=tmp_path, env=environ, capture_output=True, encoding="utf-8", check=False
        )

    return check


def results(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what a JSON report says of the only plan, by rule."""
    (plan,) = json.loads(done.stdout)["plans"]
    return {result["rule"]: result for result in plan["results"]}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import nosuch_module", "ModuleNotFoundError: No module named 'nosuch_module'"),
        ("raise SystemExit(0)", "SystemExit: 0"),
        ("def f(): f()\nf()", "RecursionError"),
        (
            RULES.format(id="bad/rule", body="pass").replace("_rules()", "_rulez()"),
            "plancheck_rules",
        ),
        (
            RULES.format(id="bad/rule", body="pass").replace("_rules()", "_rules(document)"),
            "document",
        ),
        (RULES.format(id="bad/rule", body="pass").replace("@hookimpl", ""), "@hookimpl"),
        (RULES.format(id="women/tasks", body="pass"), "women/tasks"),
        (
            RULES.format(id="bad/rule", body="pass").replace("return [", "1 / 0, ["),
            "ZeroDivisionError",
        ),
    ],
    ids=["import", "exit", "recursion", "hook", "argument", "unmarked", "twice", "crash"],
)
def test_a_plugin_that_cannot_be_used_stops_the_run(
    run: Run, tmp_path: Path, source: str, reason: str
) -> None:
    install(tmp_path / "site", "broken", source)
    done = run()
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert reason in done.stderr
    assert "broken" in done.stderr
    assert "plancheck-broken" in done.stderr
    assert "--without" in done.stderr
    assert run("--without", "broken").returncode == 1


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("raise ValueError('x')", "ValueError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("return check(plan)", "RecursionError"),
        ("raise MemoryError", "MemoryError"),
        ("return None", "Disbelieved"),
        ("return 'met'", "Disbelieved"),
        ("class Stop(BaseException): pass\n    raise Stop", "Stop"),
    ],
)
def test_a_rule_that_crashes_is_unknown_and_the_others_go_on(
    run: Run, tmp_path: Path, body: str, kind: str
) -> None:
    expected = results(run("--format", "json"))
    install(tmp_path / "site", "broken", RULES.format(id="bad/rule", body=body))
    done = run("--format", "json")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    said = results(done)
    bad = said.pop("bad/rule")
    assert bad["status"] == "unknown"
    assert kind in bad["message"]
    assert said == expected


def test_a_rule_that_says_met_without_evidence_is_not_believed(run: Run, tmp_path: Path) -> None:
    body = "from plancheck.api import Status, Verdict\n    return Verdict(Status.MET)"
    install(tmp_path / "site", "broken", RULES.format(id="bad/rule", body=body))
    done = run("--format", "json")
    assert done.returncode == 3
    assert results(done)["bad/rule"]["status"] == "unknown"


def test_a_report_format_that_is_offered_twice(run: Run, tmp_path: Path) -> None:
    source = """
from plancheck.api import Report, hookimpl

@hookimpl
def plancheck_reports():
    return [Report("json", lambda report, style: [])]
"""
    install(tmp_path / "site", "broken", source)
    done = run()
    assert done.returncode == 2
    assert "json" in done.stderr
    assert "broken" in done.stderr


def test_a_card_with_a_fault_names_its_line(run: Run, tmp_path: Path) -> None:
    source = "from plancheck.api import collect, hookimpl\n"
    source += "@hookimpl\ndef plancheck_rules():\n    return collect(__name__)\n"
    install(tmp_path / "site", "broken", "")
    (tmp_path / "site" / "district_broken.py").unlink()
    rules = tmp_path / "site" / "district_broken" / "rules"
    rules.mkdir(parents=True)
    (rules.parent / "__init__.py").write_text(source, encoding="utf-8")
    card = 'id = "bad/x"\ntitel = "题"\nseverity = "info"\nexamples = []\n'
    (rules / "x.toml").write_text(card, encoding="utf-8")
    (rules / "x.py").touch()
    done = run()
    assert done.returncode == 2
    assert "district_broken/rules/x.toml:2: titel" in done.stderr
    assert "title" in done.stderr
