"""Rules as cards: one TOML file each, compiled once and kept until it changes."""

from collections.abc import Iterable
from typing import Any, cast

from plancheck import cache
from plancheck.cards.build import Home, rule_of
from plancheck.cards.source import Source, of_package
from plancheck.rule import Rule

__all__ = ["collect"]


def collect(package: str) -> list[Rule]:
    """Return the rules on the cards of a pack: ``rules/*.toml`` beside its ``__init__.py``.

    A pack's whole hook is ``return collect(__name__)``.

    :param package: dotted name of the imported pack
    :raises CardError: when a card has a fault, naming file, line and key
    """
    source = of_package(package)
    home = Home(package, source.folder)
    return [rule_of(home, compiled) for compiled in _compiled(source)]


def _compiled(source: Source) -> Iterable[dict[str, Any]]:
    """Return the pack's cards in their compiled form, from the cache if nothing changed."""
    content = cache.key(
        source.pack,
        *sorted(source.modules),
        *(part for card in source.cards for part in card),
    )
    kept = cache.load(source.pack, content)
    if kept is not None:
        return cast("Iterable[dict[str, Any]]", kept)
    from plancheck.cards.parse import compile_pack

    compiled = compile_pack(source)
    cache.store(source.pack, content, compiled)
    return compiled
