"""What styles say that matters to text: hidden, the title, a list (ODF 1.3 part 3, 16)."""

from collections.abc import Iterable
from typing import NamedTuple

from plancheck_readers.opendocument.names import (
    DISPLAY,
    DISPLAY_NAME,
    FAMILY,
    LIST_STYLE,
    LIST_STYLE_NAME,
    OUTLINE_STYLE,
    PARENT,
    STYLE,
    STYLE_NAME,
    TEXT_PROPERTIES,
)
from plancheck_readers.opendocument.numbers import ListStyle
from plancheck_readers.word.tree import Element

_TITLES = frozenset({"title", "标题"})
_GENERATIONS = 50
"""Styles that one is based on, one behind the other."""


class Look(NamedTuple):
    """What a style means, with what it is based on."""

    display: str | None = None
    """``none`` where it hides its text; None where it says nothing."""
    title: bool = False
    listing: str | None = None
    """List style; empty for none at all."""


_PLAIN = Look()


class Styles:
    """Styles by family and name.

    :param groups: ``office:styles`` and ``office:automatic-styles``, the latter last
    """

    def __init__(self, groups: Iterable[Element]) -> None:
        self._elements: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._outline: Element | None = None
        self._looks: dict[tuple[str, str], Look] = {}
        self._list_styles: dict[str, ListStyle] = {}
        for group in groups:
            for child in group:
                self._add(child)

    def _add(self, element: Element) -> None:
        if element.tag == STYLE:
            key = element.get(FAMILY, ""), element.get(STYLE_NAME, "")
            self._elements[key] = element
        elif element.tag == LIST_STYLE:
            self._lists[element.get(STYLE_NAME, "")] = element
        elif element.tag == OUTLINE_STYLE:
            self._outline = element

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style means; a plain look when it is unknown."""
        if not name:
            return _PLAIN
        key = family, name
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._resolve(family, name)
        return look

    def list_style(self, name: str | None) -> ListStyle | None:
        """Return a list style by name."""
        if not name or name not in self._lists:
            return None
        if name not in self._list_styles:
            self._list_styles[name] = ListStyle(self._lists[name])
        return self._list_styles[name]

    @property
    def outline(self) -> ListStyle | None:
        """How headings are numbered."""
        if self._outline is None:
            return None
        if "" not in self._list_styles:
            self._list_styles[""] = ListStyle(self._outline)
        return self._list_styles[""]

    def _resolve(self, family: str, name: str) -> Look:
        display = listing = None
        title = False
        seen: set[str] = set()
        while name and name not in seen and len(seen) < _GENERATIONS:
            seen.add(name)
            style = self._elements.get((family, name))
            if style is None:
                break
            title = title or style.get(DISPLAY_NAME, name).lower() in _TITLES
            if display is None:
                display = _display(style)
            if listing is None:
                listing = style.get(LIST_STYLE_NAME)
            name = style.get(PARENT, "")
        return Look(display, title, listing)


def _display(style: Element) -> str | None:
    for properties in style.iterchildren(TEXT_PROPERTIES):
        return properties.get(DISPLAY)
    return None
