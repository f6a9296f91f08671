"""A letter written into a district's own document: its paper, header and seal stay as they are."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

from plancheck.api import SetupError, limits
from plancheck_papers.letter.model import Kind, Letter, Line
from plancheck_papers.letter.oxml import Element, element, name, paragraphs, replace, text, texts
from plancheck_papers.letter.package import packed
from plancheck_papers.letter.placeholders import BLOCKS, CHINESE, PATTERN, block, inline, known

if TYPE_CHECKING:
    from docx.document import Document

BOLD = (Kind.SECTION, Kind.TITLE)
"""Lines that are set in bold type as a whole; of the others what stands before the text."""

_STORIES = (".footer+xml", ".header+xml", ".main+xml")
"""Ends of the content types of parts that a reader sees."""


def fill(path: str, letter: Letter) -> bytes:
    """Return a template with everything filled in.

    :param path: of a ``.docx``
    :raises SetupError: as :func:`check`
    """
    document = _opened(path)
    _check(path, document)
    for root in _roots(document):
        for paragraph in list(paragraphs(root)):
            _fill(paragraph, letter)
    return packed(document, letter)


def check(path: str) -> None:
    """See whether a template can be used.

    :raises SetupError: when it is not there, is no Word document, or names what no letter has
    """
    _check(path, _opened(path))


def _opened(path: str) -> "Document":
    from docx import Document

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a path as it is given
            data = file.read(limits.FILE + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SetupError("letter.template.absent", file=path, reason=reason) from None
    if len(data) > limits.FILE:
        raise SetupError("letter.template.large", file=path, most=limits.FILE >> 20)
    try:
        return Document(BytesIO(data))
    except Exception as error:
        # python-docx lets through whatever its zip and XML libraries raise
        raise SetupError("letter.template.broken", file=path) from error


def _roots(document: "Document") -> Iterator[Element]:
    """Yield the roots of all parts with text that is seen: the body, headers, footers."""
    for part in document.part.package.iter_parts():
        if part.content_type.endswith(_STORIES) and hasattr(part, "element"):
            yield part.element


def _check(path: str, document: "Document") -> None:
    unknown: dict[str, None] = {}
    for root in _roots(document):
        for paragraph in paragraphs(root):
            content = _content(paragraph)
            found = list(PATTERN.finditer(content))
            unknown.update((each[0], None) for each in found if not known(each[1]))
            for each in found:
                if known(each[1]) in BLOCKS and content.strip() != each[0]:
                    raise SetupError("letter.template.alone", file=path, name=each[0])
    if unknown:
        shown = "、".join(f"{{{{{each}}}}}" for each in CHINESE)
        raise SetupError("letter.template.unknown", file=path, names=" ".join(unknown), known=shown)


def _content(paragraph: Element) -> str:
    return "".join(each.text or "" for each in texts(paragraph))


def _fill(paragraph: Element, letter: Letter) -> None:
    content = _content(paragraph)
    for found in reversed(list(PATTERN.finditer(content))):
        named = known(found[1])
        if named in BLOCKS:
            _replace(paragraph, list(block(named, letter)))
            return
        replace(texts(paragraph), *found.span(), inline(named, letter))


def _replace(paragraph: Element, lines: list[Line]) -> None:
    """Put lines in place of a paragraph, each set as it was; the last one is that paragraph."""
    first = next(iter(texts(paragraph))).getparent()
    face = first.find(name("rPr"))
    layout = paragraph.find(name("pPr"))
    for line in lines[:-1]:
        copied = [] if layout is None else [_without_section(layout)]
        paragraph.addprevious(element("p", *copied, *_runs(line, face)))
    for child in list(paragraph):
        if child is not layout:
            paragraph.remove(child)
    paragraph.extend(_runs(lines[-1], face))


def _without_section(layout: Element) -> Element:
    """Copy a paragraph's layout; a section ends behind one paragraph only."""
    copied = deepcopy(layout)
    for section in copied.findall(name("sectPr")):
        copied.remove(section)
    return copied


def _runs(line: Line, face: Element | None) -> list[Element]:
    head = [_run(line.head, face, bold=True)] if line.head else []
    return [*head, _run(line.text, face, bold=line.kind in BOLD)]


def _run(words: str, face: Element | None, *, bold: bool) -> Element:
    properties = element("rPr") if face is None else deepcopy(face)
    if bold:
        for old in properties.findall(name("b")):
            properties.remove(old)
        at = next((n for n, each in enumerate(properties) if each.tag not in _BEFORE_BOLD), 0)
        properties.insert(at, element("b"))
    return element("r", properties, text(words))


_BEFORE_BOLD = (name("rStyle"), name("rFonts"))
"""What stands before bold type in the properties of a run, in Word's order."""
