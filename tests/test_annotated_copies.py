"""Annotated copies as wholes: of Word documents, of what comes back, of everything else."""

import io
import zipfile
from functools import cache
from typing import Any

import pytest
from copies import (
    WAYS,
    annotated,
    check_content,
    check_parts,
    check_quotes,
    comments_in,
    edited,
    report_on,
    word_file,
)
from fakes import checked, defect, finding, plan
from plan_files.source import LABELLED, labelled
from readers.docx_builder import W, p, r, xml
from test_reports import made
from verdicts import read, verdicts

from plancheck.api import Source
from plancheck_papers import plancheck_papers
from plancheck_papers.annotated import PAPER
from plancheck_papers.annotated.names import STRICT
from plancheck_papers.annotated.parts import Copy

NAMES = sorted(path.stem for path in LABELLED.glob("*.json"))[:3]


@cache
def submitted(name: str, way: str) -> tuple[bytes, dict[str, Any]]:
    data = WAYS[way](labelled(name)[0])
    return data, report_on("plan.docx", data)


@cache
def copied(name: str, way: str) -> tuple[bytes, bytes, dict[str, Any]]:
    """Return a file, its annotated copy, and the report."""
    data, content = submitted(name, way)
    return data, annotated(content, Source("plan.docx", data)), content


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_a_word_document_is_only_commented(name: str, way: str) -> None:
    data, copy, content = copied(name, way)
    check_parts(data, copy)
    check_content(data, copy)
    comments, _ = check_quotes(content, copy)
    assert comments > 1


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_that_comes_back_gets_the_same_verdicts(way: str) -> None:
    data, copy, _ = copied(NAMES[0], way)
    assert verdicts(read("plan.docx", copy)) == verdicts(read("plan.docx", data))


@pytest.mark.parametrize("way", WAYS)
def test_a_copy_of_a_copy_has_no_stale_comments(way: str) -> None:
    data, copy, content = copied(NAMES[0], way)
    again = annotated(content, Source("plan.docx", copy))
    assert again == copy
    assert len(others(copy)) == len(others(data)) == (way == "much edited")


def others(data: bytes) -> list[str]:
    """Return who else commented."""
    copy = Copy(data)
    part = copy.comments()
    authors = [] if part is None else [each.get(copy.form.name("author"), "") for each in part.root]
    return [author for author in authors if not author.startswith("plancheck")]


def test_the_same_file_gives_the_same_bytes() -> None:
    data, copy, content = copied(NAMES[0], "much edited")
    assert annotated(content, Source("other.docx", data)) == copy


def test_comments_bear_a_day_where_one_is_told_and_none_else() -> None:
    data, copy, _ = copied(NAMES[0], "as Word saves")
    dated = annotated(report_on("plan.docx", data, today="2025-02-28"), Source("plan.docx", data))
    part, plain = (Copy(each).comments() for each in (dated, copy))
    assert part is not None
    assert plain is not None
    assert {each.get(f"{{{W}}}date") for each in part.root} == {"2025-02-28T00:00:00Z"}
    assert {each.get(f"{{{W}}}date") for each in plain.root} == {None}


# -- our own copies are known again


def test_a_copy_is_ours_until_somebody_works_in_it() -> None:
    data, copy, _ = copied(NAMES[0], "by python-docx")
    assert PAPER.own(copy)
    assert not PAPER.own(data)
    assert not PAPER.own(copy[:-100])
    assert not PAPER.own(b"")
    assert not PAPER.own(edited(copy, "工会", "公会"))


def test_a_copy_is_ours_even_when_authors_were_forgotten() -> None:
    _, copy, content = copied(NAMES[0], "by python-docx")
    forgotten = edited(copy, "plancheck 审核", "作者")
    assert PAPER.own(forgotten)
    again = annotated(content, Source("plan.docx", forgotten))
    assert len(comments_in(again)) == len(comments_in(copy))
    assert others(again) == []


W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
W15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
CID = 'xmlns:c="http://schemas.microsoft.com/office/word/2016/wordml/cid"'
CEX = 'xmlns:x="http://schemas.microsoft.com/office/word/2018/wordml/cex"'


def answered() -> bytes:
    """Return a copy as Word saves it after somebody answered one of our comments."""

    def one(number: int, author: str, words: str) -> str:
        return (
            f'<w:comment w:id="{number}" w:author="{author}">'
            f'<w:p w14:paraId="0000000{number}"><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>'
        )

    marks = "".join(
        f'<w:commentRangeStart w:id="{number}"/>' for number in (1, 2)
    ) + r("走访慰问") + "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'
        for number in (1, 2)
    )  # fmt: skip
    comments = xml("w:comments", one(1, "plancheck 审核", "请改") + one(2, "校长", "已改"))
    kinds = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
    return word_file(
        p(marks) + p("XX年"),
        parts={
            "word/comments.xml": comments.replace("<w:comments ", f"<w:comments {W14} "),
            "word/commentsExtended.xml": f"<w15:commentsEx {W15}>"
            '<w15:commentEx w15:paraId="00000001"/>'
            '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>',
            "word/commentsIds.xml": f"<c:commentsIds {CID}>"
            '<c:commentId c:paraId="00000001" c:durableId="AA"/>'
            '<c:commentId c:paraId="00000002" c:durableId="BB"/></c:commentsIds>',
            "word/commentsExtensible.xml": f"<x:commentsExtensible {CEX}>"
            '<x:commentExtensible x:durableId="AA"/><x:commentExtensible x:durableId="BB"/>'
            "</x:commentsExtensible>",
        },
        rels={f"rId{kind}": (kind, f"{kind}.xml") for kind in kinds},
    )


def test_an_answer_to_our_comment_stays_when_that_goes() -> None:
    rule = defect([finding("XX年", 1)])
    content = made(checked(plan("走访慰问", "XX年"), rule), rules=(rule,), with_text=True)
    content["plans"][0]["format"] = "docx"
    copy = annotated(content, Source("plan.docx", answered()))
    assert others(copy) == ["校长"]
    assert [each.covered for each in comments_in(copy)] == ["走访慰问", "XX年"]
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        texts = [
            archive.read(f"word/comments{kind}.xml").decode()
            for kind in ("Extended", "Ids", "Extensible")
        ]
    assert not any("00000001" in text or "AA" in text for text in texts)
    assert all("00000002" in text or "BB" in text for text in texts)
    assert "paraIdParent" not in texts[0]


def test_a_file_that_is_not_the_one_that_was_checked_gets_no_wrong_marks() -> None:
    _, _, content = copied(NAMES[0], "by python-docx")
    other = word_file(p("另一份计划") + p("别的内容"))
    for found in comments_in(annotated(content, Source("plan.docx", other)))[1:]:
        assert not found.exact
        assert found.covered == "另一份计划"


def test_the_strict_form_gets_comments_of_its_own_form() -> None:
    body = xml("w:document", f"<w:body>{p('题目')}{p('XX年')}</w:body>").replace(W, STRICT)
    data = word_file("", parts={"word/document.xml": body})
    content = report_on("plan.docx", data)
    copy = annotated(content, Source("plan.docx", data))
    part = Copy(copy).comments()
    assert part is not None
    assert part.root.tag == f"{{{STRICT}}}comments"
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/comments" in links


def test_the_paper_is_offered() -> None:
    assert PAPER in plancheck_papers()
    assert PAPER.suffix == {"zh": ".批注.docx", "en": ".annotated.docx"}
