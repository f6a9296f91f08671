"""The letter to a school: what the reviewing union says of its plan (审核意见).

:mod:`.compose` makes one neutral :class:`~plancheck_papers.letter.model.Letter` of a report and a
plan; it is written as a Word document (:mod:`.word`), into a district's own document
(:mod:`.template`), or as Markdown (:mod:`.markdown`).
"""

from collections.abc import Mapping
from typing import Any

from plancheck.api import Paper, Source, Style

Json = Mapping[str, Any]

WORD = {"zh": ".审核意见.docx", "en": ".letter.docx"}
MARKDOWN = {"zh": ".审核意见.md", "en": ".letter.md"}


def papers() -> list[Paper]:
    """Return the letter in both forms; what writes it is imported when it is used."""
    return [
        Paper("letter", WORD, write, ready=ready, own=own),
        Paper("letter-markdown", MARKDOWN, write_markdown, own=own),
    ]


def write(report: Json, plan: Json, source: Source | None, style: Style) -> bytes:
    """Write the letter as a Word document.

    :raises SetupError: when the profile's template cannot be used
    """
    del source
    from plancheck_papers.letter import template, word
    from plancheck_papers.letter.compose import letter
    from plancheck_papers.letter.facts import table_of

    made = letter(report, plan, style.lang)
    path = table_of(report, plan).get("template")
    return template.fill(path, made) if path else word.write(made)


def write_markdown(report: Json, plan: Json, source: Source | None, style: Style) -> bytes:
    """Write the letter as Markdown."""
    del source
    from plancheck_papers.letter import markdown
    from plancheck_papers.letter.compose import letter

    return markdown.write(letter(report, plan, style.lang)).encode()


def ready(table: Mapping[str, str]) -> None:
    """See whether the letter can be written with what a profile says for it.

    :raises SetupError: when the profile's template cannot be used
    """
    path = table.get("template")
    if path:
        from plancheck_papers.letter import template

        template.check(path)


def own(data: bytes) -> bool:
    """Tell whether a file is a letter written here, in either form; never raises.

    One that somebody has since worked in is one, too: it is no plan.
    """
    from plancheck_papers.letter import markdown, package

    return package.own(data) or markdown.own(data)
