"""The schemas are sound, and say the same as the code."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import plancheck_schemas
from plancheck import plugins
from plancheck.judging.conditions import REACH, Condition
from plancheck.reading.plan import PartKind
from plancheck.rule import Basis, Choice, Example, Kind, Severity
from plancheck.testing import HEADINGS

NAMES = sorted(
    path.name.removesuffix(".schema.json")
    for path in Path(plancheck_schemas.__file__).parent.glob("*.schema.json")
)


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(plancheck_schemas.text(name))
    return loaded


def values(kind: type[StrEnum]) -> set[str]:
    return {member.value for member in kind}


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_sound_and_says_what_it_is(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["title"]
    assert schema(name)["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


def test_there_is_a_schema_of_cards() -> None:
    assert "rule" in NAMES


def test_the_words_of_cards_are_those_of_the_code() -> None:
    card = schema("rule")
    keys = card["properties"]
    assert set(keys["severity"]["enum"]) == values(Severity)
    assert set(keys["kind"]["enum"]) == values(Kind)
    example = keys["examples"]["items"]["properties"]
    assert set(example) == set(Example._fields)
    assert set(example["part"]["enum"]) == {*HEADINGS, "plan"}
    assert set(card["$defs"]["basis"]["items"]["properties"]) == set(Basis._fields)
    assert set(keys["options"]["additionalProperties"]["properties"]) == set(Choice._fields)


def test_the_keys_of_conditions_are_those_that_are_judged() -> None:
    keys = schema("rule")["$defs"]["condition"]["properties"]
    derived = {"reach", "topic_first", "needs"}
    assert set(keys) - {"within"} == {field.name for field in fields(Condition)} - derived
    assert set(keys["within"]["enum"]) == set(REACH)
    assert set(keys["parts"]["items"]["enum"]) == values(PartKind)


def cards() -> Iterable[Path]:
    return (Path(__file__).parent.parent / "plugins").glob("*/rules/*.toml")


def test_every_card_is_valid_by_the_schema_alone() -> None:
    validator = Draft202012Validator(schema("rule"))
    wrong = {
        f"{path.name}: {error.message}"
        for path in cards()
        for error in validator.iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))
    }
    assert wrong == set()


def test_every_rule_is_where_its_id_says() -> None:
    for rule in plugins.load().rules:
        assert rule.card.endswith(f"/rules/{rule.id.partition('/')[2]}.toml")
