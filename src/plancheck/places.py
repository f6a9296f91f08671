"""Places as reports give them, and in words."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from plancheck.documents import place_to_dict
from plancheck.messages import text
from plancheck.model import Document, Paragraph, Place, Zone


class Places:
    """Writes the places of one document.

    To the offsets it adds ``nth``, which paragraph or table of its zone a block is, as a person
    counts from 1 and without blank paragraphs; and ``zone`` outside the body.
    """

    def __init__(self, document: Document) -> None:
        counts: Counter[tuple[Zone, bool]] = Counter()
        self._numbers: list[tuple[Zone, int]] = []
        for block in document.blocks:
            kind = block.zone, isinstance(block, Paragraph)
            counts[kind] += not isinstance(block, Paragraph) or bool(block.text.strip())
            self._numbers.append((block.zone, counts[kind]))

    def write(self, place: Place) -> dict[str, Any]:
        """Return a place as plain data."""
        zone, number = self._numbers[place.block]
        entry = {**place_to_dict(place), "nth": number}
        return entry if zone is Zone.BODY else {**entry, "zone": zone.value}


def where(place: Mapping[str, Any], lang: str) -> str:
    """Say where something stands as a person counts: paragraphs, tables, rows, pages.

    :param place: as reports give it
    """
    zone = place.get("zone", Zone.BODY.value)
    if zone != Zone.BODY:
        words = text(f"place.{zone}", lang)
    elif "cell" in place:
        words = text("place.cell", lang, {"nth": place["nth"], "row": place["cell"][0] + 1})
    else:
        words = text("place.paragraph", lang, {"nth": place["nth"]})
    if "page" in place:
        page = text("place.page", lang, {"page": place["page"]})
        return text("place.paged", lang, {"page": page, "place": words})
    return words
