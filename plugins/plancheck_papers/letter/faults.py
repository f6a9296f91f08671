"""What is wrong in the text of a plan, as points of a letter: by rule, with places."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_papers.letter.model import Point
from plancheck_papers.letter.order import rank
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

PLACES = 5
"""Places named under one point; the others are counted."""


class Fault(NamedTuple):
    """Defects of one rule."""

    rule: str
    severity: str
    defects: Sequence[Json]


def faults(plan: Json) -> list[Fault]:
    """Return what is wrong, by rule, in the order of a letter; what is waived is left out."""
    by_rule: dict[str, list[Json]] = {}
    for defect in plan["defects"]:
        if not defect["waiver"]:
            by_rule.setdefault(defect["rule"], []).append(defect)
    found = [Fault(rule, each[0]["severity"], each) for rule, each in by_rule.items()]
    return sorted(found, key=lambda fault: rank(fault.rule))


def point(fault: Fault, rule: Mapping[str, Any], words: Words) -> Point:
    """Name the places, what is wrong at each, and what to do.

    A remark that is a sentence says by itself what to do; the rule's advice is for the others.
    """
    shown = fault.defects[:PLACES]
    remarks = [words.own(each["message"]) for each in shown]
    title = words.plain(rule.get("title", ""))
    said = [words.sentence(each) for each in _places(shown, title, words)]
    more = len(fault.defects) - len(shown)
    if more:
        said.append(words.text("letter.more", count=more))
    if rule.get("advice") and not all(map(_tells, remarks)):
        said.append(words.sentence(words.text("letter.mend", advice=words.mending(rule["advice"]))))
    return Point(words.head(fault.rule), words.joined(said))


def _places(defects: Sequence[Json], title: str, words: Words) -> Iterable[str]:
    """Yield the places, together those of which the same is said."""
    by_remark: dict[str, list[Json]] = {}
    for defect in defects:
        by_remark.setdefault(words.own(defect["message"]), []).append(defect)
    for remark, each in by_remark.items():
        bare = not remark or remark == title
        places = words.places(
            (words.where(one["place"]), _quote(one, "" if bare else remark, words)) for one in each
        )
        if bare:
            yield places
        else:
            code = "letter.fault" if _tells(remark) else "letter.fault.label"
            yield words.text(code, places=places, remark=remark)


def _quote(defect: Json, remark: str, words: Words) -> str:
    """Return the words at a place, unless what is said of it has them."""
    quote = words.plain(defect["quote"])
    return "" if not quote or quote in remark else words.quote(defect["quote"])


def _tells(remark: str) -> bool:
    return remark.endswith(("。", "."))
