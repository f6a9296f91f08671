"""What a clause does: promises, looks back, states a worth, names a law, or leaves it to others.

The grammar of commitment (REQUIREMENTS, "Commitment"; DOMAIN 3.1) stands in this module and the
three it calls, and its words in ``words/``; nothing else knows it.
"""

from collections.abc import Sequence

from plancheck.patterns import regex
from plancheck.reading.clause import Frame, Reading, Setting, read_clause
from plancheck.reading.clauses import Span
from plancheck.reading.lexicon import Hit
from plancheck.reading.past import look_back
from plancheck.reading.plan import PartKind, Role
from plancheck.reading.refusals import put_off, sweep
from plancheck.reading.turns import leave, orphans, posts, turn
from plancheck.reading.words import signs

__all__ = ["Frame", "Setting", "read_roles"]

_COUNTED = regex(
    r"(?<![多同这那某进统万每第])[\d一二两三四五六七八九十百几]{1,6}"
    r"(?:[次场期份条间本元家支天周课节套台遍回轮趟件张册封篇批顿杯桌%]|小时|分钟|课时|学时|个月|个工作日|工作日|个百分点)"
    r"|每(?:个?学期|季|月|周|两周|双周|半年|年)|逢[单双]?周|[上中下]旬|周[一二三四五六日]"
    r"|期[初中末]|开学|[\d一二三四五六七八九十]月(?!票)|节前|前夕|年[初中底末]|[寒暑]假|入[冬夏秋]"
)
"""Numbers with what they count, and times: what could be checked later."""

_NAMED = 12
"""Longest brackets that only name somebody (教务乔敏), in characters."""

_POSTS = ("委员", "主席", "组长", "组员", "主任", "部长")

_PART_ROLES = {
    PartKind.REVIEW: Role.REVIEW,
    PartKind.DECLINED: Role.NEGATED,
    PartKind.MEANING: Role.MEANING,
    PartKind.ROSTER: Role.ROSTER,
    PartKind.MARGIN: Role.HEADING,
    PartKind.TITLE: Role.HEADING,
    PartKind.SIGNATURE: Role.HEADING,
}
_GENERAL_PARTS = (PartKind.GUIDING, PartKind.GOALS)


def read_roles(
    norm: str, spans: Sequence[Span], hits: Sequence[Hit], setting: Setting, frame: Frame
) -> list[Role]:
    """Return the role of each clause of a sentence.

    :param norm: the normalised line
    :param spans: the sentence's clauses
    :param hits: hits of the grammar's lists in the line
    :param frame: carried from the sentences before it in the paragraph, and updated
    """
    fixed = _PART_ROLES.get(setting.part)
    if fixed is not None:
        return [fixed] * len(spans)
    clauses = [read_clause(norm, span, hits) for span in spans]
    look_back(clauses, setting, frame)
    sweep(clauses)
    for at, clause in enumerate(clauses):
        if clause.role.commits:
            turn(clauses, at, setting)
    leave(clauses)
    put_off(clauses)
    orphans(clauses)
    _judge_sentence(norm[spans[0].start : spans[-1].end], clauses)
    _weigh(clauses, terse=setting.terse)
    if setting.part in _GENERAL_PARTS or any(clause.has("@guide") for clause in clauses):
        _soften(clauses)
    return [clause.role for clause in clauses]


def _judge_sentence(text: str, clauses: Sequence[Reading]) -> None:
    """Take in what only the whole sentence shows: posts in a row, questions, exclamations."""
    if any(post in text for post in _POSTS) and posts().search(text):
        _set(clauses, Role.ROSTER)
    promises = any(clause.has("@will") for clause in clauses)
    if _in_brackets(text, clauses):
        _set(clauses, Role.ROSTER)
    if text.endswith("?") or (text.endswith("!") and not promises):
        _set(clauses, Role.MEANING)


def _in_brackets(text: str, clauses: Sequence[Reading]) -> bool:
    """Whether a sentence is a pair of brackets with those who answer for the one before it."""
    if not (text.startswith("(") and text.rstrip("。;").endswith(")")):
        return False
    if text.rstrip("。;)").endswith(signs("answers")) or text.startswith(signs("answers"), 1):
        return True
    return (
        len(text) <= _NAMED and all(clause.bare for clause in clauses) and not _COUNTED.search(text)
    )


def _set(clauses: Sequence[Reading], role: Role) -> None:
    for clause in clauses:
        clause.role = role


def _weigh(clauses: Sequence[Reading], *, terse: bool) -> None:
    """Tell measures from general vows.

    A clause with something one could ask to see is a measure; one with nothing but weak verbs and
    abstract nouns is general; one with neither (a subject, a bare noun) goes with its sentence: a
    measure where another clause is one, and in terse lists, where bare nouns commit.
    """
    neutral: list[Reading] = []
    settled: set[Role] = set()
    for clause in clauses:
        if not clause.role.commits:
            continue
        if clause.has("@concrete") or _COUNTED.search(clause.text):
            clause.role = Role.MEASURE
        elif clause.has("@abstract"):
            clause.role = Role.GENERAL
        else:
            neutral.append(clause)
            continue
        settled.add(clause.role)
    bare = terse and Role.GENERAL not in settled
    for clause in neutral:
        clause.role = Role.MEASURE if bare or Role.MEASURE in settled else Role.GENERAL


def _soften(clauses: Sequence[Reading]) -> None:
    for clause in clauses:
        if clause.role is Role.MEASURE:
            clause.role = Role.GENERAL
