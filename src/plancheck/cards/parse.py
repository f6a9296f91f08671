"""From a card's bytes to its compiled form.

Runs only when the cache misses, in ``plancheck try`` and in tests: what it imports (the TOML
parser, the schema validator) is too heavy for every start.
"""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.cards.faults import faults_of
from plancheck.cards.source import Source, module_of
from plancheck.cards.text import Card, decode, not_toml
from plancheck.errors import CardError
from plancheck.reading.text import normalise

Compiled = dict[str, Any]

_TOLD = (
    *("id", "title", "severity", "kind", "advice", "criteria", "basis", "english"),
    *("options", "variants"),
)
"""Keys of a card that stand in the rule itself; examples are read when asked for, and all other
keys are for the judge."""


def compile_pack(source: Source) -> list[Compiled]:
    """Return the compiled form of every card of a pack.

    :raises CardError: for the first fault there is
    """
    for fault in pack_faults(source):
        raise fault
    return [compile_card(source, name, data) for name, data in source.cards]


def compile_card(source: Source, name: str, data: bytes) -> Compiled:
    """Return the compiled form of a card without faults.

    :raises CardError: when it is no TOML
    """
    table = parse(source.label(name), data).table
    compiled = {key: table[key] for key in _TOLD if key in table}
    compiled["data"] = {
        key: value for key, value in table.items() if key not in (*_TOLD, "examples")
    }
    if "words" in compiled["data"]:
        words: Mapping[str, list[str]] = compiled["data"]["words"]
        compiled["data"]["words"] = {
            key: [normalise(word).norm for word in listed] for key, listed in words.items()
        }
    module = module_of(name)
    return compiled | {"file": name, "module": module if module in source.modules else ""}


def pack_faults(source: Source) -> Iterator[CardError]:
    """Yield everything that is wrong with the cards of a pack."""
    for name, data in source.cards:
        yield from card_faults(source, name, data)
    known = {module_of(name) for name, _ in source.cards}
    for stray in sorted(source.modules - known):
        yield CardError("card.stray-python", file=source.label(f"{stray}.py"))


def card_faults(source: Source, name: str, data: bytes) -> Iterator[CardError]:
    """Yield everything that is wrong with a card, in the order of its lines."""
    try:
        card = parse(source.label(name), data)
    except CardError as error:
        yield error
        return
    found = [*faults_of(card), *_of_place(card, source, name)]
    yield from sorted(found, key=lambda fault: int(str(fault.values["line"])))


def parse(label: str, data: bytes) -> Card:
    """Parse a card.

    :param label: the card's path, for messages
    :raises CardError: when it is no UTF-8 or no TOML
    """
    text = decode(label, data)
    try:
        return Card(label, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, 1,000 brackets
        raise not_toml(label, text, str(error)) from error


def _of_place(card: Card, source: Source, name: str) -> Iterator[CardError]:
    """Hold a card against its file's name and against the Python beside it."""
    stem = name.removesuffix(".toml")
    told = card.table.get("id")
    if isinstance(told, str) and told.partition("/")[2] not in ("", stem):
        yield card.fault(("id",), "card.id-file", id=told, expected=f"{stem}.toml")
    if module_of(name) not in source.modules and not _judged(card.table):
        yield card.fault((), "card.no-check", python=f"{module_of(name)}.py")


def _judged(table: Mapping[str, Any]) -> bool:
    """Whether a card says by itself what earns its verdict."""
    return ("met" in table or "meetings" in table) and table.get("kind") != "defect"
