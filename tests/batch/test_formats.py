"""What is found across plans, in the ledger and in the formats of CI."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from batch_kit import TASKS, text
from ci_kit import spec
from cli_kit import RULES as CARDS
from cli_kit import Cli, make_cli, with_offers
from jsonschema import Draft4Validator
from ledger_kit import Book, book, values
from lxml import etree

import plancheck_batch
from plancheck.batch import Batch, BatchRule

BUILT_IN = tuple(plancheck_batch.plancheck_batch_rules())


def fails(_batch: Batch) -> list[Any]:
    raise ZeroDivisionError


FAILS = BatchRule("batch/fails", "会出错的", fails)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    with_offers(monkeypatch, rules=CARDS, profiles=(), batch_rules=BUILT_IN)
    monkeypatch.chdir(tmp_path)
    made = tmp_path / "in"
    made.mkdir()
    (made / "a.txt").write_text(text("育英小学"), encoding="utf-8")
    (made / "b.txt").write_text(text("澄溪市第三中学"), encoding="utf-8")
    (made / "c.txt").write_text(text("石桥小学", TASKS[:1]), encoding="utf-8")
    return made


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def told(cli: Cli, *words: str) -> Any:  # noqa: ANN401 - a report object
    return cli("check", "in", "--batch", "--format", "json", *words).json


def test_the_ledger_has_a_sheet_and_a_column_where_it_was_asked(cli: Cli) -> None:
    made: Book = book(told(cli))
    cells = [str(each) for each in values(made, "横向比对")]
    assert any("两份计划有 100% 的句子相同" in each for each in cells)
    assert any("育英小学工会（in/a.txt）" in each for each in cells)
    plain = cli("check", "in", "--format", "json").json
    assert "横向比对" not in book(plain).sheets


def test_the_table_tells_it_beside_each_plan(cli: Cli) -> None:
    cli("check", "in", "--batch", "--format", "csv", "-o", "out.csv")
    with open("out.csv", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        rows = {row["文件名"]: row["与其他计划比"] for row in csv.DictReader(file)}
    assert "句子相同" in rows["a.txt"]
    assert rows["a.txt"] == rows["b.txt"]
    assert rows["c.txt"] == ""


def test_sarif_has_a_result_at_the_first_plan(cli: Cli) -> None:
    out = cli("check", "in", "--batch", "--format", "sarif").out
    Draft4Validator(json.loads(spec("sarif-schema-2.1.0.json").read_text("utf-8"))).validate(
        json.loads(out)
    )
    (run,) = json.loads(out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    (result,) = [each for each in run["results"] if each["ruleId"] == "batch/near-duplicate"]
    assert rules[result["ruleIndex"]]["id"] == "batch/near-duplicate"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "in/a.txt"
    (other,) = result["relatedLocations"]
    assert other["physicalLocation"]["artifactLocation"]["uri"] == "in/b.txt"
    assert "in/b.txt" in result["message"]["text"]


def test_junit_has_a_suite_and_fails_where_the_run_does(cli: Cli) -> None:
    calm = etree.fromstring(cli("check", "in", "--batch", "--format", "junit").out.encode())
    suite = calm[-1]
    assert suite.get("name") == "各份计划放在一起看"
    assert (suite.get("failures"), suite.get("errors")) == ("0", "0")
    strict = cli("check", "in", "--batch", "--format", "junit", "--fail-level", "info").out
    made = etree.fromstring(strict.encode())
    assert made[-1].get("failures") == str(len(made[-1].findall("testcase/failure"))) != "0"
    etree.XMLSchema(etree.parse(str(spec("junit-10.xsd")))).assertValid(made)


def test_a_rule_that_fails_is_an_error_in_both(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    with_offers(monkeypatch, batch_rules=(FAILS,))
    junit = etree.fromstring(cli("check", "in", "--batch", "--format", "junit").out.encode())
    assert junit[-1].get("errors") == "1"
    sarif = json.loads(cli("check", "in", "--batch", "--format", "sarif").out)
    notices = sarif["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert any("会出错的" in each["message"]["text"] for each in notices)
