"""A file of weights: what is written is read, and sums are those of plain arithmetic."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck.weighing import kept_weights
from plancheck.weighing.grams import runs
from plancheck.weighing.weights import CLUE, EXTRA, NOTHING, Weights, packed, written

RULES = ("a/one", "a/two")
WIDTH = len(RULES) + EXTRA
LEAF = "0.5"
PACKS = Path(__file__).parent.parent.parent / "plugins"


def made(rows: dict[str, list[int]]) -> Weights:
    """Return weights with these rows."""
    return Weights(packed_with(rows))


def packed_with(rows: dict[str, list[int]]) -> bytes:
    """Return a file with these rows, and a head of which the tests look at little."""
    head = {
        "rules": RULES,
        "partial": RULES[:1],
        "unit": [0.5],
        "bias": [1.0, 2.0, 3.0, 4.0],
        "priors": [-1.0, 0.0],
        "counts": ["0.0", LEAF],
        "measures": ["0.0", LEAF],
        "least": [0.6],
    }
    text = written(head) + f"\n{CLUE}\tdoes:measure\t1.5\t-0.25"
    names = sorted(rows)
    body = bytes(value + NOTHING for name in names for value in rows[name])
    return packed(text, names, body)


def test_the_head_is_read_as_it_was_written() -> None:
    head = made({}).head
    assert head.rules == RULES
    assert head.partial == {"a/one"}
    assert (head.unit, head.least) == (0.5, 0.6)
    assert head.bias == (1.0, 2.0, 3.0, 4.0)
    assert head.clues == {"does:measure": (1.5, -0.25)}


def test_unknown_features_add_nothing() -> None:
    weights = made({"查账": [1] * WIDTH})
    assert weights.clause("查账没有", ["@no"]) == weights.clause("查账")
    assert weights.clause("查账").size == 1
    assert weights.clause("").columns == (0,) * WIDTH


def test_features_of_clauses_of_headings_and_names_of_lists_are_not_mixed_up() -> None:
    weights = made({"审查": [1] * WIDTH, "^审查": [2] * WIDTH, "@act": [3] * WIDTH})
    assert weights.clause("审查^审查@act").columns == (1,) * WIDTH
    assert weights.clause("审查", ["@act"]).columns == (4,) * WIDTH
    assert weights.above(("审查", "@act审查")).columns == (2,) * WIDTH


@given(st.lists(st.text("甲乙0", min_size=1, max_size=3), unique=True), st.text("甲乙07,^@ 。"))
def test_what_is_found_in_a_text_are_its_runs(names: list[str], text: str) -> None:
    weights = made({name: [1] * WIDTH for name in names})
    assert weights.clause(text).size == len(runs(text) & set(names))


@given(
    st.lists(
        st.lists(st.integers(-NOTHING, NOTHING - 1), min_size=WIDTH, max_size=WIDTH),
        max_size=600,
    )
)
def test_sums_are_those_of_each_column(rows: list[list[int]]) -> None:
    weights = made({f"@{n}": row for n, row in enumerate(rows)})
    sums = weights.clause("", [f"@{n}" for n in range(len(rows))])
    assert sums.size == len(rows)
    assert list(sums.columns) == [sum(row[at] for row in rows) for at in range(WIDTH)]


def test_what_is_kept_says_what_its_file_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PLANCHECK_CACHE_DIR", str(tmp_path / "cache"))
    data = packed_with({"查账": [1] * WIDTH, "^审查": [-2] * WIDTH, "@act": [3] * WIDTH})
    first = kept_weights.weights(data)
    monkeypatch.setattr(kept_weights, "Weights", Restoring)
    again = kept_weights.weights(data)
    assert again.head.rules == first.head.rules == RULES
    assert (again.head.partial, again.head.clues) == (first.head.partial, first.head.clues)
    for text in ("查账", "没有", ""):
        for each in (again, first):
            assert each.clause(text, ["@act"]) == Weights(data).clause(text, ["@act"])
    assert again.above(("审查",)) == first.above(("审查",))
    assert again.above(("审查",)).size == 1


def test_the_weights_we_ship_have_no_features_but_runs_and_names_of_lists() -> None:
    """Those alone are looked for."""
    weights = Weights(next(PACKS.glob("*/weights.bin")).read_bytes())
    for kind, shortest in (("runs", 1), ("above", 2)):
        names = list(getattr(weights._found, kind))  # noqa: SLF001 - no other way to see them
        assert names
        assert [name for name in names if name not in runs(name, shortest)] == []


class Restoring(Weights):
    """Weights that are not read from their file."""

    def __init__(self, data: bytes) -> None:
        raise AssertionError(len(data))
