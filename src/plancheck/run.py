"""One run: read each file, understand it, ask the rules, gather what they say.

A file that cannot be read, or that a reader or the reading stumbles over, is a value in the
result; the next file is taken up all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plancheck.check import Watch, check
from plancheck.errors import Unreadable
from plancheck.files import Submission
from plancheck.loading import parse
from plancheck.outcome import Review
from plancheck.profile import Terms
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.reading.plan import Plan
from plancheck.unpacking import Fetch, Formats, Taken, fetched, taken


@dataclass(frozen=True, slots=True)
class Desk:
    """What every file of a run is read and judged with.

    :param lexicon: the words of all rules, so that a plan is searched once
    :param terms: gives what one file is judged by
    :param watch: is shown every exception that a rule or a reader raises
    """

    formats: Formats
    lexicon: Lexicon
    terms: Callable[[Submission], Terms]
    watch: Watch | None = None
    get: Fetch = fetched
    """Gives the content of a file."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it was read: a plan, or why there is none.

    :param sha256: of the file's bytes; None when they could not be had
    """

    sha256: str | None
    plan: Plan | None = None
    problem: Unreadable | None = None


def reviews(submissions: Iterable[Submission], desk: Desk) -> Iterator[Review]:
    """Review some files, in order; of an archive each plan in it."""
    for item in taken(submissions, desk.formats, desk.get):
        yield _review(item, desk)


def _review(item: Taken, desk: Desk) -> Review:
    submission = item.submission
    read = understand(item, desk.formats, desk.lexicon, desk.watch)
    if read.plan is None:
        return Review(submission.name, read.sha256, read.problem, terms=desk.terms(submission))
    terms = desk.terms(submission)
    results, defects = check(read.plan, terms.rules, terms.severities, desk.watch)
    return Review(submission.name, read.sha256, None, read.plan, results, defects, terms)


def understand(
    item: Taken,
    formats: Formats,
    lexicon: Lexicon,
    watch: Watch | None = None,
) -> Understood:
    """Read one file and understand it as a plan."""
    source = item.source
    sha256 = _digest(source.data) if source else None
    if source is None or item.problem is not None:
        return Understood(sha256, problem=item.problem)
    try:
        plan = read_plan(parse(source, formats.readers), source.name, lexicon)
    except Unreadable as problem:
        return Understood(sha256, problem=problem)
    except Exception as error:  # noqa: BLE001 - one bad file never ends a batch
        if watch:
            watch(item.submission.name, error)
        crash = Unreadable("run.crashed", exception=type(error).__name__)
        return Understood(sha256, problem=crash)
    return Understood(sha256, plan)


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
