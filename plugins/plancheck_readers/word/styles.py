"""What styles say that matters to text: heading level, numbering, hidden or not."""

from collections.abc import Mapping
from typing import NamedTuple

from plancheck_readers.word.headings import BODY_TEXT, named_level
from plancheck_readers.word.names import (
    BASED_ON,
    ILVL,
    NUM_ID,
    NUM_PR,
    OFF,
    OUTLINE_LVL,
    P_PR,
    R_PR,
    STYLE_NAME,
    VAL,
    VANISH,
)
from plancheck_readers.word.slices import Source, sources
from plancheck_readers.word.tree import Element, normalised

_GENERATIONS = 50
"""Styles that one is based on, one behind the other; Word allows a dozen."""


class Look(NamedTuple):
    """What a style means, with what it is based on."""

    level: int | None = None
    """Heading level 1-9, 0 for the title, None for ordinary text."""
    num_id: str | None = None
    ilvl: str | None = None
    hidden: bool = False
    lineage: tuple[str, ...] = ()
    """The style's id, then those of the styles it is based on."""


PLAIN = Look()


class _Style(NamedTuple):
    """A style as it stands in the part; None where it leaves a property to its base."""

    name: str = ""
    base: str | None = None
    outline: str | None = None
    num_id: str | None = None
    ilvl: str | None = None
    hidden: bool | None = None


_UNKNOWN = _Style()


class StyleSheet:
    """All styles of a document, looked up by id; a base's properties are inherited.

    :param xml: the part that defines them; empty for a document that has none
    :param part: the part's name, for messages
    :raises Unreadable: when the part cannot be parsed; for lack of need it may not be noticed
    """

    def __init__(self, xml: bytes = b"", part: str = "") -> None:
        xml = normalised(xml)
        self._sources: Mapping[str, Source] = sources(xml, part)
        self._looks: dict[str, Look] = {}
        self._styles: dict[str, _Style] = {}
        self.hides = b"vanish" in xml and any(self._style(key).hidden for key in self._sources)
        """Whether any style hides its text."""

    def look(self, style_id: str) -> Look:
        """Return what a style means; a plain look with the level its id tells when unknown."""
        look = self._looks.get(style_id)
        if look is None:
            look = self._resolve(style_id)
            if style_id in self._sources:  # what is kept is bounded by the part, not by documents
                self._looks[style_id] = look
        return look

    def _resolve(self, style_id: str) -> Look:
        lineage = self._lineage(style_id)
        look = PLAIN
        for ancestor in reversed(lineage):
            look = _derive(look, ancestor, self._style(ancestor))
        return look._replace(lineage=tuple(lineage))

    def _lineage(self, style_id: str) -> list[str]:
        lineage = [style_id]
        base = self._style(style_id).base
        while base and base not in lineage and len(lineage) < _GENERATIONS:
            lineage.append(base)
            base = self._style(base).base
        return lineage

    def _style(self, style_id: str) -> _Style:
        style = self._styles.get(style_id)
        if style is None:
            source = self._sources.get(style_id)
            if source is None:
                return _UNKNOWN
            style = self._styles[style_id] = _read(source())
        return style


def _derive(base: Look, style_id: str, style: _Style) -> Look:
    return Look(
        level=_level(base, style_id, style),
        num_id=base.num_id if style.num_id is None else style.num_id,
        ilvl=base.ilvl if style.ilvl is None else style.ilvl,
        hidden=base.hidden if style.hidden is None else style.hidden,
    )


def _level(base: Look, style_id: str, style: _Style) -> int | None:
    """Tell the level by name, then by outline level, then by the style it is based on.

    The name comes first: Chinese editions of Word give the title an outline level, too.
    """
    for name in (style.name, style_id):
        level = named_level(name)
        if level is not None:
            return level
    return base.level if style.outline is None else outline_level(style.outline)


def outline_level(value: str | None) -> int | None:
    """Turn an outline level (0-8, 9 for ordinary text) into a heading level 1-9."""
    if value is None or not value.isdecimal() or int(value) >= BODY_TEXT:
        return None
    return int(value) + 1


def _read(style: Element) -> _Style:
    found: dict[str, str | bool | None] = {}
    for child in style:
        tag = child.tag
        if tag == STYLE_NAME:
            found["name"] = child.get(VAL, "")
        elif tag == BASED_ON:
            found["base"] = child.get(VAL)
        elif tag == P_PR:
            found.update(_paragraph_properties(child))
        elif tag == R_PR:
            vanish = child.find(VANISH)
            found["hidden"] = None if vanish is None else vanish.get(VAL) not in OFF
    return _Style(**found)  # type: ignore[arg-type]


def _paragraph_properties(properties: Element) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for child in properties:
        if child.tag == OUTLINE_LVL:
            found["outline"] = child.get(VAL)
        elif child.tag == NUM_PR:
            for part in child:
                if part.tag == NUM_ID:
                    found["num_id"] = part.get(VAL)
                elif part.tag == ILVL:
                    found["ilvl"] = part.get(VAL)
    return found
