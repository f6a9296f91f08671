"""Word's binary format ([MS-DOC]) as a person sees it on paper: ``.doc``, ``.dot``, WPS's ``.wps``.

The way of a document: :mod:`.container` opens the streams, :mod:`.fib` says what stands where,
:mod:`.pieces` puts the text together, :mod:`.pages` finds the properties stored for it and
:mod:`.looks` what they mean; :mod:`.stylesheet` and :mod:`.lists` are what the properties refer to.
:mod:`.story` walks the paragraphs of the body, a note, a header or a text box with the help of
:mod:`.line` (visible text), :mod:`.rows` (tables) and :mod:`.drawings` (what floats);
:mod:`.reader` orders the stories. What numbers look like, how cells become a block and which gaps
weigh how much is shared with :mod:`plancheck_readers.word`, for a plan saved in either format must
be one plan. Nothing here is imported before the first document is read.
"""
