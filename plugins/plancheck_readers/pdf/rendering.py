"""A page as a picture, for the program that recognises text: grey, in the plainest format."""

from ctypes import c_void_p, string_at

from plancheck.api import limits
from plancheck_readers.pdf.library import pdfium

_DPI = 300
"""Dots an inch at which text is recognised best."""
_INCH = 72
_WHITE = 0xFFFFFFFF


def picture(page: c_void_p) -> tuple[bytes, float]:
    """Draw a page.

    :returns: a picture (PGM), and points a pixel; no bytes when it cannot be drawn
    """
    lib = pdfium()
    wide, high = lib.FPDF_GetPageWidthF(page), lib.FPDF_GetPageHeightF(page)
    if wide < 1 or high < 1:
        return b"", 1.0
    scale = min(_DPI / _INCH, (limits.PIXELS / (wide * high)) ** 0.5)
    width, height = max(1, int(wide * scale)), max(1, int(high * scale))
    bitmap = lib.FPDFBitmap_CreateEx(width, height, lib.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        return b"", 1.0
    try:
        lib.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        flags = lib.FPDF_ANNOT | lib.FPDF_GRAYSCALE
        lib.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
        stride = lib.FPDFBitmap_GetStride(bitmap)
        raw = string_at(lib.FPDFBitmap_GetBuffer(bitmap), stride * height)
    finally:
        lib.FPDFBitmap_Destroy(bitmap)
    rows = (raw[at : at + width] for at in range(0, stride * height, stride))
    return b"P5 %d %d 255\n" % (width, height) + b"".join(rows), 1 / scale
