"""The annotated copy: what was handed in, with comments at the words that matter.

The way of a copy: :mod:`.remarks` and :mod:`.summary` say what there is to say of a plan and
where, :mod:`.copy` makes the copy: of a Word document itself (:mod:`.inplace`), of anything else
of a plain document of its text (:mod:`.fresh`). :mod:`.spots` finds the elements that show a
quotation, :mod:`.marking` puts a comment's range around them, :mod:`.comments` keeps the comments,
:mod:`.parts` and :mod:`.zipped` the package around them; :mod:`.own` knows our copies again.

Where places are in a file only its reader knows; so this paper, alone among the plugins, imports
another one: :mod:`plancheck_readers.word.tracing` and the reading of packages it rests on.
"""

from collections.abc import Mapping
from typing import Any

from plancheck.api import Paper, Source, Style


def _write(
    report: Mapping[str, Any], plan: Mapping[str, Any], source: Source | None, style: Style
) -> bytes:
    from plancheck_papers.annotated.copy import write

    return write(report, plan, source, style)


def _own(data: bytes) -> bool:
    from plancheck_papers.annotated.own import is_untouched

    return is_untouched(data)


SUFFIX = {"zh": ".批注.docx", "en": ".annotated.docx"}
PAPER = Paper("annotated", SUFFIX, _write, own=_own)
