"""Beside others that read plans or search texts: how many files a second each gets through.

``python benchmarks/peers.py [NUMBER]`` makes NUMBER plans (``submissions.py``; 200 unless given) as
Word documents and as texts, and lets each go through the same files, in turn, three times. Medians
are printed. What is not installed is named and passed over.

For Word documents: opening the package and parsing its main part (zipfile, lxml), python-docx
reading paragraphs and tables in order, plancheck with all rules. For texts: ripgrep, once a card
with all its words; text linters with what they check by themselves (autocorrect,
textlint with its rule for width of characters, semgrep with a rule of one pattern); plancheck.
None of the others judges a plan: the ratios say what judging costs beside reading and searching.
"""

import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from docx import Document as WordDocument
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from plan_files.plain import txt
from plan_files.raw_word import raw_word
from submissions import plans

ROUNDS = 3
SEMGREP = """
rules:
  - {id: congress, languages: [generic], message: m, severity: INFO, pattern: 教代会}
"""


def main(number: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _write(folder, number)
        for title, others in (("Word documents", _word(folder)), ("texts", _texts(folder))):
            print(f"{number} {title}")
            _print(dict(others), number)


def _write(folder: Path, number: int) -> None:
    texts = plans()
    for name in ("word", "text"):
        (folder / name).mkdir()
    for each in range(number):
        document = texts[each % len(texts)]
        (folder / "word" / f"{each:05}.docx").write_bytes(raw_word(document, "育英小学"))
        (folder / "text" / f"{each:05}.txt").write_text(txt(document), "utf-8")
    (folder / "rules.yaml").write_text(SEMGREP, "utf-8")


Way = tuple[str, Callable[[], object]]


def _word(folder: Path) -> Iterator[Way]:
    files = sorted((folder / "word").iterdir())
    yield "zipfile and lxml", lambda: list(map(_parsed, files))
    yield "python-docx", lambda: list(map(_read, files))
    yield "plancheck", lambda: _plancheck(folder / "word")


def _parsed(path: Path) -> object:
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read("word/document.xml"))


def _read(path: Path) -> list[str]:
    found = []
    for each in WordDocument(str(path)).iter_inner_content():
        if hasattr(each, "rows"):
            found += [cell.text for row in each.rows for cell in row.cells]
        else:
            found.append(each.text)
    return found


def _texts(folder: Path) -> Iterator[Way]:
    text = str(folder / "text")
    for name, words in (
        ("autocorrect", ["autocorrect", "--lint", text]),
        ("textlint", ["textlint", "--rule", "no-zero-width-spaces", text]),
        ("semgrep", ["semgrep", "--config", str(folder / "rules.yaml"), "--metrics=off", text]),
    ):
        if shutil.which(name):
            yield name, lambda words=words: _quietly(words)  # type: ignore[misc]
        else:
            print(f"  {name}: not installed")
    if shutil.which("rg"):
        patterns = _patterns(folder)
        yield "ripgrep, once a card", lambda: _ripgrep(patterns, text)
    else:
        print("  ripgrep: not installed")
    yield "plancheck", lambda: _plancheck(folder / "text")


def _patterns(folder: Path) -> list[Path]:
    """Write the words of each card into a file, as ripgrep takes them."""
    found = []
    for card in sorted((Path(__file__).parent.parent / "plugins").glob("*/rules/*.toml")):
        lists = tomllib.loads(card.read_text("utf-8")).get("words", {})
        words = [word for name, each in lists.items() if not name.endswith(".not") for word in each]
        if words:
            path = folder / f"{card.parent.parent.name}-{card.stem}.txt"
            path.write_text("\n".join(words) + "\n", "utf-8")
            found.append(path)
    return found


def _ripgrep(patterns: Sequence[Path], folder: str) -> None:
    words = ["rg", "--count", "--fixed-strings", "--threads", "1", folder, "--file"]
    for each in patterns:
        _quietly([*words, str(each)])


def _plancheck(folder: Path) -> None:
    words = ["check", str(folder), "-j", "1", "--no-cache", "--no-config", "--format", "jsonl"]
    _quietly([sys.executable, "-m", "plancheck", *words])


def _quietly(words: list[str]) -> None:
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own words


def _print(ways: dict[str, Callable[[], object]], number: int) -> None:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    own = median(times["plancheck"])
    for name, taken in times.items():
        one = median(taken)
        print(f"  {name:22} {number / one:8.1f} files a second; plancheck takes {own / one:6.1f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
