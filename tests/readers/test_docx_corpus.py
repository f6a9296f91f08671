"""Word files of the corpus hold the same text as the plain ones beside them."""

import os
import re
from pathlib import Path

import pytest
from readers.reading import read

from plancheck.api import Document, Paragraph, Zone

CORPUS = os.environ.get("PLANCHECK_CORPUS", "")
DOCS = sorted(Path(CORPUS, "docs").glob("*.docx")) if CORPUS else []

pytestmark = pytest.mark.skipif(not DOCS, reason="PLANCHECK_CORPUS names no corpus")


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def body(document: Document) -> str:
    return "".join(
        block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)
        for block in document.blocks
        if block.zone is Zone.BODY
    )


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.stem)
def test_same_text_as_beside_it(path: Path) -> None:
    """Say only whether, not where, they differ: some of these plans are held back."""
    document = read(path.read_bytes())
    same = squeezed(body(document)) == squeezed(path.with_suffix(".txt").read_text("utf-8"))
    assert same
    assert document.health == ()
