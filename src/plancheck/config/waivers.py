"""Waivers: what a reviewer lets pass, as ``waivers.schema.json`` has it.

They stand in a file of the reviewer's own, named by ``waivers`` in the configuration or by
``--waivers``; never in a plan, nor beside submitted ones.
"""

import os
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from plancheck.config.read import section
from plancheck.config.validate import check_keys, check_text, check_texts
from plancheck.errors import ConfigError
from plancheck.outcome import Waiver
from plancheck.patterns import regex
from plancheck.suggest import unknown

REASON = 10
"""Characters that a reason has at least."""

_BLANK = regex(
    r"_{2,}|[×xX*＊…]{3,}|\.{3,}|[（(\[【][^）)\]】]{0,6}(?:填|补)[^）)\]】]{0,6}[）)\]】]|"
    r"待[填补]|同上|\b(?:TODO|TBD|FIXME|reason)\b",
    re.IGNORECASE,
)
"""What stands where a reason was not yet written."""
_DIGEST = regex(r"(?:sha256:)?([0-9a-f]{64})")


def _reason(path: str, key: str, value: object) -> None:
    check_text(path, key, value)
    text = str(value)
    if len("".join(text.split())) < REASON or _BLANK.search(text):
        raise ConfigError("waiver.no-reason", file=path, key=key, least=REASON)


def _day(path: str, key: str, value: object) -> None:
    if type(value) is date:  # a TOML date; a datetime is one, too
        return
    try:
        date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ConfigError("waiver.no-day", file=path, key=key) from None


def _entries(path: str, key: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise ConfigError("config.no-tables", file=path, key=key)
    for number, table in enumerate(value, 1):
        where = f"{key} #{number}"
        for needed in NEEDED:
            if needed not in table:
                raise ConfigError("config.lacks", file=path, key=where, lacks=needed)
        check_keys(path, f"{where}: ", table, ENTRY)


NEEDED = ("rule", "plan", "reason", "who")

ENTRY = {
    "rule": check_text,
    "plan": check_text,
    "reason": _reason,
    "who": check_text,
    "expires": _day,
    "quotes": check_texts,
}

KEYS = {"waivers": _entries}


def read_waivers(path: str, rules: Iterable[str], *, lenient: bool = False) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    :param rules: ids of the rules there are
    :param lenient: whether other rules may be named: those of a plugin this run does without
    :raises ConfigError: naming file, key and what would be right
    """
    table = section(path) or {}
    check_keys(path, "", table, KEYS)
    known = tuple(rules)
    made = tuple(_waiver(path, each) for each in table.get("waivers", ()))
    for waiver in made:
        if waiver.rule not in known and not lenient:
            raise unknown(
                ConfigError,
                "config.no-such-rule",
                waiver.rule,
                known,
                file=path,
                key="waivers.rule",
                word=waiver.rule,
            )
    return made


def _waiver(path: str, table: Mapping[str, Any]) -> Waiver:
    digest = _DIGEST.fullmatch(table["plan"])
    return Waiver(
        rule=table["rule"],
        plan=table["plan"],
        reason=" ".join(table["reason"].split()),
        who=table["who"],
        expires=str(table["expires"]) if "expires" in table else None,
        path=path,
        folder=os.path.abspath(os.path.dirname(path)),
        sha256=digest[1] if digest else "",
        quotes=tuple(table.get("quotes", ())),
    )
