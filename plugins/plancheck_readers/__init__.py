"""Readers of files: Word old and new, OpenDocument, RTF, sheets, web pages, text, data."""

from plancheck.api import Reader, hookimpl


@hookimpl
def plancheck_readers() -> list[Reader]:
    """Return the readers; what each needs to read comes with its first file."""
    from plancheck_readers import doc, docx, html, markdown, mht, odt, rtf, structured, text, xlsx

    return [
        doc.READER,
        docx.READER,
        html.READER,
        markdown.READER,
        mht.READER,
        odt.READER,
        rtf.READER,
        structured.READER,
        text.READER,
        xlsx.READER,
    ]
