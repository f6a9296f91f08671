"""The words of time, as patterns and tables.

Everything is in the normalised form of :mod:`plancheck.reading.text`. Each pattern runs in linear
time: repetitions inside it are bounded.
"""

import re
from functools import cache

from plancheck.patterns import regex
from plancheck.reading.calendar import AUTUMN, BOTH, BRANCHES, SPRING, STEMS
from plancheck.reading.season_words import SEASON
from plancheck.reading.words import signs

YEAR = rf"(?:20\d\d|[{STEMS}][{BRANCHES}](?=[年岁仲春夏秋冬])|二[零〇○OΟОo0][零〇○OΟОo0一二三四五六七八九]{{2}})"
NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
PAIR = "(?:一二|二三|三四|四五|五六|六七|七八|八九|九十)"
NOT_AFTER = r"(?:(?<![\d一二三四五六七八九十百零〇○第])(?<!星期)(?<!礼拜)|(?<=\d)(?=[一二三四五六七八九十元]))"
"""No month begins inside a longer number, or with the name of a day (星期五和五月); one in
characters may follow a number in digits (1.1三月)."""
_NO_RANGE = r"(?!一到[^,。;:]{1,2}月[^,。;:]{1,3}[日号])"
"""Where 一到 says as soon as (一到五月二十日), and not from the first month on."""

_DAY = r"(?:3[01]|[12]\d|0?[1-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAYS = rf"{_DAY}(?:[日号]?[、\-~至到]{_DAY}){{0,3}}[日号]"
_WEEK_OF = "[一二三四五1-5]"
_WEEKS_OF = rf"(?:第?{_WEEK_OF}周?[、和\-~至到]第?{_WEEK_OF}周|第{_WEEK_OF}个?(?:周|星期))"
TAIL = rf"(?:[上中下](?:[、和及与至到\-~]?[中下])?旬|初[一二三四五六七八九十](?![次场回届名个人])|[初底末]|{_DAYS}|{_WEEKS_OF})"
SEP = r"(?:[、和与及或/至到]|[\-~]{1,3})"
BESIDE = "(?:去|上|前|今|本|当|同|次|翌|来|明)年度?的?"
_WHEN = rf"(?:(?:{YEAR}|\d\d)年度?的?|{BESIDE})"
_ONE = rf"(?:{_WHEN})?(?:{PAIR}(?=月)|{NUMBER}(?!\d))(?:月份?{TAIL}?)?"
MONTHS = (
    rf"(?:{_ONE}{SEP}){{0,11}}(?:{_WHEN})?(?:{PAIR}|{NUMBER})(?<!元)月份?(?![龄嫂薪饼])(?!(?<=(?<!十)一月)(?:[之以]?内(?!容)|一[换报查清更公会评结张贴办次])){TAIL}?"
    rf"|(?:{_WHEN})?元月份?{TAIL}?"
)
"""``3月``, ``七、八月份``, ``9月10日至11月底``, ``2023年9月``, ``四月和翌年五月`` …"""

ITEM = regex(
    rf"(?:(?P<year>{YEAR}|\d\d(?=年))年度?的?|{BESIDE})?"
    rf"(?:(?P<pair>{PAIR})(?=月)|(?P<month>{NUMBER})(?!\d))(?:月份?{TAIL}?)?(?P<sep>{SEP})?"
)
"""One month inside :data:`MONTHS`, with what joins it to the next."""

_NUMBER_OF = r"(?:[一两二俩双三四五六七八九十]|\d{1,2})"
_ATLEAST = "(?:各|至少|不少于|不低于|不得少于|召开|开|举行|安排)"
_TIMES = "(?:次|回|度|会|场|遍|趟|开(?![始展学放设办通])|[集聚](?![团体中合市落]))"
_COUNTED = rf"{_ATLEAST}{{0,2}}{_NUMBER_OF}{_TIMES}"
COUNT = regex(rf"(?P<number>{_NUMBER_OF}){_TIMES}")

PER_YEAR: dict[str, float] = {
    "半学期": 4,
    "学期": 2,
    **dict.fromkeys(("期中", "期末"), 2),
    "学年": 1,
    "半年": 2,
    "两个月": 6,
    "两月": 6,
    "三个月": 4,
    "季": 4,
    "月": 12,
    "两周": 20,
    "双周": 20,
    "隔周": 20,
    "三周": 13,
    "周": 40,
    "星期": 40,
    **dict.fromkeys("年岁", 1),
    "天": 200,
    "日": 200,
}
"""How often a returning period comes in a year; the first that is found counts."""
EVERY = tuple(PER_YEAR)
_UNIT = "(?:半学期|学期|学年|半年|年度?|季度?|[两三]?个?月|[两双三]?周|星期|天|日)"
_GAP = r"[^,。;:、()\d月]{0,10}?"
_EVERY = (
    rf"每(?:个|一|逢)?{_UNIT}(?:{_GAP}{_COUNTED})?"
    rf"|每[逢次]期[中末](?:考试?)?|[一年岁][年岁凡]{_COUNTED}"
    rf"|(?:一个?学期|一学年|半年|一季度?|一个?月(?=至|不)|[一两双三隔]周){_COUNTED}"
)

FREQUENT = {
    "周周": 40,
    "季季": 4,
    "年年": 1,
    "单月": 6,
    "双月": 6,
    "隔月": 6,
    "季": 4,
    "期": 2,
    "月": 12,
}
_OFTEN = (
    r"月月|周周|季季|学期学期|期期(?=[有开都])|逢[单双]月|[双隔]月(?=[一开召例])"
    r"|按(?:学期|季度?|月)(?=[^,。;:]{0,4}(?:召开|召集|举行|开会|轮流|开[一,。;]))|每期(?=[一两各]?[次回开])"
    r"|一月(?=[开坐碰聚议学评查报换出]?(?:至少|不少于)?[一两][次回会度趟遍篇期])"
)

TERMS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    **dict.fromkeys(
        (
            *("春秋", "春、秋", "春和秋", "上下", "上、下", "上和下", "一、二学期", "两学期"),
            *("一、第二", "一和第二", "两个学期", "一二学期", "两个半年"),
            *(f"{one}、第{two}季" for one in "一二" for two in "三四"),
            *(f"{one}、{two}季" for one in "一二" for two in "三四"),
        ),
        ((), tuple(BOTH)),
    ),
    **dict.fromkeys(("第一学期", "第1学期", "头一学期"), ((9, 10, 11, 12, 1), (AUTUMN,))),
    **dict.fromkeys(("第二学期", "第2学期", "后一学期"), ((2, 3, 4, 5, 6, 7), (SPRING,))),
    **dict.fromkeys(("上半年", "前半年"), ((1, 2, 3, 4, 5, 6), (SPRING,))),
    **dict.fromkeys(("下半年", "后半年"), ((7, 8, 9, 10, 11, 12), (AUTUMN,))),
    **dict.fromkeys(("一季", "1季", "首季", "Q1"), ((1, 2, 3), (SPRING,))),
    **dict.fromkeys(("二季", "2季", "Q2"), ((4, 5, 6), (SPRING,))),
    **dict.fromkeys(("三季", "3季", "Q3"), ((7, 8, 9), (AUTUMN,))),
    **dict.fromkeys(("四季", "4季", "末季", "Q4"), ((10, 11, 12), (AUTUMN,))),
    "寒假前后": ((), tuple(BOTH)),
    **dict.fromkeys(("寒假前", "寒假放假前", "寒假放假"), ((1,), (AUTUMN,))),
    "放寒假": ((1,), (AUTUMN,)),
    **dict.fromkeys(("暑假前", "暑假放假前", "暑假放假"), ((6, 7), (SPRING,))),
    "放暑假": ((6, 7), (SPRING,)),
    "寒假后": ((2, 3), (SPRING,)),
    "暑假后": ((8, 9), (AUTUMN,)),
    "寒假": ((1, 2), ()),
    "暑": ((7, 8), ()),
    "立冬": ((11,), (AUTUMN,)),
    "光棍节": ((11,), (AUTUMN,)),
    "入冬": ((11, 12), (AUTUMN,)),
    "开春": ((2, 3), (SPRING,)),
    "入夏": ((5, 6), (SPRING,)),
    "入秋": ((9, 10), (AUTUMN,)),
    "年初": ((1, 2, 3), (SPRING,)),
    "年中": ((6, 7), (SPRING,)),
    **dict.fromkeys(("年底", "年末", "年终", "岁末", "年尾"), ((12,), (AUTUMN,))),
    "秋": ((9, 10, 11), (AUTUMN,)),
    "春": ((3, 4, 5), (SPRING,)),
}
"""Terms and points of the year: a word in them → months, terms. The first found decides."""

_TERM = (
    r"上[、和]?下(?:两|二)?个?(?:半年|学期)|春[、和]?秋(?:(?:两|二)?个?(?:季|学期)|(?=各))|[两二]个?学期"
    r"|第一[、和]?第?二学期|(?:第[一二12]|头一|后一)个?学期|[上下本新这]个?学期"
    r"|[春秋](?:季(?:学?期)?|学期|期|天)|[上下前后]半年"
    r"|第?[一二]、第?[三四]季度|(?:第?[一二三四1-4]|首|末)季度|(?<![A-Za-z])[Qq][1-4](?!\d)"
    r"|入[夏秋冬](?!令营)|开春|立冬|光棍节|[寒暑]假放假前?|放?[寒暑]假(?:前后|[前后])?|暑期前?|(?<![往历近])年[初中底末终尾](?!级|考|奖)|岁末"
    r"|开学(?:初|前后?|第一周|之初)|学?期[初中末](?!考[试核评查]?(?:成绩|方案|办法|细则|结果|奖)|成绩|质量)"
    r"|学期结束前?|放假前"
)
POINTS: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {
    **dict.fromkeys(
        ("开学初", "开学前", "开学前后", "开学第一周", "开学之初", "期初", "学期初"),
        ((9,), (2, 3)),
    ),
    **dict.fromkeys(("期中", "学期中"), ((11,), (4, 5))),
    **dict.fromkeys(("期末", "学期末", "学期结束", "学期结束前", "放假前"), ((1,), (6, 7))),
}
"""Points of a term → months in an autumn term, in a spring term."""

_AFTER_SOLAR = r"节气|[前后那各]|当[天日晚周]|时节?|过后|[以之][前后]|[、和与及到至,;。:()]|一过|$"
"""What follows a term of the sun: many are in other words, too (建立春节慰问, 谷雨老师)."""

_FESTIVAL = (
    r"三八(?!红旗|[十百年度])(?:国际)?(?:劳动)?(?:妇女)?节?"
    r"|三、八(?=妇女|节|国际|活动|期间)|3[.、]?8(?=妇女|女神|节|国际|期间|活动|前后)"
    r"|(?:国际)?(?:劳动)?(?:妇女|女神|女王|女生)节|植树节|学雷锋(?:日|月|活动)|清明(?!上河)|读书日"
    r"|五一(?!劳动奖|劳模|奖|先锋|创新|巾帼|口号|[〇○零\d十百年])(?:国际)?(?:劳动)?节?"
    r"|5[.、]?1(?=劳动|节|国际|期间|前后)|劳动节"
    r"|五四(?!精神|运动(?!会)|奖|青年奖|红旗|[十百年])(?:青年)?节?|5[.、]?4(?=青年节)|青年节"
    r"|母亲节|父亲节|助残日|六一(?!学校|小学|中学)(?:国际)?(?:儿童)?节?|6[.、]?1(?=儿童|节)|儿童节"
    r"|[高中]考(?=前|期间|结束|后)|七一(?!勋章|讲话|重要|学校|小学|中学)|7[.、]?1(?=建党|党)|建党节"
    r"|八一(?!学校|小学|中学|路|厂|队|幼儿园)(?:建军节)?|8[.、]?1(?=建军)|建军节|教师节|九一八"
    r"|十一(?=国庆|长假|黄金周|假期|期间|前后)|国庆节?|敬老[月节]|老年节|消防日|感恩节|宪法日|冬至|圣诞"
    r"|[迎庆]元旦|迎新年|元旦|春节|新春|除夕|小年(?!龄|级)|元宵节?|端午节?|中秋节?|重阳节?|[正冬腊]月"
)

_WEEK_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
WEEKS = regex(_WEEK_NUMBER)
_WEEK = rf"(?<![月份的])第{_WEEK_NUMBER}(?:[、\-~至到]第?{_WEEK_NUMBER})?个?(?:教学)?(?:周|星期)"

RELATIVE = {
    **dict.fromkeys(("去年", "上", "前年", "前", "过去", "往", "近", "历年"), True),
    **dict.fromkeys(("明年", "下", "来年", "次年", "翌年"), False),
}
"""Words that point beside the period → whether to the past."""
_RELATIVE = (
    r"去年|(?<!以)上一?个?(?:年度?(?![龄轻级])|学年)|前[几两]?年(?!级)|过去的?[一几两]个?(?:学?年|学期)"
    r"|往年|近[几两]?年来?|以往|历年|明年|下一?个?(?:年度|学年)|来年|次年|翌年"
)

_PART = r"(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?![\d.])"
_D1, _D2 = (rf"(?P<{name}>1[0-2]|0?[1-9])" for name in ("d1", "d2"))
_DAYNUM = r"\.(?:3[01]|[12]\d|0?[1-9])(?![\d.])"


def _solar() -> str:
    """Return the pattern of the sun's terms; after a surname they are a name (王立春)."""
    surnames = "".join(signs("surnames"))
    return (
        rf"(?:(?<![{surnames}设建成创确树独自公订])立[春夏秋]|惊蛰|(?<![青春])[春秋]分|谷雨|芒种|(?<!华)夏至"
        rf"|(?<![{surnames}扩加最重巨])[小大][暑寒]|(?<![务事总教校人资产财保])处暑|白露|寒露|霜降)"
        rf"(?={_AFTER_SOLAR})"
    )


@cache
def pattern() -> re.Pattern[str]:
    """Return the pattern of every time, by kind; the group that matched names the kind.

    It is made when it is first needed: compiling takes longer than reading most plans.
    """
    return regex(
        rf"(?P<dated>(?<!\d)(?P<dy>{YEAR})[./\-](?P<dm>1[0-2]|0?[1-9])(?!\d)(?:[./\-]\d{{1,2}}(?!\d))?)"
        rf"|(?P<often>{_OFTEN})"
        rf"|(?P<months>{NOT_AFTER}{_NO_RANGE}(?:{MONTHS})(?!革命))"
        rf"|(?P<every>{_EVERY})"
        rf"|(?P<relative>{_RELATIVE})"
        rf"|(?P<festival>(?<![\d.一二三四五六七八九十百第])(?:{_FESTIVAL}|{_solar()}))"
        rf"|(?P<term>{_TERM})"
        rf"|(?P<season>{SEASON})"
        rf"|(?P<week>{_WEEK})"
        rf"|(?P<yearly>(?<!\d)(?P<year1>{YEAR})年(?!代))"
        rf"|(?P<day>(?<![\d.]){_D1}{_DAYNUM}-{_D2}{_DAYNUM}|(?<=\()(?P<d3>1[0-2]|0?[1-9]){_DAYNUM}(?=\)))"
        rf"|(?P<count>(?<![届第\d一二三四五六七八九十])(?P<number>{_NUMBER_OF})(?:次|回|场|度)(?![性要数年]))"
    )
