"""Is a body convened in every term? The primitive behind ``[meetings]`` on a card.

It finds the statements that promise a meeting (named, or recognised by who sits in it and what it
decides); :mod:`plancheck.judging.meeting` reads each, :mod:`plancheck.judging.frequency` judges
all.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plancheck.judging.conditions import View
from plancheck.judging.last_plan import LastPlan
from plancheck.judging.line_times import first_date, is_date, is_timed
from plancheck.judging.meeting import (
    MARKS,
    Meeting,
    meeting_of,
    repeats_otherwise,
    sits_and_decides,
    words_at,
)
from plancheck.judging.meeting_words import Words
from plancheck.judging.names import local_names
from plancheck.judging.quotes import quote_span
from plancheck.judging.timing import entry_terms
from plancheck.patterns import regex
from plancheck.reading.plan import PartKind, Plan, Role, Statement
from plancheck.reading.times import TimeKind, read_times
from plancheck.reading.words import signs

_JOINTS = frozenset(
    "会的在于各再拟定也都第初末底前后左右分别地要将就午天里个这那次回场议大放下上年内到日半一"
)
"""Characters besides times and verbs in a clause that goes on about a meeting (9月底开一次会)."""

_ANEW = regex(
    "(?:[再又]|照样|照旧|照此|原样|同样的?|依样|如前)(?:[一两]天)?[再又被]{0,2}"
    "(?:来|办|排|坐|聚|摆|集|开|走|做|坐满|集中|聚齐)(?:[一半两](?:次|回|场|天|日|上午|下午|趟))?"
)
"""That it is done once more as told before (十一月照样再来一天)."""

_ATTENDS = regex(
    r"(?:(?:我|本)(?:系|院|部|馆|校|园|室|会|集团|单位|所|处)[^,。;()]{0,8}(?:代表|[一二三四五六七八九十两\d]人|名)"
    r"|派[^,。;()]{0,6}(?:代表|人))[^,。;()]{0,6}(?:列席|出席(?![率人])|参会|赴会|与会|参加|旁听|听会)"
)
"""That some of ours go to a meeting of another body (院教代会，我系两名代表列席)."""

BETWEEN = 10
"""Characters between a verb that convenes and the body's name, at most: 召开学校四届三次教代会."""

_SETS_SCENE = (Role.FACT, Role.REVIEW, Role.NEGATED, Role.MEANING)


class Advice(NamedTuple):
    """What a second opinion says of the statements of a plan, by their indices."""

    sure: Mapping[int, int]
    """Those that convene the body, each with the clause (from 0) that does."""
    unlikely: frozenset[int]
    """Those that look like it and do not."""


NO_ADVICE = Advice({}, frozenset())


_SAME = regex(
    r"同一(?:批|拨|班)[^,。;:]{0,4}[人代]|同样的?[^,。;:]{0,8}[人位名席]|原班(?:人马|代表)|前述[^,。;:]{0,4}代表"
    r"|同此[^,。;:]{0,6}人|还是[这那][^,。;:]{0,8}[人位名席]|上[次回]那[^,。;:]{0,8}[人位名]"
)
"""That those who sat before sit again (四十八位原班人马再坐一天)."""


def meetings(
    plan: Plan, views: Sequence[View], words: Words, advice: Advice = NO_ADVICE
) -> list[Meeting]:
    """Return the promised meetings in reading order.

    :param views: all statements of the plan
    """
    found: list[Meeting] = []
    every = _told_by.get(plan, words, lambda: tuple(_statements(plan, views, words)))
    advised: int | None = None  # the line in which only the advice sees the body
    for view, (told, meeting) in zip(views, every, strict=True):
        index, line = view.statement.index, view.statement.line.index
        if meeting is None and line == advised:
            goes_on = list(_goes_on(view, words))
            meeting = meeting_of(plan, view, goes_on, words) if goes_on else None  # noqa: PLW2901
        elif index in advice.unlikely and not told:
            continue  # who sits in it and what it decides says more than its name
        advises = index in advice.sure and not _only_ready(view, words)
        if meeting is None and advises and _convenes_nothing(plan, view, words):
            continue
        if meeting is None and found and _sits_again(view):
            every_clause = range(len(view.statement.clauses))
            meeting = meeting_of(plan, view, every_clause, words, told=True)  # noqa: PLW2901
        if meeting is None and advises and not _meets_otherwise(view, words):
            around = _around(view, advice.sure[index], words)
            meeting = meeting_of(plan, view, around, words, told=True)  # noqa: PLW2901 - advised
            advised = line
        if meeting is not None:
            found.append(_dated(plan, view, meeting, words) if told else meeting)
    return found


def _dated(plan: Plan, view: View, meeting: Meeting, words: Words) -> Meeting:
    """Return a meeting told in several sentences with the date that another of them names.

    That is none of a sentence about another gathering (四月举行比赛).
    """
    if meeting.terms or meeting.often:
        return meeting
    date = first_date(plan, view.statement.line, words.unlike)
    if date is None or len(date.terms) != 1:
        return meeting
    return meeting._replace(terms=date.terms, slots=frozenset((date.months,)), first=date.terms)


class Told(NamedTuple):
    """What a statement says of a body by itself."""

    surely: bool
    """Whether it tells who sits in it and what they decide, or stands where that is told; or
    convenes it by its name (召开三届二次教代会)."""
    meeting: Meeting | None
    """The meeting it promises by its words."""


def _statements(plan: Plan, views: Iterable[View], words: Words) -> Iterator[Told]:
    locals_ = local_names(plan, words)
    spoken: int | None = None  # the line that has named it
    for view in views:
        line = view.statement.line.index
        goes_on = list(_goes_on(view, words)) if line == spoken else []
        sits = sits_and_decides(view, words)
        if sits or not words.of.isdisjoint(view.by_list):
            spoken = line
        local = line in locals_.lines
        named = _named(view, words, locals_.names, sits=sits, local=local) or goes_on
        for_nothing = named and _convenes_nothing(plan, view, words)
        meeting = meeting_of(plan, view, named, words) if named and not for_nothing else None
        yield Told(local or sits or _plainly(view, words), meeting)


def _convenes_nothing(plan: Plan, view: View, words: Words) -> bool:
    """Whether a statement speaks of the body and convenes it not.

    Some of ours go to another's, it says what is done for the body, or what the body decides on
    whenever it sits.
    """
    statement = view.statement
    if _ATTENDS.search(statement.norm):
        return True
    first = statement.clauses[0]
    norm = statement.line.norm
    purpose = norm.startswith(signs("purpose"), first.start) and not _only_ready(view, words)
    if purpose and words_at(view, words.of, 0):
        return len({at for name in words.of for at, _ in view.by_list.get(name, ())}) == 1
    return _only_decides(plan, view, words)


def _only_decides(plan: Plan, view: View, words: Words) -> bool:
    """Whether papers or questions are put to those who vote, at no time that is told."""

    def has(names: Iterable[str]) -> bool:
        return any(name in view.by_list for name in names)

    if not has(words.matters) or has(words.report) or _plainly(view, words):
        return False
    if _sits_too(view, words):
        return False
    return not (entry_terms(plan, view.statement) or is_timed(plan, view.statement.line))


def _plainly(view: View, words: Words) -> bool:
    """Whether a clause ends with the body's name, and a verb that convenes it stands before.

    Or it begins with the name and ends with the verb (教代会由主席主持召开).
    """
    return any(
        clause.role is Role.MEASURE and _names_and_convenes(view, at, words)
        for at, clause in enumerate(view.statement.clauses)
    )


def _names_and_convenes(view: View, at: int, words: Words) -> bool:
    norm, clause = view.statement.line.norm, view.statement.clauses[at]
    end = clause.start + len(norm[clause.start : clause.end].rstrip(MARKS))
    named = list(words_at(view, words.of, at))
    verbs = list(words_at(view, words.convene, at))
    begins = [hit.start for hit in named if hit.end == end]
    if begins and any(hit.end <= min(begins) <= hit.end + BETWEEN for hit in verbs):
        return True
    ends = [hit.end for hit in named if hit.start == clause.start]
    closing = [hit.start for hit in verbs if hit.end == end]
    return bool(ends and closing) and _BY_WHOM.fullmatch(norm[max(ends) : min(closing)]) is not None


def _sits_too(view: View, words: Words) -> bool:
    """Whether a list of what is done for the body holds that it sits (教代会的筹备、召开会议)."""
    verbs = [hit.end for name in words.convene for _, hit in view.by_list.get(name, ())]
    sittings = [hit.start for name in words.again for _, hit in view.by_list.get(name, ())]
    return not set(verbs).isdisjoint(sittings)


_BY_WHOM = regex("由[^,。会组团]*")
"""What may stand between a body and the verb that convenes it: who presides."""

_told_by: LastPlan[Words, tuple[Told, ...]] = LastPlan()


def _sits_again(view: View) -> bool:
    """Whether those who sat before come together once more, at a time that is told."""
    norm = view.statement.line.norm
    return any(
        clause.role.commits and _SAME.search(norm, clause.start, clause.end)
        for clause in view.statement.clauses
    ) and any(map(is_date, read_times(view.statement.norm)))


def _only_ready(view: View, words: Words) -> bool:
    """Whether a statement has words that make the body ready (做好教代会筹备工作)."""
    return any(name in view.by_list for name in words.prepare)


def _meets_otherwise(view: View, words: Words) -> bool:
    """Whether a statement names another meeting and not the body (各开一次家长会)."""
    if not words.of.isdisjoint(view.by_list):
        return False
    norm = view.statement.line.norm
    return any(
        norm.endswith("会", hit.start, hit.end)
        for name in words.unlike
        for _, hit in view.by_list.get(name, ())
    )


def _around(view: View, at: int, words: Words) -> list[int]:
    """Return a clause and those beside it that are promised too; dates stand in these.

    Not one that tells how often something else is done (每月更换公开栏，开好教代会).
    """
    clauses = view.statement.clauses
    beside = range(max(at - 1, 0), min(at + 3, len(clauses)))
    return [
        each
        for each in beside
        if each == at or (clauses[each].role.commits and not repeats_otherwise(view, each, words))
    ]


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
    if not at and (sits or local or _named_before(view, words) or _opened(view, words)):
        at = {i for name in words.convene for i in view.live(name, general=True)}
        at.update(_rhythmic(statement) if local else ())
    if not at and sits:
        at = {i for name in words.decide for i in view.live(name, general=True)}
    if not at and local:
        at = {i for name in words.seated for i in view.live(name, general=True)}
    return sorted(at)


def _goes_on(view: View, words: Words) -> Iterator[int]:
    """Yield the promising clauses that only tell when it sits, after a sentence that names it.

    Such are 四月一次，十一月一次 and 9月底开一次会; not 9月召开表彰大会.
    """
    statement = view.statement
    for at, clause in enumerate(statement.clauses):
        text = statement.line.norm[clause.start : clause.end]
        times = read_times(text)
        if not clause.role.commits or not any(map(is_date, times)):
            continue
        said = {place for time in times for place in range(time.start, time.end)}
        for hit in words_at(view, words.convene | words.again, at):
            said.update(range(hit.start - clause.start, hit.end - clause.start))
        counted = any(time.kind is TimeKind.FREQUENCY for time in times)
        anew = _ANEW.search(text)
        said.update(range(*anew.span()) if anew else ())
        rest = {each for place, each in enumerate(text.rstrip(MARKS)) if place not in said}
        if rest <= _JOINTS and (counted or anew or _has(view, words.convene, at)):
            yield at


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


def _opened(view: View, words: Words) -> bool:
    """Whether the opening sentence of the line names the body (教代会不减次数。第五次会议定于…).

    What convenes something else goes on about that (教代会不变。六月举行民主评议).
    """
    if not words.unlike.isdisjoint(view.by_list):
        return False
    statement = view.statement
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
