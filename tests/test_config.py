"""Configuration: what it may hold, which file is found, who wins."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

import plancheck_schemas
from plancheck.config import Finder, Settings, load
from plancheck.config.globs import matches
from plancheck.config.validate import (
    DECISION_KEYS,
    KEYS,
    LEVELS,
    OVERRIDE_KEYS,
    PROFILE_KEYS,
    validate,
)
from plancheck.errors import ConfigError, UsageError
from plancheck.messages import LANGUAGES
from plancheck.outcome import FailLevel
from plancheck.profile import DECISION, DEFAULT, SEEN
from plancheck.rule import Kind, Rule, Severity, Status, Verdict
from plancheck.selection import Selection, active

SCHEMA = json.loads(plancheck_schemas.text("config"))
PROFILE = json.loads(plancheck_schemas.text("profile"))
REGISTRY: Registry[Any] = Registry().with_resource(PROFILE["$id"], Resource.from_contents(PROFILE))
VALIDATOR = Draft202012Validator(SCHEMA, registry=REGISTRY)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def rule(name: str, severity: Severity = Severity.WARNING) -> Rule:
    return Rule(name, name, severity, Kind.REQUIREMENT, lambda _plan: Verdict(Status.MISSING))


RULES = (
    rule("care/visits"),
    rule("care/health", Severity.INFO),
    rule("women/tasks", Severity.ERROR),
)


# -- what a configuration may hold ------------------------------------------------------------

WORDS = st.lists(st.sampled_from(["", "error", "care/", "x"]) | st.integers(), max_size=3)
ANYTHING = st.none() | st.booleans() | st.integers() | st.text(max_size=3) | WORDS
SEVERITIES = st.dictionaries(st.sampled_from(["a/b", ""]), st.sampled_from([*LEVELS, "x", 1]))
TABLES = st.dictionaries(
    st.sampled_from([*OVERRIDE_KEYS, "file"]), ANYTHING | WORDS | SEVERITIES, max_size=4
)
NUMBERS = st.sampled_from([0, 1, 2.5, 10_000, 10_001, -1, True, "1"])
VERDICTS = st.dictionaries(
    st.sampled_from([*DECISION_KEYS, "accepted"]),
    st.dictionaries(st.sampled_from(["text", "missing", "defect", "x"]), ANYTHING, max_size=3),
    max_size=3,
)
PROFILES = st.dictionaries(
    st.sampled_from([*PROFILE_KEYS, "profile"]),
    ANYTHING
    | SEVERITIES
    | VERDICTS
    | st.dictionaries(st.sampled_from(["a/b", "title"]), ANYTHING | NUMBERS, max_size=2)
    | st.dictionaries(st.just("a/b"), st.dictionaries(st.just("c"), ANYTHING, max_size=1)),
    max_size=4,
)
CONFIGS = st.dictionaries(
    st.sampled_from([*KEYS, "Select", "fail-level"]),
    ANYTHING
    | WORDS
    | SEVERITIES
    | st.dictionaries(st.sampled_from(["mine", "别的"]), PROFILES | st.just(1), max_size=2)
    | st.sampled_from([*FailLevel, *LANGUAGES])
    | st.lists(TABLES | st.just(1), max_size=2),
    max_size=4,
)


@given(PROFILES)
def test_profiles_are_checked_by_hand_as_by_their_schema(table: Mapping[str, Any]) -> None:
    accepted = True
    try:
        validate("plancheck.toml", {"profiles": {"mine": table}})
    except ConfigError:
        accepted = False
    assert accepted == Draft202012Validator(PROFILE).is_valid(table)


@given(CONFIGS)
def test_the_checks_by_hand_and_the_schema_agree(table: Mapping[str, Any]) -> None:
    try:
        validate("plancheck.toml", table)
        accepted = True
    except ConfigError:
        accepted = False
    assert accepted == VALIDATOR.is_valid(table)


def test_the_schema_names_what_the_code_knows() -> None:
    properties = SCHEMA["properties"]
    assert set(properties) == set(KEYS)
    assert set(properties["overrides"]["items"]["properties"]) == set(OVERRIDE_KEYS)
    assert properties["profile"]["default"] == DEFAULT
    assert set(PROFILE["properties"]) == set(PROFILE_KEYS)
    verdicts = PROFILE["properties"]["decision"]["properties"]
    assert set(verdicts) == set(DECISION)
    assert [set(SEEN) <= set(verdicts[code]["properties"]) for code in DECISION] == [
        bool(follows) for follows in DECISION.values()
    ]
    assert properties["fail_level"]["enum"] == list(FailLevel)
    assert properties["fail_level"]["default"] == Settings().fail_level
    assert properties["lang"]["enum"] == list(LANGUAGES)
    assert SCHEMA["$defs"]["severities"]["additionalProperties"]["enum"] == list(LEVELS)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("selct = []", "config.unknown-key.guess", {"key": "selct", "guess": "select"}),
        ("zzz = 1", "config.unknown-key", {"key": "zzz"}),
        ("fail_level = 'warn'", "config.bad-value.guess", {"guess": "warning"}),
        ("lang = 1", "config.bad-value", {"key": "lang", "value": "1"}),
        ("select = 'error'", "config.not-texts", {"key": "select"}),
        ("without = [1]", "config.not-texts", {"key": "without"}),
        ("extends = []", "config.not-text", {"key": "extends"}),
        ("severity = 1", "config.no-table", {"key": "severity"}),
        ("[severity]\n'a/b' = 'of'", "config.bad-value.guess", {"key": 'severity."a/b"'}),
        ("overrides = 1", "config.no-tables", {"key": "overrides"}),
        ("[[overrides]]\nselect = []", "config.lacks", {"lacks": "files"}),
        ("[[overrides]]\nfiles = []", "config.empty", {"key": "overrides #1: files"}),
        ("[[overrides]]\nfiles = ['a']\nlang = 'zh'", "config.unknown-key", {}),
        ("a = \n", "config.syntax", {"line": "1"}),
        ("a = 1\na = 2", "config.syntax", {"line": "2"}),
        ("x = " + "[" * 5000, "config.syntax", {}),
        ("extends = 'plancheck.toml'", "config.circle", {}),
        ("extends = 'absent.toml'", "config.unreadable", {}),
    ],
)
def test_a_fault_names_file_and_key(
    text: str, code: str, values: dict[str, str], tmp_path: Path
) -> None:
    path = write(tmp_path / "plancheck.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(str(path))
    assert caught.value.code == code
    assert values.items() <= caught.value.values.items()
    assert "toml" in str(caught.value.values["file"])


def test_a_byte_order_mark_is_no_fault_and_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plancheck.toml"
    path.write_bytes("\ufefflang = 'en'".encode())
    assert load(str(path)).lang == "en"
    path.write_bytes("# 中文".encode("gb18030"))
    with pytest.raises(ConfigError) as caught:
        load(str(path))
    assert caught.value.code == "config.encoding"


# -- who wins ---------------------------------------------------------------------------------


def test_a_file_replaces_what_it_extends_key_by_key(tmp_path: Path) -> None:
    base = write(
        tmp_path / "base" / "county.toml",
        "select = ['error']\nlang = 'en'\n[severity]\n'a/b' = 'error'\n'c/d' = 'off'\n",
    )
    own = write(
        tmp_path / "plancheck.toml",
        "extends = 'base/county.toml'\nselect = ['care/']\n[severity]\n'a/b' = 'info'\n",
    )
    settings = load(str(own))
    assert settings.select == ("care/",)
    assert settings.lang == "en"
    assert settings.severity == {"a/b": "info", "c/d": "off"}
    assert settings.origin("lang") == str(base)
    assert settings.origin("severity.a/b") == str(own)
    assert settings.origin("ignore") == ""
    assert settings.path == str(own)


def test_a_long_chain_of_extends_is_refused(tmp_path: Path) -> None:
    for number in range(30):
        write(tmp_path / f"{number}.toml", f"extends = '{number + 1}.toml'")
    with pytest.raises(ConfigError) as caught:
        load(str(tmp_path / "0.toml"))
    assert caught.value.code == "config.circle"


def test_the_last_override_that_covers_a_file_wins_and_an_option_outranks_it(
    tmp_path: Path,
) -> None:
    path = write(
        tmp_path / "plancheck.toml",
        "select = ['care/']\n"
        "[[overrides]]\nfiles = ['幼儿园/**']\nselect = ['women/']\n"
        "[[overrides]]\nfiles = ['*.txt']\nignore = ['info']\nseverity = {'a/b' = 'off'}\n",
    )
    settings = load(str(path))
    docx = settings.for_file(str(tmp_path / "幼儿园" / "甲.docx"))
    text = settings.for_file(str(tmp_path / "幼儿园" / "甲.txt"))
    assert (docx.select, docx.ignore, docx.severity) == (("women/",), (), {})
    assert (text.select, text.ignore, text.severity) == (("women/",), ("info",), {"a/b": "off"})
    assert text.origin("ignore") == f"{path} [[overrides]] #2"
    assert settings.for_file(str(tmp_path / "甲.docx")).select == ("care/",)
    given = settings.given("select", ("error",), "--select")
    assert given.for_file(str(tmp_path / "幼儿园" / "甲.docx")).select == ("error",)


@pytest.mark.parametrize(
    ("pattern", "path", "same"),
    [
        ("*.docx", "a/b/c.docx", True),
        ("*.docx", "a/b/c.txt", False),
        ("a/*.docx", "a/c.docx", True),
        ("a/*.docx", "a/b/c.docx", False),
        ("a/**", "a/b/c.docx", True),
        ("**/b/*", "b/c.docx", True),
        ("**/b/*", "a/b/c.docx", True),
        ("?.docx", "甲.docx", True),
        ("[甲乙].docx", "乙.docx", True),
        ("[!甲].docx", "甲.docx", False),
        ("[z-a].docx", "[z-a].docx", True),
        ("a+(b).docx", "a+(b).docx", True),
        ("caf\u00e9.docx", "cafe\u0301.docx", True),
    ],
)
def test_patterns(pattern: str, path: str, same: bool, tmp_path: Path) -> None:  # noqa: FBT001
    assert matches(pattern, str(tmp_path / path), str(tmp_path)) is same


def test_a_file_outside_the_folder_is_compared_by_its_whole_path(tmp_path: Path) -> None:
    inside = tmp_path / "office"
    file = str(tmp_path / "submitted" / "幼儿园" / "甲.docx")
    assert matches("**/幼儿园/*", file, str(inside))
    assert not matches("幼儿园/*", file, str(inside))


# -- which file is found ----------------------------------------------------------------------


def test_from_the_working_directory_upward(tmp_path: Path) -> None:
    config = write(tmp_path / "plancheck.toml", "")
    start = tmp_path / "a" / "b"
    start.mkdir(parents=True)
    assert Finder(str(start)).for_run() == os.path.realpath(config)


def test_a_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool.other]\nname = 'plancheck'\n")
    above = Finder(str(tmp_path)).for_run()
    assert above is None or not above.startswith(os.path.realpath(tmp_path))
    ours = write(tmp_path / "pyproject.toml", "[tool.plancheck]\nlang = 'en'\n")
    assert Finder(str(tmp_path)).for_run() == os.path.realpath(ours)
    assert load(str(ours)).lang == "en"
    own = write(tmp_path / "plancheck.toml", "")
    assert Finder(str(tmp_path)).for_run() == os.path.realpath(own)


def test_a_pyproject_named_by_hand_must_have_our_table(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(str(write(tmp_path / "pyproject.toml", "")))
    assert caught.value.code == "config.no-section"
    with pytest.raises(ConfigError) as caught:
        load(str(write(tmp_path / "pyproject.toml", "[tool]\nplancheck = 1")))
    assert caught.value.code == "config.no-table"


def test_a_submitter_does_not_configure_the_reviewers_check(tmp_path: Path) -> None:
    office = tmp_path / "office"
    config = write(office / "plancheck.toml", "")
    theirs = write(tmp_path / "submitted" / "school" / "plancheck.toml", "ignore = ['error']")
    found = Finder(str(office)).for_file(str(theirs.parent / "plan.docx"))
    assert found == os.path.realpath(config)


def test_inside_one_work_tree_the_nearest_above_the_file_goes_first(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = write(tmp_path / "plancheck.toml", "")
    near = write(tmp_path / "plans" / "plancheck.toml", "")
    finder = Finder(str(tmp_path))
    assert finder.for_run() == os.path.realpath(root)
    deep = near.parent / "2024"
    deep.mkdir()
    assert finder.for_file(str(deep / "plan.docx")) == os.path.realpath(near)
    assert finder.for_file(str(tmp_path / "plan.docx")) == os.path.realpath(root)


def test_a_work_tree_inside_ours_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    root = write(tmp_path / "plancheck.toml", "")
    theirs = write(tmp_path / "inbox" / "school" / "plancheck.toml", "")
    (theirs.parent / ".git").mkdir()
    found = Finder(str(tmp_path)).for_file(str(theirs.parent / "plan.docx"))
    assert found == os.path.realpath(root)


def test_a_link_out_of_the_work_tree_leads_to_no_configuration(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / ".git").mkdir(parents=True)
    root = write(tree / "plancheck.toml", "")
    theirs = write(tmp_path / "submitted" / "plancheck.toml", "")
    (tree / "inbox").symlink_to(theirs.parent)
    found = Finder(str(tree)).for_file(str(tree / "inbox" / "plan.docx"))
    assert found == os.path.realpath(root)


# -- which rules are in force -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "ids"),
    [
        (Settings(), ["care/visits", "care/health", "women/tasks"]),
        (Settings(select=("care/",)), ["care/visits", "care/health"]),
        (Settings(select=("women/tasks", "info")), ["care/health", "women/tasks"]),
        (Settings(select=("care/",), ignore=("info",)), ["care/visits"]),
        (Settings(ignore=("care/visits",)), ["care/health", "women/tasks"]),
        (Settings(severity={"care/visits": "off"}), ["care/health", "women/tasks"]),
        (Settings(severity={"women/tasks": "info"}, select=("error",)), []),
        (Settings(select=()), []),
        (Settings(select=("care",)), []),
    ],
)
def test_selecting(settings: Settings, ids: list[str]) -> None:
    assert list(active(RULES, settings)) == ids


def test_a_severity_of_the_configuration_counts() -> None:
    assert active(RULES, Settings(severity={"care/visits": "error"}))["care/visits"] == "error"


def test_an_unknown_word_of_an_option_is_a_fault_of_usage() -> None:
    settings = Settings().given("select", ("care/visit",), "--select")
    with pytest.raises(UsageError) as caught:
        Selection(RULES, [settings])
    assert caught.value.values["guess"] == "care/visits"
    assert caught.value.values["option"] == "--select"


@pytest.mark.parametrize(
    "text",
    [
        "select = ['nosuch/']",
        "[severity]\n'nosuch/rule' = 'off'",
        "[[overrides]]\nfiles = ['*']\nignore = ['nosuch/']",
        "[[overrides]]\nfiles = ['*']\nseverity = {'care/' = 'off'}",
    ],
)
def test_an_unknown_word_of_a_configuration_names_the_file(text: str, tmp_path: Path) -> None:
    settings = load(str(write(tmp_path / "plancheck.toml", text)))
    with pytest.raises(ConfigError) as caught:
        Selection(RULES, [settings])
    assert str(tmp_path) in str(caught.value.values["file"])


def test_a_configuration_may_name_rules_of_a_plugin_left_out(tmp_path: Path) -> None:
    settings = load(str(write(tmp_path / "plancheck.toml", "[severity]\n'nosuch/rule' = 'off'")))
    selection = Selection(RULES, [settings.given("without", ("district",), "--without")])
    assert len(selection.rules) == 3


def test_a_rule_that_only_an_override_asks_is_in_force_for_some_file(tmp_path: Path) -> None:
    text = "select = ['women/']\n[[overrides]]\nfiles = ['a.*']\nselect = ['care/visits']\n"
    settings = load(str(write(tmp_path / "plancheck.toml", text)))
    selection = Selection(RULES, [settings])
    assert [rule.id for rule in selection.rules] == ["care/visits", "women/tasks"]
    by_file = [selection.for_file(str(tmp_path / name), settings) for name in ("a.txt", "b.txt")]
    assert [list(terms.severities) for terms in by_file] == [["care/visits"], ["women/tasks"]]
