"""Labels: what somebody who read a plan, or a single statement, says it contains.

Plans have a JSON file each, ``ID.json`` (``ID.expected.json``, too); statements stand one a line in
files of JSON Lines. ``label.schema.json`` tells the form of both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from plancheck.errors import LabelError, UsageError
from plancheck.evaluation.forms import PARTS, Form, Names
from plancheck.files import INSIDE, Submission, submissions
from plancheck.patterns import regex

LINES = ".jsonl"
_SUFFIXES = (".json", LINES)
_NUMBER = regex(r"\d+")


class LabelledDefect(NamedTuple):
    """A defect that a label tells of."""

    rule: str
    quote: str


@dataclass(frozen=True, slots=True)
class PlanLabel:
    """What a label says of a plan.

    :param stem: the name of the plan's file without its suffixes
    :param statuses: rule id → status; rules that are not named are not scored
    :param evidence: rule id → quotes that earn the status
    :param defects: None when the label does not say
    :param facts: ``kind``, ``period``, ``unit`` and ``schedule_months``, those that are labelled
    """

    stem: str
    id: str
    file: str
    statuses: Mapping[str, str]
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defects: tuple[LabelledDefect, ...] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    notes: str = ""

    @property
    def number(self) -> int | None:
        """The last number of the id (``d03`` → 3), by which plans are held back."""
        found = _NUMBER.findall(self.id)
        return int(found[-1]) if found else None


@dataclass(frozen=True, slots=True)
class StatementLabel:
    """What a label says of a single statement.

    :param name: file and line
    :param number: the line's number, from 1
    :param part: a key of :data:`plancheck.testing.HEADINGS`
    """

    name: str
    number: int
    text: str
    part: str
    statuses: Mapping[str, str]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of a run."""

    path: str
    files: tuple[Submission, ...]
    plans: Mapping[str, PlanLabel]
    """By the stem of the plan's file, in the order of the files."""
    statements: tuple[StatementLabel, ...]


def read_labels(path: str, names: Names) -> tuple[Labels, tuple[LabelError, ...]]:
    """Read the labels of a folder, or those of one file; return them, and all that is wrong.

    :param names: the rules that labels may name
    :raises UsageError: when there is no such path
    :raises LabelError: when there are no labels
    """
    files = _files(path)
    faults: list[LabelError] = []
    plans: dict[str, PlanLabel] = {}
    statements: list[StatementLabel] = []
    for file in files:
        if file.name.lower().endswith(LINES):
            statements += _statements(file, names, faults)
            continue
        for label in _plans(file, names, faults):
            other = plans.setdefault(label.stem, label)
            if other is not label:
                where = {"file": label.file, "other": other.file, "stem": label.stem}
                faults.append(LabelError("label.twice", **where))
    if not plans and not statements and not faults:
        raise LabelError("label.none", path=path)
    return Labels(path, files, plans, tuple(statements)), tuple(faults)


def _files(path: str) -> tuple[Submission, ...]:
    try:
        return submissions((path,), _SUFFIXES)
    except UsageError as error:
        if error.code == "files.nothing":
            raise LabelError("label.none", path=path) from None
        raise


def plan_label(content: Mapping[str, Any], stem: str, file: str = "") -> PlanLabel:
    """Return the label of a plan from its content, which has the right form."""
    told = ("kind", "period", "unit", "schedule_months")
    defects = content.get("defects")
    return PlanLabel(
        stem=stem,
        id=content.get("id") or stem,
        file=file,
        statuses=content["requirements"],
        evidence={rule: tuple(quotes) for rule, quotes in content.get("evidence", {}).items()},
        defects=None
        if defects is None
        else tuple(LabelledDefect(each["id"], each["quote"]) for each in defects),
        facts={key: content[key] for key in told if key in content},
        notes=content.get("notes", ""),
    )


def statement_label(content: Mapping[str, Any], file: str, number: int) -> StatementLabel:
    """Return a labelled statement from its content, which has the right form."""
    return StatementLabel(
        name=f"{file}:{number}",
        number=number,
        text=content["text"],
        part=PARTS[content.get("part", "tasks")],
        statuses={content["rule"]: content["status"]} | content.get("also", {}),
        why=content.get("why", ""),
    )


def _plans(file: Submission, names: Names, faults: list[LabelError]) -> Iterator[PlanLabel]:
    text = _text(file, faults)
    content = _object(text, file.name, 1, faults) if text is not None else None
    if content is None:
        return
    form = Form(file.name, names, [])
    form.plan(content)
    faults += form.faults
    if not form.faults:
        name = file.name.rpartition("/")[2]
        stem = name.rpartition(".")[0].removesuffix(".expected")
        yield plan_label(content, stem, file.name)


def _statements(
    file: Submission, names: Names, faults: list[LabelError]
) -> Iterator[StatementLabel]:
    text = _text(file, faults) or ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        content = _object(line, file.name, number, faults)
        if content is None:
            continue
        form = Form(f"{file.name}:{number}", names, [])
        form.statement(content)
        faults += form.faults
        if not form.faults:
            yield statement_label(content, file.name, number)


def _text(file: Submission, faults: list[LabelError]) -> str | None:
    try:
        with open(file.path, encoding="utf-8-sig") as opened:  # noqa: PTH123 - as files.py does
            return opened.read()
    except OSError as error:
        reason = error.strerror or str(error)
        faults.append(LabelError("label.unreadable", file=file.name, reason=reason))
    except UnicodeDecodeError:
        faults.append(LabelError("label.encoding", file=file.name))
    return None


def _object(text: str, file: str, line: int, faults: list[LabelError]) -> Mapping[str, Any] | None:
    """Return a JSON object; note what is wrong when it is none."""
    import json

    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        at = {"line": line + error.lineno - 1, "column": error.colno}
        faults.append(LabelError("label.json", file=file, **at))
        return None
    except (ValueError, RecursionError):  # endless digits, endless nesting
        faults.append(LabelError("label.json", file=file, line=line, column=1))
        return None
    if isinstance(content, dict):
        return content
    faults.append(LabelError("label.no-object", file=file, line=line))
    return None


def matched(
    labels: Iterable[PlanLabel], files: Iterable[Submission]
) -> tuple[list[tuple[PlanLabel, Submission]], list[PlanLabel], list[Submission]]:
    """Pair files with labels by their stem: ``d01.docx`` and ``d01.gb.txt`` with ``d01.json``.

    :returns: the pairs in the order of the files, labels without a file, files without a label
    """
    by_stem = {label.stem: label for label in labels}
    pairs: list[tuple[PlanLabel, Submission]] = []
    strays: list[Submission] = []
    for file in files:
        label = next((by_stem[stem] for stem in _stems(file.name) if stem in by_stem), None)
        if label is None:
            strays.append(file)
        else:
            pairs.append((label, file))
    used = {label.stem for label, _ in pairs}
    return pairs, [label for stem, label in by_stem.items() if stem not in used], strays


def _stems(name: str) -> Iterator[str]:
    """Yield a file's name without its last suffix, without its last two, and so on."""
    stem = name.rpartition("/")[2].rpartition(INSIDE)[2]
    while "." in stem:
        stem = stem.rpartition(".")[0]
        yield stem
