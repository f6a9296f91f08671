"""Text for terminals: never too wide, nothing lost, nothing that steers the terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.terminal import GLUE, UNSEEN, clean, columns, glued, shorten, width, wrap

CHINESE = st.text(alphabet="工会计划，。（）“”《》abc 1-/", max_size=200)


@pytest.mark.parametrize(
    ("text", "size"),
    [("", 0), ("abc", 3), ("工会", 4), ("ｶﾅ", 2), ("（）", 4), ("e\u0301", 1), ("“”", 4)],
)
def test_width(text: str, size: int) -> None:
    assert width(text) == size


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    assert not [c for c in clean(text) if unicodedata.category(c) in UNSEEN]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("工会\n\t计划", "工会 计划"),
        ("\x1b[31m红", "<U+001B>[31m红"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\x00\ud800\x9b", "a<U+0000><U+D800><U+009B>"),
    ],
)
def test_controls_are_spelt_out(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(CHINESE, st.integers(20, 120))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, limit: int) -> None:
    text = clean(text)
    wrapped = wrap(text, limit, "  ", "    ")
    assert all(width(line) <= limit + 2 for line in wrapped.splitlines())
    assert "".join(wrapped.split()) == "".join(text.split())


@given(CHINESE)
def test_no_line_begins_with_a_comma(text: str) -> None:
    lines = wrap(clean(text), 60).splitlines()[1:]
    wrong = [line for line in lines if line.lstrip()[:1] in set("，。）”》") and width(line) < 40]
    for line in wrong:  # only where the text has more closing marks in a row than a line holds
        assert set(line.strip()) & set("，。）”》")


def test_a_long_word_is_cut() -> None:
    assert wrap("x" * 25, 10).splitlines() == ["x" * 10, "x" * 10, "x" * 5]


def test_chinese_breaks_between_characters_and_not_before_a_comma() -> None:
    assert wrap("工会工作计划，年度", 12).splitlines() == ["工会工作计", "划，年度"]


def test_what_is_glued_stays_together() -> None:
    assert wrap("工会计划" + glued("第三段"), 12).splitlines() == ["工会计划", "第三段"]
    assert width(glued("第三段ab")) == 8
    assert clean(GLUE) == "<U+0000>"


def test_an_opening_mark_goes_with_what_follows() -> None:
    assert wrap("工会工作（计划）", 10).splitlines() == ["工会工作", "（计划）"]


@pytest.mark.parametrize(
    ("text", "most", "shown"), [("工会", 2, "工会"), ("工会计划", 3, "工会…"), ("", 3, "")]
)
def test_shorten(text: str, most: int, shown: str) -> None:
    assert shorten(text, most) == shown


def test_columns_align_chinese() -> None:
    table = columns([("工会", "甲"), ("a", "乙" * 6)], 14, indent=0)
    assert table.splitlines() == ["工会  甲", "a     乙乙乙乙", "      乙乙"]
