"""A plan's sentences as a digest: what is compared, and behind it the words and their places.

The digest is two texts in base64 with a dot between: eight bytes a sentence, and the sentences
themselves with their places, packed; those are only unpacked for plans that have something in
common.
"""

import json
import zlib
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from sys import byteorder
from typing import Any, NamedTuple

from plancheck.api import PartKind, Places, Plan, normalise, regex
from plancheck_batch.own_names import OWN, blanked

SHORTEST = 8
"""Characters of a sentence that is compared: shorter ones are the same everywhere."""

_APART = frozenset((PartKind.TITLE, PartKind.SIGNATURE, PartKind.MARGIN))
"""Parts in which no plan is copied."""

_NUMBERS = regex(r"[\d〇零一二三四五六七八九十百两]+")
_SIGNS = regex(r"[\W_]+")


class Sentence(NamedTuple):
    """A sentence of a plan."""

    mark: int
    """Eight bytes of a hash; the same for sentences that say the same."""
    quote: str
    place: Mapping[str, Any]
    """As reports give it."""

    def followed_by(self, other: "Sentence") -> bool:
        """Tell whether another sentence stands right behind it."""
        one, two = self.place, other.place
        together = one["block"] == two["block"] and one.get("cell") == two.get("cell")
        return together and one["end"] == two["start"]


Told = tuple[str, str, Mapping[str, Any]]
"""A sentence as it is compared, as it stands, and where."""


def digest(plan: Plan) -> str:
    """Return the digest of a plan."""
    return packed(_told(plan))


def _told(plan: Plan) -> Iterator[Told]:
    places = Places(plan.document)
    for statement in plan.statements:
        if statement.part not in _APART:
            form = plain(statement.norm, plan.unit)
            if len(form) >= SHORTEST:
                place = statement.place
                yield form, plan.document.text_at(place), places.write(place)


def packed(told: Iterable[Told]) -> str:
    """Return the digest of some sentences."""
    found = [*told]
    made = _ordered(array("Q", (hashed(form) for form, _, _ in found))).tobytes()
    pairs = [(quote, place) for _, quote, place in found]
    text = json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))
    words = zlib.compress(text.encode("utf-8", "surrogatepass"), 6)
    return f"{b64encode(made).decode()}.{b64encode(words).decode()}"


def plain(norm: str, unit: str | None) -> str:
    """Return what is compared of a sentence: without the own name, numbers and signs."""
    return _SIGNS.sub("", _NUMBERS.sub("0", blanked(norm, unit)).replace(OWN, "我"))


def renamed(quote: str, own: str | None, other: str) -> int:
    """Return the mark that a sentence would have in the plan of another school."""
    return hashed(plain(blanked(normalise(quote).norm, own), other))


def hashed(form: str) -> int:
    """Return eight bytes of a hash as a number."""
    told = form.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "little")


def marks(digested: str) -> "array[int]":
    """Return what is compared of the sentences of a digest, in their order."""
    found = array("Q")
    found.frombytes(b64decode(digested.partition(".")[0]))
    return _ordered(found)


def sentences(digested: str) -> list[Sentence]:
    """Return the sentences of a digest, in their order."""
    words = zlib.decompress(b64decode(digested.partition(".")[2]))
    told = json.loads(words.decode("utf-8", "surrogatepass"))
    pairs = zip(marks(digested), told, strict=True)
    return [Sentence(mark, quote, place) for mark, (quote, place) in pairs]


def _ordered(numbers: "array[int]") -> "array[int]":
    """Return numbers with their bytes as a digest has them: the least first."""
    if byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
