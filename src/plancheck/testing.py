"""The test kit for authors of rules; the project's own rules are tested with it.

A pack's whole test is::

    import pytest
    from plancheck.testing import every_example, verify

    @pytest.mark.parametrize(("rule", "example"), every_example("district/"))
    def test_example(rule, example):
        verify(rule, example)

``plancheck try FOLDER`` does the same without pytest and without installing anything.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from plancheck.cards.build import Home, rule_of
from plancheck.cards.parse import compile_pack, pack_faults
from plancheck.cards.patterns import slow_patterns
from plancheck.cards.source import Source, of_folder
from plancheck.check import check
from plancheck.errors import CardError
from plancheck.judging.lists import lists_of
from plancheck.model import Block, Cell, Document, Paragraph, Table
from plancheck.patterns import regex
from plancheck.reading import read_plan
from plancheck.reading.lexicon import Lexicon
from plancheck.reading.plan import Plan
from plancheck.reading.read import make_lexicon
from plancheck.rule import Example, Kind, Rule

TITLE = "2024年A校工会工作计划"

HEADINGS = {
    "guiding": "一、指导思想",
    "goals": "二、工作目标",
    "tasks": "二、主要工作",
    "review": "一、去年工作回顾",
    "schedule": "三、月度安排",
}
"""The heading over an example, by the part of a plan it stands in."""


def plan_from(
    text: str, part: str = "tasks", title: str = TITLE, lexicon: Lexicon | None = None
) -> Plan:
    """Build a plan around a text.

    The plan has a title, one heading for the part, and the text as item 1 under it. Lines that
    begin with ``|`` are rows of a table.

    :param text: a statement; several lines are paragraphs of their own; with ``part="plan"`` the
        whole plan, title included
    :param part: a key of :data:`HEADINGS`, or ``plan``
    :raises KeyError: when there is no such part
    """
    if part != "plan":
        item = text if "\n" in text or text.startswith("|") else f"1、{text}"
        text = f"{title}\n{HEADINGS[part]}\n{item}"
    return read_plan(Document("txt", tuple(_blocks(text))), "example.txt", lexicon)


def every_example(prefix: str = "") -> list[object]:
    """Return every example of the installed rules as parameters for pytest.

    :param prefix: only of rules whose id begins so, such as ``care/``
    :raises SetupError: when a plugin or a card has a fault
    """
    import pytest

    from plancheck.plugins import load

    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in load().rules
        if rule.id.startswith(prefix)
        for number, example in enumerate(rule.examples(), 1)
    ]


def verify(rule: Rule, example: Example) -> None:
    """Assert that a rule says of an example what its card says it must.

    :raises AssertionError: when it does not; naming rule, answer and text
    """
    said, detail = answer(rule, example)
    assert said == example.expect, (
        f"{rule.id} says '{said}' of '{example.text}', not '{example.expect}'"
        + (f" ({example.why})" if example.why else "")
        + (f"; {detail}" if detail else "")
    )


def answer(rule: Rule, example: Example) -> tuple[str, str]:
    """Return what a rule says of an example, in the words of ``expect``, and why.

    :raises CardError: when the code beside the card cannot be asked
    """
    raised: list[BaseException] = []
    plan = plan_from(example.text, example.part, example.title, _lexicon(rule))
    severities = {rule.id: rule.severity}
    results, defects = check(plan, [rule], severities, lambda _, error: raised.append(error))
    if raised and isinstance(raised[0], CardError):
        raise raised[0]
    if raised:
        return "crash", f"{type(raised[0]).__name__}: {raised[0]}"
    if rule.kind is Kind.DEFECT:
        return ("found" if defects else "clean"), " / ".join(each.finding.text for each in defects)
    verdict = results[0].verdict
    quotes = [quote.text for quote in verdict.evidence]
    quotes += [f"{miss.text} ({miss.reason})" for miss in verdict.near_misses]
    return verdict.status, " / ".join(quotes)


def _lexicon(rule: Rule) -> Lexicon:
    return _made(tuple((name, tuple(words)) for name, words in lists_of(rule).items()))


@lru_cache(maxsize=4)  # the examples of a rule come one after another
def _made(lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Lexicon:
    return make_lexicon(dict(lists))


def try_folder(path: str) -> list[CardError]:
    """Test the cards of a folder, which need not be installed.

    :param path: a pack, its ``rules`` folder, or any folder of cards
    :returns: everything that is wrong: faults of the cards; when there are none, examples that get
        another verdict, and cards whose examples prove nothing
    :raises CardError: when there are no cards
    """
    source = of_folder(path)
    faults = list(pack_faults(source))
    if faults:
        return faults
    home = Home("", source.folder)
    rules = [rule_of(home, compiled) for compiled in compile_pack(source)]
    return [*_slow(source), *try_rules(rules)]


def _slow(source: Source) -> Iterator[CardError]:
    for module in sorted(source.modules):
        path = source.label(f"{module}.py")
        for line, pattern in slow_patterns(Path(path).read_bytes()):
            yield CardError("try.slow", file=path, line=line, pattern=pattern)


def try_rules(rules: Iterable[Rule]) -> Iterator[CardError]:
    """Yield an error for each example that fails and for each rule without telling examples."""
    for rule in rules:
        yield from _patterns(rule)
        yield from _unproven(rule)
        try:
            yield from _failures(rule)
        except CardError as error:
            yield error


def _failures(rule: Rule) -> Iterator[CardError]:
    for number, example in enumerate(rule.examples(), 1):
        said, detail = answer(rule, example)
        if said != example.expect:
            yield _failure(rule, number, example, said, detail)


def _failure(rule: Rule, number: int, example: Example, said: str, detail: str) -> CardError:
    return CardError(
        "try.crash" if said == "crash" else "try.says",
        file=rule.card,
        rule=rule.id,
        number=number,
        said=said,
        expected=example.expect,
        text=example.text,
        detail=detail or "-",
    )


def _unproven(rule: Rule) -> Iterator[CardError]:
    """Refuse a rule that would pass its examples if it found everything, or nothing."""
    expected = {example.expect for example in rule.examples()}
    wanted = ("found", "clean") if rule.kind is Kind.DEFECT else ("met", "missing")
    for expect in wanted:
        if expect not in expected:
            yield CardError("try.lacks", file=rule.card, rule=rule.id, expected=expect)


_PATTERN = regex(r"\.[*+{]|\\[bdswBDSW]|\(\?|\[[^\]]+\]|[\w)]\|[\w(]")
"""What shows that somebody took words for regular expressions."""


def _patterns(rule: Rule) -> Iterator[CardError]:
    for name, words in rule.data.get("words", {}).items():
        for word in words:
            if _PATTERN.search(word):
                yield CardError("try.pattern", file=rule.card, key=f"words: {name}", word=word)


def _blocks(text: str) -> Iterator[Block]:
    """Yield paragraphs, and runs of lines that begin with ``|`` as tables."""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(line)
            continue
        if rows:
            yield _table(rows)
            rows = []
        if line:
            yield Paragraph(line)


def _table(rows: Iterable[str]) -> Table:
    return Table(
        tuple(
            Cell(row, column, text.strip())
            for row, line in enumerate(rows)
            for column, text in enumerate(line.strip().strip("|").split("|"))
        )
    )
