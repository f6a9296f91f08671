"""A run: one bad file never ends it, and everything said of a file is its own."""

import hashlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_kit import BAD, GOOD, RULES
from fakes import requirement

from plancheck import run
from plancheck.errors import Unreadable
from plancheck.files import Submission
from plancheck.formats import Reader, Source
from plancheck.judging import lexicon_of
from plancheck.model import Document, Paragraph
from plancheck.outcome import FailLevel, Review, State
from plancheck.profile import Terms
from plancheck.rule import Rule, Severity, Status
from plancheck.run import Desk, reviews
from plancheck.unpacking import Formats


def read(source: Source) -> Document:
    return Document("txt", tuple(map(Paragraph, source.data.decode().splitlines())))


def desk(reading: Callable[[Source], Document] = read, rules: tuple[Rule, ...] = RULES) -> Desk:
    reader = Reader("txt", (".txt",), lambda _head: False, reading)
    terms = Terms(rules=rules, severities={rule.id: rule.severity for rule in rules})
    return Desk(Formats((reader,)), lexicon_of(rules), lambda _item: terms)


def files(folder: Path, **texts: str) -> list[Submission]:
    made = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        made.append(Submission(f"{name}.txt", str(path)))
    return made


def states(found: list[Review]) -> list[State]:
    return [review.state(FailLevel.ERROR) for review in found]


def test_reviews_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    given = files(tmp_path, 好=GOOD, 差=BAD)
    found = [*reviews(given, desk())]
    assert [review.path for review in found] == ["好.txt", "差.txt"]
    assert states(found) == [State.COMPLIED, State.NOT_COMPLIED]
    assert found[0].sha256 == hashlib.sha256(GOOD.encode()).hexdigest()


@pytest.mark.parametrize(
    "raised", [Unreadable("read.no-text"), ValueError(), RecursionError(), MemoryError()]
)
def test_a_file_a_reader_fails_on_is_a_value_and_the_next_is_taken_up(
    raised: Exception, tmp_path: Path
) -> None:
    def failing(source: Source) -> Document:
        if source.data == b"bad":
            raise raised
        return read(source)

    bad, good = reviews(files(tmp_path, 坏="bad", 好=GOOD), desk(failing))
    assert bad.state(FailLevel.ERROR) is State.UNREADABLE
    assert bad.sha256 == hashlib.sha256(b"bad").hexdigest()
    assert good.state(FailLevel.ERROR) is State.COMPLIED


def test_a_file_the_reading_fails_on_is_a_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr(run, "read_plan", failing)
    (found,) = reviews(files(tmp_path, 好=GOOD), desk())
    assert found.problem is not None
    assert (found.problem.code, found.problem.values) == (
        "run.crashed",
        {"exception": "RecursionError"},
    )


def test_a_file_that_has_gone_has_no_checksum(tmp_path: Path) -> None:
    (found,) = reviews([Submission("a.txt", str(tmp_path / "a.txt"))], desk())
    assert (found.sha256, found.state(FailLevel.ERROR)) == (None, State.UNREADABLE)


def test_standard_input_goes_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    (found,) = reviews([Submission("a.txt", "a.txt", stdin=True)], desk())
    assert found.state(FailLevel.ERROR) is State.COMPLIED


def test_the_severity_in_force_for_a_file_counts(tmp_path: Path) -> None:
    made = desk()
    given = files(tmp_path, 甲=BAD, 乙=BAD)
    by_file = {"甲.txt": {"care/visits": Severity.INFO}, "乙.txt": {}}
    terms = {name: Terms(rules=RULES, severities=each) for name, each in by_file.items()}
    for_file = Desk(made.formats, made.lexicon, lambda item: terms[item.name])
    one, other = reviews(given, for_file)
    assert [result.severity for result in one.results if result.rule.id == "care/visits"] == [
        "info"
    ]
    assert {result.verdict.status for result in other.results} == {Status.NOT_APPLICABLE}


def test_a_rule_that_fails_on_one_file_is_asked_of_the_next(tmp_path: Path) -> None:
    asked: list[str] = []

    def once(plan: object) -> None:
        asked.append(repr(plan))
        raise ValueError

    found = [*reviews(files(tmp_path, 甲=GOOD, 乙=GOOD), desk(rules=(requirement(once),)))]
    assert len(asked) == 2
    assert all(review.crashed for review in found)
