"""One clause while its role is being found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plancheck.patterns import regex
from plancheck.reading.clauses import Span
from plancheck.reading.lexicon import Hit, starting
from plancheck.reading.plan import PartKind, Period, Role
from plancheck.reading.words import signs

EDGE = ",。;:!?"
"""Marks at the end of a clause."""

TERM = 7
"""Months of one term, at most."""

STEP = regex(
    r"工会|会员|代表|[\d一二三四五六七八九十两几][次场回天份元位名人月张个条件]|[每先再不把发投填评贴写交请送挂逢]"
)
"""Signs of a step of our own in a clause that may have no verb of the lists."""


@dataclass(slots=True)
class Frame:
    """What one sentence hands to the next of its paragraph."""

    past: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a sentence before it is read."""

    part: PartKind
    year: int | None
    """First year of the plan's period."""
    last_year: int | None
    unit: str
    """The plan's own unit, normalised; empty when not known."""
    branch: bool = False
    """Whether the plan is that of a department's union (分工会) below a school's."""
    period: Period | None = None
    terse: bool = False
    """Whether the line is an entry of a schedule, a table or a short list: bare nouns commit."""

    @property
    def in_term(self) -> bool:
        """Whether the plan is known to be for one term."""
        return self.period is not None and len(self.period.months()) <= TERM

    @property
    def term(self) -> str:
        """Return the term in which most months of the plan lie: ``autumn`` or ``spring``."""
        months = self.period.months() if self.period else ()
        return "spring" if 2 * sum(2 <= month <= 7 for month in months) > len(months) else "autumn"


@dataclass(slots=True)
class Reading:
    """A clause with the grammar's words in it; its role is settled step by step."""

    span: Span
    text: str
    lists: dict[str, Hit]
    role: Role = Role.MEASURE

    def has(self, name: str) -> bool:
        """Whether a list of the grammar has a word here."""
        return name in self.lists

    def at(self, name: str) -> int:
        """Return where in the clause a list's first word begins; -1 for nowhere."""
        hit = self.lists.get(name)
        return hit.start - self.span.start if hit else -1

    def after(self, name: str) -> str:
        """Return what follows a list's first word."""
        return self.text[self.lists[name].end - self.span.start :]

    @property
    def words(self) -> str:
        """The clause without the marks at its end."""
        return self.text.rstrip(EDGE)

    @property
    def bare(self) -> bool:
        """Whether the clause has no verb of its own."""
        return "@act" not in self.lists and "@will" not in self.lists

    def turn(self, role: Role) -> None:
        """Give the clause a role if it still counts as a promise."""
        if self.role.commits:
            self.role = role


def read_clause(norm: str, span: Span, hits: Sequence[Hit]) -> Reading:
    """Return a clause of a normalised line with the words found in it."""
    lists: dict[str, Hit] = {}
    for hit in starting(hits, span.start, span.end):
        # a word may end in the comma that closes the clause (…规定,)
        if hit.end <= span.end + 1:
            lists.setdefault(hit.list, hit)
    return Reading(span, norm[span.start : span.end], lists)


def any_of(words: Iterable[str], text: str) -> bool:
    """Whether one of the words stands in a text."""
    return any(word in text for word in words)


def forward(clauses: Sequence[Reading], at: int, role: Role) -> None:
    """Give a role to a clause and to those after it."""
    for clause in clauses[at:]:
        clause.turn(role)


def backward(clauses: Sequence[Reading], at: int, role: Role, *, steps: bool = False) -> None:
    """Let what rules a clause also rule the verbless clauses and conditions before it.

    :param steps: whether steps of our own among them go on as they are
    """
    for clause in reversed(clauses[:at]):
        if clause.role is role:
            continue
        if not clause.role.commits:
            return
        if not (clause.bare or clause.has("@if") or _announces(clause)):
            return
        if steps and STEP.search(clause.text) and not _announces(clause):
            return
        clause.role = role


def _announces(clause: Reading) -> bool:
    """Whether a clause only names what the next ones speak of (关于…的建议, …一事, 何时…)."""
    words = clause.text.rstrip(",:")
    if words.startswith(signs("announces")) or words.endswith(signs("announces.ends")):
        return True
    return any_of(signs("asks"), words)
