"""OpenDocument texts (ODF 1.3 part 3) as a person sees them on paper.

:mod:`.reader` opens the package and orders the stories (body, notes, headers, footers);
:mod:`.story` walks blocks, :mod:`.line` the text of one paragraph, :mod:`.table` the cells of one
table; :mod:`.styles` says what is hidden or a title, :mod:`.lists` and :mod:`.numbers` number
paragraphs. Nothing here is imported before the first document is read.
"""
