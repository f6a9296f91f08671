"""Writes what the documents say of the cards: ``python docs/generate.py``.

``docs/rules.md`` whole, and in ``README.md`` the list of rules and the samples of output, each
between two comments.
"""

import io
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import chdir, redirect_stdout
from itertools import groupby, islice
from pathlib import Path
from unittest.mock import patch

from plancheck.cards import collect
from plancheck.messages import text as message
from plancheck.rule import Basis, Example, Kind, Rule

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs" / "rules.md"
README = ROOT / "README.md"
SAMPLES = {
    "sample": ("check", "--select", "error", "fixtures/plans/澄溪市第八中学2025年工会工作安排.txt"),
    "evaluation": ("evaluate", "fixtures/plans", "fixtures/plans", "--select", "error"),
}
"""Block of the README → the command whose output it shows."""

SHOWN = 3
"""Examples shown of each verdict; all of them stand on the card."""

HEAD = """\
<!-- Written by docs/generate.py from the cards in plugins/*/rules. Do not edit. -->

# Rules

Every rule of the packs that come with plancheck. `plancheck rules` lists those that are installed,
`plancheck rules ID` explains one.
"""


def rules() -> list[Rule]:
    """Return the rules of the built-in packs, whatever else is installed."""
    from importlib import import_module

    packs = sorted(path.parent.parent.name for path in ROOT.glob("plugins/*/rules/*.toml"))
    for pack in dict.fromkeys(packs):
        import_module(pack)
    found = [rule for pack in dict.fromkeys(packs) for rule in collect(pack)]
    return sorted(found, key=lambda rule: rule.id)


def page(described: Iterable[Rule]) -> str:
    """Return the whole page."""
    described = list(described)
    sections = ["\n".join(_section(rule)) for rule in described]
    return "\n".join([HEAD, *_overview(described), "", *sections])


def _overview(described: Iterable[Rule]) -> Iterator[str]:
    yield "| id | severity | kind | title |"
    yield "|---|---|---|---|"
    for rule in described:
        anchor = rule.id.replace("/", "")
        yield f"| [`{rule.id}`](#{anchor}) | {rule.severity} | {rule.kind} | {_plain(rule.title)} |"


def _section(rule: Rule) -> Iterator[str]:
    yield f"## {rule.id}"
    yield ""
    yield f"**{_plain(rule.title)}**" + (f" · {rule.english['title']}" if rule.english else "")
    yield ""
    yield f"{rule.severity} · {rule.kind} · `plugins/{rule.card}`"
    yield ""
    for status, criterion in rule.criteria.items():
        yield f"- `{status}`: {_plain(criterion)}"
    for basis in rule.basis:
        yield f"- {_basis(basis)}"
    for name, choice in rule.choices.items():
        others = "、".join(f"`{value}`" for value in choice.values if value != choice.default)
        yield f"- 选项 `{name}`：`{choice.default}`（评审方案里可以改为 {others}）"
    if rule.advice:
        yield f"- 建议写法：{_plain(rule.advice)}"
    yield ""
    yield from _examples(rule)


def _plain(text: str) -> str:
    """Keep Markdown from reading marks of the text as its own."""
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", text)


def _basis(basis: Basis) -> str:
    return f"{message(f'basis.{basis.kind}', 'zh')}：{_plain(basis.text)}"


def _examples(rule: Rule) -> Iterator[str]:
    order = ("found", "clean") if rule.kind is Kind.DEFECT else ("met", "partial", "missing")
    short = [one for one in rule.examples() if one.part != "plan" and "\n" not in one.text]
    ranked = sorted(short, key=lambda one: order.index(one.expect))
    for _, alike in groupby(ranked, key=lambda one: one.expect):
        for example in islice(alike, SHOWN):
            yield _example(example)
    yield ""


def _example(example: Example) -> str:
    part = "" if example.part == "tasks" else f"（{example.part}）"
    why = f" —— {_plain(example.why)}" if example.why else ""
    return f"- {example.expect}{part}：“{_plain(example.text)}”{why}"


def readme(there: str, described: Iterable[Rule]) -> str:
    """Return the README with its generated blocks written anew."""
    listed = ["| rule | severity | |", "|---|---|---|"]
    listed += [f"| `{rule.id}` | {rule.severity} | {_plain(rule.title)} |" for rule in described]
    there = _block(there, "rules", "\n".join(listed))
    for name, words in SAMPLES.items():
        shown = f"```console\n$ plancheck {' '.join(words)}\n{_output(words)}```"
        there = _block(there, name, shown)
    return there


def _block(text: str, name: str, content: str) -> str:
    begin, end = f"<!-- generated: {name} -->\n", "<!-- end -->"
    start = text.index(begin) + len(begin)
    return f"{text[:start]}{content}\n{text[text.index(end, start) :]}"


def _output(words: Iterable[str]) -> str:
    from plancheck.cli import main

    wide = patch.dict(os.environ, COLUMNS="80")  # whatever the terminal this runs on
    with chdir(ROOT), wide, redirect_stdout(io.StringIO()) as out:
        main([*words, "--no-config", "--lang", "zh"])
    return out.getvalue()


if __name__ == "__main__":
    found = rules()
    TARGET.write_text(page(found), encoding="utf-8")
    README.write_text(readme(README.read_text(encoding="utf-8"), found), encoding="utf-8")
