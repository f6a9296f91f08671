"""Parts of a package: found through relationships, remembered from one file to the next."""

import posixpath
from collections.abc import Callable
from typing import Generic, TypeVar

from plancheck.api import Unreadable
from plancheck_readers.package import Package
from plancheck_readers.word.tree import parse

_MAIN_TYPES = ("wordprocessingml.", "ms-word.document.", "ms-word.template.")
"""Parts of the content types of documents and templates, without and with macros."""
_KINDS = (
    ("xl/", "Excel (.xlsx)"),
    ("ppt/", "PowerPoint (.pptx)"),
    ("visio/", "Visio (.vsdx)"),
    ("meta-inf/container.xml", "EPUB (.epub)"),
    ("meta-inf/manifest.xml", "OpenDocument (.odt, .ods, .odp)"),
    ("meta-inf/manifest.mf", "Java (.jar)"),
    ("word/", "OOXML"),
)


Value = TypeVar("Value")
Pointers = dict[str, tuple[str, str]]
"""Kind and target as written, by relationship id."""


class Remembered(Generic[Value]):
    """What was made of parts that many documents share, such as a template's styles.

    :param make: makes it of a part's bytes and name
    :param room: how many are kept; the one unused for longest goes first
    """

    _LARGEST = 512 * 1024
    """Unpacked bytes of a part that is kept; the largest template met has 350 KB."""

    def __init__(self, make: Callable[[bytes, str], Value], room: int = 16) -> None:
        self._make = make
        self._room = room
        self._kept: dict[tuple[int, bytes], Value] = {}

    def get(self, package: Package, part: str) -> Value:
        """Return what a part holds, parsed at most once in this process.

        :raises Unreadable: when the part cannot be read
        """
        key = package.fingerprint(part)
        value = self._kept.pop(key, None)
        if value is None:
            xml = package.read(part)
            value = self._make(xml, part)
            if len(xml) > self._LARGEST:
                return value
        self._kept[key] = value  # now the last to go
        if len(self._kept) > self._room:
            self._kept.pop(next(iter(self._kept)), None)
        return value

    def forget(self) -> None:
        """Forget everything, as before the first document of a run."""
        self._kept.clear()


class Relations:
    """What parts of a folder point at, by relationship id (ECMA-376 part 2, 6.5)."""

    def __init__(self, folder: str = "", pointers: Pointers | None = None) -> None:
        self._folder = folder
        self._pointers = pointers or {}

    def part(self, key: str) -> str | None:
        """Return the name of the part that a relationship points at."""
        pointer = self._pointers.get(key)
        return pointer and _resolved(self._folder, pointer[1])

    def of_kind(self, kind: str) -> str | None:
        """Return the first part that a kind of relationship points at.

        :param kind: last step of the relationship's type, which both forms of OOXML share
        """
        for found, target in self._pointers.values():
            if found == kind:
                return _resolved(self._folder, target)
        return None


def _read_pointers(xml: bytes, part: str) -> Pointers:
    return {
        child.get("Id", ""): (child.get("Type", "").rpartition("/")[2], child.get("Target", ""))
        for child in parse(xml, part)
        if child.get("TargetMode") != "External"
    }


POINTERS = Remembered(_read_pointers)


def relations(package: Package, part: str) -> Relations:
    """Return what a part points at inside the package.

    :param part: the part's name; empty for the package itself
    :raises Unreadable: when the list of relationships cannot be read
    """
    folder, slash, name = part.rpartition("/")
    stored = f"{folder}{slash}_rels/{name}.rels"
    if stored not in package:
        return Relations()
    return Relations(folder, POINTERS.get(package, stored))


def _resolved(folder: str, target: str) -> str:
    if "%" in target:
        from urllib.parse import unquote

        target = unquote(target)
    path = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
    return path.lstrip("/")


def main_part(package: Package) -> str:
    """Return the name of the document's main part.

    :raises Unreadable: when the package is no Word document
    """
    main = relations(package, "").of_kind("officeDocument")
    if main and main in package:
        return main
    for name in _declared(package):
        if name in package:
            return name
    raise Unreadable("docx.other", kind=kind_of(package))


def _declared(package: Package) -> list[str]:
    """Return main parts by content type, for packages whose relationships are lost."""
    types = "[content_types].xml"
    if types not in package:
        return []
    root = parse(package.read(types), types)
    return [
        child.get("PartName", "").lstrip("/")
        for child in root
        if any(kind in child.get("ContentType", "") for kind in _MAIN_TYPES)
        and child.get("ContentType", "").endswith("main+xml")
    ]


def kind_of(package: Package) -> str:
    """Name what a package that is no Word document seems to be."""
    for start, kind in _KINDS:
        if any(name.startswith(start) for name in package.names):
            return kind
    return "zip"
