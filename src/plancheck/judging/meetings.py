"""Is a body convened in every term? The primitive behind ``[meetings]`` on a card.

It collects the meetings that a plan promises (named, or recognised by who sits in them and what
they decide) and the terms they fall in; :mod:`plancheck.judging.frequency` judges them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.judging.conditions import View
from plancheck.judging.last_plan import LastPlan
from plancheck.judging.meeting_words import Words
from plancheck.judging.names import local_names
from plancheck.judging.quotes import quote_span
from plancheck.judging.sittings import covered_by, rows, slots
from plancheck.judging.timing import entry_months, entry_terms, in_schedule, statement_times
from plancheck.patterns import regex
from plancheck.reading.plan import Clause, PartKind, Plan, Role, Statement
from plancheck.reading.times import Time, TimeKind, read_times
from plancheck.reading.words import signs
from plancheck.rule import Quote

BARE = 14
"""Characters that may stand beside the name of a meeting in a bare schedule entry."""

BESIDE = 9
"""Characters that may stand beside a time in a clause that only tells when."""

_JOINTS = frozenset(
    "会的在于各再拟定也都第初末底前后左右分别地要将就午天里个这那次回场议大放下上年内"
)
"""Characters besides times and verbs in a clause that goes on about a meeting (9月底开一次会)."""

_WHICH = regex("(?:[上下头首这那哪另此该]|(?:^|[,。;:、])[前后])$")
"""Before a count they say which sitting it is (后一次讨论分配办法), and not how many there are."""

_MARKS = ",。;:!?"

_AFTER_NOUN = ("", *"的、和与及,。;:()")
"""What may follow a noun."""

_SITTING = (
    "会议",
    "全体会议",
    "全会",
    "教代会",
    "职代会",
    "双代会",
    "教职",
    "教工",
    "大会",
    "代表大会",
    "分配",
)
"""What follows the number of a sitting (二次会议), which is no frequency."""


_SETS_SCENE = (Role.FACT, Role.REVIEW, Role.NEGATED, Role.MEANING)


class Meeting(NamedTuple):
    """One promise to convene."""

    quote: Quote
    terms: frozenset[str]
    """Terms it surely falls in."""
    often: int
    """Times in the period that are told, 0 for none told."""
    vowed: bool
    """Only vowed, as under 工作目标: never more than ``partial``."""
    told: int = 0
    """Times that are told, though they fall in one term; 0 for none told."""
    slots: frozenset[frozenset[int]] = frozenset()
    """The months (1-12) of each time that is named for it; months that follow one another are one
    time."""
    first: frozenset[str] = frozenset()
    """Terms of the time that is told first."""
    loose: bool = False
    """Only to be prepared, or hoped for without a time: no sitting where one a year is asked."""


class Advice(NamedTuple):
    """What a second opinion says of the statements of a plan, by their indices."""

    sure: Mapping[int, int]
    """Those that convene the body, each with the clause (from 0) that does."""
    unlikely: frozenset[int]
    """Those that look like it and do not."""


NO_ADVICE = Advice({}, frozenset())


def meetings(
    plan: Plan, views: Sequence[View], words: Words, advice: Advice = NO_ADVICE
) -> list[Meeting]:
    """Return the promised meetings in reading order.

    :param views: all statements of the plan
    """
    found: list[Meeting] = []
    every = _told_by.get(plan, words, lambda: tuple(_statements(plan, views, words)))
    for view, (told, meeting) in zip(views, every, strict=True):
        index = view.statement.index
        if index in advice.unlikely and not told:
            continue  # who sits in it and what it decides says more than its name
        if meeting is None and index in advice.sure and not _only_ready(view, words):
            around = _around(view.statement, advice.sure[index])
            meeting = _meeting(plan, view, around, words, told=True)  # noqa: PLW2901 - advised
        if meeting is not None:
            found.append(meeting)
    return found


class Told(NamedTuple):
    """What a statement says of a body by itself."""

    sits: bool
    """Whether it tells who sits in it and what they decide, or stands where that is told."""
    meeting: Meeting | None
    """The meeting it promises by its words."""


def _statements(plan: Plan, views: Iterable[View], words: Words) -> Iterator[Told]:
    locals_ = local_names(plan, words)
    spoken: int | None = None  # the line that has named it
    for view in views:
        line = view.statement.line.index
        goes_on = list(_goes_on(view, words)) if line == spoken else []
        if not words.of.isdisjoint(view.by_list):
            spoken = line
        sits = _sits_and_decides(view, words)
        local = line in locals_.lines
        named = _named(view, words, locals_.names, sits=sits, local=local) or goes_on
        meeting = _meeting(plan, view, named, words) if named else None
        yield Told(local or sits, meeting)


_told_by: LastPlan[Words, tuple[Told, ...]] = LastPlan()


def _only_ready(view: View, words: Words) -> bool:
    """Whether a statement has words that make the body ready (做好教代会筹备工作)."""
    return any(name in view.by_list for name in words.prepare)


def _around(statement: Statement, at: int) -> list[int]:
    """Return a clause and those beside it that are promised too; dates stand in these."""
    beside = range(max(at - 1, 0), min(at + 3, len(statement.clauses)))
    return [each for each in beside if each == at or statement.clauses[each].role.commits]


def spoken_of(plan: Plan, views: Sequence[View], words: Words) -> list[Meeting]:
    """Return the promises that name the body and only make it ready (做好教代会的准备工作)."""
    found: list[Meeting] = []
    for view in views:
        named = {at for name in words.of for at in view.live(name, general=True)}
        ready = {at for name in words.prepare for at in view.live(name, general=True)}
        clauses = [view.statement.clauses[at] for at in sorted(named & ready)]
        if clauses:
            quote = quote_span(plan, view.statement, clauses[0].start, clauses[-1].end)
            found.append(Meeting(quote, frozenset(), 0, vowed=False, loose=True))
    return found


def _named(
    view: View, words: Words, names: frozenset[str], *, sits: bool, local: bool
) -> list[int]:
    """Return the clauses of a statement that promise something of the body.

    :param names: local names of the body
    :param sits: whether the statement tells who sits in it and what they decide
    :param local: whether its line describes the body
    """
    statement = view.statement
    names_here = words.of | words.numbered if _is_entry(statement) else words.of
    at = {index for name in names_here for index in view.live(name, general=True)}
    for index, clause in enumerate(statement.clauses) if names else ():
        text = statement.line.norm[clause.start : clause.end]
        if clause.role.commits and any(name in text for name in names):
            at.add(index)
    if not at and (sits or local or _named_before(view, words) or _opened(view.statement, words)):
        at = {i for name in words.convene for i in view.live(name, general=True)}
        at.update(_rhythmic(statement) if local else ())
    if not at and sits:
        at = {i for name in words.decide for i in view.live(name, general=True)}
    return sorted(at)


def _goes_on(view: View, words: Words) -> Iterator[int]:
    """Yield the promising clauses that only tell when it sits, after a sentence that names it.

    Such are 四月一次，十一月一次 and 9月底开一次会; not 9月召开表彰大会.
    """
    statement = view.statement
    for at, clause in enumerate(statement.clauses):
        text = statement.line.norm[clause.start : clause.end]
        times = read_times(text)
        if not clause.role.commits or not any(map(_dates, times)):
            continue
        said = {place for time in times for place in range(time.start, time.end)}
        for name in words.convene | words.again:
            for where, hit in view.by_list.get(name, ()):
                if where == at:
                    said.update(range(hit.start - clause.start, hit.end - clause.start))
        counted = any(time.kind is TimeKind.FREQUENCY for time in times)
        rest = {each for place, each in enumerate(text.rstrip(_MARKS)) if place not in said}
        if rest <= _JOINTS and (counted or _has(view, words.convene, at)):
            yield at


def _dates(time: Time) -> bool:
    """Whether a time puts something in a month or a term, and does not repeat it all year long."""
    if time.kind is TimeKind.FREQUENCY:
        return 0 < time.count <= 2 and len(time.terms) > 1
    return bool(time.months or time.terms)


def _has(view: View, names: Iterable[str], at: int) -> bool:
    return any(at == where for name in names for where, _ in view.by_list.get(name, ()))


def _is_entry(statement: Statement) -> bool:
    return statement.part is PartKind.SCHEDULE or statement.line.cell is not None


def _rhythmic(statement: Statement) -> Iterator[int]:
    """Yield the promising clauses that tell how often (一年围一次)."""
    for index, clause in enumerate(statement.clauses):
        times = read_times(statement.line.norm[clause.start : clause.end])
        if clause.role.commits and any(time.kind is TimeKind.FREQUENCY for time in times):
            yield index


def _opened(statement: Statement, words: Words) -> bool:
    """Whether the opening sentence of the line names the body (教代会不减次数。第五次会议定于…)."""
    return any(
        name in words.of
        for above in statement.lent[:1]
        if above.line is statement.line
        for name in above.found
    )


def _named_before(view: View, words: Words) -> bool:
    """Whether a clause that promises nothing names the body (教代会任期已满，三月召开…)."""
    clauses = view.statement.clauses
    if any(name in view.by_list for name in words.scene):
        return bool(read_times(view.statement.norm))
    named = [at for name in words.of for at, _ in view.by_list.get(name, ())]
    return any(
        clauses[at].role in _SETS_SCENE and any(later.role.commits for later in clauses[at + 1 :])
        for at in named
    )


def _sits_and_decides(view: View, words: Words) -> bool:
    """Whether staff or their delegates come together to hear a report or to vote."""

    def live(names: frozenset[str]) -> bool:
        found = names.intersection(view.by_list)
        return any(view.live(name, general=True) for name in found)

    if not live(words.decide) or _gathers_otherwise(view, words):
        return False
    return live(words.report) or (live(words.seated) and live(words.convene))


def _gathers_otherwise(view: View, words: Words) -> bool:
    """Whether another gathering is named before those who come together (座谈会上大家围坐…).

    Where nobody reports, wherever it is named (老师们聚在一起包饺子，投票评选巧手).
    """

    def clauses(names: Iterable[str]) -> list[int]:
        return [at for name in names for at, _ in view.by_list.get(name, ())]

    named, told = clauses(words.unlike), clauses(words.report)
    if not told:
        return bool(named)
    return bool(named) and min(named) <= min((*told, *clauses(words.seated)))


def _meeting(
    plan: Plan, view: View, named: Sequence[int], words: Words, *, told: bool = False
) -> Meeting | None:
    """Return the meeting that some clauses promise, if they do.

    :param told: whether it is known that they convene the body, whatever their words
    """
    statement = view.statement
    clauses = statement.clauses
    about = sorted(_about(view, named, words))
    stretch = [clauses[index] for index in about]
    times = [
        time
        for time in statement_times(plan, statement)
        if any(clause.start <= time.start < clause.end for clause in stretch)
        and not _numbers(statement.line.norm, time)
        and not _describes(statement, time, named)
    ]
    if any(time.kind is TimeKind.NEXT for time in times):
        return None
    told = told or _sits_and_decides(view, words)
    if not (told or _convened(view, about, times, words) or _bare(plan, view, named, words)):
        return None
    quote = quote_span(plan, statement, stretch[0].start, stretch[-1].end)
    vowed = all(clause.role is Role.GENERAL for clause in stretch) and (
        statement.part in (PartKind.GUIDING, PartKind.GOALS)
    )
    ready = frozenset(at for at in about if covered_by(view, at, words.convene, words.prepare))
    dates = [time for time in times if _clause_of(clauses, time) not in ready]
    return Meeting(
        quote,
        *_covered(entry_terms(plan, statement), times),
        vowed,
        told=_told(statement.line.norm[stretch[0].start : stretch[-1].end], times),
        slots=frozenset(slots(entry_months(plan, statement), dates)),
        first=next((time.terms for time in times if time.terms and time.count == 0), frozenset()),
        loose=_loose(view, about, dates, words),
    )


def _clause_of(clauses: Sequence[Clause], time: Time) -> int:
    return next(at for at, each in enumerate(clauses) if each.start <= time.start < each.end)


def _told(norm: str, times: Sequence[Time]) -> int:
    """Return how often it is told, whatever the terms (3月、6月; 九月和十月各一次: twice)."""
    months = {month for time in times for month in time.months}
    each = len(months) if "各" in norm else 0
    listed = 0 if "或" in norm else max((len([*rows(time.months)]) for time in times), default=0)
    return max(_often(times), each, listed)


def _loose(view: View, about: Sequence[int], dates: Sequence[Time], words: Words) -> bool:
    """Whether the body is only to be made ready, or hoped for without a time."""
    convened = [at for at in about if any(at in view.live(w, general=True) for w in words.convene)]
    if convened and all(covered_by(view, at, words.convene, words.prepare) for at in convened):
        return True
    timed = any(time.months or time.terms for time in dates)
    hoped = {at for name in words.hope for at, _ in view.by_list.get(name, ())}
    return not timed and not hoped.isdisjoint(about)


def _numbers(norm: str, time: Time) -> bool:
    """Whether a count only numbers a sitting (三届二次会议)."""
    if time.end - time.start > 2 or norm[time.start] == "两":
        return False
    if _WHICH.search(norm, 0, time.start):
        return True
    return norm[: time.start].endswith(("届", "第")) or norm.startswith(_SITTING, time.end)


def _describes(statement: Statement, time: Time, named: Sequence[int]) -> bool:
    """Whether a time is that of what is spoken of (上半年的工作), or counts deeds (改了三次)."""
    norm = statement.line.norm
    if time.kind is TimeKind.FREQUENCY:
        return norm.endswith(("了", "过"), 0, time.start)
    after = norm[time.end : time.end + 8]
    what = after.lstrip("的")
    if what.startswith(signs("reported")):
        return True
    of, elsewhere = after.startswith("的"), _clause_of(statement.clauses, time) not in named
    return (of and elsewhere) or ((of or elsewhere) and _ends_in_noun(what))


def _ends_in_noun(what: str) -> bool:
    """Whether a text begins with a noun that may be a verb, too (打算; not 安排召开)."""
    word = next((word for word in signs("reported.of") if what.startswith(word)), "")
    return bool(word) and what[len(word) : len(word) + 1] in _AFTER_NOUN


def _covered(of_entry: frozenset[str], times: Sequence[Time]) -> tuple[frozenset[str], int]:
    """Return the terms a promise covers and how often it is told.

    Two sittings that are dated in one term stay in that term.
    """
    dated = of_entry.union(*(time.terms for time in times if time.kind is not TimeKind.FREQUENCY))
    rhythm = any(time.count == 2 and _each_term(time) for time in times)
    often = _often(times)
    if len(dated) == 1 and not rhythm:
        return dated, 1
    return dated, often


def _each_term(time: Time) -> bool:
    return time.kind is TimeKind.FREQUENCY and time.end - time.start > 2


def _about(view: View, named: Sequence[int], words: Words) -> Iterator[int]:
    """Yield the clauses that speak of the meeting.

    These are the ones that name it, and those around them that tell its time or go on about it.
    """
    yield from named
    norm = view.statement.line.norm
    again = {i for name in words.again | words.convene for i in view.live(name, general=True)}
    for index, clause in enumerate(view.statement.clauses):
        if not clause.role.commits or index in named:
            continue
        if index in again or (index < named[0] and _only_time(norm, clause)):
            yield index


def _only_time(norm: str, clause: Clause) -> bool:
    text = norm[clause.start : clause.end]
    if any(word in text for word in signs("because")):
        return False
    times = read_times(text)
    return bool(times) and len(text) - sum(time.end - time.start for time in times) <= BESIDE


def _convened(view: View, about: Sequence[int], times: Sequence[Time], words: Words) -> bool:
    """Whether it is said that the body comes together.

    A verb says so, a frequency, or what it does at a time that is told.
    """
    if any(time.kind is TimeKind.FREQUENCY or len(time.terms) > 1 for time in times):
        return True
    names = words.convene | words.acts if times else words.convene
    return any(index in about for name in names for index in view.live(name, general=True))


def _bare(plan: Plan, view: View, named: Sequence[int], words: Words) -> bool:
    """Whether the body's name alone stands as an entry of a schedule or table."""
    statement = view.statement
    clause = statement.clauses[named[0]]
    bodies = [
        hit
        for name in words.of | words.numbered
        for at, hit in view.by_list.get(name, ())
        if at == named[0]
    ]
    if any(
        hit.start < body.start
        for name in ("@act", "@abstract")
        for at, hit in view.by_list.get(name, ())
        if at == named[0]
        for body in bodies
    ):
        return False
    if not in_schedule(plan, statement) and not read_times(statement.norm, plan.period):
        return False
    hits = [hit for found in view.by_list.values() for at, hit in found if at == named[0]]
    longest = max((hit.end - hit.start for hit in hits), default=0)
    return clause.end - clause.start - longest <= BARE + len(statement.line.norm[: statement.start])


def _often(times: Sequence[Time]) -> int:
    told = [time for time in times if time.kind is TimeKind.FREQUENCY]
    single = sum(time.count for time in told if time.count == 1)
    return max(
        [single, *(time.count for time in told), *(2 for time in told if len(time.terms) > 1)]
    )
