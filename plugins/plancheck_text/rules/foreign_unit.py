"""Whether another school's name stands where this one's own should.

Schools name others for good reasons: partners, hosts, winners, authorities. So only places are
asked where none but the own name can stand: the signature, who is spoken to, for whose future the
work is done. A name that stands in one of them is then looked for everywhere.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from functools import cache

from plancheck.api import Finding, Marks, PartKind, Plan, Rule, Statement, normalise
from plancheck_text.names import KIND, NAME, core, generic, is_other

Span = tuple[Statement, int, int]
"""A stretch of a statement's line."""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Point at every place where another unit is taken for this one."""
    if plan.unit is None:
        return
    marks = Marks.of(rule)
    unit, plain = normalise(plan.unit).norm, generic(tuple(rule.data["marks"]["plain"]))
    group = marks["group"].search(unit) is not None
    spans = [
        (statement, start, end)
        for statement in plan.statements
        for start, end in _own_places(statement, marks, group=group)
        if _is_foreign(statement.line.norm[start:end], unit, plain, marks)
    ]
    names = {core(statement.line.norm[start:end], plain) for statement, start, end in spans}
    taken: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        taken[span[0].index].append(span)
    others = _elsewhere(plan, names)
    spans += [span for span in others if not _overlaps(span, taken[span[0].index])]
    for statement, start, end in sorted(spans, key=lambda span: (span[0].index, span[1])):
        place = statement.line.place(start, end)
        values = (("name", statement.line.norm[start:end]), ("unit", plan.unit))
        yield Finding(plan.document.text_at(place), place, "defect.foreign-unit", values)


def _is_foreign(name: str, unit: str, plain: re.Pattern[str], marks: Marks) -> bool:
    return is_other(name, unit, plain) and marks["verbs"].search(name) is None


def _own_places(statement: Statement, marks: Marks, *, group: bool) -> Iterator[tuple[int, int]]:
    """Yield the names that stand where only the own name can.

    :param group: whether the unit has other schools under it, which it may speak to
    """
    norm, start, end = statement.line.norm, statement.start, statement.end
    if statement.part in (PartKind.SIGNATURE, PartKind.MARGIN):
        found = _signed().match(norm, start, end)
        if found is not None:
            yield found.span("name")
        return
    if group or statement.part in (PartKind.TITLE, PartKind.REVIEW):
        return
    if marks["partner"].search(norm, start, end):
        return
    spans = (one.span("name") for slot in _slots() for one in slot.finditer(norm, start, end))
    yield from sorted(set(spans))


@cache
def _signed() -> re.Pattern[str]:
    """Return the pattern of a line that names who signs."""
    return re.compile(rf"{NAME}(?:工会)?(?:委员会)?(?=$|[\d二(:,])")


@cache
def _slots() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of places where only the own name can stand."""
    staff = "教职员?工|教工|全体|广大|老师|教师|会员|队伍|人(?!员)|每一?位|大家庭"
    future = (
        "腾飞|发展|明天|未来|振兴|辉煌|崛起|事业|教育|美好|建设|跨越|再创|再上|新|献"
        "|争光|增光|添彩|贡献"
    )
    face = "形象|品牌|精神|风采|特色|文化|名片|质量|办学"
    told = "(?:全体|广大|各位?)?(?:会员|委员|教职员?工|教师|老师|工会小组|小组长|工会干部)?"
    must = (
        "要|务须|必须|须|应当|应(?!邀)"
        "|将(?:继续|认真|努力|进一步|充分|紧紧|围绕|以|积极|切实|不断|全面|深入)"
    )
    for_whom = "为|谱写|促进|推动|推进|助推|助力|引领|开创|创造|共创|实现|加快|服务|描绘|书写|共建"
    verbs = (
        "使|让|团结|带领|引导|组织|激励|凝聚|汇聚|调动|关心|维护|作为|身为|展示|展现|热爱|当好|争做"
    )
    shows = "展示|展现|塑造|树立|提升|擦亮|打响|弘扬|彰显|铸就|打造"
    # 学校 alone ends many a phrase that is no name (开通学校工会视频号)
    named = "(?<=[语验际业教制弟属术工智望族复生育心一二三四五六七八九十]学校)"
    head = rf"(?:^|(?<=[,。;:、)!.])){NAME}(?:(?<!学校)|{named})"
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"(?:{for_whom}){NAME}的?(?={future})",
            rf"[把将]{NAME}(?=真正|努力|建设成|建成|办成|打造|办得|建设得)",
            rf"(?:{verbs}){NAME}(?:工会)?的?(?={staff})",
            rf"(?:{shows}){NAME}(?:教师|教职工|教工)?的?(?={face})",
            rf"在{NAME}(?=党总支|党支部|党委|校委会|行政|党政|园部)",
            rf"以{NAME}(?=为家|为荣)",
            rf"{head}(?:工会)?{told}(?={must}|坚持|继续)",
            rf"{head}(?=工会(?!来|邀|派|约|一行|主席|负责|的|捐|赠|回|组队|等|、))",
            rf"{head}(?=现有|共有|有教职工|是一所|创建于|始建于|地处|位于)",
            rf"(?:召开|开好|举行){NAME}(?=(?:第.{{1,2}}|.)届|教代会|教职工|双代会)",
        )
    )


def _elsewhere(plan: Plan, names: Collection[str]) -> Iterator[Span]:
    """Yield the other places where one of the names stands, with the words that make it one.

    Without these a name may be an everyday word (阳光, 实验).
    """
    if not names:
        return
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?:{words})(?:{KIND}|工会|教工|之声)")
    for statement in plan.statements:
        for found in pattern.finditer(statement.line.norm, statement.start, statement.end):
            yield statement, found.start(), found.end()


def _overlaps(span: Span, others: Collection[Span]) -> bool:
    _, start, end = span
    return any(start < until and begin < end for _, begin, until in others)
