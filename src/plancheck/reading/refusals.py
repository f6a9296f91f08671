"""What is not done: refused, put off, left aside for now.

Each test looks at one clause in its sentence; :mod:`plancheck.reading.turns` asks them among the
others.
"""

from collections.abc import Sequence
from itertools import pairwise

from plancheck.patterns import regex
from plancheck.reading.calendar import year_number
from plancheck.reading.clause import Reading, Setting, any_of, backward
from plancheck.reading.labels import chinese
from plancheck.reading.plan import Role
from plancheck.reading.times import read_times
from plancheck.reading.words import signs

_OUT = regex(
    r".{0,6}(?:工会|联合会|本会|我[校园院会]|我们|咱们?|附中|本[校园院段部]|学院|分会|[院系局厂站所]里|任务书|计划)"
    r"(?:今年|本?学[年期]|本年度?|也|均|都|就|又|只|一律|概|暂|仍|目前|本来)*(?:不|没有?|未|无|概不|管不|插不)"
    r"(?:再|另|单|重复|参与|介入|插|承担|经手|过问|便|统筹|编|列|设|办|管|代|掌|留存|越|宜|干预|安排|组织|主张|主持|占|争|抢"
    r"|收|受理|签|出诊|作|承诺|统|出面|出资|牵头|掺|涉|权|法|从|力|此|份|上嘴|到|接|负|存|碰|写|讲|评|搞|做|建|开|申|独立|账|需)"
)
"""The union, and that it does not take part."""
_REFUSES = regex(
    "^.{0,6}(?:不|未|没)(?:再|另|单独|单|专门)?"
    "(?:去|写|办|建|设|派|动|排|修|弄|开|列|评|报|投|收|搞|做|买|议|订|组|立项|承诺|启动|召集|强派|组队)了?$"
    "|(?<![少免忘跑离受差])不[^不得见变用怕愁必担会再难孤]{1,2}了$"
)
"""A refusal at the end of a clause: 今年不派, 不写了."""
_IF_NOT = regex(
    r"(?:(?:不够|不足|不到|不满|未到|未满|少于|低于)(?:三分之|四分之|半数|一半|法定|[\d一二三四五六七八九十百])"
    "|不过半|没过半|未过半|未过|没过|没通过|未通过)[^,]{0,8}(?:不|就|便|则|一律|留|缓|再)"
)
"""What happens when a number or a vote is not reached."""
_CHOICE = regex("(?P<v>[\u4e00-\u9fff])(?:[或、与和]|还是)(?:.、)?不(?P=v)")
"""One of several answers (写上做或不做), and no refusal."""
_MOVED = "(?:推迟|推后|推|顺延|延后|延期|延|放|挪|搁|留|改|移|拖|缓|安排|定)(?:到|至|在|于|待)"
_LATER = regex(
    rf"(?:{_MOVED}|(?<![结节]余)(?<![结节]余部分)列入|等|顺延|推迟|推后|延期)"
    "(?P<when>再?下(?:一|个|一个)?(?:学期|学年|年度?)|明年|来年|后年|次年"
    r"|(?P<year>20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年(?:(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月)?)"
)
"""A thing put off, and until when."""
_SET_IN = regex(f"{_MOVED}(?!了)")
"""What a time follows to which a thing is moved (安排在秋季)."""
_NEXT_YEAR = ("明年", "来年", "次年")
"""What may lie within a school year."""
_NOT_NOW = regex(
    "(?:今年|本年度?|本学[年期]|这学[年期]|这个学[年期]|这一年|这一学[年期]|年内)"
    "(?:[也都就暂仍先概]|一律|仍旧)?[^,。;:不要将应]{0,4}不(?P<what>[\u4e00-\u9fff]+)"
)
"""What is not done in the plan's time."""
_NOT_OURS = regex("不(?:属于?|在|归|由|需要?|用|必|劳)分?工会(?!任)|与工会无|工会[^,。]{0,2}勿")
_OBJECT = 2
"""What may follow a negation that has no object of its own (…，今年暂停), in characters."""
_SUBJECT = regex(
    "[\u4e00-\u9fff]{2}(?<!今年)(?<!学期)(?<!学年)(?<!暂时)(?<!目前)(?<!工会)(?<!我们)(?<!原因)$"
)
"""Who or what refuses, before a negation."""
_HOW = regex(
    "^(?:另?行|单独|重复|专门|统一|集中)?"
    "(?:组织|召开|安排|开展|举行|举办|设立|编制|审查|催收|参与|介入|负责|张贴|推行|一[年次期]|明年的?|权限)?"
)
"""What follows a negation that has no object yet (不另行组织)."""
_DESCRIPTION = 8
"""How far a negation may stand before the 的 that makes it a description (不参加的人)."""


def is_negated(clauses: Sequence[Reading], at: int, setting: Setting) -> bool:
    """Settle a refusal, or what is put off, and what its sentence named before."""
    clause = clauses[at]
    if _put_off(clause, setting) or _not_now(clause):
        clause.role = Role.NEGATED
        backward(clauses, at, Role.NEGATED)
        return True
    if _IF_NOT.search(clause.text):
        return False  # what happens when it fails: 不够三分之二不开场
    if not clause.has("@negated"):
        refused = _REFUSES.search(clause.words) if any_of("不未没", clause.text) else None
        if refused is None or _CHOICE.search(clause.text):
            return False
        clause.role = Role.NEGATED
        return True
    if _describes(clause) or _replaced(clauses, at):
        return False
    clause.role = Role.NEGATED
    if at and len(clause.after("@negated").strip(",。;:!了")) <= _OBJECT:
        clauses[at - 1].turn(Role.NEGATED)
    backward(clauses, at, Role.NEGATED, steps=_is_complete(clause))
    return True


def _is_complete(clause: Reading) -> bool:
    """Whether a refusal has a subject and an object of its own (小学不设代表, not 今年不再设)."""
    before = clause.text[: clause.at("@negated")]
    what = _HOW.sub("", clause.after("@negated").strip(",。;:!了"))
    if len(what) < _OBJECT or clause.has("@now"):
        return False
    return _SUBJECT.search(before) is not None


def _put_off(clause: Reading, setting: Setting) -> bool:
    """Whether a clause puts something off until after the plan's period (挪到2026年再排)."""
    found = _LATER.search(clause.text) if any_of("下明来次后年", clause.text) else None
    if found is None:
        return _beyond(clause, setting)
    period, when = setting.period, found["when"]
    if found["year"] is None:
        across = period is not None and period.start.year < period.end.year
        return setting.in_term if when.endswith("学期") else not (across and when in _NEXT_YEAR)
    if period is None:
        return False
    month = chinese(found["month"]) if found["month"] else 12
    return (year_number(found["year"]), month) > (period.end.year, period.end.month)


def _beyond(clause: Reading, setting: Setting) -> bool:
    """Whether the plan of one term moves a thing into the other (春季: 教代会安排在秋季)."""
    if setting.period is None or not setting.in_term or not any_of("到至在于待", clause.text):
        return False
    moved = {found.end() for found in _SET_IN.finditer(clause.text)}
    when = [time for time in read_times(clause.text) if time.start in moved and time.terms]
    return bool(when) and all(setting.term not in time.terms for time in when)


def _not_now(clause: Reading) -> bool:
    """Whether a clause says that something is not done this time (今年不申报职工小家)."""
    found = _NOT_NOW.search(clause.text) if "不" in clause.text else None
    if found is None or found["what"].startswith(signs("unfailing")):
        return False
    return not any_of(signs("limits"), found["what"])


def sweep(clauses: Sequence[Reading]) -> None:
    """Let a refusal that sweeps rule all its sentence named before.

    Such are …，暂不列入本学期计划, and the union's leave to others: …由党支部安排，工会不插手.
    """
    for at, clause in enumerate(clauses):
        if clause.has("@negated") and any_of(signs("sweeping"), clause.text):
            for before in clauses[: at + 1]:
                before.turn(Role.NEGATED)
        elif at + 1 and _stays_out(clause):
            clause.turn(Role.NEGATED)
            for before in clauses[:at]:
                if "工会" not in before.text and not before.has("@will"):
                    before.turn(Role.OTHERS)


def put_off(clauses: Sequence[Reading]) -> None:
    """Let a refusal rule the clause that only puts the thing off (今年不动，秋季再列)."""
    for before, clause in pairwise(clauses):
        if before.role is Role.NEGATED and clause.words.endswith(signs("again")):
            clause.turn(Role.NEGATED)


def _stays_out(clause: Reading) -> bool:
    """Whether a clause says that the plan's union has no part in what was named (工会不插手)."""
    if not any_of("不没未无勿", clause.text):
        return False
    if _NOT_OURS.search(clause.text):
        return True
    return _OUT.match(clause.text) is not None and not any_of(signs("limits"), clause.text)


def _replaced(clauses: Sequence[Reading], at: int) -> bool:
    """Whether the next clause puts something in the place of what is refused (改为…)."""
    return at + 1 < len(clauses) and clauses[at + 1].text.startswith(signs("instead"))


def _describes(clause: Reading) -> bool:
    """Whether a negation is part of a description (不参加的人) and not the clause's verb."""
    if clause.text[clause.at("@negated") :].startswith(signs("flat")):
        return False
    after = clause.after("@negated")
    of = after.find("的")
    return 0 <= of <= _DESCRIPTION and bool(after[of + 1 :].strip(",。;:!"))
