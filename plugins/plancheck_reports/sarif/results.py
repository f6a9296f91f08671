"""The results of a SARIF log: one of every finding, also of those that are let pass."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import Fingerprints, terminal
from plancheck_reports.findings import GROUPS, Item, singly
from plancheck_reports.sarif import across
from plancheck_reports.sarif.rules import LEVELS
from plancheck_reports.sarif.texts import location, said
from plancheck_reports.wording import Wording, of_plan

Json = Mapping[str, Any]

MOST_RELATED = 100
"""Locations of a result that GitHub shows."""

MESSAGE = 4_000
"""Characters of a message; it holds a few short quotations, which are shortened by themselves."""


def ranked(report: Json, files: Mapping[str, Json], lang: str) -> list[tuple[int, Json]]:
    """Return every result (§3.27) with its rank, the gravest lowest, in the order of the plans.

    :param files: path → artifact location
    """
    by_baseline = any(map(_is_known, _findings(report)))
    return list(_results(report, files, lang, by_baseline=by_baseline))


def _findings(report: Json) -> Iterator[Item]:
    return (item for plan in report["plans"] for item in singly(plan))


def _is_known(item: Item) -> bool:
    """Tell whether a baseline has it."""
    return item.waiver is not None and item.waiver["kind"] == "baseline"


def _results(
    report: Json, files: Mapping[str, Json], lang: str, *, by_baseline: bool
) -> Iterator[tuple[int, Json]]:
    rules = {rule["id"]: number for number, rule in enumerate(report["rules"])}
    named = Fingerprints()
    for plan in report["plans"]:
        words, bare = of_plan(report, plan, lang), Fingerprints()
        artifact = files[plan["path"]]
        for item in singly(plan):
            facts = {
                # GitHub looks at this one only, and takes two results that have it for one
                "primaryLocationLineHash": named.of(item.rule, item.words, artifact["uri"]),
                "plancheck/v1": bare.of(item.rule, item.words),
            }
            if item.kind != "unknown":
                index = rules.get(item.rule, -1)
                result = _result(item, index, artifact, words)
                state = {"baselineState": _state(item)} if by_baseline else {}
                yield _rank(item), {**result, "partialFingerprints": facts, **state}
    for rank, result in across.results(report, files, lang, named):
        yield rank, {**result, **({"baselineState": "new"} if by_baseline else {})}


def _rank(item: Item) -> int:
    return len(GROUPS) if item.let_pass else GROUPS.index(item.group)


def _state(item: Item) -> str:
    return "unchanged" if _is_known(item) else "new"


def _result(item: Item, index: int, artifact: Json, words: Wording) -> Json:
    lang = words.lang
    message = words.sentences((words.headline(item), *words.details(item)))
    related = [*item.quotes[1:], *item.near_misses]
    result: dict[str, Any] = {
        "ruleId": item.rule,
        "ruleIndex": index,
        "kind": "fail",
        "level": LEVELS[item.group],
        "message": said(message, MESSAGE),
        "locations": [location(artifact, item.place, lang)],
    }
    if related:
        result["relatedLocations"] = list(_related(related[:MOST_RELATED], artifact, words))
    if item.let_pass:
        result["suppressions"] = [_suppression(item, words)]
    return result


def _related(quotes: Sequence[Json], artifact: Json, words: Wording) -> Iterator[Json]:
    for number, quote in enumerate(quotes, 1):
        place = location(artifact, quote["place"], words.lang)
        yield {"id": number, **place, "message": said(words.quote(quote))}


def _suppression(item: Item, words: Wording) -> Json:
    """Return why it is let pass (§3.35); a waiver stands in a file of its own."""
    reason = words.waiver(item.waiver) if item.waiver else terminal.clean(item.message)
    return {"kind": "external", "status": "accepted", "justification": reason or "-"}
