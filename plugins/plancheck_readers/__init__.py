"""Readers of files: Word, OpenDocument, RTF, sheets, PDF, scans, web pages, text, data."""

from plancheck.api import Container, Reader, hookimpl


@hookimpl
def plancheck_readers() -> list[Reader]:
    """Return the readers; what each needs to read comes with its first file."""
    from plancheck_readers import (
        doc,
        docx,
        html,
        markdown,
        mht,
        odt,
        portable,
        rtf,
        scans,
        structured,
        text,
        xls,
        xlsx,
    )

    return [
        doc.READER,
        docx.READER,
        html.READER,
        markdown.READER,
        mht.READER,
        odt.READER,
        portable.READER,
        rtf.READER,
        scans.READER,
        structured.READER,
        text.READER,
        xls.READER,
        xlsx.READER,
    ]


@hookimpl
def plancheck_containers() -> list[Container]:
    """Return the containers; what opens them comes with the first of each."""
    from plancheck_readers import mail, packed, zipped

    return [mail.CONTAINER, packed.CONTAINER, zipped.CONTAINER]
