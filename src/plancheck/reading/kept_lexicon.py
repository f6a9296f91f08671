"""Lexicons that are kept in the cache: to build one of all cards takes longer than reading a plan."""

import marshal
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, cast

import ahocorasick

from plancheck import cache
from plancheck.reading.lexicon import Lexicon, Saved

NAME = "lexicon"
"""Of the entries in the cache."""

LEAST = 2000
"""Words from which on a lexicon is kept; smaller ones are as soon built as looked up."""

Lists = Mapping[str, Sequence[str]]


def lexicon(lists: Lists, excluded: Lists) -> Lexicon:
    """Return the lexicon of some lists, from the cache where it was built before.

    It is found by every word in every list, so it is that of these lists and of no others.

    :param lists: as for :class:`~plancheck.reading.lexicon.Lexicon`
    :param excluded: likewise
    """
    if sum(map(len, lists.values())) < LEAST:
        return Lexicon(lists, excluded)
    # of this version all is written alike, whatever objects are shared
    content = marshal.dumps(
        (tuple(map(_plain, lists.items())), tuple(map(_plain, excluded.items()))), 2
    )
    key = cache.key(content, *engine())
    found = cache.load(NAME, key)
    if found is not None:
        try:
            return Lexicon.restored(lists, cast("Saved", found))
        except (TypeError, ValueError):  # not of this engine
            pass
    made = Lexicon(lists, excluded)
    cache.store(NAME, key, cast("Any", made.saved()))
    return made


def _plain(entry: tuple[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    return entry[0], tuple(entry[1])


def engine() -> tuple[str, ...]:
    """Return what an automaton's form hangs on: the machine, and the library as it is installed."""
    path = str(ahocorasick.__file__)
    try:
        status = os.stat(path)
    except OSError:
        return sys.version, sys.byteorder, str(sys.maxsize), path
    stamp = f"{status.st_size} {status.st_mtime_ns}"
    return sys.version, sys.byteorder, str(sys.maxsize), path, stamp
