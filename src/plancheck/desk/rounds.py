"""What became of the plans since the last round: mended, still missing, new.

A file in the reviewer's folder (``rounds.schema.json``) remembers each school's submissions, by the
content of the files: the same files again are no new round.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plancheck.desk import names
from plancheck.errors import StateError

Json = dict[str, Any]

NAME = "plancheck-rounds.json"
"""The file in the reviewer's folder."""

VERSION = 1

GAPS = ("missing", "partial")
"""Statuses of what is to be mended."""


class Submission(NamedTuple):
    """A file that a school handed in, and what was said of it."""

    path: str
    sha256: str | None
    day: str | None
    """The day it was first looked at (``YYYY-MM-DD``)."""
    decision: str | None
    """None of a file that could not be read."""
    score: float | None
    gaps: tuple[str, ...]
    """Ids of the requirements that are missing or partial, and of the defects."""


@dataclass(frozen=True, slots=True)
class History:
    """What one school handed in, in the order of time, each file once."""

    school: str
    submissions: tuple[Submission, ...] = ()


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered of earlier rounds."""

    histories: tuple[History, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    """Path below the reviewer's folder → sha256 of what was written there."""


def recall(folder: str) -> Memory:
    """Return what earlier rounds left in a folder.

    :raises StateError: when the file is there and cannot be used
    """
    path = os.path.join(folder, NAME)
    try:
        with open(path, encoding="utf-8") as file:
            table = json.load(file)
    except FileNotFoundError:
        return Memory()
    except (OSError, ValueError, RecursionError) as error:
        raise StateError("rounds.damaged", file=path) from error
    if isinstance(table, dict) and table.get("version", 0) != VERSION:
        raise StateError("rounds.version", file=path)
    _validate(path, table)
    histories = (
        History(each["school"], tuple(_submission(one) for one in each["submissions"]))
        for each in table["histories"]
    )
    return Memory(tuple(histories), table["written"])


def _validate(path: str, table: object) -> None:
    from jsonschema import Draft202012Validator

    import plancheck_schemas

    schema = json.loads(plancheck_schemas.text("rounds"))
    if not Draft202012Validator(schema).is_valid(table):
        raise StateError("rounds.damaged", file=path)


def _submission(table: Json) -> Submission:
    return Submission(**{**table, "gaps": tuple(table["gaps"])})


def dumped(memory: Memory) -> bytes:
    """Return what the next round will :func:`recall`."""
    table = {
        "version": VERSION,
        "histories": [
            {
                "school": each.school,
                "submissions": [
                    {**one._asdict(), "gaps": list(one.gaps)} for one in each.submissions
                ],
            }
            for each in memory.histories
        ],
        "written": dict(sorted(memory.written.items())),
    }
    text = json.dumps(table, ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def compared(memory: Memory, report: Mapping[str, Any]) -> tuple[Json, Memory]:
    """Compare a run with the rounds before.

    :returns: ``batch.rounds`` of the report, and what is to be remembered
    """
    asked = {rule["id"] for rule in report["rules"]}
    schools = _schools(report)
    open_, entries, continued = list(memory.histories), [], []
    for plan in report["plans"]:
        school = schools.get(plan["path"]) or _called(plan)
        history = _history(open_, school, plan) or History(school)
        if history in open_:
            open_.remove(history)
        grown = _grown(replace(history, school=school), plan, report["today"])
        continued.append(grown)
        entries.append(_entry(grown, plan, asked))
    told = {
        "round": max((entry["handed_in"] for entry in entries), default=1),
        "plans": entries,
        "absent": [_absent(history) for history in open_],
    }
    kept = (*continued, *open_)
    return told, replace(memory, histories=tuple(sorted(kept, key=lambda each: each.school)))


def _schools(report: Mapping[str, Any]) -> dict[str, str]:
    """Return path → name in the roster."""
    roster = (report["batch"] or {}).get("roster")
    if roster is None:
        return {}
    return {path: school["name"] for school in roster["schools"] for path in school["plans"]}


def _called(plan: Mapping[str, Any]) -> str:
    """Return under what a plan is remembered where no roster names its school."""
    stem = os.path.splitext(os.path.basename(plan["path"].replace("!", "/")))[0]
    return str(plan["unit"] or names.of_file(stem) or stem)


def _history(histories: Sequence[History], school: str, plan: Mapping[str, Any]) -> History | None:
    """Return the history that a plan goes on with.

    Of several of one school the one that has this very file, else one of the same file name, else
    the only one.
    """
    same = [each for each in histories if names.plain(each.school) == names.plain(school)]
    name = os.path.basename(plan["path"])
    for each in same:
        if any(one.sha256 and one.sha256 == plan["sha256"] for one in each.submissions):
            return each
    for each in same:
        if any(os.path.basename(one.path) == name for one in each.submissions):
            return each
    return same[0] if len(same) == 1 else None


def _grown(history: History, plan: Mapping[str, Any], today: str | None) -> History:
    """Return a history with a plan at its end; a file that was there is judged anew."""
    day = today
    kept = []
    for one in history.submissions:
        if one.sha256 is not None and one.sha256 == plan["sha256"]:
            day = one.day
        else:
            kept.append(one)
    decision, score = plan["decision"], plan["score"]
    made = Submission(
        plan["path"],
        plan["sha256"],
        day,
        decision["code"] if decision else None,
        score["total"] if score else None,
        tuple(gaps(plan)),
    )
    return replace(history, submissions=(*kept, made))


def gaps(plan: Mapping[str, Any]) -> list[str]:
    """Return the rules of what is to be mended in a plan, each once."""
    found = [each["rule"] for each in plan["results"] if each["status"] in GAPS]
    found += [each["rule"] for each in plan["defects"] if not each["waiver"]]
    return list(dict.fromkeys(found))


def _entry(history: History, plan: Mapping[str, Any], asked: set[str]) -> Json:
    *earlier, now = history.submissions
    before = earlier[-1] if earlier else None
    judged = next((each for each in reversed(earlier) if each.decision is not None), None)
    entry: Json = {
        "path": plan["path"],
        "school": history.school,
        "handed_in": len(history.submissions),
        "before": _before(before, len(earlier)) if before else None,
        **dict.fromkeys(("mended", "remaining", "new"), ()),
    }
    if judged is not None and now.decision is not None:
        unknown = {each["rule"] for each in plan["results"] if each["status"] == "unknown"}
        was = [rule for rule in judged.gaps if rule in asked]
        entry["mended"] = [rule for rule in was if rule not in now.gaps and rule not in unknown]
        entry["remaining"] = [rule for rule in was if rule in now.gaps]
        entry["new"] = [rule for rule in now.gaps if rule not in was]
    return {key: list(value) if isinstance(value, tuple) else value for key, value in entry.items()}


def _before(submission: Submission, number: int) -> Json:
    told = submission._asdict()
    del told["gaps"]
    return {**told, "round": number}


def _absent(history: History) -> Json:
    last = history.submissions[-1]
    return {"school": history.school, "path": last.path, "round": len(history.submissions)}


def outputs(memory: Memory) -> Iterator[str]:
    """Yield the sha256 of everything that was written in earlier rounds."""
    yield from memory.written.values()
