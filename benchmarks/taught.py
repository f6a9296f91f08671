"""What the weights of the second opinion are learnt from, statement by statement."""

import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from annotated import ASIDE, HELD, LEVELS, Annotated, annotated
from crowds import Short, crowds, short_tasks
from labelled import CORPUS, FIXTURES, MARK

from plancheck import plugins
from plancheck.api import Plan, Reader, Rule, Source, Statement
from plancheck.judging import lexicon_of
from plancheck.loading import parse
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.testing import plan_from
from plancheck.weighing.clues import NONE, Reach, reach
from plancheck.weighing.grams import Features, beside, features
from plancheck.weighing.told import heard

FOLDS = 8
OLD = 0.7
"""Weight of statements that are labelled for one rule alone."""
MADE = 0.6
"""Weight of the sentences of :mod:`crowds`, which nobody wrote."""
SURE = 3.0
"""Weight of the examples on cards, which say what a rule means."""
HELD_BACK = 3
"""What the number of a plan or statement of the corpus divides by to be held back."""
CARD = "card"
"""Group of the examples on cards."""
UNTAUGHT = "V"
"""Beginning of the names of annotated plans that only measure."""

UNSAID = -1
"""Where a label says nothing."""


@dataclass(slots=True)
class Row:
    """A statement to learn from."""

    statement: Statement
    features: Features
    around: tuple[frozenset[str], ...]
    """Those of the clauses around it, in its paragraph or row."""
    cards: dict[int, Reach]
    """By rule, where the card has a word in it."""
    level: list[int]
    """By rule: 0 to 2, or :data:`UNSAID`."""
    about: list[int]
    """By rule: whether it is about the duty, 0 or 1, or :data:`UNSAID`."""
    alike: set[int]
    """Rules that it was labelled for by name."""
    group: tuple[Any, ...]
    """Statements that share their labels."""
    fold: int
    weight: float


class Material(NamedTuple):
    """All that is learnt from."""

    rules: tuple[Rule, ...]
    rows: list[Row]


def material() -> Material:
    """Read all that is labelled."""
    offered = plugins.load()
    rules = tuple(
        rule for rule in offered.rules if rule.kind == "requirement" and _topical(rule.id)
    )
    lexicon = lexicon_of(offered.rules)
    rows: list[Row] = []
    short: list[list[Short]] = [[] for _ in range(FOLDS)]
    for number, each in enumerate(annotated()):
        if not each.name.startswith(UNTAUGHT):
            read = read_plan(each.document, "plan.txt", lexicon)
            rows += _of_annotated(each, read, rules, number % FOLDS)
            short[number % FOLDS] += short_tasks(each, read)
    for fold, tasks in enumerate(short):
        for each in crowds(tasks, fold):
            read = read_plan(each.document, "plan.txt", lexicon)
            rows += _of_annotated(each, read, rules, fold, MADE)
    for name, label, plan in _plans(offered.readers, lexicon):
        rows += _of_plan(name, label, plan, rules)
    for name, told in _statements():
        part = _PARTS.get(told.get("part", "tasks"), told.get("part", "tasks"))
        plan = plan_from(told["text"], part, lexicon=lexicon)
        statuses = {told["rule"]: told["status"]} | told.get("also", {})
        rows += _of_statement(plan, statuses, rules, Place((name,), _fold(name), OLD))
    for rule in rules:
        rows += _of_card(rule, rules, lexicon)
    return Material(rules, rows)


_PARTS = {"goal": "goals"}
"""The corpus' names of parts that are not ours."""


def _plans(
    readers: tuple[Reader, ...], lexicon: Lexicon
) -> Iterator[tuple[str, Mapping[str, Any], Plan]]:
    """Yield labelled plans: the corpus' part developed on, and ours."""
    for path in sorted((CORPUS / "plans").glob("*.json")) if CORPUS else ():
        if int(path.stem.removeprefix("d")) % HELD_BACK:
            file = path.parent.parent / "docs" / f"{path.stem}.docx"
            source = Source(file.name, file.read_bytes())
            plan = read_plan(parse(source, readers), source.name, lexicon)
            yield path.stem, json.loads(path.read_text("utf-8")), plan
    for path in sorted((FIXTURES / "labelled").glob("*.json")):
        text = MARK.sub("", path.with_suffix(".txt").read_text("utf-8"))
        plan = read_plan(parse(Source("plan.txt", text.encode()), readers), "plan.txt", lexicon)
        yield path.stem, json.loads(path.read_text("utf-8")), plan


def _statements() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield labelled statements: the corpus' part developed on, and ours."""
    folders: list[tuple[Path, int]] = [(FIXTURES / "statements", 0)]
    folders += [(CORPUS / "phrases", HELD_BACK)] if CORPUS else []
    for folder, held in folders:
        for path in sorted(folder.glob("*.jsonl")):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                if not held or number % held:
                    yield f"{path.stem}:{number}", json.loads(line)


def _level(rule: str, status: str) -> int:
    """Return what a statement earns: of the congress, that it is convened, however often."""
    if rule == HELD:
        return 2 * (status != "missing")
    return LEVELS.index(status)


def _fold(name: str) -> int:
    return zlib.crc32(name.encode()) % FOLDS


def _topical(rule: str) -> bool:
    return rule.split("/", maxsplit=1)[0] not in ("schedule", "structure", "tasks")


def _told(plan: Plan) -> Iterator[Statement]:
    """Yield the statements that are heard when a plan is judged."""
    for statement in plan.statements:
        if heard(statement):
            yield statement


class Place(NamedTuple):
    """Where a row comes from."""

    group: tuple[Any, ...]
    fold: int
    weight: float = 1.0


class Taught(NamedTuple):
    """What a label says, by rule."""

    level: list[int]
    about: list[int]
    alike: set[int]


def _row(
    statement: Statement, plan: Plan, rules: Sequence[Rule], taught: Taught, place: Place
) -> Row:
    cards = {
        at: reach(plan, statement, rule)
        for at, rule in enumerate(rules)
        if statement.index in plan.mentions.get(rule.id, ())
    }
    level, about, alike = taught
    group, fold, weight = place
    own, around = _HEARD.of(plan)[statement.index]
    return Row(statement, own, around, cards, level, about, alike, group, fold, weight)


class _Heard:
    """The features of the statements of the last plan, and those of the clauses around each."""

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._found: list[tuple[Features, tuple[frozenset[str], ...]]] = []

    def of(self, plan: Plan) -> list[tuple[Features, tuple[frozenset[str], ...]]]:
        """Return them, by the statements' indices."""
        if self._plan is not plan:
            own = [features(statement) for statement in plan.statements]
            self._plan = plan
            self._found = [
                (own[statement.index], tuple(c for each in around for c in own[each.index].clauses))
                for statement, around in beside(plan.statements)
            ]
        return self._found


_HEARD = _Heard()


def _of_annotated(
    plan: Annotated, read: Plan, rules: Sequence[Rule], fold: int, weight: float = 1.0
) -> Iterator[Row]:
    for statement in _told(read):
        place = statement.place
        spot = (place.block, place.cell[0] if place.cell else None)
        label = plan.labels.get(spot)
        if label is None:
            continue
        level = [_level(rule.id, label.earned.get(rule.id, "missing")) for rule in rules]
        about = [
            int(bool(lv) or (rule.id in label.alike and not label.alike[rule.id] & ASIDE))
            for lv, rule in zip(level, rules, strict=True)
        ]
        if statement.opens:  # what its line earns is said by what follows, or by both together
            level, about = [UNSAID] * len(rules), [UNSAID] * len(rules)
        alike = {n for n, r in enumerate(rules) if r.id in label.earned or r.id in label.alike}
        taught = Taught(level, about, alike)
        yield _row(statement, read, rules, taught, Place((plan.name, *spot), fold, weight))


def _of_plan(
    name: str, label: Mapping[str, Any], plan: Plan, rules: Sequence[Rule]
) -> Iterator[Row]:
    """Yield what a plan teaches whose label quotes some of the words that earn a status.

    Some are labelled for the rules of level error alone.
    """
    evidence = {
        rule: [_plain(words) for words in quotes]
        for rule, quotes in (label.get("evidence") or {}).items()
    }
    for statement in _told(plan):
        words = _plain(statement.norm)
        unsaid = Taught([UNSAID] * len(rules), [UNSAID] * len(rules), set())
        row = _row(statement, plan, rules, unsaid, Place((name, statement.index), _fold(name)))
        for at, rule in enumerate(rules):
            status = label["requirements"].get(rule.id)
            if status is None:
                continue
            seen = row.cards.get(at, NONE).level > 0
            if status == "missing":
                row.level[at] = 0
                row.about[at] = UNSAID if seen else 0
                row.alike.update({at} if seen else ())
            elif any(_share(words, each) for each in evidence.get(rule.id, ())):
                row.level[at], row.about[at] = _level(rule.id, status), 1
                row.alike.add(at)
        yield row


def _plain(words: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", words) if each.isalnum())


def _share(one: str, other: str) -> bool:
    least = 4
    return min(len(one), len(other)) >= least and (one in other or other in one)


def _of_statement(
    plan: Plan, statuses: Mapping[str, str], rules: Sequence[Rule], place: Place
) -> Iterator[Row]:
    """Yield what a text teaches that is labelled for some rules alone.

    When it earns something it is known to earn nothing else; of a card's examples not even that.
    """
    whole = place.group[0] != CARD
    others = 0 if whole and any(status != "missing" for status in statuses.values()) else UNSAID
    level = [
        _level(rule.id, statuses[rule.id]) if rule.id in statuses else others for rule in rules
    ]
    about = [
        (1 if lv else UNSAID) if rule.id in statuses else others
        for lv, rule in zip(level, rules, strict=True)
    ]
    alike = {at for at, rule in enumerate(rules) if rule.id in statuses}
    for statement in _told(plan):
        yield _row(statement, plan, rules, Taught(level, about, alike), place)


def _of_card(rule: Rule, rules: Sequence[Rule], lexicon: Lexicon) -> Iterator[Row]:
    for number, example in enumerate(rule.examples()):
        plan = plan_from(example.text, example.part, example.title, lexicon)
        place = Place((CARD, rule.id, number), number % FOLDS, SURE)
        yield from _of_statement(plan, {rule.id: example.expect}, rules, place)
