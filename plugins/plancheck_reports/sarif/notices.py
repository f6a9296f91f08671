"""What a SARIF log says of the run itself: whether it succeeded, and what went wrong."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck.api import terminal
from plancheck_reports.findings import singly
from plancheck_reports.sarif.across import homeless
from plancheck_reports.sarif.texts import MOST_RESULTS, Texts, location, said

Json = Mapping[str, Any]

INCOMPLETE = 3
"""Exit code of a run in which something could not be read or judged."""

NOTICES = {
    "unreadable": "error",
    "crashed": "error",
    "unknown": "warning",
    "incomplete": "warning",
    "left-out": "warning",
    "across": "note",
    "expired": "warning",
    "refused": "warning",
    "unused": "note",
}
"""Conditions that are told, and how grave each is."""


def conditions(texts: Texts) -> list[Json]:
    """Return the table of conditions (§3.49)."""
    return [
        {
            "id": name,
            "shortDescription": texts.message(f"ci.sarif.{name}"),
            "defaultConfiguration": {"level": level},
        }
        for name, level in NOTICES.items()
    ]


def invocation(report: Json, files: Mapping[str, Json], texts: Texts, left_out: int) -> Json:
    """Return how the run went (§3.20).

    :param files: path → artifact location
    :param left_out: results that are not in the log
    """
    code = report["outcome"]["exit_code"]
    told = list(_of_plans(report, files, texts))
    told += [_notice("across", text) for text in homeless(report, files, texts.words.lang)]
    if left_out:
        text = texts.words.text("ci.sarif.left-out.count", count=left_out, most=MOST_RESULTS)
        told.append(_notice("left-out", text))
    return {
        "executionSuccessful": code != INCOMPLETE,
        "exitCode": code,
        "exitCodeDescription": texts.words.text(f"ci.exit.{code}"),
        "toolExecutionNotifications": told,
        "toolConfigurationNotifications": list(_of_waivers(report, texts)),
    }


def _of_plans(report: Json, files: Mapping[str, Json], texts: Texts) -> Iterator[Json]:
    words, rules = texts.words, {rule["id"]: n for n, rule in enumerate(report["rules"])}
    for plan in report["plans"]:
        artifact = files[plan["path"]]
        whole = [location(artifact, None, words.lang)]
        if plan["problem"]:
            yield {**_notice("unreadable", words.problem(plan)), "locations": whole}
        for health in plan["health"]:
            if health["grade"] == "blocking":
                where = [location(artifact, health["place"], words.lang)]
                yield {**_notice("incomplete", health["message"]), "locations": where}
        for item in singly(plan):
            if item.kind == "unknown":
                notice = _notice("crashed" if item.crash else "unknown", words.headline(item))
                rule = {"id": item.rule, "index": rules.get(item.rule, -1)}
                crash = {"exception": {"kind": item.crash}} if item.crash else {}
                yield {**notice, "locations": whole, "associatedRule": rule, **crash}


def _of_waivers(report: Json, texts: Texts) -> Iterator[Json]:
    for name in ("expired", "refused", "unused"):
        for waiver in (report["waivers"] or {}).get(name, ()):
            facts = (waiver["rule"], waiver["plan"], texts.words.waiver(waiver))
            told = texts.words.text("report.semicolon").join(map(terminal.clean, facts))
            yield _notice(name, texts.words.both(texts.words.text(f"ci.sarif.{name}"), told))


def _notice(name: str, text: str) -> Json:
    index = list(NOTICES).index(name)
    return {
        "descriptor": {"id": name, "index": index},
        "level": NOTICES[name],
        "message": said(text),
    }
