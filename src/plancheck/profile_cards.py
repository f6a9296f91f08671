"""Profiles as files: ``profiles/*.toml`` beside a pack's ``__init__.py``, kept once understood."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from plancheck import cache
from plancheck.cards.source import Source, of_package
from plancheck.errors import CardError
from plancheck.profile import Profile, profile_of

FOLDER = "profiles"
"""The folder of profiles inside a pack; a file's name, without suffix, is the profile's."""


def collect_profiles(package: str) -> list[Profile]:
    """Return the profiles of a pack.

    A pack's whole hook is ``return collect_profiles(__name__)``.

    :param package: dotted name of the imported pack
    :raises CardError: when a file does not fit ``profile.schema.json``: file, line and key
    """
    source = of_package(package, FOLDER)
    return [
        profile_of(name.removesuffix(".toml"), table, source.label(name))
        for name, table in _compiled(source).items()
    ]


def _compiled(source: Source) -> Mapping[str, Mapping[str, Any]]:
    """Return the tables of all files, from the cache if nothing changed."""
    content = cache.key(FOLDER, source.pack, *(part for card in source.cards for part in card))
    name = f"{source.pack}.{FOLDER}"
    kept = cache.load(name, content)
    if kept is not None:
        return cast("Mapping[str, Mapping[str, Any]]", kept)
    compiled = {file: _checked(source.label(file), data) for file, data in source.cards}
    cache.store(name, content, compiled)
    return compiled


def _checked(label: str, data: bytes) -> Mapping[str, Any]:
    for fault in faults(label, data):
        raise fault
    from plancheck.cards.parse import parse

    return parse(label, data).table


def faults(label: str, data: bytes) -> Iterator[CardError]:
    """Yield everything that is wrong with a profile's file, in the order of its lines."""
    from plancheck.cards.faults import schema_faults
    from plancheck.cards.parse import parse

    try:
        card = parse(label, data)
    except CardError as error:
        yield error
        return
    found = schema_faults(card, "profile")
    yield from sorted(found, key=lambda fault: int(str(fault.values["line"])))
