"""Patterns are compiled late and once; what comes from the cache is what would be compiled."""

import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck import cache, patterns
from plancheck.patterns import Key, regex

PLAN = Path(__file__).parent.parent / "fixtures/plans/澄溪市第八中学2025年工会工作安排.txt"
HOSTILE = st.text(st.sampled_from("ab(|)[]*+?{}1,\\\\^$.-第届甲<>P=!:d\n"), max_size=16)
FLAGS = st.sampled_from((0, int(re.IGNORECASE), int(re.DOTALL | re.MULTILINE), int(re.ASCII)))


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Nothing compiled yet, and a cache of its own."""
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(patterns, "_kept", patterns.Kept())
    return tmp_path / "cache"


def of_a_new_run(monkeypatch: pytest.MonkeyPatch, *, compiling: bool) -> None:
    monkeypatch.setattr(patterns, "_kept", patterns.Kept())
    if not compiling:
        monkeypatch.setattr(patterns, "code_of", _fail)


def _fail(pattern: object, flags: int) -> None:
    raise AssertionError(f"compiled {pattern!r} ({flags})")


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of re, about nested sets
@given(HOSTILE, FLAGS)
def test_from_its_code_a_pattern_is_what_re_makes_of_it(pattern: str, flags: int) -> None:
    try:
        expected = re.compile(pattern, flags)
    except (re.error, OverflowError):
        with pytest.raises((re.error, OverflowError)):
            patterns.code_of(pattern, flags)
        return
    code = patterns.code_of(pattern, flags)
    assert code is not None
    assert patterns.made_of(pattern, code) == expected  # compares the numbers
    assert dict(patterns.made_of(pattern, code).groupindex) == dict(expected.groupindex)


@pytest.mark.usefixtures("fresh")
def test_all_patterns_of_a_run_come_back_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "import sys; from plancheck.cli import main; main(sys.argv[1:])"
    words = ("check", str(PLAN), "--no-config")
    subprocess.run([sys.executable, "-c", code, *words], check=False, capture_output=True)
    kept: dict[Key, Any] = cache.load(patterns.NAME, patterns.engine())  # type: ignore[assignment]
    assert len(kept) > 250
    of_a_new_run(monkeypatch, compiling=False)
    for pattern, flags in kept:
        assert patterns.compiled(pattern, flags) == re.compile(pattern, flags)
    assert not any("澄溪" in str(pattern) for pattern, _ in kept)  # the plan's own words


@pytest.mark.usefixtures("fresh")
def test_a_second_run_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert regex("第([一二三])届").search("第二届")
    patterns.keep()
    of_a_new_run(monkeypatch, compiling=False)
    found = regex("第([一二三])届").search("第二届")
    assert found is not None
    assert found.span(1) == (1, 2)


@pytest.mark.usefixtures("fresh")
def test_a_damaged_entry_is_compiled_anew() -> None:
    code = patterns.code_of("甲+", 0)
    assert code is not None
    damaged = {("甲+", 0): (code[0], b"\0" * 8, *code[2:])}
    cache.store(patterns.NAME, patterns.engine(), damaged)
    assert regex("甲+").findall("甲甲乙") == ["甲甲"]


@pytest.mark.usefixtures("fresh")
def test_what_is_no_longer_used_does_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST", 4)
    for number in range(4):
        patterns.compiled(f"old{number}")
    patterns.keep()
    of_a_new_run(monkeypatch, compiling=True)
    patterns.compiled("new")
    patterns.keep()
    assert cache.load(patterns.NAME, patterns.engine()) == {("new", 0): patterns.code_of("new", 0)}


def test_another_python_compiles_as_always(monkeypatch: pytest.MonkeyPatch, fresh: Path) -> None:
    monkeypatch.setattr(patterns, "_SRE", None)
    assert regex("a(?P<x>b)").fullmatch("ab")
    patterns.keep()
    assert not fresh.exists()


@pytest.mark.usefixtures("fresh")
def test_nothing_is_compiled_before_it_is_asked() -> None:
    late = regex("(")  # no pattern at all
    assert late.pattern == "("
    with pytest.raises(re.error):
        late.search("")


@pytest.mark.usefixtures("fresh")
def test_it_answers_as_a_pattern_does() -> None:
    made, plain = (
        regex("(?P<year>20\\d\\d)年", re.ASCII),
        re.compile("(?P<year>20\\d\\d)年", re.ASCII),
    )
    text = "2024年至2025年"
    assert made.findall(text) == plain.findall(text)
    assert [one.span() for one in made.finditer(text, 3)] == [(6, 11)]
    assert made.sub("X", text) == plain.sub("X", text) == "X至X"
    assert made.split(text) == plain.split(text)
    assert (made.flags, made.groups) == (plain.flags, plain.groups)
    assert made.groupindex == {"year": 1}
    with pytest.raises(AttributeError):
        _ = made.nothing  # type: ignore[attr-defined]


@pytest.mark.usefixtures("fresh")
def test_it_travels_to_other_processes() -> None:
    made = pickle.loads(pickle.dumps(regex(b"a+", re.IGNORECASE)))  # noqa: S301 - our own
    assert made.match(b"AA")
    assert repr(made) == "regex(b'a+')"
