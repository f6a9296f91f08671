"""The first comment: what is missing, with sentences to put in, and what could not be judged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck_papers.annotated.remarks import Line, Remark
from plancheck_papers.annotated.words import Words, plain

Json = Mapping[str, Any]

SEVERITIES = ("error", "warning", "info")


def summary(plan: Json, found: Sequence[Remark], words: Words) -> list[Line]:
    """Return the paragraphs of the comment; none where there is nothing to say.

    :param found: what is said at the plan's own words
    """
    body = [*_missing(plan, words), *_unknown(plan, words)]
    if not body and not found:
        return []
    head = [Line(_decision(plan, words), bold=True)]
    if found:
        body.append(Line(words.text("marked", count=sum(remark.told for remark in found))))
    return head + body


def _decision(plan: Json, words: Words) -> str:
    decision, score = plan["decision"], plan["score"]
    said = words.text("summary", decision=decision["text"] if decision else "")
    if score is None:
        return said
    code = "score.provisional" if score["provisional"] else "score"
    return said + words.text(code, total=score["total"], of=score["of"])


def _missing(plan: Json, words: Words) -> Iterator[Line]:
    missing = [result for result in plan["results"] if result["status"] == "missing"]
    for severity in SEVERITIES:
        group = [result for result in missing if result["severity"] == severity]
        if group:
            yield Line(words.text(f"missing.{severity}", count=len(group)), bold=True)
        for number, result in enumerate(group, 1):
            yield Line(_absent(number, result, words))


def _absent(number: int, result: Json, words: Words) -> str:
    rule = result["rule"]
    said = words.sentence(words.title(rule))
    if told := words.told(rule, result["message"], "missing"):
        said += words.sentence(told)
    if result["advice"]:
        said += words.text("write", advice=words.sentence(result["advice"]))
    return words.text("item", number=number, said=said)


def _unknown(plan: Json, words: Words) -> Iterator[Line]:
    """Name what could not be judged, together what has one reason, and what was not read."""
    reasons: dict[str, list[str]] = {}
    for result in plan["results"]:
        if result["status"] == "unknown":
            reasons.setdefault(plain(result["message"]), []).append(words.title(result["rule"]))
    gaps = [entry["message"] for entry in plan["health"] if entry["grade"] == "blocking"]
    if reasons:
        count = sum(map(len, reasons.values()))
        yield Line(words.text("unknown", count=count), bold=True)
    for reason, titles in reasons.items():
        yield Line(words.text("unknown.item", titles=words.joined(titles), reason=reason))
    for gap in gaps:
        yield Line(words.text("gap", what=words.sentence(gap)))
