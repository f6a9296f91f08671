"""What surrounds the text of a pasted page: menus, side columns, foot lines.

Only what is surely none of the plan is left out. A page says itself where its text is
(``<article>``, ``<main>``), or one element holds three quarters of all words that are no links;
outside of it, menus and blocks of links go. Inside of it nothing goes, however much it looks like
left-overs of the page: those are a defect that a rule points at.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from plancheck.api import regex
from plancheck_readers.web.looks import BLOCKS, Looks, unread

_TABLE = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th"))
_NAMED = 0.6
"""Share of the words that ``<article>`` or ``<main>`` must hold to be believed."""
_HEAVY = 0.75
"""Share of the words that makes any element the main one."""
_LIGHT = 0.25
"""Share of the words up to which a block can be part of the page's frame."""
_LINKED = 0.6
_LINKS = 5
"""A block of links: this share of its words is linked, by as many links or more."""
_FRAME_TAGS = frozenset(("nav", "aside", "footer"))
_FRAME_ROLES = frozenset(("navigation", "complementary", "contentinfo", "banner", "search"))
_FRAME_NAMES = regex(
    r"(?:top|main|left|right|side|sub|site|page)?[-_]?(?:nav|navbar|menu|sidebar|side|footer|foot|"
    r"copyright|breadcrumbs?|crumbs?|share|toolbar|friendlinks?|search)",
    re.IGNORECASE,
)
_OWN_HEADINGS = ("h1", "h2", "h3")


class Weight(NamedTuple):
    """What an element holds, blanks not counted."""

    own: int
    """Characters outside of links."""
    linked: int
    links: int
    headings: int


_NOTHING = Weight(0, 0, 0, 0)


def boilerplate(root: etree._Element, looks: Looks) -> frozenset[etree._Element]:
    """Return the elements that belong to the page and not to its text."""
    body = root.find("body")
    body = root if body is None else body
    weights = _weigh(body, looks)
    total = weights[body].own
    named = _named(weights, total)
    main = named if named is not None else _dominant(body, weights)
    found: list[etree._Element] = []
    for element in _outside(body, main):
        if named is not None and not weights.get(element, _NOTHING).headings:
            found.append(element)
        else:
            found.extend(_frame(element, weights, total))
    return frozenset(found)


def _weigh(body: etree._Element, looks: Looks) -> dict[etree._Element, Weight]:
    """Weigh all elements that can part a page."""
    weights: dict[etree._Element, Weight] = {}
    sums = [[0, 0, 0, 0]]
    links = 0
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            sums.append([0, 0, 0, element.tag in _OWN_HEADINGS])
            if unread(element, looks.of(element)):
                walker.skip_subtree()
            else:
                links += _is_link(element)
                _count(sums[-1], element.text, linked=links > 0)
            continue
        own = sums.pop()
        if _is_link(element) and not unread(element, looks.of(element)):
            links -= 1
            own[2] += 1
        if element.tag in BLOCKS or element.tag in _TABLE:
            weights[element] = Weight(*own)
        for at, number in enumerate(own):
            sums[-1][at] += number
        if element is not body:
            _count(sums[-1], element.tail, linked=links > 0)
    weights[body] = Weight(*sums[0])
    return weights


def _is_link(element: etree._Element) -> bool:
    return element.tag == "a" and not (element.get("href") or "#").startswith("#")


def _count(sums: list[int], text: str | None, *, linked: bool) -> None:
    if text:
        sums[linked] += len("".join(text.split()))


def _named(weights: dict[etree._Element, Weight], total: int) -> etree._Element | None:
    """Return the innermost element that the page calls its main text, if it holds most of it."""
    found = [
        (weight.own, element)
        for element, weight in weights.items()
        if (element.tag in ("article", "main") or element.get("role") in ("main", "article"))
        and total
        and weight.own >= _NAMED * total
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _dominant(body: etree._Element, weights: dict[etree._Element, Weight]) -> etree._Element:
    """Return the innermost element that holds nearly all words."""
    main = body
    while True:
        heavy = [
            child for child in main if weights.get(child, _NOTHING).own > _HEAVY * weights[body].own
        ]
        if not heavy:
            return main
        main = heavy[0]


def _outside(body: etree._Element, main: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements beside the main one and beside those that hold it.

    Where nothing stands out, all that stands in the body is looked at.
    """
    if main is body:
        yield from body
    while main is not body:
        parent = main.getparent()
        if parent is None:
            return
        yield from (element for element in parent if element is not main)
        main = parent


def _frame(
    top: etree._Element, weights: dict[etree._Element, Weight], total: int
) -> Iterator[etree._Element]:
    """Yield what is frame in an element: itself, or parts of it."""
    left = [top]
    while left:
        element = left.pop()
        weight = weights.get(element)
        if weight is None or not weight.own + weight.linked:
            continue
        if _is_frame(element, weight, total):
            yield element
        else:
            left.extend(element)


def _is_frame(element: etree._Element, weight: Weight, total: int) -> bool:
    if weight.own > _LIGHT * total or element.tag in ("p", "body"):
        return False
    if weight.links >= _LINKS and weight.linked >= _LINKED * (weight.own + weight.linked):
        return True
    return not weight.headings and _says_frame(element)


def _says_frame(element: etree._Element) -> bool:
    if element.tag in _FRAME_TAGS or element.get("role") in _FRAME_ROLES:
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(map(_FRAME_NAMES.fullmatch, names))
