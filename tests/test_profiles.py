"""Profiles: what they may hold, who wins, what they extend, and what is said of bad ones."""

import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli_kit import BAD, GOOD, RULES, Cli, make_cli, with_rules
from fakes import defect, plan
from verdicts import installed

from plancheck import cache, messages
from plancheck.errors import CardError, PlancheckError, ProfileError, SetupError
from plancheck.profile import DECISION, DEFAULT, Profile, fitted, resolved
from plancheck.profile_cards import collect_profiles, faults
from plancheck.profile_check import check
from plancheck.rule import Basis, Choice, Kind, Question, Rule, Severity, Status, Verdict

SHIPPED = {profile.name: profile for profile in installed().profiles}
FILES = sorted((Path(__file__).parent.parent / "plugins").glob("*/profiles/*.toml"))


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Run plancheck in a folder with a plan, with rules and profiles of our own."""
    monkeypatch.chdir(tmp_path)
    offered = [
        Profile("default", title="常用"),
        Profile("strict", extends="default", severities={"care/health": "error"}, source="外来"),
        Profile("lean", severities={"care/visits": "off", "development/learning": "info"}),
        Profile("sheet", points={"care/visits": 3, "care/health": 2}),
    ]
    with_rules(monkeypatch, (*RULES, defect([], "text/placeholder")), offered)
    (tmp_path / "幼儿园").mkdir()
    for path, text in {"好.txt": GOOD, "差.txt": BAD, "幼儿园/差.txt": BAD}.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    return make_cli(capsys)


def configure(text: str) -> None:
    Path("plancheck.toml").write_text(text, encoding="utf-8")


def severities(report: Any) -> dict[str, dict[str, str]]:  # noqa: ANN401 - JSON
    """Return each plan's rules with their severity, or their status where it is n/a."""
    return {
        plan["path"]: {
            each["rule"]: each["status"] if each["status"] == "n/a" else each["severity"]
            for each in plan["results"]
        }
        for plan in report["plans"]
    }


# -- the shipped ones -------------------------------------------------------------------------


def test_three_come_along() -> None:
    assert sorted(SHIPPED) == ["default", "national", "scored"]
    assert [path.stem for path in FILES] == sorted(SHIPPED)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_shipped_profile_has_no_fault(path: Path) -> None:
    assert [str(fault) for fault in faults(path.name, path.read_bytes())] == []
    profile = resolved(path.stem, SHIPPED)
    check(profile, installed().rules)
    for lang in ("zh", "en"):
        assert profile.told("title", lang)
        assert profile.told("description", lang)
    assert profile.english["title"].isascii()


def test_the_scored_profile_sums_to_a_hundred_and_asks_what_default_asks() -> None:
    scored, default = resolved("scored", SHIPPED), resolved("default", SHIPPED)
    assert sum(scored.points.values()) == 100
    assert scored.options == default.options
    assert default.points == {}


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_shipped_profiles_decide_as_is_said(name: str) -> None:
    decision = resolved(name, SHIPPED).decision
    assert decision == DECISION
    assert [messages.text(f"decision.{code}", "zh") for code in decision] == [
        "退回重报",
        "修改后备案",
        "同意备案",
        "待核",
    ]


# -- what a profile extends -------------------------------------------------------------------


def test_a_chain_is_merged_key_by_key_and_tells_who_set_what() -> None:
    known = {
        profile.name: profile
        for profile in (
            Profile("a", document="《甲》", severities={"x/1": "info", "x/2": "off"}, title="甲"),
            Profile("b", extends="a", severities={"x/2": "error"}, points={"x/1": 1, "x/2": 2}),
            Profile(
                "c",
                extends="b",
                options={"x/1": {"o": "v"}},
                points={"x/2": 0},
                decision={"revise": {"defect": ["text/"]}, "accept": {"text": "通过"}},
            ),
        )
    }
    whole = resolved("c", known)
    assert whole.title == ""
    assert whole.document == "《甲》"
    assert whole.severities == {"x/1": "info", "x/2": "error"}
    assert whole.points == {"x/1": 1, "x/2": 0}
    assert whole.decision["revise"] == {**DECISION["revise"], "defect": ["text/"]}
    assert whole.decision["return"] == DECISION["return"]
    assert whole.decision["accept"] == {"text": "通过"}
    assert whole.origins == {
        "document": "a",
        "severity.x/1": "a",
        "severity.x/2": "b",
        "points.x/1": "b",
        "points.x/2": "c",
        "options.x/1.o": "c",
        "decision.revise.defect": "c",
        "decision.accept.text": "c",
    }


@pytest.mark.parametrize("names", ["a", "ab", "abc"])
def test_a_circle_is_refused_and_shown(names: str) -> None:
    around = zip(names, names[1:] + names[0], strict=True)
    known = {name: Profile(name, extends=base, source=f"{name}.toml") for name, base in around}
    with pytest.raises(ProfileError) as caught:
        resolved("a", known)
    assert caught.value.code == "profile.circle"
    assert caught.value.values["chain"] == " → ".join([*names, "a"])
    assert caught.value.values["file"] == f"{names[-1]}.toml"


# -- who wins ---------------------------------------------------------------------------------


def test_card_then_profile_then_configuration_then_override(cli: Cli) -> None:
    assert severities(cli("check", "差.txt", "--format", "json").json)["差.txt"] == {
        "care/health": "info",
        "care/visits": "error",
        "development/learning": "warning",
    }
    profile = "profile = 'strict'\n"
    configure(profile)
    found = severities(cli("check", "差.txt", "--format", "json").json)
    assert found["差.txt"]["care/health"] == "error"
    configure(profile + "[severity]\n'care/health' = 'warning'\n")
    found = severities(cli("check", "差.txt", "--format", "json").json)
    assert found["差.txt"]["care/health"] == "warning"
    configure(
        profile + "[severity]\n'care/health' = 'warning'\n"
        "[[overrides]]\nfiles = ['幼儿园/*']\nseverity = {'care/health' = 'info'}\n"
    )
    found = severities(cli("check", "差.txt", "幼儿园", "--format", "json").json)
    assert found["差.txt"]["care/health"] == "warning"
    assert found["幼儿园/差.txt"]["care/health"] == "info"


def test_the_option_outranks_the_configuration_and_its_overrides(cli: Cli) -> None:
    configure("profile = 'lean'\n[[overrides]]\nfiles = ['幼儿园/*']\nprofile = 'sheet'\n")
    report = cli("check", "差.txt", "幼儿园", "--format", "json").json
    assert report["profile"]["name"] == "lean"
    assert [profile["name"] for profile in report["profiles"]] == ["lean", "sheet"]
    assert [plan["profile"] for plan in report["plans"]] == ["lean", "sheet"]
    assert [plan["score"] is None for plan in report["plans"]] == [True, False]
    report = cli("check", "差.txt", "幼儿园", "--profile", "strict", "--format", "json").json
    assert [plan["profile"] for plan in report["plans"]] == ["strict", "strict"]


def test_an_override_may_choose_a_profile_and_leave_severities_to_the_configuration(
    cli: Cli,
) -> None:
    configure(
        "[severity]\n'development/learning' = 'error'\n"
        "[[overrides]]\nfiles = ['幼儿园/*']\nprofile = 'lean'\n"
    )
    found = severities(cli("check", "差.txt", "幼儿园", "--format", "json").json)
    assert found["差.txt"]["care/visits"] == "error"
    assert found["幼儿园/差.txt"]["care/visits"] == "n/a"
    assert found["幼儿园/差.txt"]["development/learning"] == "error"


def test_what_a_profile_switches_off_does_not_apply_and_can_be_switched_on_again(
    cli: Cli,
) -> None:
    result = cli("check", "差.txt", "--profile", "lean", "--format", "json")
    assert result.code == 0
    (visits,) = [each for each in result.json["plans"][0]["results"] if "visits" in each["rule"]]
    assert (visits["status"], visits["message"]) == ("n/a", "这里不要求这一项")
    assert "care/visits" in [rule["id"] for rule in result.json["rules"]]
    shown = cli("check", "差.txt", "--profile", "lean").out
    assert "不适用 1 项：title of care/visits" in shown
    configure("profile = 'lean'\n[severity]\n'care/visits' = 'warning'\n")
    found = severities(cli("check", "差.txt", "--format", "json").json)
    assert found["差.txt"]["care/visits"] == "warning"


def test_a_profile_that_asks_for_nothing_leaves_nothing_to_check(cli: Cli) -> None:
    configure(
        "profile = 'none'\n[profiles.none.severity]\n'care/health' = 'off'\n'care/visits' = 'off'\n"
        "'development/learning' = 'off'\n'text/placeholder' = 'off'\n"
    )
    result = cli("check", "差.txt")
    assert result.code == 2
    assert "没有一条规则可查" in result.err


def test_one_of_ones_own_extends_a_plugins(cli: Cli) -> None:
    configure(
        "profile = '本县'\n[profiles.'本县']\ntitle = '本县办法'\nextends = 'sheet'\n"
        "document = '《考核细则》'\n[profiles.'本县'.points]\n'care/visits' = 5.5\n"
    )
    result = cli("check", "好.txt", "--format", "json").json
    assert result["profile"] == {
        "name": "本县",
        "title": "本县办法",
        "description": "",
        "extends": "sheet",
        "document": "《考核细则》",
        "frequency": None,
        "options": {},
        "points": {"care/visits": 5.5, "care/health": 2},
        "letter": {},
    }
    assert result["plans"][0]["score"]["of"] == 7.5
    assert "评审方案：本县办法（本县）" in cli("check", "好.txt").out


def test_profiles_of_an_extended_configuration_are_there(cli: Cli) -> None:
    Path("county.toml").write_text("[profiles.a.points]\n'care/visits' = 1\n[profiles.b]\n")
    configure("extends = 'county.toml'\nprofile = 'a'\n[profiles.b.points]\n'care/health' = 2\n")
    one = cli("check", "好.txt", "--format", "json").json
    assert one["profile"]["points"] == {"care/visits": 1}
    other = cli("check", "好.txt", "--profile", "b", "--format", "json").json
    assert other["profile"]["points"] == {"care/health": 2}


def test_without_any_profile_there_is_a_plain_one(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_rules(monkeypatch, RULES)
    report = cli("check", "差.txt", "--format", "json").json
    assert report["profile"]["name"] == DEFAULT
    assert report["plans"][0]["decision"]["code"] == "return"


def test_config_tells_where_each_value_comes_from(cli: Cli) -> None:
    configure(
        "profile = 'mine'\n[severity]\n'care/visits' = 'info'\n"
        "[profiles.mine]\nextends = 'strict'\ndocument = '《细则》'\n"
        "[profiles.mine.points]\n'care/visits' = 2.5\n"
        "[profiles.mine.decision.revise]\ndefect = ['text/']\n"
    )
    lines = [line.split() for line in cli("config", "好.txt").out.splitlines()]
    rows = {key: " ".join(rest) for key, *rest in lines}
    assert rows["profile"] == '"mine" plancheck.toml'
    assert rows["document"] == '"《细则》" 评审方案 mine'
    assert rows['severity."care/health"'] == '"error" 评审方案 strict'
    assert rows['severity."care/visits"'] == '"info" plancheck.toml'
    assert rows['points."care/visits"'] == "2.5 评审方案 mine"
    assert rows["decision.revise.defect"] == '["text/"] 评审方案 mine'
    assert rows["decision.return.missing"] == '["error"] 默认'
    given = cli("config", "好.txt", "--profile", "lean", "--lang", "en").out
    assert '"lean"' in given
    assert "--profile" in given
    assert "profile lean" in given


def test_plugins_names_the_profiles(cli: Cli) -> None:
    assert "评审方案：default, strict, lean, sheet" in " ".join(cli("plugins").out.split())


# -- bad ones ---------------------------------------------------------------------------------


def test_an_unknown_name_of_the_option(cli: Cli) -> None:
    result = cli("check", "好.txt", "--profile", "strickt")
    assert result.code == 2
    assert "没有名为“strickt”的评审方案。是不是想写“strict”" in result.err
    english = cli("check", "好.txt", "--profile", "zzz", "--lang", "en").err
    assert "There is no profile 'zzz'. There are: default, lean, sheet, strict." in english
    for command in (("rules",), ("config", "好.txt")):
        assert "strickt" in cli(*command, "--profile", "strickt").err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("profile = 'sheat'", "plancheck.toml 没有名为“sheat” 想写“sheet”"),
        ("[[overrides]]\nfiles = ['*']\nprofile = 'x'", "#1 没有名为“x”的评审方案"),
        ("profile = 'a'\n[profiles.a]\nextends = 'strickt'", "a extends “strickt” 想写“strict”"),
        ("profile = 'a'\n[profiles.a]\nextends = 'a'", "plancheck.toml a → a"),
        ("[profiles.a]\nextends = 'b'\n[profiles.b]\nextends = 'a'", "a → b → a"),
        ("[profiles.strict]\n", "strict 插件提供 外来 extends"),
        ("[profiles.a.points]\n'care/visit' = 1", "plancheck.toml a points 想写“care/visits”"),
        ("[profiles.a.points]\n'text/placeholder' = 1", "text/placeholder 差错 不能给分"),
        ("[profiles.a.points]\n'care/visits' = nan", "points care/visits 0 到 10000"),
        ("[profiles.a.points]\n'care/visits' = -1", "care/visits 0 到 10000"),
        ("[profiles.a.points]\n'care/visits' = '3'", "care/visits 0 到 10000"),
        ("[profiles.a.severity]\n'care/' = 'off'", "a severity “care/”不是规则"),
        ("[profiles.a.severity]\n'care/visits' = 'of'", "想写“off”"),
        ("[profiles.a.options.'care/visits']\nx = 'y'", "care/visits 没有“x”这个选项"),
        ("[profiles.a.decision.revise]\ndefect = ['txt/']", "decision.revise.defect 想写“text/”"),
        ("[profiles.a.decision.reject]\ntext = 'x'", 'profiles."a".decision.reject 可以写'),
        ("[profiles.a]\nserverity = 1", "severity"),
        ("profiles = 1", "profiles 应当是一张表"),
        ("profile = ''", "profile 应当是一段文字"),
    ],
)
def test_a_bad_configuration_is_told(text: str, words: str, cli: Cli) -> None:
    configure(text)
    result = cli("check", "好.txt")
    assert result.code == 2
    assert "Traceback" not in result.err
    assert [word for word in words.split() if word not in result.err] == []


def test_a_profile_may_name_rules_of_a_plugin_that_is_left_out() -> None:
    profile = Profile("x", points={"nosuch/rule": 1}, severities={"nosuch/rule": "off"})
    check(profile, RULES, lenient=True)
    with pytest.raises(ProfileError):
        check(profile, RULES)


def test_a_shipped_profile_can_be_used_without_a_pack(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("好.txt").write_text(GOOD, encoding="utf-8")
    run = make_cli(capsys)
    words = ("check", "好.txt", "--profile", "scored", "--without", "care", "--format", "json")
    assert run(*words).json["plans"][0]["score"]["of"] == 100 - 17
    assert run("check", "好.txt", "--profile", "scored", "--without", "profiles").code == 2
    assert run("check", "好.txt", "--without", "profiles").code == 1


def test_two_configurations_cannot_mean_two_things_by_one_name(cli: Cli) -> None:
    Path(".git").mkdir()
    configure("profile = 'a'\n[profiles.a.points]\n'care/visits' = 1\n")
    Path("幼儿园/plancheck.toml").write_text("profile = 'a'\n[profiles.a]\n")
    result = cli("check", "好.txt", "幼儿园")
    assert result.code == 2
    assert "profiles.a" in result.err


Pack = Callable[[str], str]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """Write a package with one profile and return its name."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    name = "pack_with_a_profile"

    def write(text: str) -> str:
        folder = tmp_path / name / "profiles"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("")
        (folder / "county.toml").write_text(text, encoding="utf-8")
        __import__(name)
        return name

    yield write
    sys.modules.pop(name, None)


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("extend = 'default'\n", "card.key-unknown.guess", 1, "extend"),
        ("\n[severity]\n'a/b' = 'of'\n", "card.value.guess", 3, "severity: a/b"),
        ("[points]\n'a/b' = 'x'\n", "card.type", 2, "points: a/b"),
        ("[points]\n'a/b' = -1\n", "card.invalid", 2, "points: a/b"),
        ("[options.'a/b']\nx = 1\n", "card.type", 2, "options: a/b: x"),
        ('[options."a/b"]\nx = ""\n', "card.empty", 2, "options: a/b: x"),
        ("[decision.accept]\nmissing = []\n", "card.key-unknown", 2, "decision: accept: missing"),
        ("title = ''\n", "card.empty", 1, "title"),
        ("title = “县”\n", "card.toml-fullwidth", 1, None),
    ],
)
def test_a_bad_file_of_a_plugin_is_told_with_line_and_key(
    text: str, code: str, line: int, key: str | None, pack: Pack
) -> None:
    with pytest.raises(CardError) as caught:
        collect_profiles(pack(text))
    error = caught.value
    assert (error.code, error.values["line"], error.values.get("key")) == (code, line, key)
    assert str(error.values["file"]).endswith("/profiles/county.toml")


def test_a_plugins_profile_is_parsed_once(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    name = pack("title = '县'\n[points]\n'b/b' = 1\n'a/a' = 2.5\n")
    first = collect_profiles(name)
    monkeypatch.setattr(tomllib, "loads", None)
    assert collect_profiles(name) == first
    assert list(first[0].points) == ["b/b", "a/a"]
    monkeypatch.setattr(cache, "load", lambda *_: None)
    with pytest.raises(TypeError):
        collect_profiles(name)


@pytest.mark.parametrize("kind", [ProfileError, CardError])
def test_a_fault_of_a_profile_stops_the_run(kind: type[PlancheckError]) -> None:
    assert issubclass(kind, SetupError)


# -- rules as a profile has them --------------------------------------------------------------


class Asked(Question):
    """Answers with the option in force."""

    def __call__(self, plan: object) -> Verdict:
        del plan
        return Verdict(Status.MISSING, message=self.rule.option("how"))


def optional() -> Rule:
    told = Rule(
        "x/1",
        "甲",
        Severity.ERROR,
        Kind.REQUIREMENT,
        check=lambda _plan: (),
        criteria={"met": "甲", "missing": "无"},
        basis=(Basis("本地", "local", "{document}：甲"), Basis("法律")),
        choices={"how": Choice(("one", "two"), "one")},
        variants=({"when": {"how": "two"}, "title": "乙", "criteria": {"met": "乙"}},),
    )
    return replace(told, check=Asked(told))


def test_a_rule_hears_of_its_options_and_has_the_texts_that_fit() -> None:
    rule = optional()
    two = fitted(rule, Profile("x", options={"x/1": {"how": "two"}}, document="《细则》"))
    assert (two.title, two.criteria) == ("乙", {"met": "乙", "missing": "无"})
    assert [basis.text for basis in two.basis] == ["《细则》：甲", "法律"]
    assert [basis.text for basis in rule.basis] == ["本地", "法律"]
    answers = [each.check(plan()) for each in (rule, two)]
    assert [answer.message for answer in answers if isinstance(answer, Verdict)] == ["one", "two"]
    assert fitted(RULES[0], Profile("x", document="《细则》")) is RULES[0]


def test_a_bad_option_is_told() -> None:
    for options, code in (({"hw": "one"}, "profile.no-option.guess"), ({"how": "on"}, "guess")):
        with pytest.raises(ProfileError) as caught:
            check(Profile("x", options={"x/1": options}), [optional()])
        assert caught.value.code.endswith(code)


def test_a_plan_with_another_profile_has_the_texts_of_its_own(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Profile("other", options={"x/1": {"how": "two"}})
    with_rules(monkeypatch, [optional()], [other])
    configure("[[overrides]]\nfiles = ['幼儿园/*']\nprofile = 'other'\n")
    report = cli("check", "差.txt", "幼儿园", "--format", "json").json
    assert [rule["title"] for rule in report["rules"]] == ["甲"]
    assert [[rule["title"] for rule in plan["rules"]] for plan in report["plans"]] == [[], ["乙"]]
    assert report["profiles"][1]["options"] == {"x/1": {"how": "two"}}
    shown = cli("check", "差.txt", "幼儿园").out
    first, second = shown.split("幼儿园/差.txt")
    assert "缺少  甲" in first
    assert "缺少  乙" in second
    assert "甲" not in second.partition("共 2 份")[0]
