"""No regular expression of ours takes more than linear time on text made of its own atoms.

The cards' own patterns are asked the same by ``plancheck try``: ``test_testing.py``.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plancheck.cards.growth import grows
from plancheck.cards.patterns import written_patterns

LIST = Path(__file__).parent / "pattern_list.py"
LEAST = 350
"""Patterns that there surely are; fewer mean that they were not found."""


def listed() -> list[dict[str, Any]]:
    paths = [str(LIST.parent), *filter(None, sys.path)]
    done = subprocess.run(
        [sys.executable, str(LIST)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        check=True,
        capture_output=True,
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_every_pattern_of_ours_is_linear() -> None:
    found = listed()
    slow = []
    for item in found:
        text = item["pattern"]
        pattern: Any = re.compile(text.encode("latin-1") if item["bytes"] else text, item["flags"])
        on = grows(pattern, anchored=item["anchored"])
        if on:
            slow.append(f"{item['file']}:{item['line']}: {text!r} on {on!r}")
    assert slow == []
    assert len(found) > LEAST


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"(?:#{1,6}|x)+y", True),
        (r"(?:ab|a|b)*c", True),
        (r"\s*,?\s*;", True),
        (r".*一+二", True),
        (r"\d+月", False),
        (r"由.*工会", False),
        (rb"(?:<!--.*?-->)*<html", True),
    ],
)
def test_growth_is_seen(pattern: str | bytes, anchored: bool) -> None:  # noqa: FBT001
    flags = re.DOTALL
    compiled: Any = re.compile(pattern, flags)
    assert grows(compiled, anchored=anchored)


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"\d+月", True),
        (r"\d{1,4}月", False),
        (r"(?<!\d)\d+月", False),
        (r"[^,]{0,40}工会", False),
        (r"(?>(?:ab|a|b)*)c", True),
        (rb"(?><!--.*?-->)*+<html", True),
    ],
)
def test_what_is_linear_passes(pattern: str | bytes, anchored: bool) -> None:  # noqa: FBT001
    compiled: Any = re.compile(pattern, re.DOTALL)
    assert grows(compiled, anchored=anchored) == ""


def test_how_a_pattern_is_asked_is_seen() -> None:
    source = b"""import re
A = re.compile("a+b")
B = re.compile("b+c", re.I | re.S)
C = re.compile("c+d")
A.match("x")
B.search("x")
B.match("x")
take(C)
C.match("x")
re.match("d+e", "x")
re.sub("e+f", "", "x", flags=re.IGNORECASE)
"""
    found = {item.pattern: (item.flags, item.anchored) for item in written_patterns(source)}
    assert found == {
        "a+b": (0, True),
        "b+c": (re.IGNORECASE | re.DOTALL, False),
        "c+d": (0, False),
        "d+e": (0, True),
        "e+f": (re.IGNORECASE, False),
    }
