"""A Word document as bytes: the same for the same letter, and known as one of plancheck's own."""

import zlib
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from plancheck_papers.letter.model import Letter

if TYPE_CHECKING:
    from docx.document import Document

CATEGORY = "plancheck:letter"
"""The document's category: by it plancheck knows its own letters among what is handed in."""

AUTHOR = "plancheck"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of all parts: that of the first day a zip can tell."""

CORE, MOST = "docProps/core.xml", 65_536
"""The part with a document's properties, and how many bytes of it are looked at."""

FONTS = "word/fontTable.xml"
"""The part that names fonts, and what stands in for those that a machine lacks."""


def packed(document: "Document", letter: Letter, fonts: bytes = b"") -> bytes:
    """Return a document with its properties set, whatever the clock says.

    :param fonts: entries to put into the table of fonts
    """
    _properties(document, letter)
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with ZipFile(written) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == FONTS and fonts:
                data = data.replace(b"</w:fonts>", fonts + b"</w:fonts>")
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, data)
    return fixed.getvalue()


def own(data: bytes) -> bool:
    """Tell whether a file is a Word document made here; never raises."""
    try:
        with ZipFile(BytesIO(data)) as file, file.open(CORE) as part:
            return f">{CATEGORY}<".encode() in part.read(MOST)
    except (
        BadZipFile,
        KeyError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
        zlib.error,
    ):
        return False


def _properties(document: "Document", letter: Letter) -> None:
    day = letter.day or "{}-{:02}-{:02}".format(*EPOCH)
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    properties = document.core_properties
    properties.author = properties.last_modified_by = AUTHOR
    properties.category = CATEGORY
    properties.title = letter.title[:255]
    properties.comments = properties.keywords = properties.subject = ""
    properties.language = "zh-CN" if letter.lang == "zh" else "en"
    properties.created = properties.modified = moment
    properties.revision = 1
