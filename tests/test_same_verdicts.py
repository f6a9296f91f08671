"""A plan gets the same verdicts, with the same words quoted, in whatever format it is written.

``test_parity.py`` asks the same of the corpus' files.
"""

import json
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_files.page import html
from plan_files.plain import md, txt
from plan_files.raw_word import raw_word
from plan_files.source import LABELLED, labelled
from plan_files.word import packed, word
from verdicts import read, verdicts

from plancheck.api import Document
from plancheck.documents import to_dict


def differing(expected: dict[str, object], documents: dict[str, Document]) -> list[str]:
    """Return where verdicts are not what they are expected to be, without a word of the plan."""
    return [
        f"{suffix}: {name}"
        for suffix, document in documents.items()
        for name, said in verdicts(document).items()
        if said != expected[name]
    ]


def as_json(document: Document) -> bytes:
    return json.dumps(to_dict(document)).encode()


WRITERS: dict[str, tuple[str, Callable[[Document], bytes]]] = {
    "txt": (".txt", lambda plan: txt(plan).encode()),
    "utf-8 with mark": (".txt", lambda plan: txt(plan).encode("utf-8-sig")),
    "utf-16": (".txt", lambda plan: txt(plan).encode("utf-16")),
    "gb18030": (".txt", lambda plan: txt(plan).encode("gb18030")),
    "crlf": (".txt", lambda plan: txt(plan).replace("\n", "\r\n").encode()),
    "md": (".md", lambda plan: md(plan).encode()),
    "html": (".html", lambda plan: html(plan).encode()),
    "site": (".html", lambda plan: html(plan, site=True).encode()),
    "json": (".json", as_json),
    "docx, automatic numbers": (".docx", lambda plan: packed(word(plan, numbers=True))),
    "docx, as Word saves": (".docx", lambda plan: raw_word(plan, "学校工会")),
}
"""Way of writing a plan → suffix, and what writes it."""

LEVELLED = {"md", "html", "site", "json", "docx, automatic numbers"}
"""Ways that say what is a heading; a text in any order may be read otherwise without."""


NAMES = sorted(path.stem for path in LABELLED.glob("*.json"))


def written(plan: Document) -> dict[str, Document]:
    """Return a plan as read back from every format."""
    return {name: read(f"plan{suffix}", write(plan)) for name, (suffix, write) in WRITERS.items()}


@pytest.mark.parametrize("name", NAMES)
def test_a_labelled_plan_gets_the_same_verdicts_in_every_format(name: str) -> None:
    documents = written(labelled(name)[0])
    assert differing(verdicts(documents["txt"]), documents) == []


@st.composite
def mixtures(draw: st.DrawFn) -> Document:
    """Draw a plan made of pieces of others, in any order."""
    pieces = [draw(st.sampled_from(labelled(name)[0].blocks[1:])) for name in draw(some_names())]
    title = labelled(draw(st.sampled_from(NAMES)))[0].blocks[0]
    return Document("txt", (title, *pieces))


def some_names() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES), min_size=1, max_size=25)


@given(mixtures())
@settings(max_examples=40, deadline=None)
def test_any_mixture_of_pieces_gets_the_same_verdicts_in_every_format(plan: Document) -> None:
    documents = written(plan)
    for group, first in ((LEVELLED, "md"), (documents.keys() - LEVELLED, "txt")):
        some = {name: documents[name] for name in group}
        assert differing(verdicts(documents[first]), some) == []
