"""Caps against hostile or broken input, in one place. ``docs/security.md`` explains each."""

FILE = 64 * 1024 * 1024
"""Bytes of one submitted file."""

ARCHIVE = 256 * 1024 * 1024
"""Bytes of one archive or mail with submissions in it."""

UNPACKED = 1024 * 1024 * 1024
"""Bytes unpacked of one archive, over all archives inside it."""

ENTRIES = 10_000
"""Files in one archive, over all archives inside it."""

NESTING = 3
"""Archives inside archives, the outermost counted."""

ARCHIVE_SECONDS = 30
"""Seconds for the next file out of an archive that is unpacked in a process of its own."""

TEXT = 2_000_000
"""Code points of text in one document; the longest real plans have 40,000."""

BLOCKS = 100_000
"""Paragraphs and tables of one document."""

CELLS = 100_000
"""Cells of one document's tables."""

SPAN = 1_000
"""Rows or columns that one cell may claim to cover."""

PART = 48 * 1024 * 1024
"""Bytes of one unpacked part of a package."""

PACKAGE = 128 * 1024 * 1024
"""Bytes of all unpacked parts that are read of one package."""

MEMBERS = 5_000
"""Entries in a package's or an old container's directory."""

RATIO = 200
"""Unpacked bytes for one packed byte, judged above :data:`RATIO_FLOOR` unpacked bytes."""

RATIO_FLOOR = 4 * 1024 * 1024

DEPTH = 256
"""Nested elements of an XML tree: the parser's own cap (libxml2), which we leave on. Web pages,
which leave elements open, may have 2,048: the cap of its parser of HTML."""

RUNS = 300_000
"""Stretches of text of one look that a binary Word document stores."""

PROPERTIES = 4 * 1024 * 1024
"""Bytes of properties that are read of a binary Word document; plans have some thousands."""

DEADLINE = 120
"""Seconds that one file may take where several processes work; a conversion and the pages of a scan
take the longest. ``--timeout`` sets it."""

LONGEST = 86_400
"""Seconds that ``--timeout`` may set at most: a day."""

WORKER = 4 * 1024 * 1024 * 1024
"""Bytes of address space of a process that judges plans; ordinary ones take a tenth."""

CONVERSION = 60
"""Seconds that LibreOffice may take over a file which our own reader cannot read."""

CONVERSION_MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of address space of LibreOffice while it does so; ordinary files take less than half."""

GROUPS = 5_000
"""Nested groups of a document in Rich Text Format; real ones have a dozen."""

MARKUP = 3_000_000
"""Tags and attributes of one XML part, judged before it is parsed; each takes about a hundred bytes
of a tree."""

PAGES = 300
"""Pages of one PDF; plans have up to thirty."""

OBJECTS = 50_000
"""Paths and pictures of one page of a PDF that are looked at; beyond, ruling lines are not seen."""

PAGE_SECONDS = 20
"""Seconds that reading one page of a PDF may take; ordinary pages take 5 to 50 milliseconds."""

FILE_SECONDS = 60
"""Seconds that reading a PDF may take in all, recognising text in pictures apart."""

MEMORY = 1024 * 1024 * 1024
"""Bytes of address space of the process that reads PDFs; ordinary ones take a fifteenth."""

PIXELS = 40_000_000
"""Pixels of a picture in which text is recognised; an A4 page at 300 dots an inch has 9 million."""

OCR_PAGES = 30
"""Pages of one PDF in which text is recognised; further ones count as not read."""

OCR_SECONDS = 60
"""Seconds that recognising the text of one page may take; an ordinary one takes 3."""
