"""Builds Word packages for tests from pieces of raw XML."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = {
    "w": W,
    "r": R,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
}

Parts = Mapping[str, str | bytes]


def xml(root: str, content: str) -> str:
    """Wrap content in a root element that declares all namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {_DECLARED}>{content}</{root}>'


def p(content: str = "", props: str = "") -> str:
    """Write a paragraph; content without markup becomes a run."""
    if content and "<" not in content:
        content = r(content)
    return f"<w:p>{f'<w:pPr>{props}</w:pPr>' if props else ''}{content}</w:p>"


def r(text: str, props: str = "") -> str:
    """Write a run of text."""
    look = f"<w:rPr>{props}</w:rPr>" if props else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str = "", props: str = "") -> str:
    """Write a cell; content without markup becomes a paragraph."""
    inside = content if "<w:p" in content or "<w:tbl" in content else p(content)
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, props: str = "") -> str:
    """Write a row; cells without markup are wrapped."""
    look = f"<w:trPr>{props}</w:trPr>" if props else ""
    return f"<w:tr>{look}{''.join(c if '<' in c else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Write a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def relationships(entries: Mapping[str, tuple[str, str]]) -> str:
    """Write a .rels part: id, then kind and target."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{inside}</Relationships>'


def package(parts: Parts) -> bytes:
    """Zip parts, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def docx(  # noqa: PLR0913 - each names a part that a test may want
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    endnotes: str = "",
    parts: Parts | None = None,
    rels: Mapping[str, tuple[str, str]] | None = None,
) -> bytes:
    """Build a document.

    :param styles: what ``w:styles`` holds; likewise for the other parts of that kind
    :param parts: more parts, by full name
    :param rels: more relationships of the main part
    """
    texts = {"styles": styles, "numbering": numbering, "footnotes": footnotes, "endnotes": endnotes}
    given = {kind: text for kind, text in texts.items() if text}
    links = {f"rId{kind}": (kind, _TYPES[kind]) for kind in given} | dict(rels or {})
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relationships({"rId1": ("officeDocument", "word/document.xml")}),
            "word/document.xml": xml("w:document", f"<w:body>{body}</w:body>"),
            "word/_rels/document.xml.rels": relationships(links),
        }
        | {f"word/{_TYPES[kind]}": xml(f"w:{kind}", text) for kind, text in given.items()}
        | dict(parts or {})
    )
