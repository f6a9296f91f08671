"""Names of elements and attributes (ODF 1.3 part 3)."""

_URN = "urn:oasis:names:tc:opendocument:xmlns"
_OFFICE = f"{{{_URN}:office:1.0}}"
_TEXT = f"{{{_URN}:text:1.0}}"
_TABLE = f"{{{_URN}:table:1.0}}"
_STYLE = f"{{{_URN}:style:1.0}}"
_DRAW = f"{{{_URN}:drawing:1.0}}"
_SVG = f"{{{_URN}:svg-compatible:1.0}}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"

# Parts and blocks
STYLES = f"{_OFFICE}styles"
AUTOMATIC_STYLES = f"{_OFFICE}automatic-styles"
MASTER_STYLES = f"{_OFFICE}master-styles"
BODY = f"{_OFFICE}body"
OFFICE_TEXT = f"{_OFFICE}text"
P = f"{_TEXT}p"
H = f"{_TEXT}h"
SECTION = f"{_TEXT}section"
SECTION_SOURCE = f"{_TEXT}section-source"
NUMBERED_PARAGRAPH = f"{_TEXT}numbered-paragraph"

# Lists
LIST = f"{_TEXT}list"
LIST_ITEM = f"{_TEXT}list-item"
LIST_HEADER = f"{_TEXT}list-header"
LIST_STYLE = f"{_TEXT}list-style"
OUTLINE_STYLE = f"{_TEXT}outline-style"
LEVELS = frozenset({f"{_TEXT}list-level-style-number", f"{_TEXT}outline-level-style"})
LABEL_ALIGNMENT = f"{_STYLE}list-level-label-alignment"
FOLLOWED_BY = f"{_TEXT}label-followed-by"
CONTINUE_NUMBERING = f"{_TEXT}continue-numbering"
CONTINUE_LIST = f"{_TEXT}continue-list"
LIST_ID = f"{_TEXT}list-id"
START_VALUE = f"{_TEXT}start-value"
IS_LIST_HEADER = f"{_TEXT}is-list-header"
DISPLAY_LEVELS = f"{_TEXT}display-levels"
LIST_FORMATS = (f"{_LOEXT}num-list-format", f"{_STYLE}num-list-format")
LEGAL = (f"{_LOEXT}is-legal", f"{_STYLE}is-legal")
NUM_FORMAT = f"{_STYLE}num-format"
NUM_LETTER_SYNC = f"{_STYLE}num-letter-sync"
NUM_PREFIX = f"{_STYLE}num-prefix"
NUM_SUFFIX = f"{_STYLE}num-suffix"

# Tables
TABLE = f"{_TABLE}table"
ROW = f"{_TABLE}table-row"
ROW_GROUPS = frozenset({
    f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group",
})  # fmt: skip
CELL = f"{_TABLE}table-cell"
COVERED = f"{_TABLE}covered-table-cell"
COLUMNS_SPANNED = f"{_TABLE}number-columns-spanned"
ROWS_SPANNED = f"{_TABLE}number-rows-spanned"
COLUMNS_REPEATED = f"{_TABLE}number-columns-repeated"
ROWS_REPEATED = f"{_TABLE}number-rows-repeated"
VISIBILITY = f"{_TABLE}visibility"

# Styles
STYLE = f"{_STYLE}style"
STYLE_NAME = f"{_STYLE}name"
DISPLAY_NAME = f"{_STYLE}display-name"
FAMILY = f"{_STYLE}family"
PARENT = f"{_STYLE}parent-style-name"
TEXT_PROPERTIES = f"{_STYLE}text-properties"
MASTER_PAGE = f"{_STYLE}master-page"
MASTER_PAGE_NAME = f"{_STYLE}master-page-name"
NEXT_STYLE = f"{_STYLE}next-style-name"
LIST_STYLE_NAME = f"{_STYLE}list-style-name"
HEADERS = frozenset(f"{_STYLE}header{kind}" for kind in ("", "-left", "-first"))
FOOTERS = frozenset(f"{_STYLE}footer{kind}" for kind in ("", "-left", "-first"))
DISPLAY = f"{_TEXT}display"
STYLE_DISPLAY = f"{_STYLE}display"
USED_STYLE = f"{_TEXT}style-name"
TABLE_STYLE = f"{_TABLE}style-name"
OUTLINE_LEVEL = f"{_TEXT}outline-level"
LEVEL = f"{_TEXT}level"

# Text
S = f"{_TEXT}s"
COUNT = f"{_TEXT}c"
TAB = f"{_TEXT}tab"
LINE_BREAK = f"{_TEXT}line-break"
SPAN = f"{_TEXT}span"
NOTE = f"{_TEXT}note"
NOTE_BODY = f"{_TEXT}note-body"
NOTE_CLASS = f"{_TEXT}note-class"
HIDDEN_TEXT = f"{_TEXT}hidden-text"
HIDDEN_PARAGRAPH = f"{_TEXT}hidden-paragraph"
STRING_VALUE = f"{_TEXT}string-value"
IS_HIDDEN = f"{_TEXT}is-hidden"

TRACKED_CHANGES = f"{_TEXT}tracked-changes"
CHANGED_REGION = f"{_TEXT}changed-region"
DELETION = f"{_TEXT}deletion"
CHANGE_START = f"{_TEXT}change-start"
CHANGE_END = f"{_TEXT}change-end"
CHANGE_ID = f"{_TEXT}change-id"
REGION_IDS = (f"{_TEXT}id", "{http://www.w3.org/XML/1998/namespace}id")

# What floats
FRAME = f"{_DRAW}frame"
TEXT_BOX = f"{_DRAW}text-box"
IMAGE = f"{_DRAW}image"
OBJECT = f"{_DRAW}object"
OBJECT_OLE = f"{_DRAW}object-ole"
PLUGINS = frozenset(f"{_DRAW}{name}" for name in ("plugin", "applet", "floating-frame"))
DRAWN = f"{_DRAW}"
DRAW_DISPLAY = f"{_DRAW}display"
HREF = f"{_XLINK}href"
WIDTH = f"{_SVG}width"
HEIGHT = f"{_SVG}height"
MATH = "{http://www.w3.org/1998/Math/MathML}math"
MATH_ANNOTATION = "{http://www.w3.org/1998/Math/MathML}annotation"
CHART = f"{{{_URN}:chart:1.0}}chart"
VALUE_TYPE = f"{_OFFICE}value-type"

SKIPPED = frozenset(
    f"{_TEXT}{name}"
    for name in (
        "tracked-changes", "sequence-decls", "variable-decls", "user-field-decls",
        "dde-connection-decls", "alphabetical-index-auto-mark-file", "note-citation", "ruby-text",
        "table-of-content-source", "illustration-index-source", "table-index-source",
        "object-index-source", "user-index-source", "alphabetical-index-source",
        "bibliography-source", "script", "label", "section-source", "hidden-text",
        "hidden-paragraph", "list-level-style-number",
    )
) | {
    f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_OFFICE}event-listeners", f"{_OFFICE}dde-source",
    f"{_OFFICE}binary-data", f"{_SVG}title", f"{_SVG}desc", f"{_TABLE}calculation-settings",
    f"{_TABLE}desc", f"{_TABLE}title",
}  # fmt: skip
"""What holds no visible text, or text that was taken out."""
