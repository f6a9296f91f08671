"""What a file in Microsoft's old container (OLE, "compound file") holds, told without a library.

An encrypted .docx is such a container, and so are .doc, .xls and .wps. Names of streams stand in
directory entries of 128 bytes at multiples of 128: 64 bytes of UTF-16, then the length of the name
with its closing zero ([MS-CFB] 2.6.1).
"""

from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_NAME = 64
_KINDS = (
    ("EncryptedPackage", "encrypted-ooxml"),
    ("WordDocument", "word-binary"),
    ("PowerPoint Document", "other"),
    ("__properties_version1.0", "other"),
    ("Workbook", "workbook"),
    ("Book", "workbook"),
)


def ole_kind(data: bytes) -> str:
    """Tell what a container is, from all of its bytes or the first few thousand.

    :returns: ``encrypted-ooxml`` (a password-protected .docx, .xlsx or .pptx), ``word-binary`` (a
        .doc or .wps), ``workbook`` (an .xls or .et), ``other`` (another
        container), or the empty string when it is none
    """
    if not data.startswith(MAGIC):
        return ""
    for name, kind in _KINDS:
        if any(_entries(data, name)):
            return kind
    return "other"


def _entries(data: bytes, name: str) -> Iterator[bool]:
    """Yield ``True`` for each place where a directory entry has this name."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    length = len(wanted).to_bytes(2, "little")
    at = data.find(wanted)
    while at >= 0:
        if at % _ENTRY == 0 and data[at + _NAME : at + _NAME + 2] == length:
            yield True
        at = data.find(wanted, at + 1)
