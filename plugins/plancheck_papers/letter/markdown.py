"""A letter as Markdown (CommonMark): text only, no markup of its readers' own."""

from plancheck.api import regex
from plancheck_papers.letter.lines import lines
from plancheck_papers.letter.model import Kind, Letter, Line

MARK = '[plancheck]: # "letter"\n'
"""Ends the file: a definition that no reader shows; plancheck knows its own papers by it."""

_MARKUP = regex(r"[\\`*_\[\]<>#|~$&@]|:(?=//)|(?<=www)\.")
_START = regex(r"^(\d*)(?=[-+=.)])")


def write(letter: Letter) -> str:
    """Return the whole letter."""
    return "\n\n".join([*map(_paragraph, lines(letter)), MARK])


def own(data: bytes) -> bool:
    """Tell whether a file is a letter written as Markdown here."""
    return data.rstrip().endswith(MARK.strip().encode())


def escape(text: str) -> str:
    """Return a text that Markdown shows as it is, wherever it stands, without links."""
    return _MARKUP.sub(lambda found: "\\" + found[0], text)


def _paragraph(line: Line) -> str:
    text, head = escape(line.text), escape(line.head)
    start = _START.sub(r"\1\\", head or text)
    match line.kind:
        case Kind.TITLE:
            return f"# {head}{text}"
        case Kind.SECTION:
            return f"## {text}"
        case Kind.INSERT:
            return f"> {head}{text}"
    # The blank: CommonMark does not end bold type behind 。 without one.
    return f"**{start}** {text}".rstrip() if head else start
