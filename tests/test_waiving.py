"""Waivers: what a reviewer lets pass, why, and what is said of each."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from cli_kit import BAD, GOOD, RULES, Cli, make_cli, with_rules
from jsonschema import Draft202012Validator

import plancheck_schemas
from plancheck.config.waivers import read_waivers
from plancheck.errors import ConfigError
from plancheck.profile import Profile

REPORT = Draft202012Validator(json.loads(plancheck_schemas.text("report")))
REASON = "新建学校，县工会同意第一年免报"
ENTRY = {"rule": "care/visits", "plan": "差.txt", "reason": REASON, "who": "张明"}


@pytest.fixture(autouse=True)
def plans(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    with_rules(monkeypatch, RULES, (Profile("default"), Profile("strict", unwaivable=("error",))))
    monkeypatch.chdir(tmp_path)
    Path("好.txt").write_text(GOOD, encoding="utf-8")
    Path("差.txt").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    return make_cli(capsys)


def write(*entries: Mapping[str, object], name: str = "w.toml") -> str:
    lines = []
    for entry in entries:
        lines.append("[[waivers]]")
        lines += [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()
        ]
    Path(name).write_text("\n".join(lines), encoding="utf-8")
    return name


def status(report: dict[str, object], plan: int, rule: str) -> str:
    results = report["plans"][plan]["results"]  # type: ignore[index]
    return str(next(each["status"] for each in results if each["rule"] == rule))


def test_what_is_waived_fails_nothing_and_tells_why(cli: Cli) -> None:
    assert cli("check", "差.txt").code == 1
    result = cli("check", "差.txt", "--waivers", write(ENTRY))
    assert result.code == 0
    told = "".join(result.out.split())
    assert f"titleofcare/visits：理由：{REASON}；批准人：张明" in told
    assert "同意备案" in result.out or "修改后备案" in result.out


def test_the_report_has_reason_and_former_status(cli: Cli) -> None:
    expiring = {**ENTRY, "expires": "2025-12-31"}
    words = ("--waivers", write(expiring), "--today", "2025-12-31", "--format", "json")
    report = cli("check", "差.txt", *words).json
    REPORT.validate(report)
    entry = next(each for each in report["plans"][0]["results"] if each["rule"] == "care/visits")
    assert entry["status"] == "waived"
    assert entry["waived"] == "missing"
    assert entry["waiver"] == {**expiring, "kind": "waiver", "path": "w.toml"}
    assert report["summary"]["results"]["waived"] == 1
    assert report["waivers"]["expired"] == report["waivers"]["unused"] == []


def test_a_waiver_whose_day_is_over_lets_nothing_pass(cli: Cli) -> None:
    write({**ENTRY, "expires": "2025-12-31"})
    result = cli("check", "差.txt", "--waivers", "w.toml", "--today", "2026-01-01")
    assert result.code == 1
    assert "豁免已过期（2025-12-31）" in result.out


def test_a_waiver_for_a_plan_that_needs_none_is_told(cli: Cli) -> None:
    result = cli("check", "好.txt", "--waivers", write({**ENTRY, "plan": "*.txt"}))
    assert result.code == 0
    assert "没有用上：care/visits" in "".join(result.out.split())


def test_a_waiver_for_a_plan_of_another_run_is_not(cli: Cli) -> None:
    assert "没有用上" not in cli("check", "好.txt", "--waivers", write(ENTRY)).out


def test_what_is_met_stays_met(cli: Cli) -> None:
    words = ("--waivers", write({**ENTRY, "plan": "好.txt"}), "--format", "json")
    assert status(cli("check", "好.txt", *words).json, 0, "care/visits") == "met"


def test_a_reviewer_can_set_all_aside(cli: Cli) -> None:
    result = cli("check", "差.txt", "--waivers", write(ENTRY), "--no-waivers")
    assert result.code == 1
    assert "不采用豁免" in result.out


def test_a_profile_can_forbid_it(cli: Cli) -> None:
    words = ("--waivers", write(ENTRY), "--profile", "strict")
    result = cli("check", "差.txt", *words)
    assert result.code == 1
    assert "不得豁免" in result.out


def test_a_waiver_may_name_a_file_by_its_content(cli: Cli) -> None:
    from hashlib import sha256

    digest = sha256(Path("差.txt").read_bytes()).hexdigest()
    assert cli("check", "差.txt", "--waivers", write({**ENTRY, "plan": digest})).code == 0
    Path("差.txt").write_text(BAD + "\n", encoding="utf-8")
    assert cli("check", "差.txt", "--waivers", "w.toml").code == 1


def test_the_configuration_names_the_file_and_says_so(cli: Cli) -> None:
    Path("d").mkdir()
    write({**ENTRY, "plan": "../差.txt"}, name="d/w.toml")
    Path("plancheck.toml").write_text("waivers = ['d/w.toml']\n", encoding="utf-8")
    assert "d/w.toml" in cli("config", "差.txt").out
    write(ENTRY, name="d/w.toml")
    assert cli("check", "差.txt").code == 0


def test_what_lies_beside_a_submission_is_not_obeyed(cli: Cli) -> None:
    Path("in").mkdir()
    Path("in/差.txt").write_text(BAD, encoding="utf-8")
    write(ENTRY, name="in/plancheck-waivers.toml")
    write(ENTRY, name="in/w.toml")
    Path("in/plancheck.toml").write_text("waivers = ['w.toml']\n", encoding="utf-8")
    assert cli("check", "in").code == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "免报"}, "waiver.no-reason"),
        ({"reason": "这里的理由待填，请补充完整"}, "waiver.no-reason"),
        ({"reason": "因为________所以不要求"}, "waiver.no-reason"),
        ({"expires": "年底"}, "waiver.no-day"),
        ({"rule": "care/visit"}, "config.no-such-rule.guess"),
        ({"who": ""}, "config.not-text"),
        ({"reasn": "x"}, "config.unknown-key.guess"),
        ({"quotes": "x"}, "config.not-texts"),
    ],
)
def test_a_faulty_file_is_told(changes: dict[str, object], code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        read_waivers(write({**ENTRY, **changes}), [rule.id for rule in RULES])
    assert caught.value.code == code


def test_a_waiver_without_a_reason_is_told() -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "reason"}
    with pytest.raises(ConfigError) as caught:
        read_waivers(write(entry), [rule.id for rule in RULES])
    assert caught.value.code == "config.lacks"


def test_a_good_file_fits_the_schema() -> None:
    schema = json.loads(plancheck_schemas.text("waivers"))
    Draft202012Validator(schema).validate({"waivers": [{**ENTRY, "expires": "2025-12-31"}]})
    assert read_waivers(write({**ENTRY, "expires": "2025-12-31"}), ["care/visits"])
