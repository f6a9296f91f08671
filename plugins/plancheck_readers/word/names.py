"""Names of elements and attributes, with the namespaces of the transitional form.

Documents in the strict form are brought to these when they are parsed (:mod:`.parts`).
"""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"

# Parts and blocks
DOCUMENT = f"{_W}document"
BODY = f"{_W}body"
P = f"{_W}p"
TBL = f"{_W}tbl"
SECT_PR = f"{_W}sectPr"
ALT_CHUNK = f"{_W}altChunk"
SUB_DOC = f"{_W}subDoc"
HEADER_REFERENCE = f"{_W}headerReference"
FOOTER_REFERENCE = f"{_W}footerReference"
TITLE_PG = f"{_W}titlePg"
NOTES = frozenset({f"{_W}footnote", f"{_W}endnote"})

# Tables
TR = f"{_W}tr"
TR_PR = f"{_W}trPr"
TC = f"{_W}tc"
TC_PR = f"{_W}tcPr"
GRID_BEFORE = f"{_W}gridBefore"
GRID_SPAN = f"{_W}gridSpan"
V_MERGE = f"{_W}vMerge"
H_MERGE = f"{_W}hMerge"
HIDDEN = f"{_W}hidden"
CELL_DEL = f"{_W}cellDel"

# Properties
P_PR = f"{_W}pPr"
R_PR = f"{_W}rPr"
P_STYLE = f"{_W}pStyle"
R_STYLE = f"{_W}rStyle"
NUM_PR = f"{_W}numPr"
NUM_ID = f"{_W}numId"
ILVL = f"{_W}ilvl"
OUTLINE_LVL = f"{_W}outlineLvl"
VANISH = f"{_W}vanish"
SPEC_VANISH = f"{_W}specVanish"

# Text
R = f"{_W}r"
T = f"{_W}t"
MATH_T = f"{_M}t"
TAB = f"{_W}tab"
PTAB = f"{_W}ptab"
BR = f"{_W}br"
CR = f"{_W}cr"
NO_BREAK_HYPHEN = f"{_W}noBreakHyphen"
SYM = f"{_W}sym"
RUBY = f"{_W}ruby"
RUBY_BASE = f"{_W}rubyBase"
FLD_CHAR = f"{_W}fldChar"
FF_DATA = f"{_W}ffData"
DD_LIST = f"{_W}ddList"
FOOTNOTE_REFERENCE = f"{_W}footnoteReference"
ENDNOTE_REFERENCE = f"{_W}endnoteReference"
DEL = f"{_W}del"
MOVE_FROM = f"{_W}moveFrom"

# What floats
DRAWING = f"{_W}drawing"
PICT = f"{_W}pict"
OBJECT = f"{_W}object"
TXBX_CONTENT = f"{_W}txbxContent"
EXTENT = f"{_WP}extent"
DOC_PR = f"{_WP}docPr"
BLIP = f"{_A}blip"
CHART = f"{_C}chart"
CHART_CACHE = f"{_C}strCache"
CHART_VALUE = f"{_C}v"
DIAGRAM = f"{_DGM}relIds"
DIAGRAM_POINT = f"{_DGM}pt"
DIAGRAM_LINK = f"{_DGM}cxn"
DIAGRAM_TEXT = f"{_DGM}t"
A_P = f"{_A}p"
A_T = f"{_A}t"
IMAGE_DATA = f"{_V}imagedata"
TEXT_PATH = f"{_V}textpath"
OLE_OBJECT = f"{_O}OLEObject"

# Alternatives
ALTERNATE = f"{_MC}AlternateContent"
CHOICE = f"{_MC}Choice"
FALLBACK = f"{_MC}Fallback"

# Styles and numbering
STYLE = f"{_W}style"
STYLE_NAME = f"{_W}name"
BASED_ON = f"{_W}basedOn"
ABSTRACT_NUM = f"{_W}abstractNum"
ABSTRACT_NUM_ID = f"{_W}abstractNumId"
NUM = f"{_W}num"
NUM_STYLE_LINK = f"{_W}numStyleLink"
STYLE_LINK = f"{_W}styleLink"
LVL = f"{_W}lvl"
LVL_OVERRIDE = f"{_W}lvlOverride"
START_OVERRIDE = f"{_W}startOverride"
START = f"{_W}start"
NUM_FMT = f"{_W}numFmt"
LVL_TEXT = f"{_W}lvlText"
LVL_RESTART = f"{_W}lvlRestart"
IS_LGL = f"{_W}isLgl"
SUFF = f"{_W}suff"

# Attributes
VAL = f"{_W}val"
ID = f"{_W}id"
TYPE = f"{_W}type"
CHAR = f"{_W}char"
FONT = f"{_W}font"
FORMAT = f"{_W}format"
STYLE_ID = f"{_W}styleId"
FLD_CHAR_TYPE = f"{_W}fldCharType"
REL_ID = f"{_R}id"
REL_DIAGRAM = f"{_R}dm"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

SKIPPED = frozenset(
    f"{_W}{name}"
    for name in (
        "del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr",
        "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "instrText", "delText", "rt",
        "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd",
        "permStart", "permEnd", "fldData",
    )
) | {f"{_M}{name}" for name in ("oMathParaPr", "ctrlPr")}  # fmt: skip
"""What holds no visible text, or text that was taken out."""

OFF = frozenset({"0", "false", "off", "none"})
"""Values of a switch that is off (ECMA-376 part 1, 22.9.2.7)."""
