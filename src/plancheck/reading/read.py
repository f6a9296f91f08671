"""From document to plan, step by step."""

from collections.abc import Mapping, Sequence
from functools import cache

from plancheck.model import Document
from plancheck.reading import kept_lexicon
from plancheck.reading.lexicon import Lexicon
from plancheck.reading.outline import outline
from plancheck.reading.parts import mark_schedule, read_parts
from plancheck.reading.period import period_place, read_period, read_title
from plancheck.reading.plan import Plan
from plancheck.reading.schedule import read_schedule
from plancheck.reading.statements import mentions, read_statements
from plancheck.reading.text import normalise
from plancheck.reading.unit import read_unit
from plancheck.reading.words import grammar

Lists = Mapping[str, Sequence[str]]

EXCLUDED = ".not"
"""Ending of the lists of longer words in which the shorter do not count."""


def make_lexicon(*tables: Lists) -> Lexicon:
    """Return one lexicon of the core's grammar and further tables of word lists.

    :param tables: list name → words; a list ``name.not`` holds exceptions to ``name``
    """
    lists: dict[str, Sequence[str]] = {}
    excluded: dict[str, Sequence[str]] = {}
    for table in (grammar(), *tables):
        for name, words in table.items():
            if name.endswith(EXCLUDED):
                excluded[name.removesuffix(EXCLUDED)] = words
            else:
                lists[name] = words
    return kept_lexicon.lexicon(lists, excluded)


@cache
def core_lexicon() -> Lexicon:
    """Return the lexicon of the core's grammar alone."""
    return make_lexicon()


def read_plan(document: Document, name: str, lexicon: Lexicon | None = None) -> Plan:
    """Understand a document as a plan.

    :param name: the file's name, for messages
    :param lexicon: from :func:`make_lexicon`, with the words of the rules that will be asked
    """
    lexicon = lexicon or core_lexicon()
    lines = outline(document)
    title, _ = read_title(lines)
    kind, period = read_period(lines, ())
    schedule = read_schedule(lines, document, kind, period)
    if schedule is not None:
        kind, period = read_period(lines, schedule.months)
    unit, unit_place = read_unit(lines)
    years = (period.start.year, period.end.year) if period else None
    past = frozenset(str(years[0] - back) for back in range(1, 4)) if years else frozenset()
    parts = mark_schedule(lines, read_parts(lines, past), schedule)
    statements = read_statements(lines, parts, lexicon, period, normalise(unit or "").norm)
    return Plan(
        document=document,
        name=name,
        title=title,
        unit=unit,
        kind=kind,
        period=period,
        lines=lines,
        parts=parts,
        statements=statements,
        mentions=mentions(statements),
        schedule=schedule,
        lexicon=lexicon.names,
        unit_place=unit_place,
        period_place=period_place(lines),
    )
