"""The package of a Word document that is copied: which parts are what, and what points at them."""

import posixpath
from typing import Any, NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from plancheck_papers.annotated.names import RELATIONSHIPS, TYPES, Form, form_of
from plancheck_papers.annotated.zipped import copied
from plancheck_readers.package import Package
from plancheck_readers.word.parts import main_part, relations
from plancheck_readers.word.tree import parse_whole

_TYPES_PART = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LINK = "rIdPlancheck"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Unfit(Exception):  # noqa: N818 - a fact about a document, not a fault
    """The document is none into which comments can be put."""


class Part(NamedTuple):
    """A part that is parsed, everything in it kept."""

    name: str
    root: Element


class Copy:
    """A document that is being copied.

    :raises Unfit: when its main part is no document's: a template's, or one with macros
    :raises plancheck.api.Unreadable: when it cannot be opened
    """

    def __init__(self, data: bytes) -> None:
        self.package = Package(data)
        self._data = data
        self._changed: dict[str, bytes] = {}
        self._types = self._open(_TYPES_PART)
        name = main_part(self.package)
        if self._type_of(name) != _MAIN:
            raise Unfit(name)
        self.main = self._open(name)
        form = form_of(self.main.root)
        if form is None:
            raise Unfit(name)
        self.form: Form = form

    def bytes(self) -> bytes:
        """Return the copy: all parts as they were, but for those that were stored anew."""
        return copied(self._data, self._changed)

    def store(self, part: Part) -> None:
        """Put a part into the copy."""
        tree = part.root.getroottree()
        alone: Any = tree.docinfo.standalone or None  # to say no is to say nothing
        xml = etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=alone)
        self._changed[part.name] = xml

    def part_of_kind(self, kind: str) -> Part | None:
        """Return the part that the main part points at with a kind of relationship.

        :raises plancheck.api.Unreadable: when it cannot be had
        """
        name = relations(self.package, self.main.name).of_kind(kind)
        return None if name is None else self._open(name)

    def comments(self) -> Part | None:
        """Return the part that holds the comments, if there is one.

        :raises Unfit: when it is something else
        """
        part = self.part_of_kind("comments")
        if part is not None and part.root.tag != self.form.name("comments"):
            raise Unfit(part.name)
        return part

    def add_comments(self) -> Part:
        """Make a part for comments that nothing points at, and let the main part do so."""
        folder, slash, _ = self.main.name.rpartition("/")
        name = self._free_name(f"{folder}{slash}comments")
        override = etree.SubElement(self._types.root, f"{{{TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", _COMMENTS)
        self.store(self._types)
        links = self._links()
        link = etree.SubElement(links.root, f"{{{RELATIONSHIPS}}}Relationship")
        link.set("Id", _free_id(links.root))
        link.set("Type", f"{self.form.links}/comments")
        link.set("Target", posixpath.basename(name))
        self.store(links)
        root = etree.Element(self.form.name("comments"), nsmap={"w": self.form.uri})
        return Part(name, root)

    def _free_name(self, stem: str) -> str:
        number = 1
        name = f"{stem}.xml"
        while name in self.package:
            number += 1
            name = f"{stem}{number}.xml"
        return name

    def _links(self) -> Part:
        folder, slash, name = self.main.name.rpartition("/")
        stored = f"{folder}{slash}_rels/{name}.rels"
        if stored in self.package:
            return self._open(stored)
        return Part(stored, etree.fromstring(f'<Relationships xmlns="{RELATIONSHIPS}"/>'))

    def _open(self, name: str) -> Part:
        return Part(name, parse_whole(self.package.read(name), name))

    def _type_of(self, name: str) -> str:
        """Return the content type of a part (ECMA-376 part 2, 7.2.3)."""
        wanted = f"/{name}".lower()
        suffix = name.rpartition(".")[2].lower()
        usual = ""
        for entry in self._types.root.iterchildren(etree.Element):
            if entry.get("PartName", "").lower() == wanted:
                return entry.get("ContentType", "")
            if entry.get("Extension", "").lower() == suffix:
                usual = entry.get("ContentType", "")
        return usual


def _free_id(links: Element) -> str:
    """Return an id that nothing refers to, not even a reference that leads nowhere."""
    used = {link.get("Id", "").lower() for link in links.iterchildren(etree.Element)}
    key, number = _LINK, 1
    while key.lower() in used:
        number += 1
        key = f"{_LINK}{number}"
    return key
