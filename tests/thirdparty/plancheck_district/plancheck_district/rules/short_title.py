"""The title is short enough for the district's ledger."""

from collections.abc import Iterator

from plancheck.api import Finding, Paragraph, Place, Plan

LONGEST = 30
"""Characters of a title that fit into the ledger's column."""


def check(plan: Plan) -> Iterator[Finding]:
    """Point at a title that is longer."""
    for number, block in enumerate(plan.document.blocks):
        if isinstance(block, Paragraph) and block.text == plan.title and len(plan.title) > LONGEST:
            yield Finding(plan.title, Place(number, 0, len(block.text)))
            return
