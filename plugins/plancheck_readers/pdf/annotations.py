"""Words that lie over a page and are no part of its text: what was filled in, notes typed on it.

They are not read: who reviews a plan writes such notes, too. But a plan that was written into a
form must not be judged by the form alone.
"""

from ctypes import c_void_p

from plancheck.api import limits
from plancheck_readers.pdf.library import pdfium

_FREE_TEXT, _WIDGET = 3, 20
"""``FPDF_ANNOT_FREETEXT`` and ``FPDF_ANNOT_WIDGET`` of ``fpdf_annot.h``."""
_KEYS = {_FREE_TEXT: b"Contents", _WIDGET: b"V"}
"""Where their words stand (ISO 32000-2, tables 166 and 226)."""
_EMPTY = 2
"""Bytes of an empty text: the closing zero in UTF-16."""


def has_words(page: c_void_p) -> bool:
    """Tell whether something with words in it lies over a page."""
    lib = pdfium()
    for index in range(min(lib.FPDFPage_GetAnnotCount(page), limits.OBJECTS)):
        note = lib.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            key = _KEYS.get(lib.FPDFAnnot_GetSubtype(note))
            if key and lib.FPDFAnnot_GetStringValue(note, key, None, 0) > _EMPTY:
                return True
        finally:
            lib.FPDFPage_CloseAnnot(note)
    return False
