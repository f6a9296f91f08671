"""The page inside a web archive (RFC 2557)."""

from email import message_from_bytes, policy
from email.message import Message

from plancheck.api import Unreadable


def page_of(data: bytes) -> tuple[bytes, str]:
    """Return an archive's page and the encoding that its header names.

    :raises Unreadable: ``mht.no-page``
    """
    message = message_from_bytes(data.lstrip(), policy=policy.compat32)
    root = _root(message)
    if root is None:
        raise Unreadable("mht.no-page")
    payload = root.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload:
        raise Unreadable("mht.no-page")
    return payload, str(root.get_content_charset() or "")


def _root(message: Message) -> Message | None:
    """Return the part that the archive starts with: the one named so, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    start = message.get_param("start")
    named = [part for part in pages if start and part.get("Content-ID") == start]
    return next(iter((*named, *pages)), None)
