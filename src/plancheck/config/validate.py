"""What a configuration may hold; the same as ``config.schema.json``, in words a user can act on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plancheck.errors import ConfigError
from plancheck.messages import LANGUAGES
from plancheck.outcome import FailLevel
from plancheck.rule import Severity
from plancheck.suggest import unknown

OFF = "off"
"""In a ``severity`` table: the rule is not asked."""

LEVELS = (*Severity, OFF)

Check = Callable[[str, str, Any], None]


def validate(path: str, table: Mapping[str, Any]) -> None:
    """Check a configuration's keys and values.

    :raises ConfigError: naming file and key, and what would be right
    """
    _keys(path, "", table, KEYS)


def _keys(path: str, where: str, table: Mapping[str, Any], allowed: Mapping[str, Check]) -> None:
    for key, value in table.items():
        if key not in allowed:
            name = f"{where}{key}"
            raise unknown(ConfigError, "config.unknown-key", key, allowed, file=path, key=name)
        allowed[key](path, f"{where}{key}", value)


def _text(path: str, key: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise ConfigError("config.not-text", file=path, key=key)


def _texts(path: str, key: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        raise ConfigError("config.not-texts", file=path, key=key)


def _some_texts(path: str, key: str, value: object) -> None:
    _texts(path, key, value)
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
        _keys(path, f"{key} #{number}: ", table, OVERRIDE_KEYS)


OVERRIDE_KEYS: Mapping[str, Check] = {
    "files": _some_texts,
    "select": _texts,
    "ignore": _texts,
    "severity": _severities,
}

KEYS: Mapping[str, Check] = {
    "extends": _text,
    "select": _texts,
    "ignore": _texts,
    "severity": _severities,
    "fail_level": _one_of(FailLevel),
    "lang": _one_of(LANGUAGES),
    "without": _texts,
    "require_plugins": _texts,
    "overrides": _overrides,
}
