"""plancheck's built-in papers: what a reviewer files or sends back with one plan."""

from plancheck.api import Paper, hookimpl


@hookimpl
def plancheck_papers() -> list[Paper]:
    """Return the built-in papers; what writes one is imported when it is used."""
    return []
