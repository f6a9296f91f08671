"""Rich Text Format (Microsoft's specification 1.9.1) as a person sees it.

:mod:`.tokens` cuts the bytes; :mod:`.reader` obeys them, group by group; :mod:`.story` gathers
blocks, :mod:`.table` lays out cells; :mod:`.tables` keeps fonts, styles and lists, :mod:`.shapes`
the properties of what is drawn. Nothing here is imported before the first document is read.
"""
