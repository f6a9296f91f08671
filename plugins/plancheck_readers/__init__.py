"""Readers of files: Word documents, PDF, scans, web pages, text, Markdown, structured data."""

from plancheck.api import Reader, hookimpl


@hookimpl
def plancheck_readers() -> list[Reader]:
    """Return the readers; what each needs to read comes with its first file."""
    from plancheck_readers import docx, html, markdown, mht, portable, scans, structured, text

    return [
        docx.READER,
        html.READER,
        markdown.READER,
        mht.READER,
        portable.READER,
        scans.READER,
        structured.READER,
        text.READER,
    ]
