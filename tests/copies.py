"""What must hold of every annotated copy; its tests and ``annotate.py`` share it.

Nothing here is asked of the code that writes copies but what it meant to say: where a comment
really stands is read out of the copy anew.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element
from plan_files.raw_word import raw_word
from plan_files.word import box, delete_after, find, packed, track, word
from plan_files.word import comment as add_comment
from readers.docx_builder import docx
from verdicts import installed, read

from plancheck.api import Document, Paragraph, Place, Source, Style
from plancheck.check import check
from plancheck.judging import lexicon_of
from plancheck.outcome import FailLevel, Review
from plancheck.places import Places
from plancheck.profile import PLAIN, Terms
from plancheck.reading import read_plan
from plancheck.report_object import Run, report
from plancheck_papers import annotated as annotated_paper
from plancheck_papers.annotated.comments import Comments
from plancheck_papers.annotated.fresh import legal
from plancheck_papers.annotated.inplace import Sayings, commented
from plancheck_papers.annotated.names import local
from plancheck_papers.annotated.parts import Copy
from plancheck_papers.annotated.remarks import Line, Remark, capped, remarks
from plancheck_papers.annotated.words import Words
from plancheck_readers.package import Package
from plancheck_readers.word.line import words
from plancheck_readers.word.tracing import Trace, trace

MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
TELLING = "原文在"
"""How a comment begins to tell where its words are, when it cannot stand at them."""


class Comment(NamedTuple):
    """One of our comments as it stands in a copy."""

    id: str
    lines: tuple[str, ...]
    covered: str
    """The text between its marks, as the reader reads it."""

    @property
    def exact(self) -> bool:
        """Whether it stands at the words it speaks of, and not only near them."""
        return not any(line.startswith(TELLING) for line in self.lines)


def comments_in(data: bytes) -> list[Comment]:
    """Return our comments in a copy, in the order in which they were added.

    :raises AssertionError: when one of them is not as it must be
    """
    copy = Copy(data)
    found = trace(copy.package)
    elements = list(copy.main.root.iter(etree.Element))
    name = copy.form.name
    part = copy.comments()
    assert part is not None
    ids = Counter(comment.get(name("id"), "") for comment in part.root.iterchildren(etree.Element))
    ours = {comment.get(name("id"), "") for comment in Comments(copy).ours}
    assert {ids[key] for key in ours} == {1}, "ids are not unique"
    at: dict[tuple[str, str], int] = {}
    for number, element in enumerate(elements):
        key = local(element), element.get(name("id"), "")
        if key[0] in MARKS and key[1] in ours:
            assert key not in at, f"{key} stands twice"
            at[key] = number
            _check_home(element)
    comments = []
    for comment in Comments(copy).ours:
        own = comment.get(name("id"), "")
        start, end, reference = (at[kind, own] for kind in MARKS)
        assert start < end < reference, f"the marks of {own} are out of order"
        lines = tuple(
            "".join(text.text or "" for text in paragraph.iter(name("t")))
            for paragraph in comment.iterchildren(name("p"))
        )
        assert lines
        comments.append(Comment(own, lines, _between(found, start, end)))
    return comments


def _check_home(mark: Element) -> None:
    """Hold that a mark stands where Word takes one: in a paragraph of the body, in no text box."""
    around = [local(parent) for parent in mark.iterancestors()]
    assert around.count("p") == 1
    assert "txbxContent" not in around
    assert "" not in around, "in something that is no text"


def _between(found: Trace, start: int, end: int) -> str:
    """Return the text that elements between two others show."""
    for (block, cell), pieces in found.pieces.items():
        spans = [span for piece in pieces for span in piece.spans if start < span.element < end]
        if spans:
            place = Place(block, spans[0].start, spans[-1].end, cell)
            return found.document.text_at(place)
    return ""


# -- what must not change


def check_parts(before: bytes, after: bytes) -> None:
    """Hold that all parts but four are the same, in the same order; new ones come last.

    :raises AssertionError: when they are not
    """
    old, new = _parts(before), _parts(after)
    folder, _, name = Copy(after).main.name.rpartition("/")
    comments = Copy(after).comments()
    assert comments is not None
    ours = f"{folder}/{name}", f"{folder}/_rels/{name}.rels", comments.name, "[Content_Types].xml"
    assert list(new)[: len(old)] == list(old)
    assert [
        name for name, content in old.items() if content != new[name] and name not in ours
    ] == []
    assert set(new) - set(old) <= set(ours)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def check_content(before: bytes, after: bytes) -> None:
    """Hold that the main part shows the same, with the same look, and holds the same besides.

    :raises AssertionError: when it does not
    """
    old, new = Copy(before), Copy(after)
    ids = {comment.get(old.form.name("id")) for comment in Comments(new).ours}
    ours = {comment.get(old.form.name("id")) for comment in Comments(old).ours}
    assert list(_shown(old, ours)) == list(_shown(new, ids))
    assert trace(old.package).document == trace(new.package).document
    assert old.main.root.nsmap == new.main.root.nsmap
    alone = [bool(each.main.root.getroottree().docinfo.standalone) for each in (old, new)]
    assert alone[0] == alone[1]


def _shown(copy: Copy, ours: set[str | None]) -> Iterator[object]:
    """Yield what a part holds, character by character, without our comments' marks.

    How runs are cut does not matter, only what each character looks like.
    """
    key = copy.form.name("id")

    def walk(element: Element, run: object) -> Iterator[object]:
        kind = local(element)
        if kind in MARKS and element.get(key) in ours:
            return
        if kind == "t" and run is not None:
            yield from ((char, run) for char in words(element))
            return
        inner = None
        if kind == "r":
            looks = [_written(child, key) for child in element if local(child) == "rPr"]
            inner = (*looks, *element.attrib.items())
        else:
            yield element.tag, tuple(element.attrib.items()), (element.text or "").strip(), run
        for child in element.iterchildren(etree.Element):
            if not (kind == "r" and local(child) == "rPr"):
                yield from walk(child, inner)
        if kind != "r":
            yield element.tag

    return walk(copy.main.root, None)


def _written(element: Element, key: str) -> str:
    """Return a look as text, ids of tracked changes left out."""
    plain = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in plain.iter():
        if key in each.attrib:
            each.attrib.pop(key)
    return etree.tostring(plain, method="c14n").decode()


# -- making copies of what is said by hand

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
    '+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/></Types>'
)
"""Content types that make what tests build a document."""


def word_file(body: str, **more: Any) -> bytes:  # noqa: ANN401 - as docx_builder takes it
    """Build a Word document that Word would open, too."""
    parts = {"[Content_Types].xml": TYPES, **more.pop("parts", {})}
    return docx(body, parts=parts, **more)


def spoken_of(data: bytes, *quotes: str) -> bytes:
    """Return a copy of a document in which somebody speaks of the first place of each quotation."""
    document = trace(Package(data)).document
    remarks = [remark(document, quote) for quote in quotes]
    sayings = Sayings(0, [Line("意见")], remarks)
    return commented(data, sayings, WORDS, None)


def remark(document: Document, quote: str) -> Remark:
    """Say something at the first place of a quotation."""
    for number, block in enumerate(document.blocks):
        cells = [None] if isinstance(block, Paragraph) else [(c.row, c.column) for c in block.cells]
        for cell in cells:
            start = document.whole(Place(number, 0, 0, cell)).find(quote)
            if start >= 0:
                place = Place(number, start, start + len(quote), cell)
                return Remark(Places(document).write(place), quote, (Line("说"),), ("a/b",), 0)
    raise AssertionError(quote)


WORDS = Words({"rules": []}, [], "zh")


def checked_copy(data: bytes, *quotes: str) -> list[Comment]:
    """Return the comments at some quotations, in a copy of which all holds that must."""
    copy = spoken_of(data, *quotes)
    check_parts(data, copy)
    check_content(data, copy)
    first, *others = comments_in(copy)
    assert first.lines[0] == "意见"
    return others


def edited(data: bytes, old: str, new: str) -> bytes:
    """Replace words in all parts of a package, as a careless hand would."""
    made_anew = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made_anew, "w") as copy:
        for name in archive.namelist():
            copy.writestr(name, archive.read(name).replace(old.encode(), new.encode()))
    return made_anew.getvalue()


# -- making copies of what the rules say


def report_on(name: str, data: bytes, **known: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the report on a file, by the installed rules."""
    rules = installed().rules
    terms = Terms(PLAIN, rules, {rule.id: rule.severity for rule in rules})
    plan = read_plan(read(name, data), name, lexicon_of(rules))
    results = check(plan, rules, terms.severities)
    review = Review(name, sha256(data).hexdigest(), None, plan, *results, terms)
    facts = {"plugins": (), "profiles": (), "fail_level": FailLevel.ERROR, "lang": "zh"}
    return report(Run(**{**facts, "terms": terms, "with_text": True, **known}), [review])


def annotated(content: Mapping[str, Any], source: Source | None, lang: str = "zh") -> bytes:
    """Return the annotated copy of the first plan of a report."""
    return annotated_paper.PAPER.write(content, content["plans"][0], source, Style(lang=lang))


def check_quotes(content: Mapping[str, Any], copy: bytes) -> tuple[int, int]:
    """Hold that each comment in a copy stands at exactly the words it speaks of, or tells them.

    :returns: how many there are, and how many of them tell their words
    :raises AssertionError: when one stands elsewhere
    """
    plan = content["plans"][0]
    words_of = Words(plan, content["rules"], "zh")
    said = capped(remarks(plan, words_of), words_of)
    _, *found = comments_in(copy)
    assert len(found) == len(said)
    telling = 0
    for comment, meant in zip(found, said, strict=True):
        telling += not comment.exact
        assert not comment.exact or comment.covered == legal(meant.quote), meant.quote
    return len(found), telling


# -- plans as Word documents


def much_edited(document: Document) -> bytes:
    """Write a plan as a much edited Word document: tracked changes, a text box, a comment."""
    built = word(document, numbers=True)
    first, second, third, fourth = sorted(
        built.paragraphs, key=lambda paragraph: len(paragraph.text), reverse=True
    )[:4]
    track(first, first.text[5:9], "旧的说法")
    delete_after(second, "整段删去")
    add_comment(built, third, "请把这句写具体。")
    box(find(built, fourth.text))
    return packed(built)


WAYS: dict[str, Callable[[Document], bytes]] = {
    "by python-docx": lambda plan: packed(word(plan)),
    "much edited": much_edited,
    "as Word saves": lambda plan: raw_word(plan, "某某学校工会"),
}
"""Ways of writing a plan as a Word document."""
