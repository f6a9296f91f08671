"""The readers that are fuzzed, and how the inputs of each are made."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from fuzzing import containers, markup, objects, packages
from fuzzing.chance import Chance

Mutator = Callable[[Chance, bytes, bytes], bytes]
"""Makes an input of two seeds, the second one for pieces."""
_LARGEST = 300 * 1024
"""Bytes of a seed; larger ones only slow things down."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A reader as it is fuzzed."""

    name: str
    suffix: str
    mutate: Mutator
    others: tuple[str, ...] = ()
    """Further suffixes of seeds."""


_ALL = (
    Kind("docx", ".docx", packages.package, (".docm", ".dotx")),
    Kind("odt", ".odt", packages.package, (".ott",)),
    Kind("xlsx", ".xlsx", packages.package, (".xlsm",)),
    Kind("doc", ".doc", containers.container, (".wps", ".dot")),
    Kind("rtf", ".rtf", markup.rich),
    Kind("pdf", ".pdf", objects.portable),
    Kind("html", ".html", markup.page, (".htm",)),
    Kind("mht", ".mht", markup.page, (".mhtml",)),
    Kind("md", ".md", markup.text),
    Kind("txt", ".txt", markup.text),
    Kind("json", ".json", markup.data),
)
KINDS = {kind.name: kind for kind in _ALL}
"""By the name that ``--reader`` takes."""


def seeds(kind: Kind, folders: Iterable[Path]) -> list[bytes]:
    """Return the files of a kind in some folders, each content once, in an order that stays."""
    suffixes = (kind.suffix, *kind.others)
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix.lower() in suffixes and path.stat().st_size <= _LARGEST:
                data = path.read_bytes()
                found.setdefault(hashlib.sha256(data).hexdigest(), data)
    return [found[key] for key in sorted(found)]


def input_of(kind: Kind, number: int, found: list[bytes]) -> bytes:
    """Make the input of a number: the same of the same seeds on every machine."""
    chance = Chance(f"{kind.name}:{number}")
    return kind.mutate(chance, chance.choice(found), chance.choice(found))
