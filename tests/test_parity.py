"""One plan in several formats is one text and gets the same verdicts.

Held-back plans take part: only whether they agree is asked, nothing of them is shown.
"""

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from plancheck import loading
from plancheck.api import Block, Document, Paragraph, Zone
from plancheck.cli import main
from plancheck.documents import from_dict, to_dict
from plancheck_readers import plancheck_readers

FORMATS = ("docx", "html", "txt", "gb.txt")
READERS = plancheck_readers()
CORPUS = os.environ.get("PLANCHECK_CORPUS", "")
IDS = sorted(path.stem for path in Path(CORPUS, "docs").glob("*.docx")) if CORPUS else []

pytestmark = pytest.mark.skipif(not IDS, reason="PLANCHECK_CORPUS names no corpus")


def read(plan: str, suffix: str) -> Document:
    return loading.load(str(Path(CORPUS, "docs", f"{plan}.{suffix}")), READERS)


def visible(block: Block) -> str:
    """Return a block's words without blanks, as a checksum: a failing test must not show them."""
    if isinstance(block, Paragraph):
        words = block.text
    else:
        words = "|".join(cell.text for cell in block.cells if cell.text)
    return sha256("".join(words.split()).encode()).hexdigest()


def body(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.zone is Zone.BODY]


@pytest.mark.parametrize("plan", IDS)
def test_all_formats_hold_the_same_words_in_the_same_blocks(plan: str) -> None:
    found = {
        suffix: [(type(block).__name__, visible(block)) for block in body(read(plan, suffix))]
        for suffix in FORMATS
    }
    assert all(blocks == found["txt"] for blocks in found.values())


@pytest.mark.parametrize("plan", IDS)
def test_nothing_of_any_format_is_reported_lost(plan: str) -> None:
    assert all(read(plan, suffix).health == () for suffix in FORMATS)


@pytest.mark.parametrize("plan", IDS)
def test_a_document_written_as_data_is_read_again(plan: str) -> None:
    document = read(plan, "docx")
    assert from_dict(to_dict(document)) == document


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Check every document in every format, and each Word document once more as data."""
    folder = tmp_path_factory.mktemp("parity")
    files = [str(Path(CORPUS, "docs", f"{plan}.{suffix}")) for plan in IDS for suffix in FORMATS]
    for plan in IDS:
        path = folder / f"{plan}.json"
        path.write_text(json.dumps(to_dict(read(plan, "docx"))), "utf-8")
        files.append(str(path))
    report = folder / "report"
    main(["check", *files, "--no-config", "--format", "json", "-o", str(report)])
    checked = json.loads(report.read_text("utf-8"))["plans"]
    return {Path(plan["path"]).name: plan for plan in checked}


def verdicts(plan: dict[str, Any]) -> dict[str, object]:
    """Return what was understood and decided, without the words."""
    understood = {key: plan[key] for key in ("kind", "period", "schedule")}
    named = {key: bool(plan[key]) for key in ("title", "unit")}
    return understood | named | {result["rule"]: result["status"] for result in plan["results"]}


@pytest.mark.parametrize("plan", IDS)
def test_all_formats_get_the_same_verdicts(plan: str, plans: dict[str, Any]) -> None:
    found = {suffix: verdicts(plans[f"{plan}.{suffix}"]) for suffix in FORMATS}
    assert all(found[suffix] == found["txt"] for suffix in FORMATS), found


@pytest.mark.parametrize("plan", IDS)
def test_a_document_as_data_gets_the_same_review(plan: str, plans: dict[str, Any]) -> None:
    as_data, as_file = plans[f"{plan}.json"], plans[f"{plan}.docx"]
    differing = {key for key in as_file if as_data[key] != as_file[key]}
    assert differing <= {"path", "sha256"}
