"""WordprocessingML (ECMA-376 part 1) as a person sees it on paper.

The way of a document: :mod:`.reader` opens the package and orders the stories (body, notes,
headers, footers); :mod:`.story` walks blocks, :mod:`.line` the text of one paragraph, :mod:`.table`
the cells of one table, :mod:`.drawing` what floats; :mod:`.styles` and :mod:`.numbering` say what a
paragraph looks like; :mod:`.survey` tells beforehand what is plain and can be read the short way.
Nothing here is imported before the first document is read.
"""
