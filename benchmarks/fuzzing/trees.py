"""Mutations of XML that leave it well-formed."""

import copy
from collections.abc import Callable

from lxml import etree

from fuzzing.chance import Chance

Element = etree._Element  # noqa: SLF001 - lxml has no public name for it
_ROOM = 3 * 1024 * 1024
"""Bytes by which a part may grow."""
_NEST = (1, 2, 5, 40, 200, 260, 400)
"""How deep something is put into copies of itself; readers refuse 256."""


def xml(chance: Chance, data: bytes, other: bytes) -> bytes:
    """Mutate the tree of an XML part; bytes that are none come back as they are.

    :param other: a part of the same kind, of which elements are taken
    """
    root = _parsed(data)
    if root is None:
        return data
    nodes = [node for node in root.iter() if isinstance(node.tag, str)]
    donors = _donors(other)
    ways = _Ways(chance, nodes, donors)
    for _ in range(chance.few(8)):
        chance.choice(ways.all)()
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _parsed(data: bytes) -> Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _donors(data: bytes) -> list[Element]:
    root = _parsed(data)
    return [] if root is None else [node for node in root.iter() if isinstance(node.tag, str)]


class _Ways:
    """Ways to change one tree."""

    def __init__(self, chance: Chance, nodes: list[Element], donors: list[Element]) -> None:
        self._chance, self._nodes, self._donors = chance, nodes, donors
        self._room = _ROOM
        self.all: tuple[Callable[[], None], ...] = (
            *(self.duplicate, self.delete, self.nest, self.move, self.rename, self.graft),
            *(self.attribute, self.attribute, self.attribute, self.borrow, self.bare, self.text),
            *(self.unwrap, self.repeat, self.swap),
        )

    def _node(self) -> Element:
        """Return an element; the root seldom."""
        return self._chance.choice(self._nodes)

    def duplicate(self) -> None:
        self._copy(self._node(), self._node())

    def repeat(self) -> None:
        node = self._node()
        beside = self._node()
        times = min(self._chance.often(), self._room // _size(node))
        self._room -= times * _size(node)
        copies = [copy.deepcopy(node) for _ in range(times)]
        if beside.getparent() is None or self._chance.random() < 0.3:  # noqa: PLR2004 - a share
            beside.extend(copies)
            return
        for one in copies:
            beside.addnext(one)

    def delete(self) -> None:
        node = self._node()
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)

    def unwrap(self) -> None:
        """Leave an element's children in its place."""
        node = self._node()
        parent = node.getparent()
        if parent is not None:
            for child in list(node):
                node.addprevious(child)
            parent.remove(node)

    def nest(self) -> None:
        """Put an element into copies of its own shell."""
        node = self._node()
        parent = node.getparent()
        if parent is None:
            return
        at = parent.index(node)
        inner = node
        for _ in range(self._chance.choice(_NEST)):
            shell = etree.Element(node.tag)
            shell.attrib.update(node.attrib)
            shell.append(inner)
            inner = shell
        parent.insert(at, inner)

    def move(self) -> None:
        node, target = self._node(), self._node()
        if node.getparent() is not None and node not in (target, *target.iterancestors()):
            target.insert(self._chance.randrange(len(target) + 1), node)

    def swap(self) -> None:
        """Change the order of an element's children."""
        node = self._node()
        children = list(node)
        self._chance.shuffle(children)
        for child in children:
            node.append(child)

    def rename(self) -> None:
        self._node().tag = self._node().tag

    def graft(self) -> None:
        if self._donors:
            self._copy(self._chance.choice(self._donors), self._node())

    def attribute(self) -> None:
        node = self._bearer()
        if node is not None:
            node.set(self._chance.choice(node.keys()), _valid(self._chance.word()))

    def borrow(self) -> None:
        """Give an element an attribute of another, or another's value."""
        giver = self._bearer()
        if giver is not None:
            name = self._chance.choice(giver.keys())
            self._node().set(name, giver.get(name) or "")

    def bare(self) -> None:
        node = self._bearer()
        if node is not None:
            del node.attrib[self._chance.choice(node.keys())]

    def text(self) -> None:
        node = self._node()
        setattr(node, self._chance.choice(("text", "tail")), _valid(self._chance.word()))

    def _bearer(self) -> Element | None:
        for _ in range(20):
            node = self._node()
            if node.attrib:
                return node
        return None

    def _copy(self, node: Element, beside: Element) -> None:
        size = _size(node)
        if size <= self._room:
            self._room -= size
            self._put(copy.deepcopy(node), beside)

    def _put(self, node: Element, beside: Element) -> None:
        if beside.getparent() is None:
            beside.append(node)
        elif self._chance.random() < 0.7:  # noqa: PLR2004 - a share
            beside.addnext(node)
        else:
            beside.append(node)


def _size(node: Element) -> int:
    return len(etree.tostring(node))


def _valid(text: str) -> str:
    """Leave out what XML cannot hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
