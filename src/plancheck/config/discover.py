"""Which configuration file applies.

A submitter must not configure the reviewer's check. So the file is looked for from the working
directory upward; only inside the git work tree one works in does the one nearest above a checked
file go first, as its files are one's own.
"""

import os
from collections.abc import Iterator

from plancheck.config.read import section

NAME = "plancheck.toml"
SHARED = "pyproject.toml"
"""Counts when it has a table ``[tool.plancheck]``."""


class Finder:
    """Finds the configuration for files, remembering each folder.

    :param start: the working directory
    """

    def __init__(self, start: str) -> None:
        self._start = os.path.realpath(start)
        self._tree = _work_tree(self._start)
        self._known: dict[str, str | None] = {}

    def for_run(self) -> str | None:
        """Return the file found from the working directory upward."""
        return self._nearest(self._start, None)

    def for_file(self, file: str) -> str | None:
        """Return the file that applies to a checked file.

        :raises ConfigError: when a ``pyproject.toml`` on the way cannot be read
        """
        folder = os.path.realpath(os.path.dirname(file) or os.curdir)
        if self._tree is not None and _work_tree(folder) == self._tree:
            nearest = self._nearest(folder, self._tree)
            if nearest is not None:
                return nearest
        return self.for_run()

    def _nearest(self, folder: str, last: str | None) -> str | None:
        for place in _upward(folder):
            if place not in self._known:
                self._known[place] = _in_folder(place)
            if self._known[place] is not None or place == last:
                return self._known[place]
        return None


def _in_folder(folder: str) -> str | None:
    own = os.path.join(folder, NAME)
    if os.path.isfile(own):
        return own
    shared = os.path.join(folder, SHARED)
    if os.path.isfile(shared) and section(shared) is not None:
        return shared
    return None


def _upward(folder: str) -> Iterator[str]:
    """Yield a folder and all those it lies in."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _work_tree(folder: str) -> str | None:
    """Return the root of the git work tree around a folder."""
    for place in _upward(folder):
        if os.path.exists(os.path.join(place, ".git")):
            return place
    return None
