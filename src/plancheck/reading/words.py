"""What the core knows of words, as data: headings first, then the grammar of commitment.

Sources: the plans this project wrote for itself and ``DOMAIN.md`` section 3-4 of its studies. All
words are in the normalised form of :mod:`plancheck.reading.text` (half-width marks, no quotation
marks, no blanks).
"""

HEADING_WORDS = frozenset(
    """
    指导思想 总体思路 总体要求 工作思路 工作目标 奋斗目标 年度目标 主要目标 总体目标 工作重点 重点工作
    主要工作 主要任务 工作任务 工作内容 主要内容 具体工作 具体措施 主要措施 工作措施 工作要点 工作安排
    具体安排 活动安排 时间安排 月度安排 月份安排 每月安排 逐月安排 行事历 月历 工作日程 保障措施 工作要求
    组织机构 组织领导 领导小组 基本情况 工作背景 工作回顾 工作总结 前言 结束语 附件 附表 引言
    """.split()
)
"""Whole lines that are headings without a number."""

HEADING_ENDS = ("安排表", "行事历", "月历表", "工作安排", "活动安排", "指导思想", "工作目标")
"""Ends of short lines that are headings without a number."""
