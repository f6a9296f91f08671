"""An outside distribution: built, installed beside ours, found, run, removed, and gone."""

import json
import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import pytest

DISTRICT = Path(__file__).parent / "thirdparty" / "plancheck_district"
PLAN = "2024年阳光小学工会工作计划\n一、主要工作\n1、5月底前建成教工读书角。\n2、3月召开教代会。\n"


class Environment:
    """A throw-away environment that sees all that is installed beside the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        call(sys.executable, "-m", "venv", "--without-pip", str(folder))
        binaries = "Scripts" if sys.platform == "win32" else "bin"
        self.python = str(folder / binaries / "python")
        (site,) = folder.rglob("site-packages")
        ours = sysconfig.get_path("purelib")
        # addsitedir also follows the .pth file of an editable install
        (site / "ours.pth").write_text(f"import site; site.addsitedir({ours!r})\n")

    def pip(self, *words: str) -> str:
        return call(sys.executable, "-m", "pip", "--python", self.python, *words)

    def plancheck(self, *words: str, code: int = 0) -> str:
        command = [self.python, "-m", "plancheck", *words]
        done = run(command, self.folder)
        assert done.returncode == code, done.stderr
        return done.stdout


def run(command: Sequence[str], folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environ |= {"PYTHONUTF8": "1", "PIP_NO_INDEX": "1", "PIP_NO_INPUT": "1"}
    return subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, encoding="utf-8", check=False
    )


def call(*command: str) -> str:
    done = run(command)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build the wheel of the outside distribution."""
    folder = tmp_path_factory.mktemp("wheel")
    call(
        sys.executable,
        *("-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(DISTRICT)),
    )
    (built,) = folder.glob("*.whl")
    return str(built)


def test_an_outside_plugin_from_its_wheel_to_its_removal(wheel: str, tmp_path: Path) -> None:
    there = Environment(tmp_path / "环境")
    plan = tmp_path / "计划.txt"
    plan.write_text(PLAN, encoding="utf-8")
    before = there.plancheck("plugins")
    assert "district" not in before

    there.pip("install", "--no-deps", wheel)
    assert "district" in there.plancheck("plugins")
    assert "1.2.3" in there.plancheck("plugins")
    assert "建设教工读书角" in there.plancheck("rules", "district/reading-corner")
    there.plancheck("try", "district/")

    select = ("check", str(plan), "--select", "district/")
    report = json.loads(there.plancheck(*select, "--format", "json"))
    assert {"name": "district", "version": "1.2.3"} in report["tool"]["plugins"]
    (result,) = report["plans"][0]["results"]
    assert (result["rule"], result["status"]) == ("district/reading-corner", "met")
    assert [quote["quote"] for quote in result["evidence"]] == ["5月底前建成教工读书角"]
    assert there.plancheck(*select, "--format", "tally").endswith("计划.txt: 1 / 1\n")
    there.plancheck(*select, "--without", "district", code=2)

    scored = there.plancheck(*select, "--profile", "district", "--format", "json")
    (judged,) = json.loads(scored)["plans"]
    assert (judged["score"]["total"], judged["score"]["of"]) == (5, 5)
    whole = there.plancheck("check", str(plan), "--profile", "district", "--format", "json", code=1)
    held = next(each for each in json.loads(whole)["plans"][0]["results"] if "held" in each["rule"])
    assert "《某县学校教职工代表大会工作规程》：每学期召开一次" in str(held["basis"])

    there.pip("uninstall", "--yes", "plancheck-district")
    assert there.plancheck("plugins") == before
    there.plancheck("rules", "district/reading-corner", code=2)
    there.plancheck("check", str(plan), "--profile", "district", code=2)


def test_its_folder_can_be_tried_without_installing_it() -> None:
    done = run([sys.executable, "-m", "plancheck", "try", str(DISTRICT / "plancheck_district")])
    assert (done.returncode, done.stderr) == (0, "")
