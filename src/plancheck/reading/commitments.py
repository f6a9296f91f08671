"""What a clause does: promises, looks back, states a worth, names a law, or leaves it to others.

The grammar stands here as few functions over the words of :mod:`plancheck.reading.words`; it is
the one place that knows it (REQUIREMENTS, "Commitment"; DOMAIN 3.1).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plancheck.reading.clauses import Span
from plancheck.reading.lexicon import Hit
from plancheck.reading.plan import PartKind, Role
from plancheck.reading.words import lists

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年(?!代|版))")
_POSTS = re.compile(
    r"(?:委员|主席|组长|主任|部长)[\u4e00-\u9fff]{2,3}[、,;].{0,12}(?:委员|主席|组长|主任|部长)[\u4e00-\u9fff]{2,3}[、,;。]"
)
"""Posts with their holders in a row (经审委员王芳、女工委员李梅)."""
_ROSTER = re.compile(
    r"(?:主席|主任|委员|组长|顾问|律师|成员|组员|负责人|联络员|管理员|经办人|检查员|秘书长|代表|名单|会长|干事)"
    r"[^,。;:]{0,6}:[^,。;:]{0,3}[\u4e00-\u9fff]{2,4}(?:[、,(;。]|$)"
)
_COUNTED = re.compile(
    r"(?<![多同这那某进统万每第])[\d一二两三四五六七八九十百几]+(?:[次场期份条间本元家支天周课节套台遍回轮趟件张册封篇批顿杯桌]|小时|分钟|课时"
    r"|学时|个月|个工作日|工作日|%|个百分点)"
    r"|每(?:个?学期|季度?|月|周|两周|双周|半年|年)|逢[单双]?周|[上中下]旬|周[一二三四五六日]|期[初中末]|学期末|开学"
    r"|[\d一二三四五六七八九十]月(?!票)|节前|前夕|年[初中底末]|[寒暑]假|入[冬夏秋]"
)
"""Numbers with what they count, and times: what could be checked later."""
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
_IS = re.compile(r"(?<![就还凡要于但只别其可不正若总都])[是乃](?!否|要|由|以|在)")
_THEN = ("再", "才", "就", "便", "然后", "马上", "方")
_PREPOSITIONS = (
    "按",
    "根据",
    "依",
    "遵照",
    "对照",
    "落实",
    "结合",
    "围绕",
    "贯彻",
    "参照",
    "为了",
    "符合",
)
_CONDITIONS = ("后", "前", "时", "下", "同意", "批准", "许可", "指导下", "领导下", "支持下")
_PREDICATES = ("是", "就是", "乃", "对于", "也是", "既是", "更是", "才是", "具有")
_RULES = ("任期", "三分之二", "方可", "方能", "应当", "每届")
_JOINS = re.compile(
    r".{0,4}(?:工会|我校|我园|我院|本校|本园|学校)[^,。;]{0,6}(?:出|派|组队|参加|参赛|承办|组织|选送|推荐|配合)"
)
_HONOURS = ("荣获", "被授", "被评", "被命名", "获评", "荣膺", "喜获", "先后荣", "当选")
"""Words of honours won: a paragraph that names them goes on about the past."""
_SWEEPING = ("列入", "不往计划", "未获通过", "不纳入", "没影儿")
_FIRST = 4
"""How far into a clause a subject above a department's union may begin, in characters."""
_WITH = (
    "配合",
    "协助",
    "参加",
    "按",
    "根据",
    "向",
    "报",
    "会同",
    "与",
    "和",
    "在",
    "完成",
    "落实",
    "由",
    "经",
)
_ENOUGH = ("就成了", "就行了", "就好了", "得了", "才算了", "完了", "为了", "要了")
_WHEN = ("等", "待", "谁", "若", "如果", "一旦", "遇", "只要", "要是", "凡")
_ASKS = ("何时", "如何", "怎样", "是否", "哪天", "怎么", "能不能")
_COMES = (
    "到校",
    "来校",
    "进校",
    "驻",
    "上门",
    "来坐",
    "到我",
    "来我",
    "上岛",
    "到岛",
    "到园",
    "来园",
    "答应了",
)
_GOVERNS = "把将对就按照在比跟同与和如像从以给为"
_SHORT = 2
_SUBJECT = 14
"""How far into a clause its subject may reach, in characters."""


@dataclass(slots=True)
class Frame:
    """What one sentence hands to the next of its paragraph."""

    past: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence before it is read."""

    part: PartKind
    year: int | None
    """First year of the plan's period."""
    last_year: int | None
    unit: str
    """The plan's own unit, normalised; empty when not known."""
    branch: bool = False
    """Whether the plan is that of a department's union (分工会) below a school's."""
    terse: bool = False
    """Whether the line is an entry of a schedule, a table or a short list, where bare nouns
    commit."""


@dataclass(slots=True)
class _Clause:
    span: Span
    text: str
    lists: dict[str, Hit]
    role: Role = Role.MEASURE

    def has(self, name: str) -> bool:
        return name in self.lists

    @property
    def bare(self) -> bool:
        """Whether the clause has no verb of its own."""
        return "@act" not in self.lists and "@will" not in self.lists


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
    clauses = [_clause(norm, span, hits) for span in spans]
    _look_back(clauses, setting, frame)
    for at, clause in enumerate(clauses):
        if clause.role.commits:
            _turn(clauses, at, setting)
    if _POSTS.search(norm, spans[0].start, spans[-1].end):
        _all(clauses, Role.ROSTER)
    if _exclaims(norm[spans[-1].end - 1], clauses):
        _all(clauses, Role.MEANING)
    _weigh(clauses, terse=setting.terse)
    if setting.part in _GENERAL_PARTS or any(clause.has("@guide") for clause in clauses):
        _soften(clauses)
    return [clause.role for clause in clauses]


def _exclaims(last: str, clauses: Sequence[_Clause]) -> bool:
    """Whether a sentence asks or exclaims: it promises only where it says what will be done."""
    return last == "?" or (last == "!" and not any(c.has("@will") for c in clauses))


def _clause(norm: str, span: Span, hits: Sequence[Hit]) -> _Clause:
    lists: dict[str, Hit] = {}
    for hit in hits:
        if span.start <= hit.start and hit.end <= span.end + 1:
            lists.setdefault(hit.list, hit)
    return _Clause(span, norm[span.start : span.end], lists)


def _look_back(clauses: Sequence[_Clause], setting: Setting, frame: Frame) -> None:
    """Mark what was: times before the plan rule on until a time within it, deeds done for a
    sentence.
    """
    done = False
    for clause in clauses:
        past, now = _times(clause, setting)
        if past > now:
            frame.past, done = True, False
        elif now > past:
            frame.past = done = False
        if clause.has("@will"):
            frame.past = done = False
            if not _done_first(clause):
                continue
        if (clause.has("@done") or _has_happened(clause)) and not _leads_on(clauses, clause):
            done = done or (clause.has("@done") and "了" in clause.text)
            frame.past = frame.past or any(word in clause.text for word in _HONOURS)
            clause.role = Role.REVIEW
            _back(clauses, clauses.index(clause), Role.REVIEW)
        elif frame.past or done:
            clause.role = Role.REVIEW


def _has_happened(clause: _Clause) -> bool:
    """Whether a clause ends in 了 and so tells a change that has come (意见箱冻裂了)."""
    words = clause.text.rstrip(",。;:!")
    return words.endswith("了") and not words.endswith(_ENOUGH) and not words.startswith(_WHEN)


def _leads_on(clauses: Sequence[_Clause], clause: _Clause) -> bool:
    """Whether a deed done is only the first step of what is to come (先把会开了，再…)."""
    at = clauses.index(clause) + 1
    return at < len(clauses) and clauses[at].text.startswith(_THEN)


def _done_first(clause: _Clause) -> bool:
    return clause.has("@done") and clause.lists["@done"].start < clause.lists["@will"].start


def _times(clause: _Clause, setting: Setting) -> tuple[int, int]:
    """Return where the clause names a time before the plan and one within it (-1: nowhere)."""
    past = clause.lists["@past"].start if clause.has("@past") else -1
    if past > clause.span.start and clause.text[past - clause.span.start - 1] in _GOVERNS:
        past = -1  # 把去年闲置的房间用起来: the time describes a thing
    now = clause.lists["@now"].start if clause.has("@now") else -1
    if setting.year is not None:
        for found in _YEAR.finditer(clause.text):
            year = int(found.group())
            if year < setting.year:
                past = max(past, clause.span.start + found.start())
            elif year <= (setting.last_year or setting.year):
                now = max(now, clause.span.start + found.start())
    return past, now


def _turn(clauses: Sequence[_Clause], at: int, setting: Setting) -> None:
    """Find what turns a clause that is not a review into something else than a promise."""
    clause = clauses[at]
    if _ROSTER.search(clause.text + (clauses[at + 1].text if at + 1 < len(clauses) else "")):
        clause.role = Role.ROSTER
    elif clause.has("@says") and _speaks(clauses, at):
        _from(clauses, at, Role.CITATION)
        _back(clauses, at, Role.CITATION)
    elif clause.has("@negated") and _main(clause, clause.lists["@negated"]):
        clause.role = Role.NEGATED
        if any(word in clause.text for word in _SWEEPING):
            for before in clauses[:at]:
                _mark(before, Role.NEGATED)
        if at and _predicate_only(clause, clause.lists["@negated"]):
            _mark(clauses[at - 1], Role.NEGATED)
        _back(clauses, at, Role.NEGATED)
    elif clause.has("@wish") or clause.text.startswith(("愿", "但愿")):
        _from(clauses, at, Role.WISH)
        _back(clauses, at, Role.WISH)
    elif clause.has("@restriction") and _restricts(clauses, at):
        clause.role = Role.RESTRICTION
    elif _by_others(clause, setting):
        _others(clauses, at)
    elif clause.has("@absent"):
        clause.role = Role.ABSENT
        _back(clauses, at, Role.ABSENT)
    elif _states_worth(clause):
        clause.role = Role.MEANING
        if at and clause.text.startswith(_PREDICATES) and not clauses[at - 1].has("@will"):
            _mark(clauses[at - 1], Role.MEANING)
        _back(clauses, at, Role.MEANING)
    elif clause.has("@fact") and clause.bare:
        clause.role = Role.FACT


def _speaks(clauses: Sequence[_Clause], at: int) -> bool:
    """Whether a paper speaks: 按照…的要求 only leads to our own act, unless rules follow it."""
    if not clauses[at].text.startswith(_PREPOSITIONS):
        return True
    return any(word in clause.text for clause in clauses[at + 1 :] for word in _RULES)


def _main(clause: _Clause, hit: Hit) -> bool:
    """Whether a negation is the clause's own verb and not part of a description (不参加的人)."""
    after = clause.text[hit.end - clause.span.start :]
    within = after.find("的")
    if within < 0 or clause.text[hit.start - clause.span.start :].startswith(
        ("不再", "取消", "暂")
    ):
        return True
    return within > 8 or not after[within + 1 :].strip(",。;:!")


def _predicate_only(clause: _Clause, hit: Hit) -> bool:
    """Whether nothing follows the negation: its subject stands in the clause before (…，今年暂停)."""
    return len(clause.text[hit.end - clause.span.start :].strip(",。;:!了")) <= _SHORT


def _mark(clause: _Clause, role: Role) -> None:
    if clause.role.commits:
        clause.role = role


def _restricts(clauses: Sequence[_Clause], at: int) -> bool:
    clause = clauses[at]
    before = clauses[at - 1] if at else None
    if before is not None and before.has("@if"):
        before.role = Role.RESTRICTION
    return clause.has("@if") or before is None or before.has("@if") or clause.bare


def _by_others(clause: _Clause, setting: Setting) -> bool:
    """Whether an outside body is the one who acts."""
    if setting.branch and clause.has("@above"):
        hit = clause.lists["@above"]
        start = hit.start - clause.span.start
        if start <= _FIRST and not clause.text.startswith(_WITH):
            return True
    if not clause.has("@outside") or any(word in clause.text for word in _COMES):
        return False
    if clause.text.rstrip(",。;:").endswith(_CONDITIONS):
        return False
    hit = clause.lists["@outside"]
    start = hit.start - clause.span.start
    before = clause.text[:start]
    body = clause.text[max(0, start - 4) : hit.end - clause.span.start]
    if setting.unit and clause.text[start : hit.end - clause.span.start] in setting.unit:
        return False
    if before.endswith("由") or ("由" in before and start - before.rindex("由") <= 8):
        return True
    if start > _SUBJECT or (clause.has("@with") and clause.lists["@with"].start < hit.start):
        return False
    after = clause.text[hit.end - clause.span.start :].lstrip("的")
    return bool(after.strip(",。;:!")) and not body.startswith("我")


def _others(clauses: Sequence[_Clause], at: int) -> None:
    """The act of others reaches to the clause in which the union itself is named; where the
    union takes part, the occasion is its own.
    """
    if any(_JOINS.match(clause.text) for clause in clauses[at + 1 :]):
        return
    for clause in clauses[at:]:
        if clause is not clauses[at] and re.match(
            r".{0,4}(?:工会|我校|我园|我院|本校|各校|学校要)", clause.text
        ):
            return
        if clause.role.commits:
            clause.role = Role.OTHERS


def _states_worth(clause: _Clause) -> bool:
    """Whether the clause says what something is worth (是…的基本形式)."""
    if clause.has("@meaning"):
        return True
    verb = _IS.search(clause.text)
    if verb is None or clause.has("@will"):
        return False
    return clause.text.rstrip(",。;:!?").endswith(lists("headings")["worth"])


def _from(clauses: Sequence[_Clause], at: int, role: Role) -> None:
    for clause in clauses[at:]:
        if clause.role.commits:
            clause.role = role


def _back(clauses: Sequence[_Clause], at: int, role: Role) -> None:
    """Let what rules a clause also rule the clauses before it that have no verb, or only set a
    condition.
    """
    for clause in reversed(clauses[:at]):
        if not clause.role.commits or not (clause.bare or clause.has("@if") or _announces(clause)):
            return
        clause.role = role


def _announces(clause: _Clause) -> bool:
    """Whether a clause only names what the next ones speak of (关于…的建议, …一事)."""
    words = clause.text.rstrip(",:")
    return (
        words.startswith(("关于", "至于", "对于", "有老师提", "有人提"))
        or words.endswith(("一事", "的事", "的建议", "的提议", "的想法", "的问题"))
        or any(word in words for word in _ASKS)
    )


def _all(clauses: Sequence[_Clause], role: Role) -> None:
    for clause in clauses:
        clause.role = role


def _weigh(clauses: Sequence[_Clause], *, terse: bool) -> None:
    """Tell measures from general vows.

    A clause with something one could ask to see is a measure; one with nothing but weak verbs and
    abstract nouns is general; one with neither (a subject, a bare noun) goes with its sentence: a
    measure where another clause is one, and in terse lists, where bare nouns commit.
    """
    neutral: list[_Clause] = []
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


def _soften(clauses: Sequence[_Clause]) -> None:
    for clause in clauses:
        if clause.role is Role.MEASURE:
            clause.role = Role.GENERAL
