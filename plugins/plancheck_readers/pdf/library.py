"""pdfium, opened on bytes and closed again.

The library keeps its state in globals and is **not thread-safe**: one thread of a process may use
it.
Only the process of :mod:`plancheck_readers.pdf.worker` ever does. No form environment is set up, so
no script of a document can run; nothing is fetched and no file is opened.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_void_p
from functools import cache
from typing import Any

from plancheck.api import Unreadable, limits

_PASSWORD, _SECURITY = 4, 5
"""``FPDF_ERR_PASSWORD`` and ``FPDF_ERR_SECURITY`` of ``fpdfview.h``."""


@cache
def pdfium() -> Any:  # noqa: ANN401 - the functions of a C library
    """Return the library's functions; it is set up once.

    :raises Unreadable: ``pdf.no-library`` when it is not installed
    """
    try:
        import pypdfium2_raw
    except (ImportError, OSError) as error:
        raise Unreadable("pdf.no-library") from error
    pypdfium2_raw.FPDF_InitLibrary()
    return pypdfium2_raw


@contextmanager
def opened(data: bytes) -> Iterator[c_void_p]:
    """Open a document.

    :param data: all bytes of the file; kept alive while the document is open
    :raises Unreadable: when it is encrypted, damaged or has too many pages
    """
    lib = pdfium()
    document = lib.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        encrypted = lib.FPDF_GetLastError() in (_PASSWORD, _SECURITY)
        raise Unreadable("pdf.encrypted" if encrypted else "pdf.damaged")
    try:
        yield document
    finally:
        lib.FPDF_CloseDocument(document)


def page_count(document: c_void_p) -> int:
    """Return the number of pages, as the document declares it.

    :raises Unreadable: when there is none, or more than the cap
    """
    count = int(pdfium().FPDF_GetPageCount(document))
    if count > limits.PAGES:
        raise Unreadable("pdf.pages", most=limits.PAGES)
    if count < 1:
        raise Unreadable("pdf.damaged")
    return count


@contextmanager
def page_of(document: c_void_p, index: int) -> Iterator[c_void_p | None]:
    """Load a page; ``None`` when it is damaged."""
    lib = pdfium()
    page = lib.FPDF_LoadPage(document, index)
    try:
        yield page or None
    finally:
        if page:
            lib.FPDF_ClosePage(page)


def inside(document: c_void_p) -> int:
    """Return the number of files that the document carries with it."""
    return int(pdfium().FPDFDoc_GetAttachmentCount(document))
