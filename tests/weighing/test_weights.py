"""A file of weights: what is written is read, and sums are those of plain arithmetic."""

from hypothesis import given
from hypothesis import strategies as st

from plancheck.weighing.weights import CLUE, EXTRA, NOTHING, Weights, packed, written

RULES = ("a/one", "a/two")
WIDTH = len(RULES) + EXTRA
LEAF = "0.5"


def made(rows: dict[str, list[int]]) -> Weights:
    """Return weights with these rows, and a head of which the tests look at little."""
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
    return Weights(packed(text, names, body))


def test_the_head_is_read_as_it_was_written() -> None:
    head = made({}).head
    assert head.rules == RULES
    assert head.partial == {"a/one"}
    assert (head.unit, head.least) == (0.5, 0.6)
    assert head.bias == (1.0, 2.0, 3.0, 4.0)
    assert head.clues == {"does:measure": (1.5, -0.25)}


def test_unknown_features_add_nothing() -> None:
    weights = made({"查账": [1] * WIDTH})
    assert weights.sums(["查账", "没有"]) == weights.sums(["查账"])
    assert weights.sums([]).columns == (0,) * WIDTH


@given(
    st.lists(
        st.lists(st.integers(-NOTHING, NOTHING - 1), min_size=WIDTH, max_size=WIDTH),
        max_size=600,
    )
)
def test_sums_are_those_of_each_column(rows: list[list[int]]) -> None:
    weights = made({f"f{n}": row for n, row in enumerate(rows)})
    sums = weights.sums(f"f{n}" for n in range(len(rows)))
    assert sums.size == len(rows)
    assert list(sums.columns) == [sum(row[at] for row in rows) for at in range(WIDTH)]
