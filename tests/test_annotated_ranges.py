"""Whatever a Word document is made of, comments stand where they should and change nothing."""

from typing import NamedTuple

from copies import WORDS, check_content, check_parts, comments_in, word_file
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.docx_builder import p, r, tbl, tc, tr

from plancheck.api import Document, Paragraph, Place
from plancheck.places import Places
from plancheck_papers.annotated.inplace import Sayings, commented
from plancheck_papers.annotated.remarks import Line, Remark
from plancheck_readers.package import Package
from plancheck_readers.word.tracing import trace

TEXT = st.text("走访慰问困 \t一A", min_size=1, max_size=6)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:vanish/>", '<w:color w:val="FF0000"/>'])
RUNS = st.builds(r, TEXT.map(lambda text: text.replace("\t", "")), LOOKS)
BARE = TEXT.map(lambda text: f"<w:r><w:t>{text}</w:t><w:t>{text}</w:t></w:r>")
SIGNS = st.sampled_from(
    [
        "<w:r><w:tab/></w:r>",
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/></w:r>",
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>丙</w:t></w:r>',
        '<w:del w:id="1"><w:r><w:delText>删</w:delText></w:r></w:del>',
        '<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>',
        "<w:proofErr/>",
    ]
)
SIMPLE = RUNS | BARE | SIGNS
WRAPPERS = st.sampled_from(
    [
        '<w:ins w:id="2" w:author="a">{}</w:ins>',
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr><w:tag/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtContent><w:ins>{}</w:ins></w:sdtContent></w:sdt>",
    ]
)
WRAPPED = st.builds(str.format, WRAPPERS, st.lists(SIMPLE, max_size=3).map("".join))
BOX = (
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框中的话')}{tbl(tr('格'))}</w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)
WHOLE = st.sampled_from(
    [
        "<w:r><w:ruby><w:rt/><w:rubyBase><w:r><w:t>注音</w:t></w:r></w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>",
        "<w:fldSimple><w:r><w:t>域值</w:t></w:r></w:fldSimple>",
        BOX,
    ]
)
JOINED = st.sampled_from(["", "", "", '<w:rPr><w:del w:id="4"/></w:rPr>'])


class Made(NamedTuple):
    """A document, and whether all of it can be cut anywhere."""

    data: bytes
    free: bool


def _paragraphs(inline: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(p, st.lists(inline, min_size=1, max_size=6).map("".join), JOINED)


def _documents(inline: st.SearchStrategy[str], *, free: bool) -> st.SearchStrategy[Made]:
    paragraphs = _paragraphs(inline)
    cells = st.lists(paragraphs, min_size=1, max_size=3).map(lambda found: tc("".join(found)))
    tables = st.lists(cells, min_size=1, max_size=3).map(lambda found: tbl(tr(*found)))
    blocks = st.lists(paragraphs | tables, min_size=1, max_size=5)
    return blocks.map(lambda found: Made(word_file(p("题目") + "".join(found)), free))


DOCUMENTS = _documents(SIMPLE | WRAPPED, free=True) | _documents(
    SIMPLE | WRAPPED | WHOLE, free=False
)


def _places(document: Document, draw: st.DataObject) -> list[Place]:
    """Draw some places anywhere in a document."""
    texts = [
        (number, cell)
        for number, block in enumerate(document.blocks)
        for cell in (
            [None] if isinstance(block, Paragraph) else [(c.row, c.column) for c in block.cells]
        )
        if document.whole(Place(number, 0, 0, cell))
    ]
    places = []
    for number, cell in draw.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=9)):
        length = len(document.whole(Place(number, 0, 0, cell)))
        start = draw.draw(st.integers(0, length - 1))
        places.append(Place(number, start, draw.draw(st.integers(start + 1, length)), cell))
    return places


@given(DOCUMENTS, st.data())
@settings(max_examples=40)
def test_any_places_in_any_document(made: Made, draw: st.DataObject) -> None:
    document = trace(Package(made.data)).document
    places = _places(document, draw)
    write = Places(document).write
    said = [
        Remark(write(place), document.text_at(place), (Line("说"),), ("a/b",), 0)
        for place in places
    ]
    copy = commented(made.data, Sayings(0, [Line("意见")], said), WORDS, None)
    check_parts(made.data, copy)
    check_content(made.data, copy)
    _, *found = comments_in(copy)
    for comment, remark in zip(found, said, strict=True):
        if made.free and remark.quote.strip():
            assert comment.covered.strip() == remark.quote.strip()
        elif comment.exact:
            assert remark.quote.strip() in comment.covered
    again = commented(copy, Sayings(0, [Line("意见")], said), WORDS, None)
    assert again == copy
