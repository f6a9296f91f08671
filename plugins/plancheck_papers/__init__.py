"""plancheck's built-in papers: what a reviewer files or sends back with one plan."""

from plancheck.api import Paper, hookimpl
from plancheck_papers import annotated, letter


@hookimpl
def plancheck_papers() -> list[Paper]:
    """Return the built-in papers; what writes one is imported when it is used."""
    return [annotated.PAPER, *letter.papers()]
