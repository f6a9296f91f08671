"""What is wrong with a parsed card, by the schema and beyond it.

``rule.schema.json`` says what a card may hold; here its findings get an author's words. Keys of
conditions are defined there alone: a new one needs no change here.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

import plancheck_schemas
from plancheck.cards.text import Card, Path
from plancheck.errors import CardError
from plancheck.reading.words import shared_names

_RULE = "rule"
"""The schema of rule cards."""

_LISTS = "x-lists"
"""Marks a schema whose strings name word lists."""

_SAYS = "x-says"
"""Names the message for a value its schema refuses."""

_CORE = "@"
"""Before the name of a list that the core shares with all cards."""

_NOT = ".not"
"""After the name of a list: the list of exceptions to it."""


class Refusal(NamedTuple):
    """One finding of the validator."""

    path: Path
    keyword: str
    """The keyword of the schema that the value breaks, such as ``enum``."""
    wanted: Any
    """What the schema says under the keyword."""
    value: Any
    schema: Mapping[str, Any]
    reason: str
    """What the validator says, in its own English."""


Told = Iterator[tuple[Path, CardError]]
Teller = Callable[[Card, Refusal], Told]


def faults_of(card: Card) -> Iterator[CardError]:
    """Yield the faults of a card, at most one for each value."""
    yield from schema_faults(card, _RULE)
    yield from _of_lists(card)
    yield from _of_options(card)


def schema_faults(card: Card, name: str) -> Iterator[CardError]:
    """Yield what a schema finds wrong with a table, at most one fault for each value.

    :param name: of the schema: ``rule`` or ``profile``
    """
    found: dict[Path, CardError] = {}
    for error in _validator(name).iter_errors(card.table):
        for path, fault in _told(card, _refusal(error)):
            found.setdefault(path, fault)
    meant = {(*path[:-1], fault.values.get("guess")) for path, fault in found.items()}
    for path, fault in found.items():
        if path not in meant:  # a key that is only misspelt is not missing as well
            yield fault


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(name))


@cache
def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(plancheck_schemas.text(name))
    return schema


def _refusal(error: ValidationError) -> Refusal:
    return Refusal(
        tuple(error.absolute_path),
        str(error.validator),
        error.validator_value,
        error.instance,
        error.schema if isinstance(error.schema, Mapping) else {},
        error.message,
    )


def _told(card: Card, refusal: Refusal) -> Told:
    """Put one finding of the validator into an author's words."""
    says = refusal.schema.get(_SAYS)
    if says and refusal.keyword != "type":
        return iter([(refusal.path, card.fault(refusal.path, says, value=refusal.value))])
    return _TELLERS.get(refusal.keyword, _invalid)(card, refusal)


def _unknown_keys(card: Card, refusal: Refusal) -> Told:
    known = refusal.schema["properties"]
    for key in refusal.value:
        if key not in known:
            path = (*refusal.path, key)
            yield path, card.unknown(path, "card.key-unknown", key, known)


def _lacking(card: Card, refusal: Refusal) -> Told:
    for key in refusal.wanted:
        if key not in refusal.value:
            fault = card.fault(refusal.path, "card.key-missing", lacks=key)
            yield (*refusal.path, key), fault


def _not_among(card: Card, refusal: Refusal) -> Told:
    fault = card.unknown(refusal.path, "card.value", str(refusal.value), refusal.wanted)
    yield refusal.path, fault


def _mistyped(card: Card, refusal: Refusal) -> Told:
    names = [refusal.wanted] if isinstance(refusal.wanted, str) else refusal.wanted
    expected = " / ".join(_TOML_NAMES[name] for name in names)
    got = type(refusal.value).__name__
    got = _PYTHON_NAMES.get(got, got)
    yield refusal.path, card.fault(refusal.path, "card.type", expected=expected, got=got)


def _twice(card: Card, refusal: Refusal) -> Told:
    words = refusal.value
    word = next(word for index, word in enumerate(words) if word in words[:index])
    yield refusal.path, card.fault(refusal.path, "card.word-twice", word=word)


def _empty(card: Card, refusal: Refusal) -> Told:
    yield refusal.path, card.fault(refusal.path, "card.empty")


def _invalid(card: Card, refusal: Refusal) -> Told:
    yield refusal.path, card.fault(refusal.path, "card.invalid", reason=refusal.reason)


_TELLERS: Mapping[str, Teller] = {
    "additionalProperties": _unknown_keys,
    "required": _lacking,
    "enum": _not_among,
    "type": _mistyped,
    "uniqueItems": _twice,
    "minItems": _empty,
    "minProperties": _empty,
}

_TOML_NAMES = {
    "string": '"…"',
    "array": "[…]",
    "object": "[table]",
    "integer": "1",
    "number": "1.5",
    "boolean": "true/false",
}
"""How an author writes each type."""

_PYTHON_NAMES = {
    "str": '"…"',
    "list": "[…]",
    "dict": "[table]",
    "int": "1",
    "float": "1.5",
    "bool": "true/false",
}


def _of_lists(card: Card) -> Iterator[CardError]:
    """Yield a fault for every name of a word list that the card does not have."""
    words = card.table.get("words")
    own = [name for name in words if not name.endswith(_NOT)] if isinstance(words, dict) else []
    shared = shared_names()
    for path, name in _list_names(_schema(_RULE), card.table, ()):
        known = shared if name.startswith(_CORE) else own
        if name not in known:
            yield card.unknown(path, "card.list-unknown", name, known)
    for name in words if isinstance(words, dict) else ():
        base = name.removesuffix(_NOT)
        if base not in own:
            yield card.unknown(("words", name), "card.list-unknown", base, own)


def _list_names(schema: Mapping[str, Any], value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Walk a card along its schema; yield the strings that name word lists."""
    schema = _resolved(schema)
    if schema.get(_LISTS):
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str):
                yield path, name
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in schema.get("properties", {}):
                yield from _list_names(schema["properties"][key], inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _list_names(schema.get("items", {}), inner, (*path, index))


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow a reference into ``$defs``."""
    target = schema.get("$ref")
    if not isinstance(target, str):
        return schema
    found: Mapping[str, Any] = _schema(_RULE)["$defs"][target.rpartition("/")[2]]
    return _resolved(found)


def _of_options(card: Card) -> Iterator[CardError]:
    """Yield a fault for every default that is no value, and every text for what is no option."""
    values = {name: table.get("values", ()) for name, table in _tables(card.table.get("options"))}
    for name, table in _tables(card.table.get("options")):
        default = table.get("default")
        if isinstance(default, str) and default not in values[name]:
            yield card.unknown(("options", name, "default"), "card.value", default, values[name])
    variants = card.table.get("variants")
    for number, variant in enumerate(variants if isinstance(variants, list) else ()):
        when = variant.get("when") if isinstance(variant, dict) else None
        for name, value in when.items() if isinstance(when, dict) else ():
            path = ("variants", number, "when", name)
            if name not in values:
                yield card.unknown(path, "card.key-unknown", name, values)
            elif isinstance(value, str) and value not in values[name]:
                yield card.unknown(path, "card.value", value, values[name])


def _tables(value: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the tables in a table; the schema has told what is none."""
    for name, table in value.items() if isinstance(value, dict) else ():
        if isinstance(table, dict) and isinstance(table.get("values", []), list):
            yield name, table
