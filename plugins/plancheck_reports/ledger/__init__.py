"""The ledger of a round of review: one line a school, as a table and as a workbook.

``csv`` is the table alone; ``xlsx`` a workbook around it: summary, evidence, defects of the text,
scoring sheets, files that need attention. Both are functions of the report object.
"""
