"""The catalogues say the same in both languages, and have words for whatever can go wrong."""

import re
import string
from importlib import import_module
from pathlib import Path

import pytest

import plancheck
from plancheck import messages
from plancheck.cli.options import EVERYWHERE
from plancheck.cli.program import COMMANDS
from plancheck.messages import AREAS, LANGUAGES, catalogue
from plancheck.outcome import Reason
from plancheck.reading.plan import Kind, Layout, PartKind, Role
from plancheck.rule import Severity, Status

RAISED = re.compile(r'(?:Error|Unreadable)(?:, |\(\s*)"([a-z]+(?:\.[a-z-]+)+)"')


ZH, EN = (
    {code: text for area in AREAS for code, text in catalogue(lang, area).items()}
    for lang in LANGUAGES
)


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_messages() -> None:
    assert sorted(ZH) == sorted(EN)


@pytest.mark.parametrize("code", sorted(ZH))
def test_both_languages_have_the_same_blanks(code: str) -> None:
    assert blanks(ZH[code]) == blanks(EN[code])


def test_no_message_is_empty_or_ends_in_a_blank() -> None:
    for texts in (ZH, EN):
        assert not [code for code, sentence in texts.items() if not sentence.strip()]


def test_chinese_is_chinese() -> None:
    plain = {code for code, sentence in ZH.items() if sentence.isascii()}
    assert plain <= {"place.paged", "review.plan.plain"}


def test_catalogues_are_sorted() -> None:
    for lang in LANGUAGES:
        for area in AREAS:
            assert list(catalogue(lang, area)) == sorted(catalogue(lang, area))


@pytest.mark.parametrize("area", AREAS)
def test_both_languages_have_a_message_in_the_same_area(area: str) -> None:
    assert catalogue("zh", area).keys() == catalogue("en", area).keys()


def test_a_message_stands_in_one_area() -> None:
    for lang, texts in zip(LANGUAGES, (ZH, EN), strict=True):
        assert len(texts) == sum(len(catalogue(lang, area)) for area in AREAS)


def test_every_area_has_a_module_and_every_module_is_one() -> None:
    for lang in LANGUAGES:
        package = import_module(f"plancheck.messages.{lang}")
        modules = Path(package.__file__ or "").parent.glob("[!_]*.py")
        assert sorted(module.stem for module in modules) == sorted(AREAS)


def test_every_error_in_the_source_has_words() -> None:
    root = Path(plancheck.__file__).parent
    plugins = Path(import_module("plancheck_reports").__file__ or "").parents[1]
    files = [*root.rglob("*.py"), *plugins.glob("plancheck_*/**/*.py")]
    raised = {code for file in files for code in RAISED.findall(file.read_text("utf-8"))}
    assert len(raised) > 20
    assert sorted(code for code in raised if not messages.known(code)) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_explained(command: str) -> None:
    options = import_module(f"plancheck.cli.{COMMANDS[command]}").COMMAND.options
    assert set(EVERYWHERE) <= set(options)
    unexplained = [option.name for option in options if not messages.known(option.help)]
    assert unexplained == []
    assert messages.known(f"command.{command}")


@pytest.mark.parametrize(
    "code",
    [
        *(f"severity.{severity}" for severity in Severity),
        *(f"result.{status}" for status in Status),
        *(f"kind.{kind}" for kind in Kind),
        *(f"part.{part}" for part in PartKind),
        *(f"role.{role}" for role in Role),
        *(f"layout.{layout}" for layout in Layout),
        *(f"report.reason.{reason}" for reason in Reason if reason != Reason.FINDINGS),
    ],
)
def test_every_word_of_the_model_has_a_name(code: str) -> None:
    assert messages.known(code)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert messages.text("只有口号", "zh") == "只有口号"
    assert messages.text("缺{months}", "zh", {"months": "3月"}) == "缺3月"


@pytest.mark.parametrize("sentence", ["{", "{0}", "{a.b}", "{a[b]}", "{a!x}", "100%{"])
def test_a_foreign_sentence_with_loose_braces_is_shown_as_it_is(sentence: str) -> None:
    assert messages.text(sentence, "zh", {"a": "x"}) == sentence


def test_a_blank_without_a_value_stays_visible() -> None:
    assert messages.text("{a} {b}", "en", {"a": 1}) == "1 {b}"


def test_values_are_never_taken_for_blanks() -> None:
    assert messages.text("{a}", "en", {"a": "{b}", "b": "no"}) == "{b}"
