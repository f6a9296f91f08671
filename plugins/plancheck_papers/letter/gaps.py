"""What a plan lacks, as points of a letter."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_papers.letter.model import Point
from plancheck_papers.letter.order import COMMON, FORM, KINDS, NAMED, SAID_WITH, by_topic
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]

SHOWN = 2
"""Quotations in one point that must be mended; in others one."""

LACKING = ("missing", "partial")


class Gaps(NamedTuple):
    """Results that need attention, by what they weigh; each in the order of a letter."""

    must: Sequence[Json]
    """Without which the plan is not filed."""
    should: Sequence[Json]
    could: Sequence[Json]
    """What is only named."""


def gaps(plan: Json) -> Gaps:
    """Sort out what a plan lacks.

    What the verdict follows from must be mended, whatever it weighs, lest a letter call something
    advice and hold the plan back for it. Of an accepted plan nothing must be.
    """
    code, reasons = plan["decision"]["code"], plan["decision"]["reasons"]
    found = _said_once([each for each in plan["results"] if each["status"] in LACKING])
    if code == "accept":
        return Gaps((), (), found)
    must = [each for each in found if _must(each, reasons if code == "revise" else ())]
    rest = [each for each in found if each not in must]
    could = [each for each in rest if each["severity"] == "info"]
    return Gaps(must, [each for each in rest if each not in could], could)


def _must(result: Json, reasons: Collection[str]) -> bool:
    missing = result["status"] == "missing" and result["severity"] == "error"
    return missing or result["rule"] in reasons


def _said_once(results: Iterable[Json]) -> list[Json]:
    """Return results in order, without those that another one says."""
    ordered = sorted(results, key=by_topic)
    said = {each["rule"] for each in ordered}
    return [each for each in ordered if SAID_WITH.get(each["rule"]) not in said]


def point(result: Json, criteria: Mapping[str, str], words: Words, *, grave: bool) -> Point:
    """Say what is lacking, what stands there instead, and on what the demand rests.

    What is asked is told where a rule has no words of its own for what is lacking.

    :param grave: whether it must be mended; more is said of it then
    """
    shown = SHOWN if grave else 1
    partly = result["status"] == "partial"
    said = [*(_partial(result, words, shown) if partly else _missing(result, words, shown))]
    if partly and grave and criteria.get("met") and not words.own(result["message"]):
        said.append(words.text("letter.asked", criteria=words.plain(criteria["met"])))
    basis = [each for each in result["basis"] if grave or each["kind"] != COMMON]
    if basis:
        said.append(words.text("letter.basis", basis=_basis(basis, words)))
    text = words.joined(map(words.sentence, said))
    return Point(words.head(result["rule"]), text, words.blanks(result["advice"]))


def _missing(result: Json, words: Words, shown: int) -> Iterable[str]:
    form = result["rule"].partition("/")[0] in FORM
    own = words.own(result["message"])
    yield words.text("letter.absent.form" if form else "letter.absent")
    if own:
        yield own
    near = [each for each in result["near_misses"] if words.tells(each["reason"])]
    if near:
        noted = (_near(each, words) for each in near[:shown])
        joined = words.text("letter.comma").join(noted)
        yield words.text("letter.noted.form" if form else "letter.noted", quotes=joined)


def _near(entry: Json, words: Words) -> str:
    reason = words.reason(entry["reason"]).rstrip("。.")
    return words.text("letter.near", quote=words.said([entry]), reason=reason)


def _partial(result: Json, words: Words, shown: int) -> Iterable[str]:
    quotes = words.said(result["evidence"][:shown])
    own = words.own(result["message"])
    if len(result["evidence"]) > shown:
        quotes = words.text("letter.and-others", quotes=quotes)
    if own:
        yield words.text("letter.partial.told", quotes=quotes, told=own)
    else:
        yield words.text("letter.partial", quotes=quotes)


def _basis(basis: Iterable[Json], words: Words) -> str:
    """Return bases, the surest first; nobody may take a demand of the district for a law."""
    ranked = sorted(basis, key=lambda each: _surest(each["kind"]))
    told = (words.basis(each["text"]) for each in ranked)
    named = (
        words.text(f"letter.basis.{each['kind']}", text=text) if each["kind"] in NAMED else text
        for each, text in zip(ranked, told, strict=True)
    )
    return words.text("letter.semicolon").join(named)


def _surest(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)
