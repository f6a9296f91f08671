"""What a heading says its part is for, by its own words."""

from plancheck.patterns import regex
from plancheck.reading.plan import PartKind
from plancheck.reading.words import lists, part_words

_THOUGHTS = (PartKind.GUIDING, PartKind.GOALS)

_AHEAD = ("计划", "打算", "安排", "要点", "思路", "行事", "日程", "月历", "排期")
"""Words of a heading that looks ahead, whatever year it names beside."""

_ONE_OF_MANY = regex(r"(?:^|[、.)])目标[一二三四五六七八九十\d]{1,2}+(?![年月个项大级名条致])")
"""The heading of one aim and what is done for it (目标二：权益与安全), and no part of mere aims."""


_BOTH = regex(
    "(?<![不没])[办做干搞写管列](?:的|什么)?[、和与及,](?:[不没]|说)|(?<!不)归(?:我们|工会|咱)"
)
"""The heading of what is done and what is not (办的与不办的)."""

_SUMS_UP = regex(
    r"\W{0,3}(?:第?[一二三甲乙丙\d]{1,2}(?:部分|[编篇章])?)?\W{0,3}(?:工作)?总结\W{0,3}"
)
"""A heading that says 总结 and nothing else."""


def part_of_heading(norm: str) -> PartKind | None:
    """Return what a heading says its part is for; None when it does not tell."""
    if "目标" in norm and _ONE_OF_MANY.search(norm):
        return PartKind.TASKS
    for kind, words in part_words():
        said = next((word for word in words if word in norm), None)
        if said is not None:
            if kind == PartKind.DECLINED and _BOTH.search(norm):
                return None
            if kind in _THOUGHTS and _heads_for(norm, said):
                return None
            return PartKind(kind)
    return PartKind.REVIEW if _SUMS_UP.fullmatch(norm) else None


def _heads_for(norm: str, thought: str) -> bool:
    """Whether a heading acts on a thought or aim and goes on (以服务为宗旨，做好…)."""
    before, _, after = norm.partition(thought)
    if "," not in after or before.endswith("的"):
        return False
    known = lists("headings")
    rest = after.partition(",")[2]
    names_another = any(word in rest for kind in _THOUGHTS for word in known[kind])
    acts = any(word in before and f"{word}的" not in before for word in known["heads for"])
    return acts and not names_another


def named_part(norm: str, past_years: frozenset[str]) -> PartKind | None:
    """Return the same of a heading that may name the year of its work.

    :param past_years: years before the plan's period, as four digits
    """
    if any(year in norm for year in past_years) and not any(word in norm for word in _AHEAD):
        return PartKind.REVIEW
    return part_of_heading(norm)
