"""What the lines of the ledger come to: tallies, gaps, ranks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from plancheck_reports.ledger.asked import Asked
from plancheck_reports.ledger.lines import Line
from plancheck_reports.ledger.table import Table, decided, defects
from plancheck_reports.ledger.words import plain

Json = Mapping[str, Any]

JUDGED = ("met", "partial", "missing")
"""Statuses that count where a share is told; what is unknown, waived or does not apply does not."""

CODES = ("accept", "revise", "return", "undecided")


class Tally(NamedTuple):
    """How often a requirement got each status."""

    asked: Asked
    counts: Counter[str]

    @property
    def judged(self) -> int:
        """Return in how many plans it was judged."""
        return sum(self.counts[status] for status in JUDGED)

    @property
    def share(self) -> float | None:
        """Return the share of them that meets it; None where it was judged in none."""
        return self.counts["met"] / self.judged if self.judged else None

    @property
    def gaps(self) -> tuple[int, int]:
        """Return in how many plans it is not met, and missing."""
        return self.counts["partial"] + self.counts["missing"], self.counts["missing"]


def tallies(made: Table) -> tuple[Tally, ...]:
    """Return a tally of each requirement, in the order of the ledger."""
    return tuple(Tally(each, _statuses(each.rule, made.lines)) for each in made.asked)


def _statuses(rule: str, lines: Sequence[Line]) -> Counter[str]:
    return Counter(line.results[rule]["status"] for line in lines if rule in line.results)


def commonest(counted: Sequence[Tally], most: int) -> list[Tally]:
    """Return what is most often not met, and how often it is."""
    lacking = [tally for tally in counted if tally.gaps[0]]
    return sorted(lacking, key=lambda tally: tally.gaps, reverse=True)[:most]


class Blemish(NamedTuple):
    """How often a defect was found."""

    title: str
    plans: int
    places: int


def blemishes(made: Table, most: int) -> list[Blemish]:
    """Return the defects found in most plans."""
    plans: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for line in made.checked:
        found = Counter(defect["rule"] for defect in defects(line.plan or {}))
        places += found
        plans.update(found.keys())
    titles = {rule["id"]: rule["title"] for rule in made.report["rules"]}
    order = sorted(plans, key=lambda rule: (-plans[rule], -places[rule], rule))
    return [Blemish(titles.get(rule, rule), plans[rule], places[rule]) for rule in order[:most]]


def decisions(made: Table) -> dict[str, int]:
    """Return every verdict by its text, and how many lines have it; first those of the profiles."""
    texts = [_texts(made, code) for code in CODES]
    known = [text for each in texts for text in each]
    known.append(made.words("unreadable"))
    known += [made.words("standing.absent")] if any(not line.plan for line in made.lines) else []
    counts = Counter(plain(decided(line, made.words)) for line in made.lines)
    return {text: counts[text] for text in map(plain, known)}


def coded(made: Table) -> dict[str, str]:
    """Return the text of each verdict → its code."""
    return {plain(text): code for code in CODES for text in _texts(made, code)}


def _texts(made: Table, code: str) -> list[str]:
    told = (line.plan["decision"] for line in made.checked if line.plan)
    texts = dict.fromkeys(each["text"] for each in told if each["code"] == code)
    return list(texts) or [made.words.decision(code)]


class Ranked(NamedTuple):
    """A plan in the order of the ranking."""

    rank: int | None
    """Equal ones share a rank, and the next ones follow after all of them; None without a score."""
    line: Line
    value: float | None
    """What it is ranked by: the share of the points, else the number of requirements met."""
    met: int
    judged: int


def scored(made: Table) -> bool:
    """Tell whether some plan has a score."""
    return any(line.plan and line.plan["score"] for line in made.lines)


def ranking(made: Table) -> list[Ranked]:
    """Return the plans that could be read, best first."""
    by_score = scored(made)
    plans = [(line, _value(line, by_score=by_score)) for line in made.checked]
    values = sorted((value for _, value in plans if value is not None), reverse=True)
    places: dict[float, int] = {}
    for place, value in enumerate(values, 1):
        places.setdefault(value, place)
    found = [_ranked(line, value, places) for line, value in plans]
    return sorted(found, key=lambda one: len(found) + 1 if one.rank is None else one.rank)


def _value(line: Line, *, by_score: bool) -> float | None:
    if not by_score:
        return met(line)
    score = line.plan["score"] if line.plan else None
    return score["total"] / score["of"] if score and score["of"] else None


def _ranked(line: Line, value: float | None, places: Mapping[float, int]) -> Ranked:
    rank = None if value is None else places[value]
    judged = sum(result["status"] in JUDGED for result in line.results.values())
    return Ranked(rank, line, value, met(line), judged)


def met(line: Line) -> int:
    """Return how many requirements a plan meets."""
    return sum(result["status"] == "met" for result in line.results.values())
