"""Addresses (``s3://bucket/plan.docx``, ``https://…``) in the place of paths: told by their look.

Only what a user names is ever taken for an address: operands, lists of files, ``-o``. Nothing that
stands in a document is.
"""

import re

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
"""A scheme of at least two letters (RFC 3986, 3.1); one letter is a drive of Windows."""

WEB = ("http", "https")


def is_address(path: str) -> bool:
    """Tell whether a path is an address."""
    return bool(_ADDRESS.match(path))


def is_web(address: str) -> bool:
    """Tell whether an address is that of a web server, which holds files and lists none."""
    found = _ADDRESS.match(address)
    return found is not None and found[1].lower() in WEB


def named(address: str) -> str:
    """Return an address as it may be shown: without user, password and what stands behind ``?``.

    There keys are written that open it. What is percent-encoded on the web is decoded, so that a
    file's name and suffix are readable.
    """
    scheme, sign, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    plain = f"{scheme}{sign}{host.rpartition('@')[2]}{slash}{path}"
    if not is_web(address):
        return plain
    from urllib.parse import unquote

    return unquote(re.split("[?#]", plain, maxsplit=1)[0])


def without_keys(text: str) -> str:
    """Return somebody's words about an address without what opens it."""
    return re.sub(r"//[^/\s]*@", "//", re.sub(r"[?#][^\s'\")]*", "", text))
