"""The words by which a schedule is known, as data (REQUIREMENTS "Schedule", DOMAIN 4.2)."""

from plancheck.patterns import regex

MONTH_HEADS = frozenset(
    ("月份", "月", "月次", "月度", "时间", "时间(月)", "月份(月)", "时间(月份)")
)
KEYS = frozenset(("月份", "月", "月次", "月度", "周次", "周"))
"""First cells that make a row the head row, whatever stands beside them."""
WEEK_HEADS = frozenset(("周次", "周", "教学周", "周数", "周别", "星期", "时间(周)", "周序"))
TIME_HEADS = (
    *(
        "月份",
        "月度",
        "时间",
        "日期",
        "周次",
        "教学周",
        "周别",
        "起止",
        "时段",
        "季度",
        "学期",
        "阶段",
    ),
    *("时限", "期限", "节点", "日程", "月"),
)
"""Words in the head of a column of times."""

HEAD = regex(
    r"(?:月份?|月次|时间|日期|周次|周|季度|学期|阶段|序号?|编号|事|事项|事情|备注|地点|要做的|要上线的)"
    r"|.{0,6}(?:时间|日期|周次|月份|时限|期限|内容|事项|责任人|负责人|人员|项目|任务|活动|要点|部门|重点|措施)"
    r"|.{0,4}(?:主要|具体|工会)?工作|.{0,4}工作安排|(?:工作|活动)名称|[主承协][办持]人?|牵头.{0,3}"
)
"""Cells of a head row."""

INDEX_HEADS = frozenset(("序号", "编号", "序", "号", "No", "NO", "No.", "项次", "顺序"))
CATEGORY_HEADS = frozenset(
    (
        "类别",
        "板块",
        "条线",
        "项目类别",
        "类型",
        "分类",
        "工作类别",
        "年度",
        "学年",
        "年份",
        "部门",
        "组别",
    )
)
"""Heads of columns that only sort the rows."""

SIDE_HEADS = frozenset(
    (
        *(
            "责任人",
            "负责人",
            "备注",
            "责任部门",
            "地点",
            "牵头",
            "牵头人",
            "牵头部门",
            "承办",
            "承办人",
        ),
        *(
            "参加人员",
            "经办人",
            "主理人",
            "操心人",
            "配合部门",
            "协办",
            "责任者",
            "主要负责人",
            "落实人",
        ),
        *(
            "具体负责人",
            "负责部门",
            "分管",
            "分管领导",
            "承办部门",
            "责任科室",
            "完成情况",
            "星期",
            "主持人",
        ),
    )
)
"""Heads of columns that say something of a task and are none."""

OTHER_HEADS = frozenset(
    (
        "姓名",
        "出生年月",
        "性别",
        "入会时间",
        "民族",
        "金额",
        "预算",
        "经费预算",
        "分值",
        "得分",
        "标准分",
        "自评分",
    )
)
"""Heads of tables that plan no work: persons, money, scores."""

SCHEDULE = regex(
    "行事|月历|年历|周历|日历|校历|工作历|历程|日程|排期|月度|分月|按月|各月|逐月|每月(?:工作|安排|活动|任务|事项|主题|重点)"
    "|月份|月工作|月安排|月计划|月活动|月月|每周(?:工作|安排|活动)|周工作|周次|周安排|按周"
    "|时间(?:安排|表|节点|轴|线|推进|进度|段|与|和|、|分配)|活动时间|进度|进程|推进|时序|时刻|流程"
    "|安排表|一览|四季|季度|分段|分期|分步|阶段|节点|节奏|路线图|大事记|全年安排|年度安排|学年安排|学期安排"
)
"""Words in a heading over a schedule."""

MONTHLY = regex(
    "行事|月历|月度|逐月|每月(?:工作|安排|活动|任务)|各月|分月|按月|月份|月(?:工作|活动)?安排|月计划|周次|周(?:工作)?安排|周历"
)
"""Words that announce a schedule whatever field of work is named beside them."""

ARRANGED = regex("安排|时间|打算|活动|如下|计划|任务|工作|要点|做法|内容|要办|步骤")
"""Words of headings and lead-ins that a schedule may stand under as well as a list of tasks."""

PAST = regex(
    "回顾|回望|回眸|总结|过去|去年|上年|上一?学年|上一学期|上一年|成绩|成效|已做|小结|来时|往年|完成情况"
)
PLANNED = regex(
    "计划|打算|安排|思路|要点|展望|今后|新年|新学[年期]|本学[年期]|今年|本年|行事历|月历|周历|日程|附[:件表]"
)

DONE = regex("了(?!解|然|结)|顺利|圆满|荣获|被评|先后")
"""Words that tell what was done."""

EMPTY = regex(
    r"[\s\-~_/\\.。,、:;()\[\]*…—无略空]*(?:待定|待补充?|待填|另行通知|另定|另行安排|暂无(?:安排|工作)?"
    r"|无安排|略|不安排|自行填写)?[\s\-~_/\\.。,、:;()\[\]…无略空]*"
)

NOTE = regex(
    r"\([^()]{2,80}\)[。;]?$|注:|说明:|备注:|附注|其余|其他月|其它月|以上|附:|附件|.{0,30}第[一二三四五\d]篇|.{0,16}工会.{0,6}计划$"
)
"""Beginnings of lines that explain a schedule and are no entry of it."""


def is_empty(norm: str) -> bool:
    """Tell whether a normalised text holds no task."""
    return len(norm) <= 24 and EMPTY.fullmatch(norm) is not None
