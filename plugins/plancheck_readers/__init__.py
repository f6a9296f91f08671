"""Readers of files: Word documents, new and old, web pages, text, Markdown, structured data."""

from plancheck.api import Reader, hookimpl


@hookimpl
def plancheck_readers() -> list[Reader]:
    """Return the readers; what each needs to read comes with its first file."""
    from plancheck_readers import doc, docx, html, markdown, mht, structured, text

    return [
        docx.READER,
        doc.READER,
        html.READER,
        markdown.READER,
        mht.READER,
        structured.READER,
        text.READER,
    ]
