"""What was: times before the plan, deeds done."""

from collections.abc import Sequence
from itertools import islice

from plancheck.patterns import regex
from plancheck.reading.calendar import year_number
from plancheck.reading.clause import STEP, Frame, Reading, Setting, any_of, backward
from plancheck.reading.plan import Role
from plancheck.reading.times import read_times
from plancheck.reading.words import signs

_DESCRIPTION = 12
"""How far behind a time the 的 may stand that makes it a description, in characters."""

_LONG_AGO = 20
"""Years before the plan that no review goes back to: older ones date a thing (1937年的舆图)."""

_YEAR = regex(r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二]{1}[〇○零一二三四五六七八九])(?=年(?!代|版))")

_WHO_DID = regex("已[^,的]{1,8}的")
"""A description of people or things (已离岗的老师), and no deed of the sentence."""

_ABOUT_WHOM = regex(r"[^,的]{1,14}的[^,]{0,10}$")
"""What follows a past time or a deed up to those whom it describes (去年退休的三位老师)."""

_BY_THEN = regex(
    r"(?:[月日底末初旬]|学期末|放假|开学|国庆|五一|元旦|春节)(?:之|以)?前(?!后|一|两|三|几|夕)|到\d{1,2}月底"
)
"""A day by which something is to be done."""

_EACH = regex("每(?:个|逢|到|半个?)?(?:周|月|天|日|星期|礼拜|季|学期)")
"""What is done again and again."""

_TO_WHOM = regex(r"[把将请给让为向对](?:[^,]{1,3}[位名个])?$")
"""What stands before those whom a deed describes (请办了手续的老教练回校)."""

_THEN = regex("[^,。;:]{0,6}[就便](?![是业])")
"""How a clause begins that tells what is done when the one before it has come."""

FOLLOWS = 8
"""Clauses behind what is told done in which it may be told what is done then, at most."""

_NOT_DONE_AFTER = ("的", "就", "才", "再", "以后", "之后")
"""What follows a deed that only describes (交了的写上名字) or comes first (收了以后)."""

_NOT_TOLD_OF = ("不", "谁", "哪个", "哪位")
"""What stands before a deed that is denied or asked about (谁评上了骨干，贴在门口)."""

_THE_ONE = regex(r"[^,的]{1,4}的[^,]{1,6}[放挂贴摆收装留存归]")
"""What follows a deed up to what becomes of the thing that it describes (贴了封条的木箱放在…)."""

_IN_TIME = regex("[天日周月时]之?内|[当次同]天|当[日场晚]|隔[天日]|必|就|再")
"""When what comes after a first step is done."""

_WHO_HAS = regex(r"[^,的]{0,10}的[^,]{0,8}")
"""What follows a deed up to those who did it, after 把, 请 or the like."""

_ACCOUNTS = regex(
    r"度?的?(?:工会|财务)?(?:经费)?(?:收支|使用|账目|旧?账|决算|票据|审查报告|经审报告)"
    r"(?:账目|情况|报告|结果|明细|一页)?(?:$|[,在向由给]|[^,]{0,8}(?:贴|念|公布|公示|公开给|晒|过一遍|查一遍|审查|看一遍))"
)
_RESULTS = regex(
    r"率|百分之|%|人次|平衡|合理|规范|清楚|相符|良好"
    r"|[\d一二两三四五六七八九十百余][次人件条场户](?:$|[,。])"
)
"""What tells results, and no task."""
_TOLD = ("了", "过", "已", "均", "全部", "都")
"""Signs of what has been done with a thing."""

_NUMBER = r"[\d一二两三四五六七八九十百千几]"
_COUNTED = regex(rf"[增加多新]了?{_NUMBER}|[增新多添]加?了{_NUMBER}")
"""How much there is more of something."""
_COUNT = regex(_NUMBER)
_RESULT = regex(
    rf"被[^,每]{{0,4}}(?:采用|转载|刊用|录用)[^,每]{{0,3}}{_NUMBER}"
    rf"|^(?!.*[把将争]).*(?:[荣位]居|居全|[名位]列|列全)[^,]{{0,6}}第{_NUMBER}"
)
"""What came of a deed, counted: 被采用九篇, 居全县第三."""
_PERFECT = (
    (
        "已",
        regex(
            r"(?<![自早不])已(?![婚故知经有退])"
            r"(?!.{0,12}的(?=.{0,12}[由可报按要当]))(?!.{0,60}(?:的$|之|者))"
        ),
    ),
    ("早已", regex(r"早已(?![有经])")),
    (
        "过",
        regex(
            rf"(?<![经通超不难路度])过(?:了(?!.)|了?{_NUMBER}{{1,3}}(?:次|回|趟|遍|年|届|场|家|期))"
        ),
    ),
    (
        "过",
        regex(
            "[开办比打送查补填交来去请发评做织加问访望置理解答馈审换修印写学选推捐救挂上领谈订有弄提报]过"
            "(?![的再后之才节生目问关渡半程冬堂秤户账审年重场]|.{0,3}[再才后]|[^,]{0,12}的)"
        ),
    ),
    (
        "余",
        regex(
            rf"^(?!.*[全每拟]).*{_NUMBER}余(?:人次|[人次元条篇件份户场家名位万本台套项])[\u4e00-\u9fff]{{0,2}}$"
        ),
    ),
    ("累计", regex(rf"累计[^\d不少达满超]{{1,6}}{_NUMBER}")),
    (
        "共",
        regex(
            rf"(?<![一公同])共(?:[出收得评获]|登出|收集|征集)(?:到|得|了)?[^,每的]{{0,5}}{_NUMBER}"
            rf"|^(?!.*(?:全年|每|拟|计划|学期|本年|月|季)).*(?<![一公同])共"
            rf"(?:更换|发布|发送|发|推送|报送|编印|走访|接待|调解)[^,的]{{0,6}}{_NUMBER}"
        ),
    ),
    ("收到", regex(rf"收到[^每的]{{0,8}}{_NUMBER}+[件条份]")),
    ("刚", regex(r"刚刚?[^,的]{0,4}(?:[审开办换评查做交]完|过|散|结束)$")),
    (
        "了",
        regex(
            rf"(?<![为除罢得成好到占有])了{_NUMBER}{{1,4}}(?!年)(?!.{{0,8}}[就再才])(?!.{{0,2}}[遍次回]再)"
        ),
    ),
    (
        "得",
        regex(
            "^(?!.*[把要使让将力争]).*[开办搞做]得(?:很|十分|格外|挺|既)?(?:隆重|圆满|成功|顺利)$"
        ),
    ),
    ("没有发生", regex("没有发生")),
    ("从来没", regex("从来没")),
    ("从未", regex("从未")),
)
"""Forms that tell what has come to be, each with the sign without which it need not be sought."""


def look_back(clauses: Sequence[Reading], setting: Setting, frame: Frame) -> None:
    """Mark what was.

    A time before the plan rules on, also over the next sentences of the paragraph, until a time
    within the plan or a word of the future; a deed done rules to the end of its sentence.
    """
    done = False
    if frame.past and (_looks_ahead(clauses, setting) or _recurs(clauses)):
        frame.past = False
    for at, clause in enumerate(clauses):
        if not (frame.past or done) and _is_topic(clauses, at):
            continue
        if _sets_time(clause, setting, frame):
            done = False
        if clause.has("@will") and not 0 <= clause.at("@done") < clause.at("@will"):
            continue
        if _is_done(clauses, at, frame_past=frame.past):
            done = done or (clause.has("@done") and "了" in clause.text)
            _finish(clauses, at, frame)
        elif frame.past or done or (at and _rests_on(clauses[at - 1], clause)):
            clause.role = Role.REVIEW
    _close(clauses, frame)


def _close(clauses: Sequence[Reading], frame: Frame) -> None:
    """Settle what the end of a sentence tells of all of it, and of what follows."""
    if _is_over(clauses):
        for clause in clauses:
            clause.role = Role.REVIEW
    if frame.past and any(_is_long_ago(clause) for clause in clauses):
        frame.past = any(clause.has("@past") and not _is_long_ago(clause) for clause in clauses)


def _is_topic(clauses: Sequence[Reading], at: int) -> bool:
    """Whether a clause only names a thing of last year of which the next tells what is done.

    So in 去年提出的提案,逐件答复到人; not in …,均已办结.
    """
    clause, later = clauses[at], clauses[at + 1 :]
    if not later or not clause.has("@past") or clause.has("@done"):
        return False
    if not (_ABOUT_WHOM.match(clause.words, clause.at("@past")) and _ends_in_topics(clause)):
        return False
    told = any(
        each.has("@done") or any_of(_TOLD, each.text) or _RESULTS.search(each.words)
        for each in later
    )
    return not told and any(each.has("@act") or each.has("@concrete") for each in later[:1])


def _ends_in_topics(clause: Reading) -> bool:
    return clause.words.endswith(signs("topics"))


def _sets_time(clause: Reading, setting: Setting, frame: Frame) -> bool:
    """Let the times of a clause rule those that follow; tell whether it has any."""
    past, now = _times(clause, setting)
    if past > now:
        frame.past = not clause.words.endswith(signs("background"))
        if not frame.past:
            clause.role = Role.REVIEW
    elif now > past:
        frame.past = False
    if clause.has("@will"):
        frame.past = False
    return past != now or clause.has("@will")


def _looks_ahead(clauses: Sequence[Reading], setting: Setting) -> bool:
    """Whether a sentence that names no past time sets a day by which something is to be done."""
    times = [_times(clause, setting) for clause in clauses]
    if any(past >= 0 for past, _ in times):
        return False
    return any(_sets_day(clause) for clause in clauses)


def _is_long_ago(clause: Reading) -> bool:
    """Whether the past that a clause names is no certain time (从前各刷各的手机).

    从前有个老先生 begins a story, which goes on.
    """
    if any_of(signs("honours"), clause.text):
        return False
    start = max(clause.at("@past"), 0)
    word = next((w for w in signs("long ago") if clause.text.startswith(w, start)), None)
    return word is not None and not clause.text.startswith("有", start + len(word))


def _recurs(clauses: Sequence[Reading]) -> bool:
    """Whether a sentence tells what is done each week or month, and no deed done."""
    if any(clause.has("@past") or clause.has("@done") for clause in clauses):
        return False
    if not any(_EACH.search(clause.text) for clause in clauses):
        return False
    return not any(any_of("了过", clause.text) or _has_happened(clause) for clause in clauses)


def _sets_day(clause: Reading) -> bool:
    return _BY_THEN.search(clause.text) is not None and not clause.has("@done")


def _finish(clauses: Sequence[Reading], at: int, frame: Frame) -> None:
    """Mark a deed done, and what leads to it."""
    clause = clauses[at]
    frame.past = frame.past or any_of(signs("honours"), clause.text)
    clause.role = Role.REVIEW
    if clause.has("@done"):
        backward(clauses, at, Role.REVIEW)


def _rests_on(before: Reading, clause: Reading) -> bool:
    """Whether a clause without a verb goes on about a deed done (…已办完，案卷归档)."""
    if before.role is not Role.REVIEW or not clause.bare or clause.has("@now"):
        return False
    if _WHO_DID.search(before.text):
        return False
    return not (STEP.search(clause.text) or read_times(clause.text))


def _is_over(clauses: Sequence[Reading]) -> bool:
    """Whether a sentence ends with what came of it (…，均已归档; …，大家一致好评)."""
    if any(clause.has("@will") or clause.has("@now") for clause in clauses):
        return False
    return any(
        clause.words.endswith(signs("over")) or _RESULT.search(clause.text)
        for clause in clauses[-2:]
    )


def _times(clause: Reading, setting: Setting) -> tuple[int, int]:
    """Return where the clause names a time before the plan and one within it (-1: nowhere)."""
    past, now = clause.at("@past"), clause.at("@now")
    if past >= 0 and _rules_nothing(clause, past):
        past = -1
    if past < 0 and _sets_day(clause):
        now = max(now, 0)
    if clause.text.startswith(signs("once")):
        past = max(past, 0)
    if "上学期" in clause.text:
        past = _last_term(clause, past, setting)
    if setting.year is None or "年" not in clause.text:
        return past, now
    for found in _YEAR.finditer(clause.text):
        year = year_number(found.group())
        if setting.year - _LONG_AGO < year < setting.year:
            if not _of_persons(clause, found.start()):
                past = max(past, found.start())
        elif year <= (setting.last_year or setting.year):
            now = max(now, found.start())
    return past, now


def _rules_nothing(clause: Reading, at: int) -> bool:
    """Whether a time before the plan only says whose or which: 去年闲置的房间, 上年度的经费收支."""
    return _of_accounts(clause) or (at > 0 and _describes(clause, at)) or _of_persons(clause, at)


def _of_accounts(clause: Reading) -> bool:
    """Whether last year's accounts are shown or looked through (上年度收支在公示栏张贴一周)."""
    found = _ACCOUNTS.match(clause.after("@past"))
    return found is not None and not _RESULTS.search(clause.words)


def _last_term(clause: Reading, past: int, setting: Setting) -> int:
    """Return where 上学期 names a time before the plan; in a school year it is the first term."""
    at = clause.text.index("上学期")
    if setting.in_term:
        treated = at and (
            clause.text[at - 1] in signs("governs") or clause.text.endswith(signs("treats"), 0, at)
        )
        return past if treated else max(past, at)
    own = setting.period is not None and setting.period.start.year < setting.period.end.year
    return -1 if own and past == at else past


def _describes(clause: Reading, at: int) -> bool:
    """Whether a time only describes a thing: 把去年闲置的房间…, 跟踪去年立案的提案."""
    if clause.text[at - 1] in signs("governs") or clause.text[0] in "对把将":
        return True
    if "了" not in clause.text and any(
        clause.text.endswith(signs("treats"), 0, before) for before in range(at, max(at - 5, 1), -1)
    ):
        return True
    described = "的" in clause.after("@past")[1 : _DESCRIPTION + 1]
    return described and not clause.has("@done") and not _acts(clause, at)


def _of_persons(clause: Reading, at: int) -> bool:
    """Whether what begins at an offset only says of whom something is told.

    Such are 去年没办成会员证的三位老师 and 交了教鞭的老教练, if nothing is told of them there; but
    what is done for persons is told (去年看望生病的老师).
    """
    found = _ABOUT_WHOM.match(clause.words, at)
    if found is None or not _ends_in_persons(found.group()):
        return False
    return not _acts(clause, at)


def _acts(clause: Reading, at: int) -> bool:
    """Whether a deed of ours is told between an offset and the next 的 (去年慰问生病的…)."""
    upto = clause.text.find("的", at)
    return at <= clause.at("@act") < upto and not any_of("没未", clause.text[at:upto])


def _ends_in_persons(words: str) -> bool:
    return any_of(signs("persons"), words[words.index("的") :])


def _is_done(clauses: Sequence[Reading], at: int, *, frame_past: bool) -> bool:
    """Whether a clause tells a deed done that is not only the first step of what is to come."""
    clause = clauses[at]
    if not clause.has("@done") and not _has_happened(clause):
        return False
    if clause.words.startswith(signs("whenever")) or any_of(signs("counts"), clause.text):
        return False
    if any(before.text.startswith(signs("whenever")) for before in clauses[:at]):
        return False  # 等银杏黄了，把会开了: still to come
    if _may_befall(clauses, at) or (clause.has("@done") and _of_others(clause)):
        return False
    if not frame_past and (_is_ordered(clauses, at) or _comes_first(clauses, at)):
        return False
    return at + 1 == len(clauses) or not _leads_on(clauses, at)


def _leads_on(clauses: Sequence[Reading], at: int) -> bool:
    """Whether what is told done leads to what is done then (雪化了，路通了，代表们就到礼堂)."""
    if clauses[at + 1].text.startswith(signs("then")):
        return True
    if not clauses[at].words.endswith("了"):
        return False
    later = islice(clauses, at + 1, at + 1 + FOLLOWS)
    follows = next((each for each in later if not each.words.endswith("了")), None)
    if follows is None:
        return False
    return _THEN.match(follows.text) is not None and not any_of("了过", follows.text)


def _comes_first(clauses: Sequence[Reading], at: int) -> bool:
    """Whether a verb of one character with 了 only says what comes first, or describes something.

    收了单子，登了记，七天内答复; 贴了封条的木箱放在门口. A verb of two tells what was done
    (征集了意见), and so does one with which the sentence ends.
    """
    clause = clauses[at]
    if not _is_step(clause):
        return False
    if _THE_ONE.match(clause.text, clause.at("@done") + 2):
        return True
    later = clauses[at + 1 :]
    told = [each for each in later if each.has("@done") or _has_happened(each)]
    if not all(map(_is_step, told)) or (later and later[-1] in told):
        return False
    rest = [clause.after("@done"), *(each.text for each in later)]
    return any(_IN_TIME.search(text) for text in rest) or any(each.has("@will") for each in later)


def _is_step(clause: Reading) -> bool:
    """Whether the deed of a clause is a verb of one character with 了."""
    start = clause.at("@done")
    return start >= 0 and clause.text[start + 1 : start + 2] == "了"


def _may_befall(clauses: Sequence[Reading], at: int) -> bool:
    """Whether a clause names a case, and a later one what is done then (老人走了，三天内上门)."""
    words = clauses[at].words.rstrip("的")
    if at + 1 == len(clauses) or "了" not in words[-4:]:
        return False
    return words[: words.rindex("了")].endswith(signs("befalls"))


def _is_ordered(clauses: Sequence[Reading], at: int) -> bool:
    """Whether 了 belongs to what is to be done: 把沙发换了，买两副棋; 不要把书扔了."""
    words = clauses[at].words
    if not words.endswith("了") or any_of("都已早均", words):
        return False
    if any_of(("不要", "别", "莫"), words):
        return True
    others = [other for other in clauses if other is not clauses[at]]
    goes_on = any(later.has("@act") or _COUNT.search(later.text) for later in clauses[at + 1 :])
    return "把" in words and goes_on and not any(other.has("@done") for other in others)


def _of_others(clause: Reading) -> bool:
    """Whether a deed only describes persons or things (交了的把名字写上, 请办了手续的老师回来)."""
    after, before = clause.after("@done"), clause.text[: clause.at("@done")]
    if after.startswith(_NOT_DONE_AFTER) or before.endswith(_NOT_TOLD_OF):
        return True
    whom = _WHO_HAS.match(after)
    if whom is None or not _ends_in_persons(whom.group()):
        return False
    own = clause.text[len(before) :].startswith(signs("own"))
    return bool(_TO_WHOM.search(before)) or (own and not before)


def _has_happened(clause: Reading) -> bool:
    """Whether a clause tells a change that has come (意见箱冻裂了, 名册已编好, 报名表填过三回)."""
    words = clause.words
    if words.endswith("了"):
        if words.endswith(signs("sure")):
            return False  # 一年两回跑不了
        return any_of("都已早均", words) or not words.endswith(signs("enough"))
    if clause.has("@now") and _COUNTED.search(words):
        return False  # 今年体检增加了两个项目: what is new in the plan
    return any(mark in words and form.search(words) for mark, form in _PERFECT)
