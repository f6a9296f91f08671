"""The parts the page is made of: the writer that cannot forget to escape, marks, tables."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck_reports.html.entries import Entry
from plancheck_reports.html.marks import MOST, Mark, Marks, cut
from plancheck_reports.html.markup import Asset, Node, el, pieces
from plancheck_reports.html.overview import percent
from plancheck_reports.html.tables import rows


def written(node: Node) -> str:
    return "".join(pieces(node))


# -- markup ------------------------------------------------------------------------------------


def test_an_element_has_its_classes_attributes_and_content() -> None:
    node = el("td.a.b", "x", ["y", None, el("b")], data_k=3, hidden=True, role=None, open=False)
    assert written(node) == '<td class="a b" data-k="3" hidden>xy<b></b></td>'
    assert written(el("meta", charset="utf-8")) == '<meta charset="utf-8">'


def test_texts_are_escaped_wherever_they_stand() -> None:
    assert written(el("p", "<b>&\"'")) == "<p>&lt;b&gt;&amp;&quot;'</p>"
    assert written(el("p", aria_label='"><i>')) == '<p aria-label="&quot;&gt;&lt;i&gt;"></p>'
    assert written(el("title", "</title>")) == "<title>&lt;/title&gt;</title>"


def test_what_cannot_be_seen_is_spelt_out() -> None:
    assert written(el("p", "a\u202eb\n")) == '<p>a<span class="u">U+202E</span>b\n</p>'
    assert written(el("p", "\ud800")) == '<p><span class="u">U+D800</span></p>'
    assert written(el("title", "a\u202e\n")) == "<title>a&lt;U+202E&gt;&lt;U+000A&gt;</title>"
    assert written(el("p", "\u3000\xa0é中")) == "<p>\u3000\xa0é中</p>"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://x", "x.html", "#", '#a"', ""])
def test_a_link_leads_to_a_place_on_the_page_or_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="no link"):
        el("a", href=link)


@pytest.mark.parametrize("name", ["onclick", "style", "src", "srcdoc", "action"])
def test_other_attributes_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="no attribute"):
        el("a", **{name: "x"})


def test_assets_alone_are_written_as_they_are() -> None:
    assert written(el("style", Asset("a > b"))) == "<style>a > b</style>"
    assert written(el("style", "a > b")) == "<style>a &gt; b</style>"


def test_a_long_page_is_written_piece_by_piece() -> None:
    made: list[int] = []

    def lines() -> Iterator[Node]:
        for number in range(10_000):
            made.append(number)
            yield el("p", str(number))

    stream = pieces(el("main", lines()))
    assert next(stream).startswith("<main><p>0</p>")
    assert len(made) < 2_000


# -- marks -------------------------------------------------------------------------------------

TEXT = "走访慰问困难教职工"
SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(SPANS, max_size=30))
def test_a_text_is_cut_where_marks_begin_or_end_and_nothing_of_it_is_lost(
    spans: list[list[int]],
) -> None:
    marks = [Mark(number, 0, start, end, "met") for number, (start, end) in enumerate(spans)]
    cuts = list(cut(TEXT, marks))
    assert "".join(piece.text for piece in cuts) == TEXT
    at = 0
    for piece in cuts:
        over = [mark for mark in marks if mark.start <= at and at + len(piece.text) <= mark.end]
        if piece.text:
            assert list(piece.over) == [mark for mark in over if mark.start < mark.end][:MOST]
        at += len(piece.text)
        assert list(piece.ended) == [mark for mark in marks if mark.end == at][:MOST]


def place(start: int, end: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"quote": "", "place": {"block": 0, "start": start, "end": end, "nth": 1, **more}}


def test_every_quotation_has_a_mark_that_is_told_of() -> None:
    entries = [
        Entry(number, "met", "met", "a/b", "", (place(0, 2),) * 2) for number in range(1, 20)
    ]
    marks = Marks(entries, [{"text": TEXT}])
    told = {mark.key for piece in cut(TEXT, marks.on(0)) for mark in piece.ended}
    assert len(told) == MOST
    assert {marks.anchor(entry.number, at) for entry in entries for at in (0, 1)} == told


@pytest.mark.parametrize("wrong", [place(5, 99), place(0, 1, cell=[0, 0]), place(0, 1, block=7)])
def test_a_place_outside_the_text_has_no_mark(wrong: dict[str, Any]) -> None:
    marks = Marks([Entry(1, "met", "met", "a/b", "", (wrong,))], [{"text": TEXT}])
    assert marks.anchor(1, 0) is None
    assert not marks.on(0)


# -- tables ------------------------------------------------------------------------------------


def cell(row: int, column: int, text: str = "", **spans: int) -> dict[str, Any]:
    return {"row": row, "column": column, "text": text, **spans}


def drawn(*cells: dict[str, Any]) -> list[list[tuple[str, int, int]]]:
    return [
        [(slot.cell["text"] if slot.cell else "", slot.rows, slot.columns) for slot in line]
        for line in rows(cells)
    ]


def test_cells_stand_in_their_columns_below_what_reaches_down() -> None:
    table = drawn(
        cell(0, 0, "月", rows=2), cell(0, 1, "事", columns=2), cell(1, 2, "人"), cell(2, 1, "末")
    )
    assert table == [
        [("月", 2, 1), ("事", 1, 2)],
        [("", 1, 1), ("人", 1, 1)],
        [("", 1, 1), ("末", 1, 1), ("", 1, 1)],
    ]


def test_a_table_grows_with_its_cells_and_not_with_their_numbers() -> None:
    table = drawn(cell(0, 0, "a"), cell(99_999, 99_999, "b", rows=1_000, columns=1_000))
    assert [len(line) for line in table] == [2, 1, 2]
    assert drawn() == []


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4), st.integers(1, 4)),
        max_size=12,
        unique_by=lambda box: box[:2],
    )
)
def test_no_cell_is_lost_whatever_overlaps(boxes: list[tuple[int, int, int, int]]) -> None:
    cells = [
        cell(row, column, str(at), rows=height, columns=width)
        for at, (row, column, height, width) in enumerate(boxes)
    ]
    shown = [text for line in drawn(*cells) for text, _, _ in line if text]
    assert sorted(shown, key=int) == [str(at) for at in range(len(boxes))]


# -- shares ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [(0, 0, "–"), (0, 9, "0%"), (1, 999, "1%"), (998, 999, "99%"), (9, 9, "100%"), (1, 3, "33%")],
)
def test_a_share_is_never_rounded_to_none_or_all(count: int, total: int, told: str) -> None:
    assert percent(count, total) == told
