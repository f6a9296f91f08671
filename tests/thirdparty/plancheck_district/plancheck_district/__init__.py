"""What one district asks of its schools' plans."""

from plancheck.api import Profile, Report, Rule, collect, collect_profiles, hookimpl


@hookimpl
def plancheck_rules() -> list[Rule]:
    """Return every rule in the ``rules`` folder beside this file."""
    return collect(__name__)


@hookimpl
def plancheck_reports() -> list[Report]:
    """Offer the district's one-line report."""
    from plancheck_district.tally import write

    return [Report("tally", write)]


@hookimpl
def plancheck_profiles() -> list[Profile]:
    """Return the district's scoring sheet, in the ``profiles`` folder beside this file."""
    return collect_profiles(__name__)
