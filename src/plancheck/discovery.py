"""Which plugins are installed: a scan of the entry points on ``sys.path``.

It gives the answer of :func:`importlib.metadata.entry_points` for our group, without importing
that module: the import alone takes longer than the rest of a start. Only archives on the path
are handed to it.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

GROUP = "plancheck"
_SUFFIXES = (".dist-info", ".egg-info")


class EntryPoint(NamedTuple):
    """A plugin that some installed distribution offers, before it is loaded."""

    name: str
    module: str
    """Dotted name of the module to import."""
    attr: str
    """Dotted name inside the module; empty when the module itself is the plugin."""
    distribution: str
    version: str


def find(path: Iterable[str] | None = None) -> tuple[EntryPoint, ...]:
    """Return the entry points of our group, sorted by name.

    Of two distributions with one name the first on the path counts.

    :param path: folders and archives to look in; ``sys.path`` when not given
    """
    found = []
    seen = set()
    for root in sys.path if path is None else path:
        for key, points in _distributions(root):
            if key not in seen:
                seen.add(key)
                found += points()
    return tuple(sorted(found))


class _Installed(NamedTuple):
    """A distribution's metadata in a folder; read only when it is the first of its name."""

    folder: str

    def __call__(self) -> list[EntryPoint]:
        pairs = list(_group(_read(self.folder, "entry_points.txt")))
        if not pairs:
            return []
        name, version = _identity(_read(self.folder, "METADATA") or _read(self.folder, "PKG-INFO"))
        return [EntryPoint(key, *_target(value), name, version) for key, value in pairs]


class _Archived(NamedTuple):
    """A distribution in an archive, as the standard library reads it."""

    points: list[EntryPoint]

    def __call__(self) -> list[EntryPoint]:
        return self.points


def _distributions(root: str) -> Iterator[tuple[str, _Installed | _Archived]]:
    """Yield each distribution's normalised name and the way to its entry points."""
    try:
        names = os.listdir(root or ".")
    except NotADirectoryError:
        yield from _in_archive(root)
        return
    except OSError:  # a path that is not there is no fault
        return
    for name in names:
        stem, suffix = os.path.splitext(name)
        if suffix.lower() in _SUFFIXES:
            yield _normal(stem.partition("-")[0]), _Installed(os.path.join(root, name))


def _in_archive(root: str) -> Iterator[tuple[str, _Archived]]:
    from importlib.metadata import distributions  # heavy, and rarely needed

    for found in distributions(path=[root]):
        points = [
            EntryPoint(point.name, *_target(point.value), found.name, found.version)
            for point in found.entry_points
            if point.group == GROUP
        ]
        yield _normal(found.name), _Archived(points)


def _normal(name: str) -> str:
    """Write a distribution's name as the packaging rules compare it (PEP 503), with ``_``."""
    parts = name.lower().replace("-", "_").replace(".", "_").split("_")
    return "_".join(part for part in parts if part)


def _read(folder: str, name: str) -> str:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):  # no such file: the distribution has no entry points
        return ""


def _group(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of our section of an ``entry_points.txt``."""
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip()
        elif section == GROUP and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield name.strip(), value.strip()


def _target(value: str) -> tuple[str, str]:
    """Split ``module:attr [extra]`` into module and attribute."""
    module, _, attr = value.partition("[")[0].partition(":")
    return module.strip(), attr.strip()


def _identity(text: str) -> tuple[str, str]:
    """Return name and version from the headers of a distribution's metadata."""
    headers: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            break
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    return headers.get("name", ""), headers.get("version", "")
