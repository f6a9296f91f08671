"""Whether a part's heading speaks of objectives."""

from collections.abc import Iterator

from plancheck.api import NearMiss, PartKind, Plan, Quote, Status, Verdict, regex
from plancheck_text.headings import headings

LENGTH = 22
"""Longest heading of objectives, in normalised characters."""

_BUILT = regex(
    "(?P<before>.{0,14}?)(?:目标|总体要求|总的要求|总要求|思路|重点)"
    "(?:[和与及、]|任务|工作|要求|措施|方法|内容|项目|安排|设想|思路|目标|重点|事项|活动|主要|具体)*"
)
_VERB = regex(
    "围绕|紧扣|明确|突出|抓|瞄准|聚焦|实现|完成|[理厘]清|创新|拓宽|转变|把握|坚持|锁定|对准|以|树立|开拓|拓展"
    "|强化|对照|按照|[，,。;]"
)
"""Before the noun they make a task of it (明确工作目标), or they end a sentence."""
_WORD = regex("目标|总体要求|总的要求|工作思路|总体思路|工作重点|重点工作")
_NEAR = 3
"""Sentences shown, at most, that speak of objectives without a heading."""


def check(plan: Plan) -> Verdict:
    """Look for a heading built on 目标, 总体要求, 思路 or 重点 with something under it."""
    evidence: list[Quote] = []
    near: list[NearMiss] = []
    for heading in headings(plan):
        if not _speaks(heading.words):
            continue
        text = plan.document.text_at(heading.place)
        if heading.filled:
            evidence.append(Quote(text, heading.place))
        else:
            near.append(NearMiss(text, heading.place, "near.heading"))
    if evidence:
        return Verdict(Status.MET, tuple(evidence))
    return Verdict(Status.MISSING, near_misses=(*near, *_mentioned(plan))[:_NEAR])


def _speaks(words: str) -> bool:
    found = _BUILT.fullmatch(words) if len(words) <= LENGTH else None
    return found is not None and _VERB.search(found["before"]) is None


def _mentioned(plan: Plan) -> Iterator[NearMiss]:
    for statement in plan.statements:
        if statement.part in (PartKind.REVIEW, PartKind.TITLE, PartKind.MARGIN):
            continue
        if _WORD.search(statement.norm):
            place = statement.place
            yield NearMiss(plan.document.text_at(place), place, "near.no-heading")
