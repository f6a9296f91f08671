"""What there is to say of a plan at its own words: one remark a place."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from plancheck_papers.annotated.words import Words

Json = Mapping[str, Any]
Where = tuple[int, tuple[int, ...], int, int]

SINGLE = 3
"""Defects of one rule in one paragraph that get a comment each; more are told in one."""
TOLD = 6
"""Quotations that such a comment tells."""
MOST = 200
"""Comments of one copy, the first included."""
LIGHTER = {"error": "warning", "warning": "info", "info": "info"}
"""A partial weighs one level less than its rule's missing."""
_WEIGHTS = ("error", "warning", "info")


class Line(NamedTuple):
    """A paragraph of a comment."""

    text: str
    bold: bool = False
    faint: bool = False


class Remark(NamedTuple):
    """What one comment says."""

    place: Json
    """Of the quotation, as the report gives it."""
    quote: str
    lines: tuple[Line, ...]
    rules: tuple[str, ...]
    """The rules that say it."""
    weight: int
    """0 is the gravest."""
    told: int = 1
    """Findings and mentions that it tells of."""
    anchor: Json | None = None
    """The place in the copy, where that is not the one in the report."""


class _Said(NamedTuple):
    """What one rule says at a place."""

    rule: str
    weight: int
    label: str
    name: str
    details: tuple[str, ...]
    shared: bool = False
    """Whether other rules say the same, but for the name."""
    told: int = 1


def remarks(plan: Json, words: Words) -> list[Remark]:
    """Return what there is to say at places, in the order of the text."""
    said: defaultdict[Where, list[_Said]] = defaultdict(list)
    seen: dict[Where, tuple[Json, str]] = {}
    for place, quote, one in (*_defects(plan, words), *_results(plan, words)):
        seen.setdefault(_where(place), (place, quote))
        said[_where(place)].append(one)
    return [_remark(*seen[key], said[key], words) for key in sorted(said)]


def _where(place: Json) -> Where:
    return place["block"], tuple(place.get("cell", ())), place["start"], place["end"]


def _remark(place: Json, quote: str, said: list[_Said], words: Words) -> Remark:
    said = sorted(said, key=lambda one: one.weight)
    groups: defaultdict[object, list[_Said]] = defaultdict(list)
    for number, one in enumerate(said):
        groups[(one.label, one.details) if one.shared else number].append(one)
    lines: list[Line] = []
    for group in groups.values():
        names = words.joined(dict.fromkeys(one.name for one in group))
        lines.append(Line(group[0].label + names, bold=True))
        lines += map(Line, group[0].details)
    rules = tuple(dict.fromkeys(one.rule for one in said))
    told = sum(one.told for one in said)
    return Remark(place, quote, tuple(lines), rules, said[0].weight, told)


def _defects(plan: Json, words: Words) -> Iterator[tuple[Json, str, _Said]]:
    """Yield the defects; many of one rule in one paragraph together."""
    groups: defaultdict[tuple[object, ...], list[Json]] = defaultdict(list)
    for defect in plan["defects"]:
        if not defect["waiver"]:
            place = defect["place"]
            groups[defect["rule"], place["block"], *place.get("cell", ())].append(defect)
    advised: set[str] = set()
    for group in groups.values():
        shown = group if len(group) <= SINGLE else group[:1]
        for defect in shown:
            details = []
            if len(group) > SINGLE:
                quotes = words.quoted(each["quote"] for each in group[:TOLD])
                details.append(words.text("same", count=len(group), quotes=quotes))
            advice = words.advice(defect["rule"])
            if advice and defect["rule"] not in advised:
                details.append(words.text("mend", advice=words.sentence(advice)))
            advised.add(defect["rule"])
            severity = defect["severity"]
            said = _Said(
                defect["rule"],
                _WEIGHTS.index(severity),
                words.text(f"label.{severity}"),
                words.sentence(defect["message"]),
                tuple(details),
                told=len(group) if len(group) > SINGLE else 1,
            )
            yield defect["place"], defect["quote"], said


def _results(plan: Json, words: Words) -> Iterator[tuple[Json, str, _Said]]:
    """Yield what is written in part, and what only looks like what is asked for."""
    for result in plan["results"]:
        status, rule = result["status"], result["rule"]
        if status not in ("partial", "missing"):
            continue
        label, title = words.text(f"label.{status}"), words.title(rule)
        weight = _WEIGHTS.index(LIGHTER[result["severity"]])
        for number, quote in enumerate(result["evidence"] if status == "partial" else ()):
            details = (
                words.text("again", quote=words.quoted([result["evidence"][0]["quote"]])),
            ) if number else tuple(_lacking(result, words))  # fmt: skip
            yield quote["place"], quote["quote"], _Said(rule, weight, label, title, details)
        for near in result["near_misses"]:
            details = (words.text("near", reason=words.sentence(near["reason"])),)
            weight = len(_WEIGHTS) + _WEIGHTS.index(result["severity"])
            one = _Said(rule, weight, label, title, details, shared=True)
            yield near["place"], near["quote"], one


def _lacking(result: Json, words: Words) -> Iterator[str]:
    """Say what a partial lacks, what is asked for, and what could be written."""
    rule = result["rule"]
    told = words.told(rule, result["message"], "partial")
    yield words.sentence(told) if told else words.text("partial")
    if asked := words.asked(rule):
        yield words.text("asked", criteria=words.sentence(asked))
    if result["advice"]:
        yield words.text("write", advice=words.sentence(result["advice"]))


def capped(found: list[Remark], words: Words) -> list[Remark]:
    """Return the gravest remarks, as many as a copy bears, and one that tells of the others."""
    room = MOST - 1
    if len(found) <= room:
        return found
    kept = sorted(range(len(found)), key=lambda number: (found[number].weight, number))[: room - 1]
    left = [found[number] for number in sorted(set(range(len(found))) - set(kept))]
    said = words.text("rest", most=MOST, count=sum(remark.told for remark in left))
    last = Remark(left[0].place, left[0].quote, (Line(said, bold=True),), (), 0)
    return [*(found[number] for number in sorted(kept)), last]
