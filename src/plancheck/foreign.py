"""Files that plancheck does not read, told by their first bytes, so that it can say what to do."""

from plancheck.patterns import regex

_DOCUMENTS = (".pdf", ".ofd")
_PACKED = (".zip", ".rar", ".7z", ".msg")
_SCANS = (".jpg", ".jpeg", ".png", ".tif", ".tiff")
HANDED_IN = frozenset((*_DOCUMENTS, *_PACKED, *_SCANS))
"""Suffixes under which plans are handed in though no reader reads them. Spreadsheets and slides are
not among them: the rosters and ledgers of reviewers lie beside plans, too."""
_MAGIC = (
    (b"%PDF-", "foreign.pdf"),
    (b"Rar!\x1a\x07", "foreign.archive"),
    (b"7z\xbc\xaf\x27\x1c", "foreign.archive"),
    (b"\x1f\x8b\x08", "foreign.archive"),
    (b"\x89PNG\r\n\x1a\n", "foreign.image"),
    (b"\xff\xd8\xff", "foreign.image"),
    (b"GIF8", "foreign.image"),
    (b"BM", "foreign.image"),
    (b"II*\0", "foreign.image"),
    (b"MM\0*", "foreign.image"),
)
"""First bytes → message."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "docx.encrypted"),
    ("WordDocument", "docx.old-word"),
    ("Workbook", "foreign.sheet"),
    ("PowerPoint Document", "foreign.slides"),
    ("__properties_version1.0", "foreign.mail"),
    ("MatOST", "foreign.works"),
)
"""Streams of Microsoft's old container ([MS-CFB], [MS-DOC], [MS-OXMSG]) → message."""
_WORKS = b"CHNKWKS"
"""What the one stream of later versions of Works begins with, near enough."""
_ZIP = b"PK\x03\x04"
_PARTS = (
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "foreign.sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "foreign.slides"),
    (b"mimetypeapplication/epub", "foreign.archive"),
    (b"OFD.xml", "foreign.ofd"),
    (b"ppt/presentation.xml", "foreign.slides"),
)
"""Names of entries that tell packages apart → message."""
_BITMAP = slice(6, 10)
_WORD_XML = regex(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<[?!\w][^\0]*?"
    rb"http://schemas\.microsoft\.com/office/(?:word/2003/wordml|2006/xmlPackage)"
)
"""A document of Word 2003 as XML, or a later one whose package is written as XML."""
_DECLARED = 4096
"""Bytes in which an XML document declares its kind."""


def problem(data: bytes) -> str:
    """Return the message id for what no reader reads; empty for what one may still try."""
    if is_container(data):
        return _ole(data)
    if data.startswith(_ZIP):
        return _package(data)
    if _WORD_XML.match(data[:_DECLARED].replace(b"\0", b"")):
        return "foreign.word-xml"
    for magic, name in _MAGIC:
        if data.startswith(magic) and (magic != b"BM" or data[_BITMAP] == bytes(4)):
            return name
    return ""


def _ole(data: bytes) -> str:
    from plancheck import container

    if container.is_cut_off(data):
        return "foreign.cut-off"
    held = container.names(data)
    for stream, name in _STREAMS:
        if stream in held if held else stream.encode("utf-16-le") in data:
            return name
    return "foreign.works" if _WORKS in data else "docx.ole"


def is_container(data: bytes) -> bool:
    """Tell whether a file is a container of Microsoft's old kind, of whatever use."""
    return data.startswith(_OLE)


def is_package(data: bytes) -> bool:
    """Tell whether a file is a zip archive, of whatever use."""
    return data.startswith(_ZIP)


def _package(data: bytes) -> str:
    for part, name in _PARTS:
        if part in data:
            return name
    return ""
