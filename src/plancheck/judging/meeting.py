"""One promise to convene a body: who sits in it, when, how often, and how firmly it is promised."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plancheck.judging.conditions import View
from plancheck.judging.line_times import is_date, one_by_one
from plancheck.judging.meeting_words import Words
from plancheck.judging.quotes import quote_span
from plancheck.judging.sittings import covered_by, rows, slots
from plancheck.judging.timing import entry_months, entry_terms, in_schedule, statement_times
from plancheck.patterns import regex
from plancheck.reading.lexicon import Hit
from plancheck.reading.plan import Clause, PartKind, Plan, Role, Statement
from plancheck.reading.times import Time, TimeKind, read_times
from plancheck.reading.words import signs
from plancheck.rule import Quote

BARE = 14
"""Characters that may stand beside the name of a meeting in a bare schedule entry."""

BESIDE = 9
"""Characters that may stand beside a time in a clause that only tells when."""

BESIDE_COUNT = 3
"""Characters that may stand beside a frequency in a clause that only tells how often."""

SHORTEST = 2
"""Characters of a mere count (两次), which may be of anything."""

BEFORE = 4
"""Characters before a count in which it is said which sitting it is."""

_WHICH = regex("(?:[上下头首这那哪另此该]|(?:^|[,。;:、])[前后])$")
"""Before a count they say which sitting it is (后一次讨论分配办法), and not how many there are."""

_WHEN = regex(
    "开学|第[一二三四五六七八九十0-9]{1,2}个?(?:星期|礼拜|周)[一二三四五六日天]?|(?:那|首|头)个?|(?:星期|礼拜|周)[一二三四五六日天]"
    "|[上下]午|晚上|[上中下]旬|[初末底前后时里内和与及、在于的]"
)
"""What stands beside a time and only tells it more closely (二月开学第一个星期)."""

_SO_OFTEN = regex(r"(?:每(?:个?学期|半年|季度|学?年)|一年|一学年|全年)各?[一二两三四\d]{1,2}[次回]")
"""How often, at the head of a clause that goes on about the meeting (…，每学期一次评议干部)."""

MARKS = ",。;:!?"
"""What a clause may end with."""

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


def words_at(view: View, names: Iterable[str], at: int) -> list[Hit]:
    """Return the words of some lists in a clause.

    :param at: the clause, from 0
    """
    return [hit for name in names for where, hit in view.by_list.get(name, ()) if where == at]


def sits_and_decides(view: View, words: Words) -> bool:
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


def meeting_of(
    plan: Plan, view: View, named: Sequence[int], words: Words, *, told: bool = False
) -> Meeting | None:
    """Return the meeting that some clauses promise, if they do.

    :param named: the clauses, from 0
    :param told: whether it is known that they convene the body, whatever their words
    """
    statement = view.statement
    clauses = statement.clauses
    told = told or sits_and_decides(view, words)
    about = sorted(_about(view, named, words, sits=told))
    stretch = [clauses[index] for index in about]
    times = [
        time
        for time in statement_times(plan, statement)
        if any(clause.start <= time.start < clause.end for clause in stretch)
        and not _numbers(statement.line.norm, time)
        and not _describes(statement, time, named)
    ]
    ready = frozenset(at for at in about if covered_by(view, at, words.convene, words.prepare))
    if _is_put_off(statement, times, ready):
        return None
    if not (told or _convened(view, about, times, words) or _bare(plan, view, named, words)):
        return None
    quote = quote_span(plan, statement, stretch[0].start, stretch[-1].end)
    vowed = all(clause.role is Role.GENERAL for clause in stretch) and (
        statement.part in (PartKind.GUIDING, PartKind.GOALS)
    )
    dates = [time for time in times if _clause_of(clauses, time) not in ready]
    return Meeting(
        quote,
        *_covered(plan, statement, times),
        vowed,
        told=_told(statement.line.norm[stretch[0].start : stretch[-1].end], times),
        slots=frozenset(slots(entry_months(plan, statement), dates)),
        first=next((time.terms for time in times if time.terms and time.count == 0), frozenset()),
        loose=_loose(view, about, dates, words),
    )


def _is_put_off(statement: Statement, times: Sequence[Time], ready: frozenset[int]) -> bool:
    """Whether it is to be after the plan's period, and no time within it is told before that.

    A body that sits in March may hear what is planned for the next year; one that only was to sit
    in March, or makes ready then, is put off.

    :param ready: clauses in which it is only made ready
    """
    for time in times:
        if time.kind is TimeKind.NEXT:
            return True
        at = _clause_of(statement.clauses, time)
        clause = statement.clauses[at]
        words = statement.line.norm[clause.start : clause.end]
        if is_date(time) and at not in ready and not any(w in words for w in signs("unready")):
            return False
    return False


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
    if _WHICH.search(norm, max(time.start - BEFORE, 0), time.start):
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


def _covered(plan: Plan, statement: Statement, times: Sequence[Time]) -> tuple[frozenset[str], int]:
    """Return the terms a promise covers and how often it is told.

    Two sittings that are both dated in one term stay in that term; of two that are told and one
    that is dated, nothing is known of the other; its line may tell them one by one.
    """
    of_entry = entry_terms(plan, statement)
    dates = [time for time in times if time.kind is not TimeKind.FREQUENCY]
    often = _often(times)
    if often > 1:
        dates += one_by_one(plan, statement.line)
    dated = of_entry.union(*(time.terms for time in dates))
    rhythm = any(time.count == 2 and _each_term(time) for time in times)
    if len(dated) == 1 and not rhythm and (of_entry or len(set(slots((), dates))) > 1):
        return dated, 1
    return dated, often


def _each_term(time: Time) -> bool:
    return time.kind is TimeKind.FREQUENCY and time.end - time.start > 2


def _about(view: View, named: Sequence[int], words: Words, *, sits: bool) -> Iterator[int]:
    """Yield the clauses that speak of the meeting.

    These are the ones that name it, and those around them that tell its time or go on about it;
    where the sentence is about who sits in it, also those before that tell a time and more
    (三月末由各组推出的十七人到齐，逐项投票).

    :param sits: whether it is
    """
    yield from named
    norm = view.statement.line.norm
    clauses = view.statement.clauses
    again = {i for name in words.again | words.convene for i in view.live(name, general=True)}
    dated = not sits or any(_is_dated(norm, clauses[index]) for index in (*named, *again))
    for index, clause in enumerate(clauses):
        if not clause.role.commits or index in named or repeats_otherwise(view, index, words):
            continue
        tells = _only_time(norm, clause) or (not dated and _is_dated(norm, clause))
        if index in again or (tells and index < named[0]) or _only_counts(norm, clause):
            yield index


def repeats_otherwise(view: View, at: int, words: Words) -> bool:
    """Whether a clause tells how often something else is done (每月更换公开栏, 每学期慰问两次).

    Not how often the body works (每学期一次听取校长报告), unless it is one sitting that is told
    (召开三届二次教代会).

    :param at: the clause, from 0
    """
    if words_at(view, words.of | words.convene | words.seated, at):
        return False
    clause = view.statement.clauses[at]
    text = view.statement.line.norm[clause.start : clause.end].rstrip(MARKS)
    one = any(name in view.by_list for name in words.numbered)
    works = words_at(view, words.decide | words.matters | words.report, at)
    if not one and (works or _SO_OFTEN.match(text)):
        return False
    often = [time for time in read_times(text) if time.kind is TimeKind.FREQUENCY]
    told = sum(time.end - time.start for time in often)
    deeds = bool(words_at(view, ("@act", "@concrete"), at)) or len(text) - told > BESIDE
    return bool(often) and deeds


def _only_counts(norm: str, clause: Clause) -> bool:
    """Whether a clause tells how often in a year or term, and next to nothing else (一年两回)."""
    text = norm[clause.start : clause.end].rstrip(MARKS)
    often = [time for time in read_times(text) if time.kind is TimeKind.FREQUENCY]
    told = sum(time.end - time.start for time in often)
    summed = text.startswith(signs("in all"))
    return told + 2 * summed > SHORTEST and len(text) - told <= BESIDE_COUNT


def _is_dated(norm: str, clause: Clause) -> bool:
    return any(map(is_date, read_times(norm[clause.start : clause.end])))


def _only_time(norm: str, clause: Clause) -> bool:
    text = norm[clause.start : clause.end].rstrip(MARKS)
    if any(word in text for word in signs("because")):
        return False
    times = read_times(text)
    ends = [0, *(time.end for time in times)]
    starts = [*(time.start for time in times), len(text)]
    rest = [text[end:start] for end, start in zip(ends, starts, strict=True)]
    return bool(times) and sum(len(_WHEN.sub("", words)) for words in rest) <= BESIDE


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
    bodies = words_at(view, words.of | words.numbered, named[0])
    does = words_at(view, ("@act", "@abstract"), named[0])
    if any(hit.start < body.start for hit in does for body in bodies):
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
