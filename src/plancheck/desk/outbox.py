"""Writing into the reviewer's folder: names that every system takes, and no work of people lost."""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256

from plancheck.errors import UsageError
from plancheck.files import INSIDE, shown
from plancheck.patterns import regex

LONGEST = 60
"""Characters of one step of a path; what Windows takes of a whole path is 260."""

_BAD = regex(
    r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
"""What Windows refuses in names, and what would change how a name looks."""
_RESERVED = regex(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$")


def names(paths: Sequence[str]) -> list[str]:
    """Return under what the papers of some plans are kept: paths without a suffix, each once.

    The folders below the one that all plans lie in are kept; two plans whose names differ in the
    suffix alone keep it.

    :param paths: as the report has them
    """
    steps = [_steps(path) for path in paths]
    shared = _shared([each[:-1] for each in steps])
    own = [[_tidy(step) for step in each[shared:]] for each in steps]
    bare = ["/".join((*each[:-1], os.path.splitext(each[-1])[0] or "_")) for each in own]
    folded = [each.casefold() for each in bare]
    taken: set[str] = set()
    return [
        _free(one if folded.count(one.casefold()) == 1 else "/".join(each), taken)
        for one, each in zip(bare, own, strict=True)
    ]


def _shared(folders: Sequence[Sequence[str]]) -> int:
    """Return how many folders all paths begin with."""
    alike = 0
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        alike += 1
    return alike


def _steps(path: str) -> list[str]:
    steps = path.replace(INSIDE, "/").replace("\\", "/").split("/")
    return [step for step in steps if step] or ["_"]


def _tidy(step: str) -> str:
    """Return a step of a path as every system takes it."""
    stem, suffix = os.path.splitext(_BAD.sub("_", step).strip())
    name = (stem[:LONGEST].rstrip(". ") + suffix[:10]).rstrip(". ")
    return f"_{name}" if not name or _RESERVED.match(name) or name.startswith(".") else name


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return free


class Outbox:
    """A folder that is written anew in each round.

    A file that people changed since it was written is kept beside the new one.

    :param folder: made when it is not there
    :param written: path below it → sha256 of what was written there in the last round
    """

    def __init__(self, folder: str, written: dict[str, str]) -> None:
        self._folder = folder
        self._before = written
        self.written: dict[str, str] = {}
        self.set_aside: list[str] = []
        """Files that people had changed, under their new names."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file, at once or not at all.

        :param name: path below the folder, with slashes
        :raises UsageError: when that cannot be done
        """
        self._put(name, data, keep=True)
        self.written[name] = sha256(data).hexdigest()

    def remember(self, name: str, data: bytes) -> None:
        """Write what is for the next round alone, and no work of people: it takes the old's place.

        :raises UsageError: when that cannot be done
        """
        self._put(name, data, keep=False)

    def _put(self, name: str, data: bytes, *, keep: bool) -> None:
        path = os.path.join(self._folder, *name.split("/"))
        temporary = f"{path}.{os.getpid()}.tmp"
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            if keep:
                self._keep(name, path, data)
            with open(temporary, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError as error:
            with suppress(OSError):
                os.remove(temporary)
            reason = error.strerror or str(error)
            raise UsageError("review.unwritable", path=shown(path), reason=reason) from error
        except UnicodeEncodeError as error:  # an old locale on a system of bytes
            raise UsageError(
                "review.unnameable", name=shown(name), encoding=error.encoding
            ) from error

    def _keep(self, name: str, path: str, data: bytes) -> None:
        """Set a file aside that is not what was written last."""
        try:
            with open(path, "rb") as file:
                there = sha256(file.read()).hexdigest()
        except FileNotFoundError:
            return
        if there in (self._before.get(name), sha256(data).hexdigest()):
            return
        stem, suffix = os.path.splitext(path)
        number = 1
        while os.path.lexists(f"{stem} ({number}){suffix}"):
            number += 1
        os.replace(path, f"{stem} ({number}){suffix}")
        self.set_aside.append(shown(f"{stem} ({number}){suffix}"))

    def remembered(self) -> dict[str, str]:
        """Return what is in the folder by now: of this round, and of earlier ones."""
        return {**self._before, **self.written}
