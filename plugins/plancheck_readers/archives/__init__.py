"""What lies in archives and mails.

:mod:`.zipped` opens ``.zip`` and :mod:`.mailed` mails; :mod:`.helper` has ``.rar``, ``.7z`` and
``.tar`` opened by libarchive in a process of its own (:mod:`.worker`). Nothing here is imported
before the first archive is opened.
"""
