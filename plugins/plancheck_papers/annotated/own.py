"""How our copies are known again, whatever program has saved them since.

Word and WPS keep a comment's author, though they may be told to forget it; both keep its text. So
the last line of each comment says who wrote it, too: ``plancheck`` and the rules it speaks of; of
the first comment instead a number that the text of the document gives. As long as the document's
text still gives that number, nobody has worked in the copy.
"""

from hashlib import sha256

from lxml.etree import _Element as Element

from plancheck.api import Block, Document, Paragraph, Unreadable, Zone, regex
from plancheck_papers.annotated.names import P, T, local

NAME = "plancheck"
_NUMBER = regex(r"plancheck ([0-9a-f]{12})")
_RULES = regex(r"plancheck(?: [^/ ]+/[^/ ]+)*")
_DIGITS = 12
_HINT = b"comments"
"""A part of this name stands in the directory of every package with comments."""


def signed(rules: tuple[str, ...]) -> str:
    """Return the last line of a comment about some rules."""
    return " ".join((NAME, *rules))


def numbered(document: Document) -> str:
    """Return the last line of the first comment on a document."""
    return f"{NAME} {_digest(document)}"


def is_ours(comment: Element, author: str) -> bool:
    """Tell whether plancheck wrote a comment.

    :param author: the name of the attribute that says who did
    """
    last = _last_line(comment)
    by_name = comment.get(author, "").strip().casefold().startswith(NAME)
    return by_name or bool(_NUMBER.fullmatch(last) or _RULES.fullmatch(last))


def is_untouched(data: bytes) -> bool:
    """Tell whether a file is an annotated copy whose text nobody has changed."""
    if _HINT not in data:
        return False
    from plancheck_papers.annotated.comments import Comments
    from plancheck_papers.annotated.parts import Copy, Unfit
    from plancheck_readers.word.tracing import trace

    try:
        copy = Copy(data)
        numbers = {
            found[1]
            for comment in Comments(copy).ours
            if (found := _NUMBER.fullmatch(_last_line(comment)))
        }
        return bool(numbers) and _digest(trace(copy.package).document) in numbers
    except (Unreadable, Unfit):
        return False


def _last_line(comment: Element) -> str:
    paragraphs = [child for child in comment.iter() if local(child) == P]
    if not paragraphs:
        return ""
    return "".join(text.text or "" for text in paragraphs[-1].iter() if local(text) == T).strip()


def _digest(document: Document) -> str:
    """Return what tells the text of a body from others; blanks and margins do not count."""
    texts = (text for block in document.blocks if block.zone is Zone.BODY for text in _texts(block))
    return sha256("".join("".join(texts).split()).encode()).hexdigest()[:_DIGITS]


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    return [cell.text for cell in block.cells]
