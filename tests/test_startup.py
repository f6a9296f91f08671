"""Start-up counts: what a run imports is held here, so that nothing comes in unnoticed.

After a wanted change, ``python tests/test_startup.py`` prints the lists anew.
"""

import subprocess
import sys
from pathlib import Path

import pytest

PLAN = "2024年育英小学工会工作计划\n一、主要工作\n1、走访慰问困难教职工。\n"

VERSION = {"plancheck", "plancheck.cli"}

CHECK_OWN = """
plancheck plancheck.addresses plancheck.api plancheck.batch plancheck.cache plancheck.cards
plancheck.check plancheck.cli plancheck.config plancheck.deciding plancheck.discovery
plancheck.documents plancheck.engines plancheck.errors plancheck.files plancheck.fingerprints
plancheck.foreign plancheck.formats plancheck.hookspecs plancheck.judging plancheck.limits
plancheck.loading plancheck.marks plancheck.messages plancheck.model plancheck.outcome
plancheck.patterns plancheck.places plancheck.plugins plancheck.profile plancheck.profile_cards
plancheck.profile_check plancheck.reading
plancheck.report_object plancheck.rule plancheck.run plancheck.scoring plancheck.selection
plancheck.spool plancheck.suggest plancheck.terminal plancheck.unpacking plancheck.weighing
"""
"""Modules of the core, those of a package under the package's name."""

CHECK_FOREIGN = """
__future__ ahocorasick array ast bisect collections contextlib copy copyreg dataclasses dis enum
functools hashlib importlib inspect itertools keyword linecache math mmap opcode operator pluggy re
reprlib token tokenize types typing unicodedata warnings weakref zlib
"""
"""Top-level names outside the project; the private ones of the standard library left out."""

NEVER = """
argparse concurrent distributed docx email fsspec gettext importlib.metadata importlib.resources
json jsonschema locale logging lxml multiprocessing pathlib plancheck.cards.parse
plancheck.cli.across plancheck.cli.help plancheck.cli.rules plancheck.cli.sending plancheck.desk
plancheck.engines.local plancheck.messages.en plancheck.messages.zh.batch plancheck.testing
plancheck_batch.sentences plancheck_readers.word plancheck_reports.json random shutil subprocess
tempfile tomllib traceback urllib xlsxwriter zipfile
"""
"""What must not be imported to check a text, whatever the lists above say."""


def imported(code: str, *words: str | Path) -> set[str]:
    """Return what a fresh interpreter imports for some code, beyond what it imports for none."""
    probe = "\nimport sys; sys.stderr.write(' '.join(sorted(sys.modules)))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", body + probe, *map(str, words)],
            capture_output=True,
            text=True,
            check=True,
        )
        for body in ("", code)
    ]
    bare, full = (set(run.stderr.split()) for run in runs)
    return full - bare


def of_version() -> set[str]:
    return imported("from plancheck.cli import main; main(['--version'])")


def of_check(folder: Path) -> set[str]:
    plan = folder / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    warm = "import sys; from plancheck.cli import main; main(sys.argv[1:])"
    words = ("check", plan, "--no-config")
    imported(warm, *words)  # the cards are compiled once
    return imported(warm, *words)


def own(modules: set[str]) -> set[str]:
    """Return the core's modules, those of a package under the package's name."""
    ours = (name.split(".") for name in modules if name.split(".")[0] == "plancheck")
    return {".".join(parts[:2]) for parts in ours}


def foreign(modules: set[str]) -> set[str]:
    """Return the top-level names of what is not ours."""
    names = {name.split(".")[0] for name in modules}
    return {name for name in names if name[:1] != "_" and not name.startswith("plancheck")} | (
        {"__future__"} & names
    )


def test_version_imports_nothing_else() -> None:
    assert of_version() == VERSION


@pytest.fixture(scope="module")
def checking(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return of_check(tmp_path_factory.mktemp("start"))


def test_a_text_check_imports_these_modules_of_ours(checking: set[str]) -> None:
    assert sorted(own(checking)) == CHECK_OWN.split()


def test_a_text_check_imports_these_modules_of_others(checking: set[str]) -> None:
    assert foreign(checking) - set(CHECK_FOREIGN.split()) == set()
    if sys.version_info[:2] == (3, 11):  # later versions import less by themselves
        assert set(CHECK_FOREIGN.split()) - foreign(checking) == set()


def test_a_text_check_imports_nothing_heavy(checking: set[str]) -> None:
    assert [name for name in NEVER.split() if name in checking] == []


def test_the_lists_are_sorted_and_each_name_stands_once() -> None:
    for names in (CHECK_OWN.split(), CHECK_FOREIGN.split(), NEVER.split()):
        assert names == sorted(set(names))


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as made:
        modules = of_check(Path(made))
    print(*sorted(own(modules)), "", *sorted(foreign(modules)), sep="\n")  # noqa: T201 - its use
