"""One run: read each file, understand it, ask the rules, gather what they say.

A file that cannot be read, or that a reader or the reading stumbles over, is a value in the
result; the next file is taken up all the same.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from plancheck.check import Watch, check
from plancheck.errors import Unreadable
from plancheck.files import Submission
from plancheck.formats import Reader, Source
from plancheck.loading import fetch, fetch_stdin, parse
from plancheck.outcome import Review
from plancheck.profile import Terms
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.reading.plan import Plan


@dataclass(frozen=True, slots=True)
class Desk:
    """What every file of a run is read and judged with.

    :param lexicon: the words of all rules, so that a plan is searched once
    :param terms: gives what one file is judged by
    :param watch: is shown every exception that a rule or a reader raises
    """

    readers: tuple[Reader, ...]
    lexicon: Lexicon
    terms: Callable[[Submission], Terms]
    watch: Watch | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """A file as it was read: a plan, or why there is none.

    :param sha256: of the file's bytes; None when they could not be had
    """

    sha256: str | None
    plan: Plan | None = None
    problem: Unreadable | None = None


def reviews(submissions: Iterable[Submission], desk: Desk) -> Iterator[Review]:
    """Review some files, in order."""
    for submission in submissions:
        yield review(submission, desk)


def review(submission: Submission, desk: Desk) -> Review:
    """Review one file: read it, understand it, ask the rules."""
    read = understand(submission, desk.readers, desk.lexicon, desk.watch)
    if read.plan is None:
        return Review(submission.name, read.sha256, read.problem, terms=desk.terms(submission))
    terms = desk.terms(submission)
    results, defects = check(read.plan, terms.rules, terms.severities, desk.watch)
    return Review(submission.name, read.sha256, None, read.plan, results, defects, terms)


def understand(
    submission: Submission,
    readers: tuple[Reader, ...],
    lexicon: Lexicon,
    watch: Watch | None = None,
) -> Understood:
    """Read one file and understand it as a plan."""
    sha256 = None
    try:
        source = _taken(submission)
        sha256 = _digest(source.data)
        plan = read_plan(parse(source, readers), source.name, lexicon)
    except Unreadable as problem:
        return Understood(sha256, problem=problem)
    except Exception as error:  # noqa: BLE001 - one bad file never ends a batch
        if watch:
            watch(submission.name, error)
        crash = Unreadable("run.crashed", exception=type(error).__name__)
        return Understood(sha256, problem=crash)
    return Understood(sha256, plan)


def _taken(submission: Submission) -> Source:
    return fetch_stdin(submission.path) if submission.stdin else fetch(submission.path)


def _digest(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()
