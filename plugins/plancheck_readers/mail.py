"""Container: mails (``.eml``): what is attached is handed in, else the text itself.

Only this module is imported when the run starts; what opens them comes with the first one.
"""

import re
from collections.abc import Iterable

from plancheck.api import Container, Member, Source, regex

_HEADER = regex(rb"\s*[A-Za-z][A-Za-z0-9-]*:[ \t]")
_SENT = regex(
    rb"^(?:Received|Return-Path|Delivered-To|Message-ID|X-Mailer):", re.IGNORECASE | re.MULTILINE
)
"""Headers that a mail has once it is under way, and a pasted text or a saved page has not."""
_HEAD = 8192


def sniff(source: Source) -> bool:
    """Tell whether a file is a mail: by its name, or by headers of one that was sent."""
    head = source.data[:_HEAD]
    if _HEADER.match(head) is None:
        return False
    return source.name.lower().endswith(".eml") or _SENT.search(head) is not None


def members(source: Source) -> Iterable[Member]:
    """Yield what is attached, and its text to be read where nothing else is.

    :raises plancheck.api.Unreadable: when it is too large, or nested too deep
    """
    from plancheck_readers.archives.mailed import members

    return members(source.data)


CONTAINER = Container("mail", (".eml",), sniff, members)
