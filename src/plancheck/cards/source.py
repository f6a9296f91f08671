"""The files of a pack of cards: ``<pack>/rules/*.toml`` and the Python beside them."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from plancheck.errors import CardError

RULES = "rules"
"""The folder of cards inside a pack."""


class Source(NamedTuple):
    """A pack's cards as they lie on disk, not yet understood."""

    pack: str
    """The package's dotted name; for a folder that is not installed, its path."""
    folder: str
    """Where the cards are, for people."""
    cards: tuple[tuple[str, bytes], ...]
    """File names and contents, sorted by name."""
    modules: frozenset[str]
    """Names of the Python files beside the cards, without suffix; helpers (``_x.py``) left out."""

    def label(self, name: str) -> str:
        """Return a card's path for messages."""
        return f"{self.folder}/{name}"


def of_package(package: str, folder: str = RULES) -> Source:
    """Read the cards of an installed pack.

    :param folder: which folder of it
    :raises CardError: when a card cannot be opened
    """
    files = list(_of_package(package, folder))
    return _sorted(package, f"{package.replace('.', '/')}/{folder}", files)


def of_folder(path: str) -> Source:
    """Read the cards of a folder, installed or not: of a pack, of its rules, or of loose cards.

    :raises CardError: when there are no cards, or one cannot be opened
    """
    inner = os.path.join(path, RULES)
    folder = inner if os.path.isdir(inner) else path
    try:
        source = _sorted(folder, folder, list(_on_disk(folder)))
    except OSError as error:
        raise CardError("card.unreadable", file=path, reason=error.strerror) from error
    if not source.cards:
        raise CardError("card.none", file=path)
    return source


def module_of(card: str) -> str:
    """Return the name of the Python file that goes with a card, without suffix.

    A module's name has no dashes: ``held-each-term.toml`` goes with ``held_each_term.py``.
    """
    return card.removesuffix(".toml").replace("-", "_")


def _sorted(pack: str, folder: str, files: list[tuple[str, bytes]]) -> Source:
    cards = tuple(sorted(file for file in files if file[0].endswith(".toml")))
    modules = (name.removesuffix(".py") for name, _ in files if name.endswith(".py"))
    return Source(pack, folder, cards, frozenset(name for name in modules if name[0] != "_"))


def _of_package(package: str, name: str) -> Iterator[tuple[str, bytes]]:
    for root in sys.modules[package].__path__:
        folder = os.path.join(root, name)
        if os.path.isdir(folder):
            yield from _on_disk(folder)
        elif not os.path.isdir(root):
            yield from _in_archive(package, name)


def _on_disk(folder: str) -> Iterator[tuple[str, bytes]]:
    for name in os.listdir(folder):
        if name.endswith(".toml"):
            with open(os.path.join(folder, name), "rb") as file:
                yield name, file.read()
        elif name.endswith(".py"):
            yield name, b""


def _in_archive(package: str, name: str) -> Iterator[tuple[str, bytes]]:
    from importlib.resources import files

    for entry in (files(package) / name).iterdir():
        if entry.name.endswith((".toml", ".py")):
            yield entry.name, entry.read_bytes()
