"""The report as SARIF 2.1.0, the form in which code scanning and viewers take findings.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/ (its sections are named § in this package),
and what GitHub asks beyond it: "SARIF support for code scanning".

Decided, where the standard leaves a choice:

- Every result is of kind ``fail``. What nobody could judge is no result but a notification, beside
  crashed rules and unreadable files, and the run did not succeed: what platforms make of other
  kinds differs, and none of them shows it.
- What is let pass stays a result, with its suppression.
- A member of an archive is an artifact of its own, named as everywhere else (``a.zip!b.docx``).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plancheck.api import Style, terminal
from plancheck_reports import locations
from plancheck_reports.json import dumped
from plancheck_reports.sarif import across
from plancheck_reports.sarif.notices import conditions, invocation
from plancheck_reports.sarif.results import ranked
from plancheck_reports.sarif.rules import descriptors
from plancheck_reports.sarif.texts import MOST_RESULTS, OUTSIDE, ROOT, Texts, artifacts
from plancheck_reports.wording import Wording

Json = Mapping[str, Any]

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

MOST_EXTENSIONS = 100
"""Likewise."""

LANGUAGES = {"zh": "zh-CN", "en": "en-US"}


def write(report: Json, style: Style) -> Iterator[str]:
    """Write one log with one run, one result a line."""
    files = artifacts(report)
    found = ranked(report, files, style.lang)
    kept = found if len(found) <= MOST_RESULTS else _gravest(found)
    run = dumped(_run(report, files, style.lang, len(found) - len(kept)))
    yield f'{{"$schema": {dumped(SCHEMA)}, "version": "2.1.0", "runs": [{run[:-1]}, "results": ['
    for number, (_, result) in enumerate(kept):
        yield f"{',' if number else ''}\n{dumped(result)}"
    yield "\n]}]}\n"


def _gravest(found: Sequence[tuple[int, Json]]) -> list[tuple[int, Json]]:
    """Return as many results as are taken, the gravest, in their order."""
    by_rank = sorted(range(len(found)), key=lambda number: found[number][0])
    return [found[number] for number in sorted(by_rank[:MOST_RESULTS])]


def _run(report: Json, files: Mapping[str, Json], lang: str, left_out: int) -> Json:
    texts = Texts(Wording(lang, report["rules"]))
    profile = terminal.clean(report["profile"]["name"]).replace("/", "-")
    return {
        "tool": {"driver": _driver(report, texts), "extensions": _extensions(report)},
        "language": LANGUAGES[lang],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": f"plancheck/{profile}/"},  # so a category at GitHub: profiles
        "originalUriBaseIds": {
            ROOT: {"description": texts.message("ci.sarif.root")},
            OUTSIDE: {"uri": "file:///", "description": texts.message("ci.sarif.outside")},
        },
        "artifacts": _artifacts(report, files, texts),
        "invocations": [invocation(report, files, texts, left_out)],
    }


def _driver(report: Json, texts: Texts) -> Json:
    return {
        "name": report["tool"]["name"],
        "version": report["tool"]["version"],
        "language": LANGUAGES[texts.words.lang],
        "rules": [*descriptors(report, texts), *across.descriptors(report)],
        "notifications": conditions(texts),
    }


def _extensions(report: Json) -> list[Json]:
    """Return the plugins; one that tells no version has none here."""
    plugins = report["tool"]["plugins"][:MOST_EXTENSIONS]
    return [_extension(**plugin) for plugin in plugins]


def _extension(name: str, version: str) -> Json:
    told = terminal.clean(version)
    return {"name": terminal.clean(name) or "-", **({"version": told} if told else {})}


def _artifacts(report: Json, files: Mapping[str, Json], texts: Texts) -> list[Json]:
    """Return the files that were checked (§3.24), in the order of their indexes."""
    plans = {files[plan["path"]]["index"]: plan for plan in report["plans"]}
    return [_artifact(plan, files[plan["path"]], texts) for plan in plans.values()]


def _artifact(plan: Json, where: Json, texts: Texts) -> Json:
    if plan["path"] == locations.STDIN:
        where = {**where, "description": texts.message("ci.stdin")}
    hashes = {"hashes": {"sha-256": plan["sha256"]}} if plan["sha256"] else {}
    return {"location": where, "roles": ["analysisTarget"], **hashes}
