"""Text recognised in pictures, by the program tesseract where it is installed.

What a program recognises may be wrong, so a document of it is never complete: what it lacks is
``unknown``, not ``missing``.
"""
