"""A plan gets the same verdicts, with the same words quoted, in whatever format it is written.

``test_parity.py`` asks the same of the corpus' files.
"""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from archives.archive_builder import raw_zip
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_files.page import html
from plan_files.plain import md, txt
from plan_files.portable import portable
from plan_files.raw_word import raw_word
from plan_files.sheet import workbook
from plan_files.source import LABELLED, labelled
from plan_files.word import packed, word
from verdicts import read, verdicts

from plancheck.api import Document, Source, Table
from plancheck.documents import to_dict
from plancheck_readers import zipped


def differing(first: Document, others: dict[str, Document]) -> list[str]:
    """Return where the verdicts on others are not those on the first.

    What is the same document, but for the format's name, is not judged again.
    """
    expected = verdicts(first)
    return [
        f"{way}: {name}"
        for way, document in others.items()
        if replace(document, format=first.format) != first
        for name, said in verdicts(document).items()
        if said != expected[name]
    ]


def as_json(document: Document) -> bytes:
    return json.dumps(to_dict(document)).encode()


MEMBER = "石桥小学/计划.docx"


def archived(data: bytes) -> bytes:
    """Pack a file as Chinese Windows does: its name in GBK."""
    return raw_zip(MEMBER.encode("gbk"), data)


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
    "xlsx": (".xlsx", workbook),
    "zip": (".zip", lambda plan: archived(raw_word(plan, "学校工会"))),
}
"""Way of writing a plan → suffix, and what writes it."""

LEVELLED = {"md", "html", "site", "json", "docx, automatic numbers"}
"""Ways that say which lines are headings. Where only a style shows that, the others lack it."""


NAMES = sorted(path.stem for path in LABELLED.glob("*.json"))
FEW = 6


def written(plan: Document) -> dict[str, Document]:
    """Return a plan as read back from every format that can tell it."""
    ways = {name: way for name, way in WRITERS.items() if name != "xlsx" or parted(plan)}
    return {name: opened(suffix, write(plan)) for name, (suffix, write) in ways.items()}


def parted(plan: Document) -> bool:
    """Tell whether no table follows on another: in a sheet both would be one."""
    return not any(
        isinstance(one, Table) and isinstance(other, Table) for one, other in pairwise(plan.blocks)
    )


def opened(suffix: str, data: bytes) -> Document:
    """Read a file; of an archive its only member."""
    if suffix != ".zip":
        return read(f"plan{suffix}", data)
    (member,) = zipped.CONTAINER.members(Source(f"plan{suffix}", data))
    assert member.name == MEMBER
    return read(member.name, member.read(len(data)))


def disagreeing(plan: Document) -> list[str]:
    """Return where ways of writing a plan disagree that say the same of it."""
    documents = written(plan)
    found = []
    for group, first in ((LEVELLED, "md"), (documents.keys() - LEVELLED, "txt")):
        found += differing(documents[first], {name: documents[name] for name in group})
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_labelled_plan_gets_the_same_verdicts_in_every_format(name: str) -> None:
    assert disagreeing(labelled(name)[0]) == []


def statuses(document: Document) -> dict[str, object]:
    """Return verdicts without the words: a PDF does not tell blanks at the end of its lines."""
    return {
        name: said[0] if isinstance(said, tuple) and "/" in name else said
        for name, said in verdicts(document).items()
        if name not in {"defects", "title"}
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_labelled_plan_gets_the_same_verdicts_as_pdf(name: str) -> None:
    pytest.importorskip("pypdfium2_raw")
    plan = labelled(name)[0]
    assert statuses(read("plan.pdf", portable(plan))) == statuses(
        read("plan.txt", txt(plan).encode())
    )


CONVERTED = {"doc": "docx", "odt": "docx", "rtf": "docx", "xls": "xlsx"}
"""Formats that LibreOffice writes, of which; a few plans, for it takes its time."""


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Have LibreOffice save a few plans in each format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("converted")
    for name in NAMES[:FEW]:
        plan = labelled(name)[0]
        (folder / f"{name}.docx").write_bytes(packed(word(plan, numbers=True)))
        (folder / f"{name}.xlsx").write_bytes(workbook(plan))
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    for suffix, source in CONVERTED.items():
        files = [str(path) for path in folder.glob(f"*.{source}")]
        order = ["--headless", home, "--convert-to", suffix, "--outdir", str(folder), *files]
        subprocess.run([program, *order], check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("suffix", CONVERTED)
@pytest.mark.parametrize("name", NAMES[:FEW])
def test_what_libreoffice_saves_gets_the_same_verdicts(
    name: str, suffix: str, converted: Path
) -> None:
    if suffix == "xls":
        pytest.importorskip("xlrd")
    saved = converted / f"{name}.{suffix}"
    source = saved.with_suffix(f".{CONVERTED[suffix]}")
    first = read(source.name, source.read_bytes())
    assert verdicts(read(saved.name, saved.read_bytes())) == verdicts(first)


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
    assert disagreeing(plan) == []


@given(mixtures())
@settings(max_examples=20, deadline=None)
def test_any_mixture_of_pieces_gets_the_same_verdicts_as_pdf(plan: Document) -> None:
    pytest.importorskip("pypdfium2_raw")
    assert statuses(read("plan.pdf", portable(plan))) == statuses(
        read("plan.txt", txt(plan).encode())
    )
