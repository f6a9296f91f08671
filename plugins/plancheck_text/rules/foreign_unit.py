"""Whether another school's name stands where this one's own should.

Schools name others for good reasons: partners, hosts, winners, authorities. So only places are
asked where none but the own name can stand: the signature, who is spoken to, for whose future the
work is done. A name that stands in one of them is then looked for everywhere.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from plancheck.api import Finding, Marks, PartKind, Plan, Role, Rule, Statement, normalise, regex
from plancheck_text.further import further_title
from plancheck_text.names import Names, core, is_other, names

Span = tuple[Statement, int, int]
"""A stretch of a statement's line."""

_ASIDE = frozenset((Role.REVIEW, Role.MEANING))
"""Roles of sentences that tell of what others do or did (县一中工会坚持每月走访)."""
_DISTRICT = regex(r"([\u4e00-\u9fff]{2,3}(?<![渔牧库林港矿校社景园学农山军垦])[县区旗])")
_SIGNED = frozenset((PartKind.SIGNATURE, PartKind.MARGIN))


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at every place where another unit is taken for this one."""
    if plan.unit is None:
        return
    marks = Marks.of(rule)
    unit, known = normalise(plan.unit).norm, names(marks)
    end_of_plan = _end(plan, unit, known, marks)
    spans = [
        (statement, start, end)
        for statement in plan.statements
        if statement.line.index < end_of_plan
        for start, end in (
            _signature(statement, unit, known, marks)
            if _signs(plan, statement, marks)
            else _own_places(statement, unit, marks)
        )
        if _is_foreign(statement.line.norm[start:end], unit, known, marks)
    ]
    spans = _bare(spans)
    found = {core(statement.line.norm[start:end], known) for statement, start, end in spans}
    taken: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        taken[span[0].index].append(span)
    others = (*_elsewhere(plan, found, known, marks), *_authorities(plan, unit, marks))
    others += tuple(_campuses(plan, unit, marks))
    spans += [
        span
        for span in others
        if span[0].line.index < end_of_plan and not _overlaps(span, taken[span[0].index])
    ]
    for statement, start, end in sorted(spans, key=lambda span: (span[0].index, span[1])):
        place = statement.line.place(start, end)
        values = (("name", statement.line.norm[start:end]), ("unit", plan.unit))
        yield Finding(plan.document.text_at(place), place, "defect.foreign-unit", values)


def _bare(spans: Sequence[Span]) -> list[Span]:
    """Leave out the verb before a name that stands elsewhere without it (望塔河护理学校)."""
    every = {statement.line.norm[start:end] for statement, start, end in spans}
    return [
        (statement, end - min(len(one) for one in every if name.endswith(one)), end)
        for statement, start, end in spans
        for name in (statement.line.norm[start:end],)
    ]


def _campuses(plan: Plan, unit: str, marks: Marks) -> Iterator[Span]:
    """Yield the campus that is named but once, in a plan that knows of no campuses."""
    places = _places(marks)
    named = [
        (statement, found)
        for statement in plan.statements
        for found in marks["campus"].finditer(statement.line.norm, statement.start, statement.end)
    ]
    if len(named) != 1 or marks["campus"].search(unit):
        return
    statement = named[0][0]
    for one in places.campus.finditer(statement.line.norm, statement.start, statement.end):
        if statement.role_at(one.start()) not in _ASIDE:
            yield statement, *one.span("name")


def _authorities(plan: Plan, unit: str, marks: Marks) -> Iterator[Span]:
    """Yield authorities of a county or district that cannot be the one above this school."""
    title = normalise(plan.title).norm
    own = {found.group(1) for text in (unit, title) for found in _DISTRICT.finditer(text)}
    for statement in plan.statements:
        if statement.part is PartKind.REVIEW:
            continue
        for one in _places(marks).authority.finditer(
            statement.line.norm, statement.start, statement.end
        ):
            named = next(found.group(1) for found in _DISTRICT.finditer(one.group("name")))
            if own and not any(named in each or each in named for each in own):
                yield statement, *one.span("name")


def _end(plan: Plan, unit: str, known: Names, marks: Marks) -> int:
    """Return the line at which another unit's plan begins, which is a defect of its own."""
    end = further_title(plan, marks.words("titles"))
    if end == len(plan.lines):
        return end
    name = _places(marks).titled.match(plan.lines[end].norm)
    other = name is not None and is_other(name.group("name"), unit, known)
    return end if other else len(plan.lines)


def _is_foreign(name: str, unit: str, known: Names, marks: Marks) -> bool:
    """Whether a name, without the verb before it, is another unit's."""
    if not is_other(name, unit, known) or marks["verbs"].search(name) is not None:
        return False
    ends = [found.end() for found in marks["leading"].finditer(name)]
    return not ends or is_other(name[ends[-1] :], unit, known)


def _signs(plan: Plan, statement: Statement, marks: Marks) -> bool:
    """Whether a line names who signs: in the signature, or alone before it or before its date."""
    if statement.part in _SIGNED:
        return True
    norm, following = statement.line.norm, statement.line.index + 1
    signs = _places(marks).signs.fullmatch(norm)
    if signs is None or statement.line.label or statement.line.cell is not None:
        return False
    signed = following < len(plan.parts) and plan.parts[following] is PartKind.SIGNATURE
    return signed or norm.endswith(("工会", "委员会"))


def _signature(
    statement: Statement, unit: str, known: Names, marks: Marks
) -> Iterator[tuple[int, int]]:
    """Yield the name that signs, unless it is a longer one of the own (…大学统计学院分工会)."""
    norm = statement.line.norm
    found = _places(marks).signed.match(norm, statement.start, statement.end)
    if found is None or norm.endswith(marks.words("titles")) or core(unit, known) in norm:
        return
    yield found.span("name")


def _own_places(statement: Statement, unit: str, marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield the names that stand where only the own name can."""
    norm, start, end = statement.line.norm, statement.start, statement.end
    places = _places(marks)
    if norm.endswith(marks.words("titles")):
        return  # the title of a further plan is a defect of its own
    if statement.part in (PartKind.TITLE, PartKind.REVIEW):
        return
    # a unit that has schools under it may speak to each of them
    group = marks["group"].search(unit) is not None
    slots = () if group else places.short
    if places.ends.search(norm, start, end):
        slots += places.staff if group else places.slots
    spans = {one.span("name") for slot in slots for one in slot.finditer(norm, start, end)}
    spans |= {
        one.span("name")
        for one in places.district.finditer(norm, start, end)
        if one.group("level") in unit
    }
    spans |= set(_brands(statement, unit, places))
    yield from _shortest(span for span in spans if _speaks_of_own(statement, span[0], marks))


def _shortest(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order; of two that overlap, the shorter one."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: span[1] - span[0]):
        if not any(start < until and begin < end for begin, until in kept):
            kept.append((start, end))
    return sorted(kept)


def _brands(statement: Statement, unit: str, places: "_Places") -> Iterator[tuple[int, int]]:
    """Yield short names at the head of what stands in quotation marks (“杏幼讲堂”)."""
    line = statement.line
    if "“" not in line.original and '"' not in line.original:
        return
    for one in places.brands.finditer(line.original):
        if all(character in iter(unit) for character in one.group("name")):
            continue
        start = line.norm.find(one.group("whole"), statement.start, statement.end)
        if start >= 0:
            yield start, start + len(one.group("name"))


def _speaks_of_own(statement: Statement, at: int, marks: Marks) -> bool:
    """Whether the clause around a name tells what this unit does, and of no partner."""
    if statement.role_at(at) in _ASIDE:
        return False
    clauses = (one for one in statement.clauses if one.start <= at < one.end)
    start, end = next(((one.start, one.end) for one in clauses), (statement.start, statement.end))
    clause = marks["guided"].sub("", statement.line.norm[start:end])
    return marks["partner"].search(clause) is None


class _Places(NamedTuple):
    """Where only the own name can stand."""

    signed: re.Pattern[str]
    """A line that names who signs."""
    signs: re.Pattern[str]
    """A line that does nothing else, wherever it stands."""
    ends: re.Pattern[str]
    """What names in full end with; few lines have any."""
    slots: tuple[re.Pattern[str], ...]
    """Of names in full."""
    short: tuple[re.Pattern[str], ...]
    """Of names in two characters."""
    staff: tuple[re.Pattern[str], ...]
    """Whose staff is told what to do: also asked of a unit that has schools under it."""
    titled: re.Pattern[str]
    """A title that begins with a name."""
    brands: re.Pattern[str]
    """What is called after a school, in quotation marks, as it is written."""
    district: re.Pattern[str]
    """A district whose schools or staff are spoken to; its level (``县``) must be the unit's."""
    campus: re.Pattern[str]
    """A campus whose members do something."""
    authority: re.Pattern[str]
    """A district whose authorities lead."""


@cache
def _places(marks: Marks) -> _Places:
    name = names(marks).name
    words = {each: marks.any_of(each) for each in marks.names()}
    staff, future, face, must = words["staff"], words["future"], words["face"], words["must"]
    told = rf"(?:{words['those']}?{words['sorts']}?{words['told']}{words['each']}?)?"
    # 学校 alone ends many a phrase that is no name (开通学校工会视频号)
    named = "(?<=[语验际业教制弟属术工智望族复生育心一二三四五六七八九十]学校)"
    begins = "^|(?<=[,。;:、)!.日周])|(?<=[一二三四五六七八九十0-9]月)"
    clause = f"(?:{begins})(?!经(?![开济纬贸])|由)"
    head = rf"{clause}{name}(?:(?<!学校)|{named})"
    own = rf"{words['those']}?{words['sorts']}?{words['told']}{words['each']}?(?={must}|[应须争])"
    short = rf"(?P<name>(?!{words['no_short']})[\u4e00-\u9fff][小中幼])"
    slots = (
        rf"{words['for']}{name}的?(?={future})",
        rf"[把将使让]{name}(?={words['becomes']})",
        rf"{words['acts']}{name}(?:工会)?的?(?={staff}(?!员))",
        rf"{words['shows']}{name}(?:教师|教职工|教工)?的?(?={face})",
        rf"在{name}(?={words['leads']})",
        rf"以{name}(?=为家|为荣)",
        rf"{head}(?:工会)?{told}(?={must})",
        rf"{head}(?:工会)?的?{own}",
        rf"{head}的?(?={words['those']}{words['sorts']}?{words['told']}|{words['own']})",
        rf"{head}(?=工会(?!{words['visits']}))",
        rf"{head}(?={words['tells']})",
        rf"{head}(?=教代会|教职工代表大会|第.{{1,3}}届)",
        rf"(?:召开|开好|举行){name}(?=(?:第.{{1,2}}|.)届|教代会|教职工|双代会)",
        rf"由{name}(?=工会(?:委员会)?{words['by']}|委员会|专人)",
        rf"{words['hears']}《?{name}的?(?={words['heard']})",
        rf"{words['uses']}{name}(?:工会)?的?(?={words['rooms']})",
        rf"在{name}.{{0,4}}?(?={words['halls']}.{{0,6}}{words['holds']})",
        rf"代表{name}(?={words['stands']})",
        rf"(?:加入|融入|来到|走进|扎根){name}的?(?={words['joins']})",
        rf"(?:{clause}|{words['opens']}){name}(?:分会|工会)?的?(?={words['things']})",
        rf"以{name}(?=人的)",
    )
    brief = (
        rf"代表{short}(?={words['stands']})",
        rf"{words['for']}{short}的?(?={future})",
        rf"{words['acts']}{short}的?(?={staff}(?!员))",
        rf"{words['shows']}{short}(?:教师|教职工|教工|人)?的?(?={face})",
        rf"{clause}{short}(?:工会)?的?{own}",
    )
    return _Places(
        regex(
            rf"{name}(?:[\u4e00-\u9fff]{{1,4}}[处部系院馆])?(?:联合|分)?(?:工会)?(?:委员会)?(?=$|[\d二(:,])"
        ),
        regex(rf"{name}(?:联合|分)?(?:工会)?(?:委员会)?"),
        names(marks).ends,
        tuple(regex(slot) for slot in slots),
        tuple(regex(slot) for slot in brief),
        (regex(rf"{head}(?:工会)?的{own}"),),
        regex(name),
        regex(
            rf"[“\"‘](?P<whole>(?P<name>(?!{words['no_short']})(?:[\u4e00-\u9fff]"
            rf"|(?!.?.?.?{words['no_short']})[\u4e00-\u9fff]{{2,3}}(?!小))[小中幼院]){words['brands']})"
        ),
        regex(
            rf"(?P<name>(?!其|外|贫困)(?:(?![全我本各该])[\u4e00-\u9fff]){{2}}"
            rf"(?<![向报由至到给交送缴彰在对为经请配和与视])(?P<level>[县区市旗镇乡]))(?={words['under']})"
        ),
        regex(
            rf"(?P<name>(?:(?![各本两三全由请在的与和及个校分不同做好建])[\u4e00-\u9fff]){{2,3}}{words['campus']})"
            rf"(?=(?:分会|工会)?的?{words['things']}|教工|女工)"
        ),
        regex(
            rf"(?P<name>(?:(?![在由按照和与及中共的落实结合贯彻接受对配根据响应全本我各该听从围绕紧扣依])[\u4e00-\u9fff]){{2,3}}"
            rf"(?<![渔牧库林港矿校社景园学农山军垦])(?P<level>[县区旗]){words['above']})"
            rf"(?:党委|党组|工会)?(?:和[^,。;]{{0,12}})?的?[^,。;]{{0,4}}{words['lead']}"
        ),
    )


def _elsewhere(plan: Plan, found: Collection[str], known: Names, marks: Marks) -> Iterator[Span]:
    """Yield the other places where one of the names stands, with the words that make it one.

    Without these a name may be an everyday word (阳光, 实验).
    """
    if not found:
        return
    words = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    pattern = re.compile(rf"(?:{words})(?:{known.kind}|{marks.any_of('owned')})")
    for statement in plan.statements:
        if statement.line.norm.endswith(marks.words("titles")):
            continue  # the title of a further plan
        for one in pattern.finditer(statement.line.norm, statement.start, statement.end):
            yield statement, one.start(), one.end()


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    _, start, end = span
    return any(start < until and begin < end for _, begin, until in others)
