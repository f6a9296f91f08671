"""One plan in several formats is one text.

Held-back plans take part: only whether they agree is asked, nothing of them is shown.
"""

import os
from hashlib import sha256
from pathlib import Path

import pytest

from plancheck import loading
from plancheck.api import Block, Document, Paragraph, Zone
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
