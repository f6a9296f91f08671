"""The chart of the shares, beside their table."""

from plancheck_reports.ledger import looks
from plancheck_reports.ledger.book import SIZE, Sheet

_WIDTH = 385
"""In pixels."""
_PIXELS = 4 / 3
"""In a point."""
_AROUND = 2
"""Rows that title and axis take."""
_NAME, _SHARE = 1, 7
"""Columns of the table."""
_BAR = "#5B87B5"


def write(sheet: Sheet, at: tuple[int, int], count: int, height: float) -> None:
    """Draw a bar for each requirement, in the order of the table.

    :param at: row of the table's headings, column of the chart
    :param count: lines of the table below
    :param height: of a line, in points
    """
    first, last = at[0] + 1, at[0] + count
    name = sheet.name
    drawn = sheet.book.chart("bar")
    drawn.add_series(
        {
            "categories": [name, first, _NAME, last, _NAME],
            "values": [name, first, _SHARE, last, _SHARE],
            "fill": {"color": _BAR},
            "gap": 45,
            "data_labels": {"value": True, "num_format": "0%", "font": {"size": SIZE - 1}},
        }
    )
    title = {"size": SIZE + 1, "bold": True, "color": looks.INK}
    drawn.set_title({"name": sheet.words("chart.title"), "name_font": title})
    drawn.set_legend({"none": True})
    drawn.set_y_axis(
        {
            "reverse": True,
            "interval_unit": 1,  # no name is left out
            "num_font": {"size": SIZE - 1},
            "line": {"color": looks.LINE},
        }
    )
    drawn.set_x_axis(
        {"min": 0, "max": 1.15, "visible": False, "major_gridlines": {"visible": False}}
    )
    drawn.set_chartarea({"border": {"color": looks.LINE}})
    drawn.set_size({"width": _WIDTH, "height": round((count + _AROUND) * height * _PIXELS)})
    sheet.raw.insert_chart(at[0], at[1], drawn, {"object_position": 1})
