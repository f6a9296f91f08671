"""What a letter says of a plan, by its weight."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from plancheck_papers.letter import faults as text_faults
from plancheck_papers.letter import gaps as plan_gaps
from plancheck_papers.letter.model import Point, Section
from plancheck_papers.letter.order import COMMON, rank
from plancheck_papers.letter.unread import not_judged
from plancheck_papers.letter.words import Words

Json = Mapping[str, Any]


CALLED = {("should", "return"): "along", ("must", "revise"): "before"}
"""Section and verdict → what it is then called: of a plan that is sent back all is to be mended,
and what one that is not sent back lacks may be no more than a practice."""


def called(section: str, code: str) -> str:
    """Return what a section is called.

    :param code: of the verdict
    """
    return CALLED.get((section, code), section)


def sections(plan: Json, rules: Mapping[str, Json], words: Words) -> Iterator[Section]:
    """Yield what there is to say; nothing of a file that could not be read.

    :param rules: the rules' entries in the report, by id
    """
    if plan["decision"] is not None:
        yield from _Sections(plan, rules, words).all()


class _Sections:
    """Sorts out what is said of one plan."""

    def __init__(self, plan: Json, rules: Mapping[str, Json], words: Words) -> None:
        self._plan, self._rules, self._words = plan, rules, words
        self._code: str = plan["decision"]["code"]

    def all(self) -> Iterator[Section]:
        """Yield the sections that are not empty, in order."""
        gaps, (grave, light) = plan_gaps.gaps(self._plan), self._faults()
        must = [*self._gaps(gaps.must, grave=True), *map(self._fault, grave)]
        should = self._gaps(gaps.should, grave=False)
        could = self._could(gaps.could, also=bool(should))
        accepted = self._code == "accept"
        told = self._insert(must)
        yield from self._section("must", must, told)
        lead = (self._insert(should) if not told else "", self._common(gaps.should))
        tail = "" if accepted else could
        yield from self._section("should", should, self._words.joined(lead), tail)
        yield from self._section("text", [self._fault(each) for each in light])
        unknown = self._words.joined(not_judged(self._plan, self._words))
        yield from self._section("unknown", (), unknown)
        yield from self._section("waived", (), self._waived())
        yield from self._section("could", (), could if accepted else "")

    def _section(
        self, name: str, points: Sequence[Point], lead: str = "", tail: str = ""
    ) -> Iterator[Section]:
        if points or lead or tail:
            title = self._words.text(f"letter.section.{called(name, self._code)}")
            yield Section(name, title, lead, tuple(points), tail)

    def _gaps(self, results: Iterable[Json], *, grave: bool) -> list[Point]:
        criteria = {rule: entry["criteria"] for rule, entry in self._rules.items()}
        return [
            plan_gaps.point(each, criteria.get(each["rule"], {}), self._words, grave=grave)
            for each in results
        ]

    def _faults(self) -> tuple[list[text_faults.Fault], list[text_faults.Fault]]:
        """Return what must be mended in the text, and what only should."""
        found = text_faults.faults(self._plan)
        if self._code == "accept":
            return [], found
        reasons = self._plan["decision"]["reasons"]
        grave = [each for each in found if each.severity == "error" or each.rule in reasons]
        return grave, [each for each in found if each not in grave]

    def _fault(self, fault: text_faults.Fault) -> Point:
        return text_faults.point(fault, self._rules.get(fault.rule, {}), self._words)

    def _insert(self, points: Iterable[Point]) -> str:
        """Tell how the sentences to insert are meant."""
        if not any(point.insert for point in points):
            return ""
        monthly = self._plan["schedule"] and self._plan["schedule"]["months"]
        return self._words.text("letter.insert.scheduled" if monthly else "letter.insert.told")

    def _common(self, results: Iterable[Json]) -> str:
        """Tell once on what those points rest that name no basis."""
        bases = ({basis["kind"] for basis in each["basis"]} for each in results)
        return self._words.text("letter.common") if {COMMON} in bases else ""

    def _could(self, results: Iterable[Json], *, also: bool) -> str:
        """Name what the school may leave as it is."""
        names = self._words.names(each["rule"] for each in results)
        code = "letter.could.also" if also else "letter.could"
        return self._words.text(code, names=names) if names else ""

    def _waived(self) -> str:
        """Name what is not asked of this plan, with the reason.

        That is by waivers; a baseline is the reviewer's own affair.
        """
        found = chain(self._plan["results"], self._plan["defects"])
        waivers = {each["rule"]: each["waiver"] for each in found if each["waiver"]}
        told = [
            self._words.text(
                "letter.waived.one",
                name=self._words.names([rule]),
                reason=self._words.plain(waivers[rule]["reason"]).rstrip("。."),
            )
            for rule in sorted(waivers, key=rank)
            if waivers[rule]["kind"] == "waiver"
        ]
        names = self._words.text("letter.comma").join(told)
        return self._words.text("letter.waived", names=names) if told else ""
