"""How plans are written: a document goes in, a plan comes out.

The modules are imported when a plan is read, not when a rule is declared.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plancheck.model import Document
    from plancheck.reading.lexicon import Lexicon
    from plancheck.reading.plan import Plan


def read_plan(document: "Document", name: str, lexicon: "Lexicon | None" = None) -> "Plan":
    """Understand a document as a plan; see :func:`plancheck.reading.read.read_plan`."""
    from plancheck.reading.read import read_plan as read

    return read(document, name, lexicon)
