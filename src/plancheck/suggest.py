"""Errors that name what would have been right, and the nearest of it."""

from collections.abc import Iterable
from typing import TypeVar

from plancheck.errors import PlancheckError

E = TypeVar("E", bound=PlancheckError)


def unknown(kind: type[E], code: str, name: str, known: Iterable[str], **values: object) -> E:
    """Make an error about a name that does not exist.

    The message of ``code`` has a blank for ``known``. Where one of the known names looks like the
    given one, the message is that of ``code`` with ``.guess`` after it, with a blank for ``guess``.

    :param name: what was written
    :param known: what might have been written
    """
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(name, names, n=1)
    listed = ", ".join(names) or "-"
    if close:
        return kind(f"{code}.guess", guess=close[0], known=listed, **values)
    return kind(code, known=listed, **values)
