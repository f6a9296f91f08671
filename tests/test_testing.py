"""The test kit: what authors see when a card is right, and when it is not."""

from pathlib import Path

import pytest

from plancheck.cards.patterns import is_slow, slow_patterns
from plancheck.errors import CardError
from plancheck.messages import text
from plancheck.model import Table
from plancheck.reading.plan import PartKind
from plancheck.rule import Example
from plancheck.testing import HEADINGS, every_example, plan_from, try_folder, verify

ROOT = Path(__file__).parent.parent

CARD = """
id = "district/corner"
title = "读书角"
severity = "info"
[words]
corner = ["读书角"]
[[met]]
all = ["corner"]
[[examples]]
text = "5月底前建成教工读书角。"
expect = "met"
[[examples]]
text = "去年建成了教工读书角。"
expect = "missing"
why = "说的是去年"
"""


def tried(folder: Path, card: str = CARD, code: str = "") -> list[CardError]:
    """Write a card and try it."""
    (folder / "corner.toml").write_text(card, encoding="utf-8")
    if code:
        (folder / "corner.py").write_text(code, encoding="utf-8")
    return try_folder(str(folder))


def told(errors: list[CardError]) -> list[str]:
    """Return what the author reads; both languages must be complete."""
    for error in errors:
        assert "{" not in text(error.code, "en", error.values)
    return [text(error.code, "zh", error.values) for error in errors]


@pytest.mark.parametrize("part", HEADINGS)
def test_an_example_stands_in_its_part(part: str) -> None:
    plan = plan_from("组织教工体检。", part)
    statement = next(one for one in plan.statements if "体检" in one.norm)
    assert statement.part is PartKind(part)
    assert plan.title == "2024年A校工会工作计划"


def test_an_example_may_be_a_whole_plan() -> None:
    plan = plan_from("2023学年计划\n一、工作\n组织体检。\n| 月份 | 内容 |\n| 3月 | 慰问 |", "plan")
    assert plan.title == "2023学年计划"
    (table,) = [block for block in plan.document.blocks if isinstance(block, Table)]
    assert [cell.text for cell in table.cells] == ["月份", "内容", "3月", "慰问"]


def test_a_part_that_is_none() -> None:
    with pytest.raises(KeyError):
        plan_from("组织体检。", "nosuch")


def test_every_example_is_numbered_by_its_rule() -> None:
    ids = [getattr(one, "id", "") for one in every_example("women/tasks")]
    assert [name for name in ids if name.startswith("women/tasks-")][:2] == [
        "women/tasks-1",
        "women/tasks-2",
    ]
    assert all(name.startswith("women/") for name in ids)


def test_verify_says_what_was_said_of_what() -> None:
    parameters = every_example("women/tasks")
    rule, example = parameters[0].values  # type: ignore[attr-defined]
    verify(rule, example)
    wrong = Example(example.text, "missing", example.part, "说错了")
    with pytest.raises(AssertionError) as caught:
        verify(rule, wrong)
    said = str(caught.value)
    assert said.startswith(f"women/tasks says 'met' of '{example.text}', not 'missing' (说错了)")


def test_a_good_card(tmp_path: Path) -> None:
    assert tried(tmp_path) == []


def test_an_example_that_gets_another_verdict(tmp_path: Path) -> None:
    (line,) = told(tried(tmp_path, CARD.replace("去年建成了", "明年建成")))
    assert "district/corner 第 2 个例子应判为 missing，却判为 met：明年建成教工读书角。" in line
    assert "corner.toml" in line


def test_a_card_whose_examples_prove_nothing(tmp_path: Path) -> None:
    (line,) = told(tried(tmp_path, CARD.rpartition("[[examples]]")[0]))
    assert "missing" in line


def test_a_word_that_is_a_pattern(tmp_path: Path) -> None:
    (line,) = told(tried(tmp_path, CARD.replace('["读书角"]', '["读书角", "图书.*角"]')))
    assert "图书.*角" in line


def test_a_card_with_faults_is_not_tried_further(tmp_path: Path) -> None:
    codes = [error.code for error in tried(tmp_path, CARD.replace("expect", "expects"))]
    assert set(codes) == {"card.key-unknown.guess"}


def test_code_that_crashes(tmp_path: Path) -> None:
    lines = told(tried(tmp_path, code="def check(plan):\n    return 1 / 0\n"))
    assert len(lines) == 2
    assert "ZeroDivisionError: division by zero" in lines[0]


def test_code_without_its_function(tmp_path: Path) -> None:
    (line,) = told(tried(tmp_path, code="def chek(plan):\n    pass\n"))
    assert "check" in line


def test_code_with_a_pattern_that_may_never_end(tmp_path: Path) -> None:
    code = "import re\nfrom plancheck.judging import judge as check\nSLOW = re.compile('(a+)+b')\n"
    (line,) = told(tried(tmp_path, code=code))
    assert "corner.py:3" in line
    assert "(a+)+b" in line


def test_code_with_a_pattern_that_grows_with_the_square_of_a_text(tmp_path: Path) -> None:
    code = "import re\nfrom plancheck.judging import judge as check\nre.search(r'\\d+月', '')\n"
    (line,) = told(tried(tmp_path, code=code))
    assert "corner.py:3" in line
    assert "\\d+月" in line


@pytest.mark.parametrize("pattern", ["(a+)+", "(?:a*)*b", "(a|b+)+", ".*x.*y", "((x+)y?)+"])
def test_patterns_that_are_slow(pattern: str) -> None:
    assert is_slow(pattern)


@pytest.mark.parametrize(
    "pattern", ["a+b+", "(?:ab+c)*", r"\d+月\d+日", ".*", ".{0,40}x.{0,40}", "(a{1,3}){2,5}", "(x"]
)
def test_patterns_that_are_not(pattern: str) -> None:
    assert not is_slow(pattern)


def test_no_pattern_of_ours_is_slow() -> None:
    files = [path for top in ("src", "plugins") for path in (ROOT / top).rglob("*.py")]
    slow = {path.name: list(slow_patterns(path.read_bytes())) for path in files}
    assert {name: found for name, found in slow.items() if found} == {}
