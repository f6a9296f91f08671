"""Documents as plain data: what is written is read again, and faults are told by their path."""

import copy
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import plancheck_schemas
from plancheck.api import (
    Block,
    Cell,
    Document,
    Grade,
    Health,
    Paragraph,
    Place,
    Source,
    Table,
    Unreadable,
    Zone,
)
from plancheck.documents import from_dict, to_dict
from plancheck_readers.structured import READER

VALIDATOR = jsonschema.Draft202012Validator(json.loads(plancheck_schemas.text("document")))
FULL = Document(
    format="docx",
    blocks=(
        Paragraph("1. 召开教代会", number=3, level=2, page=1),
        Table((Cell(0, 0, "三月", rows=2), Cell(0, 1, "甲"), Cell(1, 1, "乙", columns=3)), page=2),
        Paragraph("页眉", zone=Zone.HEADER),
    ),
    health=(
        Health(Grade.NOTICE, "health.picture", (("count", "2"),), Place(0, 1, 3, page=1)),
        Health(Grade.BLOCKING, "health.part", place=Place(1, 0, 2, (0, 0))),
    ),
)


def read(data: object) -> Document:
    return READER.read(Source("plan.json", json.dumps(data).encode()))


TEXTS = st.text(max_size=12)
ZONES = st.sampled_from(Zone)
PAGES = st.none() | st.integers(1, 9)


@st.composite
def _paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(TEXTS)
    return Paragraph(
        text,
        draw(st.integers(0, len(text))),
        draw(st.none() | st.integers(0, 9)),
        draw(ZONES),
        draw(PAGES),
    )


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    places = draw(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5))
    spans = st.integers(1, 4)
    cells = [Cell(*at, draw(TEXTS), draw(spans), draw(spans)) for at in sorted(places)]
    return Table(tuple(cells), draw(ZONES), draw(PAGES))


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    blocks: list[Block] = draw(st.lists(_paragraphs() | _tables(), max_size=4))
    grades = st.sampled_from(Grade)
    values = st.dictionaries(TEXTS, TEXTS, max_size=2).map(lambda found: tuple(found.items()))
    health = draw(st.lists(st.builds(Health, grades, TEXTS, values, st.none()), max_size=2))
    return Document(draw(TEXTS), tuple(blocks), tuple(health))


@given(_documents())
def test_what_is_written_is_read_again(document: Document) -> None:
    data = to_dict(document)
    assert from_dict(data) == document
    assert read(data) == document
    VALIDATOR.validate(data)


def test_a_full_document_is_written_in_short() -> None:
    data = to_dict(FULL)
    assert from_dict(data) == FULL
    assert data["blocks"][2] == {"text": "页眉", "zone": "header"}
    assert data["blocks"][1]["cells"][1] == {"row": 0, "column": 1, "text": "甲"}


@pytest.mark.parametrize(
    ("way", "value", "path"),
    [
        ("blocks", {}, "$.blocks"),
        ("blocks.0", "甲", "$.blocks[0]"),
        ("blocks.0.text", 1, "$.blocks[0].text"),
        ("blocks.0.text", None, "$.blocks[0].text"),
        ("blocks.0.level", 10, "$.blocks[0].level"),
        ("blocks.0.level", "1", "$.blocks[0].level"),
        ("blocks.0.level", True, "$.blocks[0].level"),
        ("blocks.0.level", 1.5, "$.blocks[0].level"),
        ("blocks.0.number", -1, "$.blocks[0].number"),
        ("blocks.0.zone", "margin", "$.blocks[0].zone"),
        ("blocks.0.page", 0, "$.blocks[0].page"),
        ("blocks.0.role", "measure", "$.blocks[0].role"),
        ("blocks.1.cells", {}, "$.blocks[1].cells"),
        ("blocks.1.text", "甲", "$.blocks[1].text"),
        ("blocks.1.cells.0.rows", 0, "$.blocks[1].cells[0].rows"),
        ("blocks.1.cells.0.columns", 1001, "$.blocks[1].cells[0].columns"),
        ("blocks.1.cells.0.row", -1, "$.blocks[1].cells[0].row"),
        ("blocks.1.cells.0.met", True, "$.blocks[1].cells[0].met"),
        ("health", None, "$.health"),
        ("health.0.grade", "bad", "$.health[0].grade"),
        ("health.0.values", [], "$.health[0].values"),
        ("health.0.values.count", 2, "$.health[0].values.count"),
        ("health.0.place.cell", [1], "$.health[0].place.cell"),
        ("format", 1, "$.format"),
        ("results", [], "$.results"),
        ("schema_version", "1", "$.schema_version"),
    ],
)
def test_faults_are_told_by_their_path_and_the_schema_agrees(
    way: str, value: object, path: str
) -> None:
    data = _changed(way, value)
    with pytest.raises(Unreadable) as caught:
        from_dict(data)
    assert (caught.value.code, caught.value.values["path"]) == ("document.invalid", path)
    assert not VALIDATOR.is_valid(data)


def _changed(way: str, value: object) -> dict[str, Any]:
    data = copy.deepcopy(to_dict(FULL))
    *above, name = (int(step) if step.isdecimal() else step for step in way.split("."))
    target: Any = data
    for step in above:
        target = target[step]
    target[name] = value
    return data


@pytest.mark.parametrize("name", ["format", "health"])
def test_members_that_lack_are_told_and_the_schema_agrees(name: str) -> None:
    data = to_dict(FULL)
    del data[name]
    with pytest.raises(Unreadable, match=rf"expected=object with {name}"):
        from_dict(data)
    assert not VALIDATOR.is_valid(data)


@pytest.mark.parametrize(
    ("way", "value", "path"),
    [
        ("blocks.0.number", 99, "$.blocks[0].number"),
        ("blocks.1.cells.0.column", 1, "$.blocks[1].cells[1]"),
        ("health.0.place.end", 99, "$.health[0].place"),
        ("health.0.place.end", 0, "$.health[0].place.end"),
        ("health.1.place.cell", [5, 5], "$.health[1].place"),
        ("health.1.place.block", 7, "$.health[1].place"),
    ],
)
def test_faults_beyond_the_schema(way: str, value: object, path: str) -> None:
    with pytest.raises(Unreadable) as caught:
        from_dict(_changed(way, value))
    assert caught.value.values["path"] == path


def test_cells_may_come_in_any_order() -> None:
    data = to_dict(FULL)
    data["blocks"][1]["cells"].reverse()
    assert from_dict(data) == FULL


@pytest.mark.parametrize("data", [[], "甲", 1, None, {"plans": []}, {"schema_version": 1}])
def test_other_json_is_refused_with_advice(data: object) -> None:
    with pytest.raises(Unreadable, match=r"document\.other"):
        read(data)


def test_another_version_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"document\.version"):
        read(to_dict(FULL) | {"schema_version": 2})


@pytest.mark.parametrize("text", ["{", '{"a": }', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match=r"document\.(no-json|other)"):
        READER.read(Source("plan.json", text.encode()))


def test_where_the_json_breaks_is_told() -> None:
    with pytest.raises(Unreadable) as caught:
        READER.read(Source("plan.json", b'{\n "blocks": [1 2]}'))
    assert caught.value.values == {"line": 2, "column": 15}


def test_sniffing() -> None:
    assert READER.sniff(b'\xef\xbb\xbf{\n  "schema_version": 1')
    assert not READER.sniff("{学校名称}工会计划".encode())
