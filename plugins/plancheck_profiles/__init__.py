"""plancheck's profiles: each term, once a school year, and a scoring sheet."""

from plancheck.api import Profile, collect_profiles, hookimpl


@hookimpl
def plancheck_profiles() -> list[Profile]:
    """Return every profile in the ``profiles`` folder beside this file."""
    return collect_profiles(__name__)
