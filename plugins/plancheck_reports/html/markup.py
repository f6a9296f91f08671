"""HTML as data: elements hold texts, and whatever is a text is escaped when it is written.

Nothing that comes out of a plan can become markup here, because there is no way to write markup
but :func:`el`, whose tags and attributes are the page's own. Characters without a look of their
own (controls, direction marks, halves of surrogate pairs) are spelt out, as ``U+202E``.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias, Union
from unicodedata import category

from plancheck.api import regex

Node: TypeAlias = Union[str, "Element", "Asset", Iterable["Node"], None]
"""What can stand in an element; nothing is written for None."""

Value: TypeAlias = str | int | float | bool | None
"""Of an attribute; it is left out for None and False, and has no value for True."""

ATTRIBUTES = frozenset(
    (
        *("class", "hidden", "id", "lang", "role", "tabindex"),
        *("charset", "content", "http-equiv", "name"),  # what the head says
        *("href", "open", "colspan", "rowspan", "scope"),
        *("placeholder", "type", "value"),
        *("height", "preserveAspectRatio", "viewBox", "width", "x", "y"),  # drawings
    )
)
"""Attributes that elements may have, besides ``aria-…`` and ``data-…``; none that runs a script."""

VOID = frozenset({"input", "meta"})
"""Elements without content."""

TEXT_ONLY = frozenset({"option", "title"})
"""Elements in which no other can stand."""

LAYOUT = "\n\t"
"""Controls that a text keeps: ends of lines, and tabs."""

BATCH = 2_000
"""Parts of the page joined into one piece of output."""

_FRAGMENT = regex("#[a-z][a-z0-9-]*")


class Element(NamedTuple):
    """An element; made by :func:`el` alone."""

    tag: str
    attributes: str
    children: tuple[Node, ...]


class Asset(NamedTuple):
    """A style sheet or a script of this package, written as it is; never anything else."""

    text: str


def el(shape: str, *children: Node, **attributes: Value) -> Element:
    """Make an element.

    :param shape: its tag, and classes behind dots: ``td.count``
    :param attributes: ``class_`` for Python's keyword, underscores for hyphens; a link can lead to
        a place on this page only
    :raises ValueError: for an attribute that is not among those of this page
    """
    tag, classes = _shape(shape)
    parts = [classes]
    for keyword, value in attributes.items():
        if value is None or value is False:
            continue
        name = _attribute(keyword)
        if value is True:
            parts.append(f" {name}")
            continue
        if name == "href" and not _FRAGMENT.fullmatch(str(value)):
            raise ValueError(f"no link to a place on this page: {value!r}")
        parts.append(f' {name}="{quoted(str(value))}"')
    return Element(tag, "".join(parts), children)


@cache
def _shape(shape: str) -> tuple[str, str]:
    tag, *classes = shape.split(".")
    return tag, f' class="{" ".join(classes)}"' if classes else ""


@cache
def _attribute(keyword: str) -> str:
    name = keyword.removesuffix("_").replace("_", "-")
    if name not in ATTRIBUTES and not name.startswith(("aria-", "data-")):
        raise ValueError(f"no attribute of this page: {name}")
    return name


def pieces(root: Node) -> Iterator[str]:
    """Write a tree, child by child, so that what is made lazily is never held as a whole."""
    held: list[str] = []
    stack: list[tuple[Iterator[Node], str]] = [(iter((root,)), "")]
    while stack:
        children, tag = stack[-1]
        for child in children:
            if isinstance(child, str):
                held.append(quoted(child) if tag in TEXT_ONLY else escaped(child))
            elif isinstance(child, Element):
                held.append(f"<{child.tag}{child.attributes}>")
                if child.tag not in VOID:
                    stack.append((iter(child.children), child.tag))
                    break
            elif isinstance(child, Asset):
                held.append(child.text)
            elif child is not None:
                stack.append((iter(child), ""))
                break
        else:
            stack.pop()
            if tag:
                held.append(f"</{tag}>")
        if len(held) >= BATCH:
            yield "".join(held)
            held.clear()
    yield "".join(held)


def escaped(text: str) -> str:
    """Return a text as the content of an element."""
    plain = _plain(text)
    if plain.isprintable():
        return plain
    return "".join(sign if _seen(sign) or sign in LAYOUT else _boxed(sign) for sign in plain)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, or where no element can stand."""
    plain = _plain(text)
    if plain.isprintable():
        return plain
    return "".join(sign if _seen(sign) else f"&lt;{_spelt(sign)}&gt;" for sign in plain)


def _plain(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _seen(sign: str) -> bool:
    """Whether a character has a look of its own, be it that of a blank."""
    return sign.isprintable() or category(sign) == "Zs"


def _boxed(sign: str) -> str:
    return f'<span class="u">{_spelt(sign)}</span>'


def _spelt(sign: str) -> str:
    return f"U+{ord(sign):04X}"
