"""What a configuration may hold; the same as ``config.schema.json``, in words a user can act on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plancheck.errors import ConfigError
from plancheck.messages import LANGUAGES
from plancheck.outcome import FailLevel
from plancheck.profile import DECISION, LETTER, OFF, SEEN
from plancheck.rule import Severity
from plancheck.suggest import unknown

LEVELS = (*Severity, OFF)

Check = Callable[[str, str, Any], None]


def validate(path: str, table: Mapping[str, Any]) -> None:
    """Check a configuration's keys and values.

    :raises ConfigError: naming file and key, and what would be right
    """
    check_keys(path, "", table, KEYS)


def check_keys(
    path: str, where: str, table: Mapping[str, Any], allowed: Mapping[str, Check]
) -> None:
    """Check the keys of a table, and their values.

    :param where: what stands before a key in messages
    :param allowed: key → what checks its value
    :raises ConfigError: for a key that is none of these
    """
    for key, value in table.items():
        if key not in allowed:
            name = f"{where}{key}"
            raise unknown(ConfigError, "config.unknown-key", key, allowed, file=path, key=name)
        allowed[key](path, f"{where}{key}", value)


def check_text(path: str, key: str, value: object) -> None:
    """Check that a value is some text.

    :raises ConfigError: when it is not
    """
    if not isinstance(value, str) or not value:
        raise ConfigError("config.not-text", file=path, key=key)


def check_texts(path: str, key: str, value: object) -> None:
    """Check that a value is a list of texts.

    :raises ConfigError: when it is not
    """
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError("config.not-texts", file=path, key=key)


def _some_texts(path: str, key: str, value: object) -> None:
    check_texts(path, key, value)
    if not value:
        raise ConfigError("config.empty", file=path, key=key)


def _one_of(words: Iterable[str]) -> Check:
    def check(path: str, key: str, value: object) -> None:
        if value not in tuple(words):
            shown = str(value)
            raise unknown(
                ConfigError, "config.bad-value", shown, words, file=path, key=key, value=shown
            )

    return check


def _severities(path: str, key: str, value: object) -> None:
    if not isinstance(value, Mapping):
        raise ConfigError("config.no-table", file=path, key=key)
    for rule, level in value.items():
        _one_of(LEVELS)(path, f'{key}."{rule}"', level)


def _overrides(path: str, key: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise ConfigError("config.no-tables", file=path, key=key)
    for number, table in enumerate(value, 1):
        if "files" not in table:
            raise ConfigError("config.lacks", file=path, key=f"{key} #{number}", lacks="files")
        check_keys(path, f"{key} #{number}: ", table, OVERRIDE_KEYS)


def _numbers(path: str, key: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST:
        raise ConfigError("config.not-points", file=path, key=key)


def _table_of(check: Check) -> Check:
    """Return a check of a table, all of whose values pass a check."""

    def check_all(path: str, key: str, value: object) -> None:
        if not isinstance(value, Mapping):
            raise ConfigError("config.no-table", file=path, key=key)
        for name, inner in value.items():
            check(path, f'{key}."{name}"', inner)

    return check_all


def _table_with(allowed: Mapping[str, Check]) -> Check:
    """Return a check of a table with certain keys."""

    def check(path: str, key: str, value: object) -> None:
        if not isinstance(value, Mapping):
            raise ConfigError("config.no-table", file=path, key=key)
        check_keys(path, f"{key}.", value, allowed)

    return check


MOST = 10_000
"""Points that a requirement may earn at most."""

_SHOWN: Mapping[str, Check] = {"text": check_text, "english": check_text}
_FOLLOWS: Mapping[str, Check] = {**_SHOWN, **dict.fromkeys(SEEN, check_texts)}

DECISION_KEYS: Mapping[str, Check] = {
    code: _table_with(_FOLLOWS if follows else _SHOWN) for code, follows in DECISION.items()
}

PROFILE_KEYS: Mapping[str, Check] = {
    "title": check_text,
    "description": check_text,
    "english": _table_with({"title": check_text, "description": check_text}),
    "extends": check_text,
    "document": check_text,
    "severity": _severities,
    "options": _table_of(_table_of(check_text)),
    "points": _table_of(_numbers),
    "decision": _table_with(DECISION_KEYS),
    "unwaivable": check_texts,
    "letter": _table_with(dict.fromkeys(LETTER, check_text)),
}

OVERRIDE_KEYS: Mapping[str, Check] = {
    "files": _some_texts,
    "profile": check_text,
    "select": check_texts,
    "ignore": check_texts,
    "severity": _severities,
}

KEYS: Mapping[str, Check] = {
    "extends": check_text,
    "select": check_texts,
    "ignore": check_texts,
    "severity": _severities,
    "profile": check_text,
    "profiles": _table_of(_table_with(PROFILE_KEYS)),
    "fail_level": _one_of(FailLevel),
    "lang": _one_of(LANGUAGES),
    "without": check_texts,
    "require_plugins": check_texts,
    "waivers": check_texts,
    "overrides": _overrides,
}
