"""Reading of PDF (ISO 32000): glyphs and ruling lines of each page, made into blocks again.

A PDF holds glyphs at places, no paragraphs, no tables. The way back, a module a step:

    library ─▶ content ─▶ lines, grid ─▶ newspaper ─▶ columns ─▶ running ─▶ flow ─▶ reader
    pdfium     glyphs,     lines of      text set     tables      headers,    para-    blocks,
    opened     rules,      text, ruled   in columns   without     footers,    graphs   health
               pictures    tables                     rules       notes

``helper`` and ``worker`` keep pdfium in a process of its own: it is not thread-safe, it is written
in C++, and what strangers send may make it slow, large or crash.
"""
