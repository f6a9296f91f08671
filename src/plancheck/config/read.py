"""The text of a configuration file as a table."""

import os
import re
from collections.abc import Mapping
from typing import Any

from plancheck.errors import ConfigError


def section(path: str) -> Mapping[str, Any] | None:
    """Return plancheck's table in a file; None when a ``pyproject.toml`` has none.

    :raises ConfigError: when the file cannot be read or is no TOML
    """
    text = _text(path)
    if os.path.basename(path) != "pyproject.toml":
        return _parse(path, text)
    if "plancheck" not in text:  # spares most projects the parser
        return None
    tool = _parse(path, text).get("tool", {})
    table = tool.get("plancheck") if isinstance(tool, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise ConfigError("config.no-table", file=path, key="tool.plancheck")
    return table


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig") as file:  # Windows' Notepad writes a BOM
            return file.read()
    except UnicodeDecodeError:
        raise ConfigError("config.encoding", file=path) from None
    except OSError as error:
        raise ConfigError("config.unreadable", file=path, reason=error.strerror) from error


def _parse(path: str, text: str) -> Mapping[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = place.groups() if place else (str(text.count("\n") + 1), "1")
        raise ConfigError("config.syntax", file=path, line=line, column=column) from None
