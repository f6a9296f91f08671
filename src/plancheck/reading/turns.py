"""What turns a clause into something else than a promise.

Each test looks at one clause in its sentence; the first that fits settles the clause, and often
its neighbours.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache

from plancheck.patterns import regex
from plancheck.reading.clause import STEP, Reading, Setting, any_of, backward, forward
from plancheck.reading.plan import Role
from plancheck.reading.refusals import is_negated
from plancheck.reading.words import lists, signs

_POST = (
    "(?:主席|主任|委员|组长|顾问|律师|成员|组员|负责人|联络员|管理员|经办人"
    "|检查员|秘书长|代表|名单)"
)
_OWN = regex(r".{0,4}(?:工会|我校|我园|我院|我们|咱们?|本校|各校|学校要|委员|小组长|会员)")
_JOINS = regex(
    r".{0,4}(?:工会|我校|我园|我院|本校|本园|学校)[^,。;]{0,6}"
    r"(?:出|派|组队|参加|参赛|承办|组织|选送|推荐|配合)"
)
_OFFICE = (
    "(?:(?:教务|教导|教学|教科|科研|教研|政教|德育|学生|总务|后勤|财务|计财|人事|人力|安全|安保|保卫|宣传|组织|资产|国资|基建"
    "|设备|信息|医务|外事|党政|党群|党|校|院|局|团|离退休|老干部|督导|审计|招生|行政|发展|培训|办公|纪检|卫生|新闻|质管|公关)"
    "[^,。;工会]{0,4}(?:处|室|部|科|办|中心|组|委|股|院)|支部|总支|书记|(?<!老)校长|园长|院长|公司|集团|董事会|校办|院办|园办|业务室|学工办|党委|学校|学院|院方|处室"
    "|年级组?|系里|街道|乡里|医院|机构|协会)"
)
"""Offices beside the union."""
_OF = regex("(?:工会)?(?:的|那[份笔个项]|[^,。;:的]{1,5}的[^,。;:]+,$)")
"""What follows an outside body whose thing is named (县总工会的互助金, 市总五月的业务班，)."""
_FOR_US = regex(r"[^,]{0,4}[为给替][^,]{0,6}(?:教职|职工|教师|老师|教工|会员|我们|大家)")
"""What follows a body that serves our own (由县医院为教职工体检)."""
_FATES = (Role.NEGATED, Role.OTHERS, Role.REVIEW, Role.WISH)
"""What a sentence may say of a thing named before it."""
_NOMINAL = regex(
    "^[^,。;:、]{2,10}的[\u4e00-\u9fff]{2}(?:、[^,。;:、]{2,10}的[\u4e00-\u9fff]{2}){0,3}$"
)
"""Deeds as things: 合同的核对、社保的补缴."""
_HELPER = 3
"""How far behind an outside body's name its kind may end (区里|的医院), in characters."""
_NAME = 12
"""Longest words that name a thing with the noun of a deed (工会干部培训), in characters."""
_THING = 4
"""Characters before 由 that name a thing, at least."""
_ANSWER = 6
"""Longest name of a column for those who answer for a task (牵头责任部门), in characters."""
_FEW = 4
"""Clauses of a sentence that names a thing and leaves it to others, at most."""
_OWN_STEP = regex(r"工会|会员|代表|我们|[\d一二三四五六七八九十两几][次场回天份元位名人月张个条件]")
_LEFT = regex(
    rf"(?:由|归)[^,。;工会委员代表小组各给对向为]{{0,12}}{_OFFICE}[^,。;的]{{1,14}}[,。;]?$"
    r"|(?<![回当所])归(?!口|档|还|入|位|类|纳|队|到|来|总|拢|堆|置|属|零|并)[^,。;工会委员代表小组师我们自己各谁]{1,10}[,。;]?$"
    rf"|(?:归|属|属于|交给了?)[^,。;工会委员代表小组]{{0,8}}{_OFFICE}(?:管|负责|做主|的事|的职责|工作|经管|统管)?[,。;]?$"
    rf"|^[^,。;工会(]{{0,10}}{_OFFICE}(?:已|统一|另|自)?(?:负责(?!人(?![事员才]))|主办|牵头|主持|承办|统管|统一|另有|自有|有安排|有专)"
)
"""A thing left to such an office: 由教务处统一安排, 归人事处, 总务处负责."""
_BEFORE_WAITING = "要须需先再只得还就都在正且仍,;:("
"""What stands before 等 when something is awaited."""
_SEATS = regex(r"\A[^由]*+由.*(?:工会|行政|代表|教师|委员|家长|学生|各|将|拟)")
"""Seats of a body that is formed, and not the persons in it."""
_TELLS = regex("[^,边当着跟对向地的要来再会就先我们咱工一]{2,8}说,$")
"""Somebody's words are told (会计老秦说，)."""
_SHARES = regex(r"[、和与及](?:[^,。;]{0,6}[、和与及])?[^,。;]{0,4}(?:工会|我校|我园|我们)")
"""What follows an outside body that acts together with the plan's own."""
_MAKES = regex("[把将].{1,16}(?:建设?|办|打造|建造)成")
"""What the plan is going to make of something, whatever that is worth (把小家建成港湾)."""
_WHETHER = regex(r"(?P<what>[\u4e00-\u9fff])不(?P=what)")
_SAYS = "(?:提出|提议|建议|认为|反映|汇报|说明|谈到|表示|询问|介绍)(?![会单表书])"
_ALSO_WORDS = "查边单时别成任管干方全明经和项解支"
"""Family names that are other words as well: a title must tell that a person is named."""
_HEADCOUNT = regex(r"(?:[\d一二三四五六七八九十百千余几]{1,8}[人名位]|[多少难累])$")
"""Counts and judgements at the end of a clause without a verb (女教职工一百二十九人)."""
_IS = regex(r"(?<![就还凡要于但只别其可不正若总都一二三四五六七八九十])[是乃](?!否|要|由|以|在)")

_SUBJECT = 14
"""How far into a clause its subject may reach, in characters."""

_BY = 8
"""How far 由 may stand before the body it names, in characters."""


@cache
def _person() -> str:
    """Return a pattern of a person's name, for :func:`_roster` and :func:`_speaker`."""
    return f"[{''.join(signs('surnames'))}][\\u4e00-\\u9fff×]{{1,2}}"


@cache
def _roster() -> re.Pattern[str]:
    return regex(rf"{_POST}[^,。;:]{{0,6}}:[^,。;:]{{0,3}}{_person()}(?:同志|老师)?(?:[、,(;。]|$)")


@cache
def _speaker() -> re.Pattern[str]:
    return regex(
        rf"{_person()}(?:同志|老师|主席|委员|(?<![{_ALSO_WORDS}].)(?<![{_ALSO_WORDS}]..)){_SAYS}"
    )


@cache
def posts() -> re.Pattern[str]:
    """Return a pattern of posts with their holders in a row (经审委员王芳、女工委员李梅)."""
    holder = rf"(?:委员|主席|组长|组员|主任|部长){_person()}"
    return regex(rf"{holder}[、,;].{{0,12}}{holder}[、,;。]")


Turn = Callable[[Sequence[Reading], int, Setting], bool]


def turn(clauses: Sequence[Reading], at: int, setting: Setting) -> None:
    """Find what turns a clause that is not a review into something else than a promise."""
    for test in _TURNS:
        if test(clauses, at, setting):
            return


def _names_posts(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    text = clauses[at].text
    if "由" in text and ("担任" in text or "兼任" in text):
        clauses[at].role = Role.ROSTER
        return True
    if "由" in text and clauses[at].words.endswith("组成") and not _SEATS.search(text):
        clauses[at].role = Role.ROSTER
        return True
    if not text.endswith(":"):
        return False  # most clauses end here: a post and its holder stand around a colon
    if clauses[at].words.endswith(signs("answers")):
        named = clauses[at : at + 2] if _only_answers(clauses[at]) else clauses[at + 1 : at + 2]
        for clause in named:
            clause.turn(Role.ROSTER)
        return _only_answers(clauses[at])
    follows = clauses[at + 1].text if at + 1 < len(clauses) else ""
    if not _roster().search(clauses[at].text + follows):
        return False
    for clause in clauses[at : at + 2]:
        clause.turn(Role.ROSTER)
    return True


def _only_answers(clause: Reading) -> bool:
    """Whether a clause says nothing but that those follow who answer for a task (责任人：)."""
    return len(clause.words.lstrip("(")) <= _ANSWER


def _quotes(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    """Settle what a paper or a person says; 按照…的要求 leads to our own act, but for rules."""
    if not clauses[at].has("@says") and not _reports(clauses[at]):
        return False
    if clauses[at].text.startswith(signs("leads")) and not any(
        any_of(signs("rules"), later.text) for later in clauses[at + 1 :]
    ):
        return False
    after = (n for n in range(at + 1, len(clauses)) if clauses[n].text.startswith(signs("hence")))
    forward(clauses[: next(after, len(clauses))], at, Role.CITATION)
    backward(clauses, at, Role.CITATION)
    return True


def _reports(clause: Reading) -> bool:
    """Whether a person's words are reported (minutes: 李梅提出…)."""
    if clause.text.endswith("说,") and _TELLS.match(clause.text):
        return True
    return _speaker().match(clause.text) is not None


def orphans(clauses: Sequence[Reading]) -> None:
    """Let a thing that is only named go with what the rest of its sentence says of it.

    体检，县财政按两年一次安排，今年不排: nothing is promised of the first words either.
    """
    fate: Role | None = None
    found: list[tuple[Reading, Role]] = []
    for clause in reversed(clauses):
        if clause.role in _FATES:
            fate = clause.role
        elif not clause.role.commits:
            continue
        elif fate is None or not _only_names(clause) or STEP.search(clause.text):
            return
        else:
            found.append((clause, fate))
    for clause, role in found:
        clause.role = role


def _only_names(clause: Reading) -> bool:
    """Whether a clause names a thing and does nothing with it.

    Such are 培训:, 工会干部的培训, and 合同的核对、社保的补缴.
    """
    if clause.bare or _NOMINAL.fullmatch(clause.words):
        return True
    if clause.has("@will") or len(clause.words) > _NAME:
        return False
    return clause.text.endswith(":") or clause.at("@act") > 1


def _is_wished(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    if _hangs_on(clauses, at):
        for clause in clauses[at:]:
            clause.turn(Role.WISH)
        return True
    wished = clauses[at].has("@wish") and not _enumerates(clauses[at])
    if not wished and not clauses[at].text.startswith(signs("wishes")):
        return False
    forward(clauses, at, Role.WISH)
    backward(clauses, at, Role.WISH)
    return True


def _enumerates(clause: Reading) -> bool:
    """Whether 等 ends a list and awaits nothing (职称、岗位等方案的审定; not 要等方案审定)."""
    at = clause.at("@wish")
    return at > 0 and clause.text[at] == "等" and clause.text[at - 1] not in _BEFORE_WAITING


def _hangs_on(clauses: Sequence[Reading], at: int) -> bool:
    """Whether a clause sets a condition of ours and a later one only then may follow.

    Such is 若农场拨款到位，再设法改善; not 如发现隐患，当场登记.
    """
    if not clauses[at].text.startswith(signs("if")):
        return False
    hoped = signs("maybe")
    if any_of(signs("means"), clauses[at].text):
        hoped += signs("hoped")
    return any(any_of(hoped, clause.text) for clause in clauses[at + 1 :])


def _says_without_what(clause: Reading) -> bool:
    """Whether a clause is a bare condition (未满半数; not 不满周岁婴儿的教师每天哺乳一小时)."""
    return clause.bare and "的" not in clause.text and clause.text.startswith(signs("unless"))


def _restricts(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    clause = clauses[at]
    if not clause.has("@restriction"):
        return False
    before = clauses[at - 1] if at else None
    conditional = before is not None and (before.has("@if") or _says_without_what(before))
    if before is not None and conditional:
        before.role = Role.RESTRICTION
    if not (clause.has("@if") or before is None or conditional or clause.bare):
        return False
    clause.role = Role.RESTRICTION
    return True


def _is_others(clauses: Sequence[Reading], at: int, setting: Setting) -> bool:
    """Others act, up to the clause that names the union; where it joins, it acts itself."""
    if not _from_above(clauses[at], setting) and not _from_outside(clauses[at], setting):
        return False
    if any(_JOINS.match(later.text) for later in clauses[at + 1 :]):
        return False
    backward(clauses, at, Role.OTHERS, steps=True)
    for clause in clauses[at:]:
        if clause is not clauses[at] and _OWN.match(clause.text):
            break
        clause.turn(Role.OTHERS)
    return True


def leave(clauses: Sequence[Reading]) -> None:
    """Settle what the school's own offices do, where the union has no part in the sentence."""
    if len(clauses) > _FEW:
        return
    left = next((at for at, clause in enumerate(clauses) if _leaves(clause)), None)
    if left is None:
        return
    for at, other in enumerate(clauses):
        if at == left or not other.role.commits:
            continue
        if not other.bare or (STEP if at < left else _OWN_STEP).search(other.text):
            if _leaves_whole(clauses, left):
                clauses[left].turn(Role.OTHERS)
            return
    for clause in clauses:
        clause.turn(Role.OTHERS)


def _leaves_whole(clauses: Sequence[Reading], left: int) -> bool:
    """Whether a clause names by itself what it leaves to others, and the union is named next.

    Such is 校长信箱由校办开箱，工会主席每周….
    """
    after = clauses[left + 1 : left + 2]
    whole = clauses[left].text.find("由") >= _THING
    return whole and all(_OWN.match(clause.text) is not None for clause in after)


def _leaves(clause: Reading) -> bool:
    text = clause.text
    return (
        clause.role.commits
        and any_of(signs("leaves"), text)
        and "工会" not in text
        and _LEFT.search(text) is not None
        and not _serves(text)
    )


def _serves(text: str) -> bool:
    """Whether what is left to a body is a service to our own (由县医院为全体教职工体检)."""
    found = _FOR_US.search(text)
    helps = found is not None and any_of(signs("helpers"), text[: found.end()])
    return helps and any_of(("体检", "检查", "筛查", "诊", "咨询"), text)


def _from_above(clause: Reading, setting: Setting) -> bool:
    start = clause.at("@above")
    return setting.branch and (start == 0 or (start > 0 and clause.text[:start].endswith("由")))


def _from_outside(clause: Reading, setting: Setting) -> bool:
    """Whether an outside body is the subject, or named after 由."""
    start = clause.at("@outside")
    if start < 0 or _only_named(clause, start, setting):
        return False
    before, after = clause.text[:start], clause.after("@outside")
    if "由" in before and start - before.rindex("由") <= _BY:
        return "工会" not in before[before.rindex("由") :] and not _SHARES.match(after)
    if start > _SUBJECT or 0 <= clause.at("@with") < start:
        return False
    return bool(after.lstrip("的").strip(",。;:!")) and not before[-4:].startswith("我")


def _only_named(clause: Reading, start: int, setting: Setting) -> bool:
    """Whether an outside body is named without acting.

    It is the plan's own union, it comes to help us, it owns a thing (县总工会的互助金，…), it
    tells where something is held (主席培训（区里）), or it only sets time and leave.
    """
    after = clause.after("@outside")
    body = clause.text[start : len(clause.text) - len(after)]
    return (
        body in setting.unit
        or body in setting.unit.replace("系统工会", "工会")  # 教育系统工会 calls itself 教育工会
        or (any_of(signs("comes"), clause.text) and any_of(signs("helpers"), clause.text))
        or (any_of(signs("helpers"), body + after[:_HELPER]) and bool(_FOR_US.match(after)))
        or _joins_scheme(clause.text, after)
        or ((clause.bare or clause.words.endswith(signs("schemes"))) and bool(_OF.match(after)))
        or clause.text[:start].endswith(("(", *signs("awards")))
        or clause.words.endswith(signs("conditions"))
    )


def _joins_scheme(text: str, after: str) -> bool:
    """Whether what follows a body is its scheme that we join (市总医疗互助照常续办)."""
    joins = any_of(("续办", "续保", "续缴", "照常续", "参加", "续上"), text)
    return joins and after.lstrip("的").startswith(signs("schemes.heads")) and "由" not in text


def _is_absent(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    if not clauses[at].has("@absent"):
        return False
    clauses[at].role = Role.ABSENT
    backward(clauses, at, Role.ABSENT)
    return True


def _states_worth(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    """Settle what something is said to be worth (是…的基本形式), maybe by the clause before."""
    clause = clauses[at]
    if _only_equates(clause):
        clause.role = Role.MEANING
        return True
    if _MAKES.search(clause.text):
        return False
    if not (clause.has("@meaning") or _is_something(clause) or _asks_whether(clause)):
        return False
    clause.role = Role.MEANING
    if at and clause.text.startswith(signs("judges")) and not clauses[at - 1].has("@will"):
        clauses[at - 1].turn(Role.MEANING)
    backward(clauses, at, Role.MEANING)
    return True


def _asks_whether(clause: Reading) -> bool:
    """Whether a clause holds open what is so (开得好不好)."""
    if "不" not in clause.text or clause.has("@will") or any_of(signs("polls"), clause.text):
        return False
    return bool(_WHETHER.search(clause.text))


def _is_something(clause: Reading) -> bool:
    if clause.has("@will") or not _IS.search(clause.text):
        return False
    return clause.words.endswith(lists("headings")["worth"])


def _only_equates(clause: Reading) -> bool:
    """Whether a clause without a verb says what something is (合理化建议是智慧的结晶)."""
    if not clause.bare or clause.has("@meaning") or "是" not in clause.text:
        return False
    found = _IS.search(clause.text)
    if found is None or clause.words.endswith(lists("headings")["worth"]):
        return False
    before = clause.text[: found.start()]
    return not (any_of("每逢周月", before) or before.endswith(signs("names")))


def _states_fact(clauses: Sequence[Reading], at: int, _: Setting) -> bool:
    clause = clauses[at]
    if not clause.bare or not (clause.has("@fact") or _counts_heads(clauses, at)):
        return False
    clauses[at].role = Role.FACT
    return True


def _counts_heads(clauses: Sequence[Reading], at: int) -> bool:
    """Whether a clause without a verb counts people and nothing follows that is done for them."""
    if clauses[at].has("@concrete") or not _HEADCOUNT.search(clauses[at].words):
        return False
    return at + 1 == len(clauses) or clauses[at + 1].bare


_TURNS: tuple[Turn, ...] = (
    _names_posts,
    _quotes,
    is_negated,
    _is_wished,
    _restricts,
    _states_worth,
    _is_others,
    _is_absent,
    _states_fact,
)
