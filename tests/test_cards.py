"""Cards: what they become, and what their authors are told."""

import pickle
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck import cache
from plancheck.cards import collect
from plancheck.cards.parse import card_faults, compile_pack, pack_faults
from plancheck.cards.source import Source, of_folder
from plancheck.errors import CardError
from plancheck.messages import text
from plancheck.profile import Profile, fitted
from plancheck.reading.plan import Plan
from plancheck.rule import Basis, Choice, Example, Kind, Rule, Severity, Status, Verdict

GOOD = """\
id = "care/home-visits"
title = "慰问、走访教职工"
severity = "warning"
advice = "___月走访慰问困难教职工。"

[criteria]
met = "有慰问、走访"

[[basis]]
text = "《中国工会章程》"

[english]
title = "Visits"

[words]
visits = ["慰问", "走访"]
"visits.not" = ["慰问信"]
staff = ["教职工"]

[[met]]
all = ["visits", "staff"]

[[near]]
any = ["visits"]

[[examples]]
text = "走访慰问困难教职工。"
expect = "met"

[[examples]]
text = "去年慰问了十二名教职工。"
expect = "missing"
why = "说的是去年"
part = "review"
"""

CODE = """
from plancheck.api import Status, Verdict

def check(plan):
    return Verdict(Status.MISSING, message=plan.title)
"""

PLAN = cast("Plan", SimpleNamespace(title="a plan"))

Pack = Callable[..., str]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """Write a pack of cards that can be imported; return its name."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    name = f"pack_in_{tmp_path.name}"

    def write(files: dict[str, str]) -> str:
        rules = tmp_path / name / "rules"
        rules.mkdir(parents=True, exist_ok=True)
        (tmp_path / name / "__init__.py").touch()
        for file, content in files.items():
            (rules / file).write_text(content, encoding="utf-8")
        __import__(name)
        return name

    yield write
    for module in [module for module in sys.modules if module.startswith(name)]:
        del sys.modules[module]


def faults_in(card: str, name: str = "home-visits.toml") -> list[CardError]:
    """Return what is wrong with a card that stands alone."""
    source = of_pack({name: card})
    return list(card_faults(source, name, card.encode()))


def of_pack(files: dict[str, str]) -> Source:
    """Lay out a pack without a disk."""
    cards = tuple((name, data.encode()) for name, data in files.items() if name.endswith(".toml"))
    modules = frozenset(name[:-3] for name in files if name.endswith(".py"))
    return Source("pack", "pack/rules", cards, modules)


def test_a_card_becomes_a_rule(pack: Pack) -> None:
    name = pack({"home-visits.toml": GOOD})
    (rule,) = collect(name)
    assert (rule.id, rule.title, rule.severity) == (
        "care/home-visits",
        "慰问、走访教职工",
        Severity.WARNING,
    )
    assert rule.kind is Kind.REQUIREMENT
    assert rule.criteria == {"met": "有慰问、走访"}
    assert rule.basis == (Basis("《中国工会章程》", "law"),)
    assert rule.english == {"title": "Visits"}
    assert rule.card == f"{name}/rules/home-visits.toml"
    assert rule.data["met"] == [{"all": ["visits", "staff"]}]
    assert "examples" not in rule.data
    assert rule.examples() == (
        Example("走访慰问困难教职工。", "met"),
        Example("去年慰问了十二名教职工。", "missing", part="review", why="说的是去年"),
    )


def test_the_shortest_card(pack: Pack) -> None:
    card = """
id = "care/visits"
title = "慰问"
severity = "info"
examples = [{ text = "慰问教职工。", expect = "met" }]
words.visits = ["慰问"]
met = [{ all = ["visits"] }]
"""
    (rule,) = collect(pack({"visits.toml": card}))
    assert rule.examples() == (Example("慰问教职工。", "met"),)


def test_code_beside_a_card_is_asked(pack: Pack) -> None:
    card = GOOD.partition("[words]")[0] + GOOD[GOOD.index("[[examples]]") :]
    name = pack({"home-visits.toml": card, "home_visits.py": CODE})
    (rule,) = collect(name)
    assert f"{name}.rules.home_visits" not in sys.modules
    assert rule.check(PLAN) == Verdict(Status.MISSING, message="a plan")


def test_code_may_ask_for_the_card(pack: Pack) -> None:
    code = CODE.replace("(plan)", "(plan, rule)").replace(
        "plan.title", "rule.data['words']['staff'][0]"
    )
    (rule,) = collect(pack({"home-visits.toml": GOOD, "home_visits.py": code}))
    assert rule.check(PLAN) == Verdict(Status.MISSING, message="教职工")


def test_code_without_its_function(pack: Pack) -> None:
    name = pack({"home-visits.toml": GOOD, "home_visits.py": "x = 1\n"})
    (rule,) = collect(name)
    with pytest.raises(CardError) as caught:
        rule.check(PLAN)
    assert caught.value.values == {"file": f"{name}/rules/home_visits.py"}


def test_rules_travel_between_processes(pack: Pack) -> None:
    rules = collect(pack({"home-visits.toml": GOOD, "other.toml": other(), "other.py": CODE}))
    there: list[Rule] = pickle.loads(pickle.dumps(rules))  # noqa: S301 - our own
    assert there == rules
    assert there[0].examples() == rules[0].examples()


def other() -> str:
    return GOOD.replace("care/home-visits", "care/other")


def test_a_changed_card_is_never_taken_from_the_cache(pack: Pack) -> None:
    name = pack({"home-visits.toml": GOOD})
    assert collect(name)[0].severity is Severity.WARNING
    for severity in ("error", "info", "error", "warning"):
        pack({"home-visits.toml": GOOD.replace("warning", severity)})
        assert collect(name)[0].severity == severity


def test_a_card_that_comes_or_goes_is_noticed(pack: Pack, tmp_path: Path) -> None:
    name = pack({"home-visits.toml": GOOD})
    assert len(collect(name)) == 1
    pack({"other.toml": other()})
    assert [rule.id for rule in collect(name)] == ["care/home-visits", "care/other"]
    (tmp_path / name / "rules" / "home-visits.toml").unlink()
    assert [rule.id for rule in collect(name)] == ["care/other"]


def test_code_that_comes_or_goes_is_noticed(pack: Pack, tmp_path: Path) -> None:
    name = pack({"home-visits.toml": GOOD})
    before = collect(name)[0].check
    pack({"home_visits.py": CODE})
    assert collect(name)[0].check != before
    (tmp_path / name / "rules" / "home_visits.py").unlink()
    assert collect(name)[0].check == before


def test_the_second_time_nothing_is_parsed(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    name = pack({"home-visits.toml": GOOD})
    first = collect(name)
    monkeypatch.setitem(sys.modules, "plancheck.cards.parse", None)
    assert collect(name) == first


def test_without_a_cache_it_is_parsed_each_time(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = pack({"home-visits.toml": GOOD})
    monkeypatch.setattr(cache, "folder", lambda **_: None)
    assert collect(name) == collect(name)
    monkeypatch.setitem(sys.modules, "plancheck.cards.parse", None)
    with pytest.raises(ImportError):
        collect(name)


def test_a_card_with_a_fault_is_not_kept(pack: Pack, tmp_path: Path) -> None:
    name = pack({"home-visits.toml": GOOD.replace("severity", "severty")})
    for _ in range(2):
        with pytest.raises(CardError):
            collect(name)
    assert not (tmp_path / "cache").exists()


def test_the_compiled_form_is_what_its_number_says() -> None:
    """When this fails, raise ``plancheck.cache.FORMAT`` and mend the form below."""
    assert cache.FORMAT == 4
    assert compile_pack(of_pack({"home-visits.toml": GOOD})) == [
        {
            "id": "care/home-visits",
            "title": "慰问、走访教职工",
            "severity": "warning",
            "advice": "___月走访慰问困难教职工。",
            "criteria": {"met": "有慰问、走访"},
            "basis": [{"text": "《中国工会章程》"}],
            "english": {"title": "Visits"},
            "data": {
                "words": {
                    "visits": ["慰问", "走访"],
                    "visits.not": ["慰问信"],
                    "staff": ["教职工"],
                },
                "met": [{"all": ["visits", "staff"]}],
                "near": [{"any": ["visits"]}],
            },
            "file": "home-visits.toml",
            "module": "",
        }
    ]


def test_a_good_card_has_no_faults() -> None:
    assert faults_in(GOOD) == []
    assert faults_in("\ufeff" + GOOD.replace("\n", "\r\n")) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "says"),
    [
        ("severity", "severty", "card.key-unknown.guess", 3, "severity"),
        ('severity = "warning"\n', "", "card.key-missing", 1, "severity"),
        ('"warning"', '"warn"', "card.value.guess", 3, "warning"),
        ('"warning"', '"bad"', "card.value", 3, "error, info, warning"),
        ('"warning"', "2", "card.value", 3, "error, info, warning"),
        ('title = "慰问、走访教职工"', "title = 3", "card.type", 2, "title"),
        ('title = "慰问、走访教职工"', 'title = " "', "card.empty", 2, "title"),
        ("care/home-visits", "Care/Visits", "card.id", 1, "Care/Visits"),
        ("care/home-visits", "care", "card.id", 1, "care"),
        ("care/home-visits", "care/visits", "card.id-file", 1, "visits.toml"),
        ('"慰问", "走访"', "", "card.empty", 16, "words: visits"),
        ('"慰问", "走访"', '"慰问", "走访", "慰问"', "card.word-twice", 16, "慰问"),
        ('"慰问", "走访"', '"慰问", 3', "card.type", 16, "words: visits #2"),
        ('["慰问", "走访"]', '"慰问"', "card.type", 16, "words: visits"),
        ("staff = ", "Staff = ", "card.list-name", 15, "Staff"),
        ('"visits.not"', '"visit.not"', "card.list-unknown.guess", 17, "visits"),
        (
            'all = ["visits", "staff"]',
            'all = ["visits", "stuff"]',
            "card.list-unknown.guess",
            21,
            "staff",
        ),
        ('all = ["visits", "staff"]', 'all = ["@nosuch"]', "card.list-unknown", 21, "@will"),
        ('all = ["visits", "staff"]', 'al = ["visits"]', "card.key-unknown.guess", 21, "all"),
        ('all = ["visits", "staff"]', 'all = "visits"', "card.type", 21, "met #1: all"),
        ('all = ["visits", "staff"]', "", "card.empty", 20, "met #1"),
        ('all = ["visits", "staff"]', 'within = "sentence"', "card.value", 21, "statement"),
        (
            'any = ["visits"]',
            'any = ["visits"]\nall = ["staff"]',
            "card.key-unknown",
            25,
            "near #1: all",
        ),
        ('expect = "missing"', 'expect = "mising"', "card.value.guess", 32, "examples #2: expect"),
        ('expect = "missing"', 'expect = "found"', "card.value", 32, "met, missing, partial"),
        ('part = "review"', 'part = "reviews"', "card.value.guess", 34, "review"),
        ('why = "说的是去年"', 'whi = "说的是去年"', "card.key-unknown.guess", 33, "why"),
        ("[[met]]", "[[partial]]", "card.no-check", 1, "home_visits.py"),
        ('title = "慰问', "title = “慰问", "card.toml-fullwidth", 2, "“慰问"),
        ('severity = "warning"', "severity warning", "card.toml-equals", 3, "severity warning"),
        ('severity = "warning"', "severity = warning", "card.toml-value", 3, "warning"),
        ('severity = "warning"', 'severity = "warning', "card.toml-string", 3, "warning"),
        ('severity = "warning"', 'severity = "warning" x', "card.toml-end", 3, "warning"),
        ('severity = "warning"', 'severity = "\\d"', "card.toml-escape", 3, "\\d"),
        ('severity = "warning"', 'title = "warning"', "card.toml-twice", 3, "title"),
        ("[words]", "[criteria]", "card.toml-twice", 15, "[criteria]"),
        ('["教职工"]', '["教职工"', "card.toml-bracket", 20, "[[met]]"),
    ],
)
def test_a_fault_is_told_where_it_stands_and_what_would_be_right(
    old: str, new: str, code: str, line: int, says: str
) -> None:
    assert old in GOOD
    fault = faults_in(GOOD.replace(old, new, 1))[0]
    assert (fault.code, fault.values["line"]) == (code, line)
    told = text(fault.code, "zh", fault.values)
    assert told.startswith(f"pack/rules/home-visits.toml:{line}: ")
    assert says in told
    assert "{" not in told
    assert "{" not in text(fault.code, "en", fault.values)


OPTIONS = """
[options.how]
values = ["one", "two"]
default = "one"

[[variants]]
when = { how = "two" }
title = "乙"
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "key"),
    [
        ('default = "one"', 'default = "on"', "card.value.guess", "options: how: default"),
        ('default = "one"\n', "", "card.key-missing", "options: how"),
        ('how = "two" }', 'hw = "two" }', "card.key-unknown.guess", "variants #1: when: hw"),
        ('how = "two" }', 'how = "too" }', "card.value.guess", "variants #1: when: how"),
        ('when = { how = "two" }\n', "", "card.key-missing", "variants #1"),
        ("title", "titel", "card.key-unknown.guess", "variants #1: titel"),
        ('["one", "two"]', '"one"', "card.type", "options: how: values"),
        ("options.how", "options.How", "card.list-name", "options"),
    ],
)
def test_a_fault_of_options_is_told(old: str, new: str, code: str, key: str) -> None:
    whole = GOOD + OPTIONS
    assert faults_in(whole) == []
    found = {
        (fault.code, fault.values["key"]) for fault in faults_in(GOOD + OPTIONS.replace(old, new))
    }
    assert (code, key) in found


def test_options_and_their_texts_come_into_the_rule(pack: Pack) -> None:
    (rule,) = collect(pack({"home-visits.toml": GOOD + OPTIONS}))
    assert rule.choices == {"how": Choice(("one", "two"), "one")}
    assert rule.option("how") == "one"
    with pytest.raises(KeyError):
        rule.option("when")
    two = fitted(rule, Profile("x", options={rule.id: {"how": "two"}}))
    assert (two.title, two.option("how")) == ("乙", "two")


def test_all_faults_of_a_card_are_told_in_the_order_of_its_lines() -> None:
    card = GOOD.replace('"warning"', '"warn"').replace("staff =", "stuff =")
    card = card.replace("expect = ", "expects = ")
    lines = [int(str(fault.values["line"])) for fault in faults_in(card)]
    assert lines == sorted(lines)
    assert len(lines) == 4


def test_a_defect_needs_code_and_its_own_kind_of_examples() -> None:
    card = GOOD.replace('"warning"', '"warning"\nkind = "defect"')
    codes = {fault.code for fault in faults_in(card)}
    assert codes == {"card.no-check", "card.value"}
    good = card.replace('"met"', '"found"').replace('"missing"', '"clean"')
    source = of_pack({"home-visits.toml": good, "home_visits.py": CODE})
    assert list(pack_faults(source)) == []


def test_python_without_a_card_is_refused() -> None:
    files = {"home-visits.toml": GOOD, "home_visit.py": "", "_helper.py": ""}
    source = of_pack({name: text for name, text in files.items() if name[0] != "_"})
    (fault,) = pack_faults(source)
    assert fault.code == "card.stray-python"
    assert fault.values == {"file": "pack/rules/home_visit.py"}


@pytest.mark.parametrize("strange", ["[" * 9000, "9" * 5000, "1979-13-40", "nan", "07:32:00"])
def test_what_no_card_should_hold(strange: str) -> None:
    (fault,) = faults_in(GOOD.replace('"慰问、走访教职工"', strange))
    assert fault.code.startswith("card.")


@given(st.integers(0, len(GOOD)), st.integers(0, 20), st.text(max_size=5))
def test_whatever_is_written_a_fault_is_told_and_nothing_crashes(
    start: int, length: int, text: str
) -> None:
    card = GOOD[:start] + text + GOOD[start + length :]
    for fault in faults_in(card.encode("utf-8", "replace").decode()):
        line = int(str(fault.values["line"]))
        assert 1 <= line <= len(card.splitlines()) + 1


def test_a_card_in_another_encoding() -> None:
    source = of_pack({})
    data = GOOD.encode("gb18030")
    (fault,) = card_faults(source, "home-visits.toml", data)
    assert (fault.code, fault.values["line"]) == ("card.encoding", 2)


def test_a_folder_of_cards_need_not_be_installed(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "home-visits.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "rules" / "_helper.py").touch()
    inside, above = of_folder(str(tmp_path / "rules")), of_folder(str(tmp_path))
    assert inside == above
    assert list(pack_faults(inside)) == []


@pytest.mark.parametrize("where", ["", "nowhere"])
def test_a_folder_without_cards(tmp_path: Path, where: str) -> None:
    with pytest.raises(CardError) as caught:
        of_folder(str(tmp_path / where))
    assert caught.value.code in {"card.none", "card.unreadable"}
