"""Weights that are kept in the cache in the form in which they are asked.

To unpack a file and to number its features takes longer than to judge a plan.
"""

from typing import Any, cast

from plancheck import cache
from plancheck.reading.kept_lexicon import engine
from plancheck.weighing.weights import Data, Saved, Weights, first_row

NAME = "weights"
"""Of the entries in the cache."""


def weights(data: Data) -> Weights:
    """Return the weights of a file, from the cache where it was read before.

    They are found by every byte that stands before the rows, so they are those of this file; the
    rows are read in the file itself.

    :param data: it must stay open
    """
    key = cache.key(data[: first_row(data)], *engine())
    found = cache.load(NAME, key)
    if found is not None:
        try:
            return Weights.restored(cast("Saved", found), data)
        except (TypeError, ValueError, KeyError):  # not of this engine
            pass
    made = Weights(data)
    cache.store(NAME, key, cast("Any", made.saved()))
    return made
