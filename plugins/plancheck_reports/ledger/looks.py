"""How the cells of the workbook look: sober, and legible in black and white."""

from typing import Any

Look = dict[str, Any]

FONTS = {"zh": "微软雅黑", "en": "Calibri"}
"""Office's own; what lacks it takes the font it has for these characters."""

INK, FAINT, LINE = "#1F2937", "#6B7280", "#BFC5CD"
HEAD_FILL, SUB_FILL, IDLE_FILL = "#D9E4F1", "#EEF3F9", "#F3F4F6"

TITLE: Look = {"bold": True, "font_size": 16, "font_color": INK, "valign": "vcenter"}
SECTION: Look = {"bold": True, "font_size": 12, "font_color": "#1F4E79", "valign": "vcenter"}
NOTE: Look = {"font_color": FAINT, "valign": "vcenter"}

_BOXED: Look = {"border": 1, "border_color": LINE, "valign": "vcenter"}
TEXT: Look = {**_BOXED, "text_wrap": True}
LONG: Look = _BOXED
"""For texts that one looks up, and that need not be seen whole."""
SHORT: Look = {**TEXT, "align": "center"}
NUMBER: Look = {**_BOXED, "align": "center"}
FIGURE: Look = NUMBER
SHARE: Look = {**NUMBER, "num_format": "0%"}
RATE: Look = {**NUMBER, "num_format": "0.0%"}
DAY: Look = {**NUMBER, "num_format": "yyyy-mm-dd"}
HEAD: Look = {**SHORT, "bold": True, "bg_color": HEAD_FILL}
TOTAL: Look = {**NUMBER, "bold": True, "bg_color": SUB_FILL}
TOTAL_SHARE: Look = {**TOTAL, "num_format": "0%"}
TOTAL_MEAN: Look = {**TOTAL, "num_format": "0.0"}
IDLE: Look = {"bg_color": IDLE_FILL, "font_color": FAINT}
"""Over another look, for lines without a plan that was read."""

STATUS: dict[str, Look] = {
    "met": {"font_color": "#276234"},
    "partial": {"bg_color": "#FFF1C9", "font_color": "#7A5600"},
    "missing": {"bg_color": "#F9D5CF", "font_color": "#9C1C0C", "bold": True},
    "unknown": {"bg_color": "#DDD6EA", "font_color": "#4B3B73", "italic": True},
    "waived": {"font_color": FAINT},
    "n/a": {"font_color": FAINT},
}
"""What a status looks like over the look of its cell."""

DECISION: dict[str, Look] = {
    "accept": {"bg_color": "#E1F0DC", "font_color": "#276234"},
    "revise": STATUS["partial"],
    "return": STATUS["missing"],
    "undecided": STATUS["unknown"],
}
