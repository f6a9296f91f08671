"""Rules of our own."""

from plancheck.api import Rule, collect, hookimpl


@hookimpl
def plancheck_rules() -> list[Rule]:
    """Return every rule in the ``rules`` folder beside this file."""
    return collect(__name__)
