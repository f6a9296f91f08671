"""The fuzzer finds what it is made for; and what it found before stays mended."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fuzz import Process, fuzz, replay
from fuzzing.kinds import KINDS, input_of, seeds
from fuzzing.store import Store
from verdicts import read, verdicts

from plancheck.api import Table, Unreadable
from plancheck_readers.html import sniff

ROOT = Path(__file__).parent.parent
FOLDERS = [ROOT / "fixtures", ROOT / "tests"]
SEEDED = sorted(name for name, kind in KINDS.items() if seeds(kind, FOLDERS))


@pytest.mark.parametrize("name", SEEDED)
def test_inputs_are_many_and_made_again_alike(name: str) -> None:
    kind = KINDS[name]
    found = seeds(kind, FOLDERS)
    made = [input_of(kind, number, found) for number in range(20)]
    assert len(set(made)) > 15
    assert [input_of(kind, number, found) for number in range(20)] == made


class Planted:
    """Answers as a process would in which every third input fails."""

    input = b"bad"

    def ask(self, _kind: str, what: int) -> dict[str, Any]:
        if what % 3:
            return {"code": "read", "seconds": 0.1, "peak": 1}
        return {"code": "crash", "kind": "IndexError", "where": ["a.py:b"], "told": "why"}

    def end(self) -> None:
        pass


def test_a_fault_is_kept_once_and_counted_over_runs(tmp_path: Path) -> None:
    planted: Any = Planted()
    for _ in range(2):
        store = Store(tmp_path)
        fuzz(store, planted, ["docx"], 0.05)
    (note,) = store.findings()
    assert json.loads(note.read_text())["number"] == 0
    assert note.with_suffix(".docx").read_bytes() == b"bad"
    state = json.loads((tmp_path / "state.json").read_text())["docx"]
    assert sum(state["codes"].values()) == state["next"]
    assert "docx" in store.table()


@pytest.fixture
def process() -> Iterator[Process]:
    found = Process(FOLDERS)
    yield found
    found.close()


def test_files_are_read_in_a_process_of_their_own(process: Process, tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("某校工会2024年工作计划\n召开教代会")
    assert process.ask("txt", str(path))["code"] == "read"
    assert process.ask("docx", 5)["code"] != "crash"
    assert replay(process, [str(path)]) == 0


# -- what was found ---------------------------------------------------------------------------


def test_comments_before_a_page_are_taken_once() -> None:
    start = time.process_time()
    assert not sniff(b"<!---->" * 500 + b"x")
    assert sniff(b"<!--a-->\n" * 400 + b"<html>")
    assert time.process_time() - start < 1


def test_a_plan_that_begins_with_a_bare_number() -> None:
    assert verdicts(read("a.txt", "1.\n召开教代会\n2.\t慰问教师".encode()))


def test_a_line_of_number_signs_is_judged_in_time() -> None:
    start = time.process_time()
    assert verdicts(read("a.txt", ("#" * 5_000 + " 教代会").encode()))
    assert time.process_time() - start < 5


def test_halves_of_characters_in_json_can_be_written_again() -> None:
    text = r'{"schema_version":1,"format":"\udc04","blocks":[{"text":"\ud800甲"}],"health":[]}'
    document = read("a.json", text.encode())
    assert document.format == "\ufffd"
    str(document).encode()


def test_cells_of_json_are_counted() -> None:
    cells = [{"row": at // 500, "column": at % 500, "text": "a"} for at in range(100_001)]
    data = {"schema_version": 1, "format": "txt", "blocks": [{"cells": cells}], "health": []}
    with pytest.raises(Unreadable) as caught:
        read("a.json", json.dumps(data).encode())
    assert caught.value.code == "read.too-many-cells"


def test_no_two_cells_of_a_damaged_doc_stand_in_one_place() -> None:
    path = ROOT / "tests" / "readers" / "files" / "fuzz" / "doc-ab7035e6c9.doc"
    document = read(path.name, path.read_bytes())
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))
