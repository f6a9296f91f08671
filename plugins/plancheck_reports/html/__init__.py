"""The report as a web page: one file, no network, readable without scripts and on paper.

The page is a tree of elements, made lazily from the report and written piece by piece
(:mod:`.markup`), so that a batch of hundreds of plans never stands in memory as one text.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Style
from plancheck_reports.html.context import Page
from plancheck_reports.html.layout import page
from plancheck_reports.html.markup import pieces


def write(report: Mapping[str, Any], style: Style) -> Iterator[str]:
    """Write the page of one plan or of a batch."""
    yield "<!DOCTYPE html>\n"
    yield from pieces(page(Page(report, style)))
    yield "\n"
