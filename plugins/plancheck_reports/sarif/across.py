"""What was found across the plans, in a SARIF log: a result at the first plan that it concerns.

The other plans are related locations. What concerns the whole batch stands nowhere, and platforms
refuse results without a place: it is a notification. Last year's plans are no artifacts of the run;
they are named in the message.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import Fingerprints
from plancheck_reports.across import Across
from plancheck_reports.findings import GROUPS
from plancheck_reports.marked import escaped
from plancheck_reports.sarif.rules import LEVELS, PRECISIONS, PRIORITIES
from plancheck_reports.sarif.texts import location, said

Json = Mapping[str, Any]

MOST_RELATED = 100
"""Locations of a result that GitHub shows."""

MESSAGE = 4_000
"""Characters of a message."""


def found(report: Json) -> list[Json]:
    """Return the findings across the plans; none where nobody asked."""
    return list((report["batch"] or {}).get("findings") or ())


def names(report: Json) -> dict[str, int]:
    """Return rule about batches → its number in the table of rules, behind those about plans."""
    first = len(report["rules"])
    rules = dict.fromkeys(each["rule"] for each in found(report))
    return {rule: number for number, rule in enumerate(rules, first)}


def descriptors(report: Json) -> list[Json]:
    """Return the rules about batches that found something (§3.49)."""
    titles = {each["rule"]: (each["title"], each["severity"]) for each in reversed(found(report))}
    return [_descriptor(rule, *titles[rule]) for rule in names(report)]


def _descriptor(rule: str, title: str, severity: str) -> Json:
    return {
        "id": rule,
        "shortDescription": said(title),
        "fullDescription": said(title),
        "help": {**said(title), "markdown": f"**{escaped(title)}**"},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": {
            "tags": [rule.partition("/")[0]],
            "precision": PRECISIONS[severity],
            "problem.severity": PRIORITIES[severity],
        },
    }


def results(
    report: Json, files: Mapping[str, Json], lang: str, named: Fingerprints
) -> Iterator[tuple[int, Json]]:
    """Yield the results with their ranks, as those about plans.

    :param files: path → artifact location
    """
    numbers, told, bare = names(report), Across(report, lang), Fingerprints()
    for each, shown in zip(found(report), told.findings, strict=True):
        ours = _ours(each, files)
        if not ours:
            continue
        first, *others = ours
        artifact = files[first["path"]]
        paths = "\n".join(sorted(plan["path"] for plan in each["plans"]))
        result = {
            "ruleId": each["rule"],
            "ruleIndex": numbers[each["rule"]],
            "kind": "fail",
            "level": LEVELS[each["severity"]],
            "message": said(told.whole(shown), MESSAGE),
            "locations": [_location(first, files, lang)],
            "partialFingerprints": {
                "primaryLocationLineHash": named.of(each["rule"], paths, artifact["uri"]),
                "plancheck/v1": bare.of(each["rule"], paths),
            },
        }
        related = [
            {"id": number, **_location(plan, files, lang), "message": said(told.name(plan))}
            for number, plan in enumerate(others[:MOST_RELATED], 1)
        ]
        yield (
            GROUPS.index(each["severity"]),
            {**result, **({"relatedLocations": related} if related else {})},
        )


def homeless(report: Json, files: Mapping[str, Json], lang: str) -> Iterator[str]:
    """Yield in words what concerns no plan of the run by itself, and what went wrong."""
    told = Across(report, lang)
    for each, shown in zip(found(report), told.findings, strict=True):
        if not _ours(each, files):
            yield shown.message
    yield from told.notes


def _ours(finding: Json, files: Mapping[str, Json]) -> list[Json]:
    """Return the plans of a finding that are files of this run."""
    return [plan for plan in finding["plans"] if not plan["last_year"] and plan["path"] in files]


def _location(plan: Json, files: Mapping[str, Json], lang: str) -> Json:
    place = plan["quotes"][0]["place"] if plan["quotes"] else None
    return location(files[plan["path"]], place, lang)
