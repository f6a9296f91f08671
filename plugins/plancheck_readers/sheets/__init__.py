"""SpreadsheetML (ECMA-376 part 1, 18) as a person sees it.

:mod:`.reader` opens the package and orders the sheets; :mod:`.workbook` holds what sheets share;
:mod:`.sheet` gathers the cells that show, :mod:`.layout` makes blocks of them; :mod:`.formats`
writes numbers and dates as shown. Nothing here is imported before the first workbook is read.
"""
