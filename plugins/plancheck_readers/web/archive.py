"""The page inside a web archive (RFC 2557)."""

from email import message_from_bytes, policy
from email.message import Message

from plancheck.api import Unreadable

_TYPE = 2000
"""Characters of the longest content type that is looked at."""


def page_of(data: bytes) -> tuple[bytes, str]:
    """Return an archive's page and the encoding that its header names.

    :raises Unreadable: ``mht.no-page``
    """
    root = _root(message_from_bytes(data.lstrip(), policy=policy.compat32))
    if root is None:
        raise Unreadable("mht.no-page")
    payload = root.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        raise Unreadable("mht.no-page")
    return payload, str(root.get_content_charset() or "")


def _root(message: Message) -> Message | None:
    """Return the part that the archive starts with: the one named so, else the first page."""
    pages = [part for part in message.walk() if _is_page(part)]
    start = message.get_param("start") if _is_sane(message) else None
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter((*named, *pages)), None)


def _is_page(part: Message) -> bool:
    return _is_sane(part) and part.get_content_type() == "text/html"


def _is_sane(part: Message) -> bool:
    """Whether a part's type is short enough to be taken apart: that takes quadratic time."""
    return len(str(part.get("Content-Type", ""))) <= _TYPE
