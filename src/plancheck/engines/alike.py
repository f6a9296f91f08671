"""Whether the machines of a cluster would judge alike: the same code, plugins and programs."""

import os
from hashlib import blake2b
from typing import NamedTuple

from plancheck import discovery

FILES = "*"
"""Stands for a difference within files."""


class Likeness(NamedTuple):
    """What the verdicts of a machine hang on."""

    plugins: tuple[tuple[str, str], ...]
    """Names and versions of their distributions."""
    code: str
    """A digest of all files of plancheck and its plugins: code, cards, weights."""
    there: tuple[str, ...]
    """Libraries and programs that not every installation has."""

    def differs(self, other: "Likeness") -> str:
        """Name the plugins or programs in which another differs; empty where in none.

        :data:`FILES` where everything has the same name and version.
        """
        plugins = sorted({*self.plugins} ^ {*other.plugins})
        if plugins:
            return ", ".join(dict.fromkeys(name for name, _ in plugins))
        if self.there != other.there:
            return ", ".join(sorted({*self.there} ^ {*other.there}))
        return "" if self.code == other.code else FILES


def likeness() -> Likeness:
    """Return that of this machine."""
    from importlib import import_module

    from plancheck import plugins

    entries = discovery.find()
    offered = plugins.gather(entries)
    needs = [each.needs for each in offered.readers] + [each.needs for each in offered.containers]
    there = {need.name for tell in needs for need in tell() if need.there}
    digest = blake2b(digest_size=20)
    for name in sorted({"plancheck", *(entry.module.partition(".")[0] for entry in entries)}):
        place = getattr(import_module(name), "__file__", None)
        if place:
            _add(digest, place)
    return Likeness(offered.versions, digest.hexdigest(), tuple(sorted(there)))


def _add(digest: blake2b, place: str) -> None:
    """Take up a module or the files of a package, by their names and content."""
    if not os.path.basename(place).startswith("__init__."):
        _add_file(digest, place, os.path.basename(place))
        return
    package = os.path.dirname(place)
    for here, folders, names in os.walk(package):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(here, name)
            _add_file(digest, path, os.path.relpath(path, os.path.dirname(package)))


def _add_file(digest: blake2b, path: str, name: str) -> None:
    with open(path, "rb") as file:
        data = file.read()
    for part in (name.replace(os.sep, "/").encode(), data):
        digest.update(len(part).to_bytes(8, "big") + part)
