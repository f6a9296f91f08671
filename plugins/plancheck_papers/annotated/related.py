"""What newer programs keep of comments beside them: who answered whom, what is settled.

Entries name a comment by the id of its last paragraph ([MS-DOCX] 2.5.4: ``commentsExtended``,
``commentsIds``, ``commentsExtensible``). Only those of comments that are taken out are touched.
"""

from collections.abc import Set as AbstractSet

from lxml.etree import _Element as Element

from plancheck_papers.annotated.parts import Copy

PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_EXTENDED = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_IDS = "{http://schemas.microsoft.com/office/word/2016/wordml/cid}"
_EXTENSIBLE = "{http://schemas.microsoft.com/office/word/2018/wordml/cex}"


def forget(copy: Copy, paragraphs: AbstractSet[str]) -> None:
    """Forget comments; an answer to one of them stays, as a comment of its own.

    :param paragraphs: ids of their paragraphs
    :raises plancheck.api.Unreadable: when a part cannot be read
    """
    if not paragraphs:
        return
    _drop(copy, "commentsExtended", f"{_EXTENDED}paraId", paragraphs)
    gone = _drop(copy, "commentsIds", f"{_IDS}paraId", paragraphs)
    durable = {entry.get(f"{_IDS}durableId", "") for entry in gone} - {""}
    _drop(copy, "commentsExtensible", f"{_EXTENSIBLE}durableId", durable)


def _drop(copy: Copy, kind: str, key: str, values: AbstractSet[str]) -> list[Element]:
    """Take the entries with some values out of a part, and return them."""
    part = copy.part_of_kind(kind) if values else None
    if part is None:
        return []
    gone = [entry for entry in part.root if entry.get(key) in values]
    parent = f"{_EXTENDED}paraIdParent"
    orphans = [entry for entry in part.root if entry.get(parent) in values]
    for entry in gone:
        part.root.remove(entry)
    for entry in orphans:
        entry.attrib.pop(parent)
    if gone or orphans:
        copy.store(part)
    return gone
