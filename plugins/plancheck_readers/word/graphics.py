"""Words in charts and diagrams, which stand in parts of their own."""

from collections import defaultdict
from collections.abc import Iterator

from plancheck_readers.word.names import (
    A_P,
    A_T,
    CHART_CACHE,
    CHART_VALUE,
    DIAGRAM_LINK,
    DIAGRAM_POINT,
    DIAGRAM_TEXT,
)
from plancheck_readers.word.tree import Element


def chart_words(root: Element) -> list[str]:
    """Return a chart's titles and labels; its numbers are not text."""
    titles = [_words(paragraph) for paragraph in root.iter(A_P)]
    labels = [
        "\t".join(value.text or "" for value in cache.iter(CHART_VALUE))
        for cache in root.iter(CHART_CACHE)
    ]
    return [words for words in dict.fromkeys(titles + labels) if words.strip()]


def diagram_words(root: Element) -> list[str]:
    """Return the words of SmartArt, in the order of its outline.

    Points are linked parent to child (ECMA-376 part 1, 21.4.3.2: ``parOf``, the default) and
    ordered among siblings by ``srcOrd``.
    """
    texts = {point.get("modelId", ""): _lines(point) for point in root.iter(DIAGRAM_POINT)}
    children: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for link in root.iter(DIAGRAM_LINK):
        if link.get("type", "parOf") == "parOf":
            rank = link.get("srcOrd", "0")
            children[link.get("srcId", "")].append((rank.zfill(9), link.get("destId", "")))
    below = {child for found in children.values() for _, child in found}
    tops = [key for key in texts if key not in below]
    order = dict.fromkeys([*_outline(tops, children), *texts])
    return [line for key in order for line in texts.get(key, ())]


def _outline(tops: list[str], children: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """Yield points, each before those below it."""
    seen: set[str] = set()
    stack = tops[::-1]
    while stack:
        key = stack.pop()
        if key not in seen:
            seen.add(key)
            yield key
            stack.extend(child for _, child in sorted(children.get(key, ()), reverse=True))


def _lines(point: Element) -> list[str]:
    found = [_words(line) for text in point.iterchildren(DIAGRAM_TEXT) for line in text.iter(A_P)]
    return [words for words in found if words.strip()]


def _words(paragraph: Element) -> str:
    return "".join(piece.text or "" for piece in paragraph.iter(A_T))
