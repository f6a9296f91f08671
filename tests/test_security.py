"""What ``docs/security.md`` says of caps and refusals is what the code does."""

import re
from pathlib import Path

import pytest
from readers.docx_builder import docx, p
from verdicts import read

from plancheck import limits, messages
from plancheck.errors import Unreadable

PAGE = (Path(__file__).parent.parent / "docs" / "security.md").read_text("utf-8")
ROWS = re.findall(r"^\| `([A-Z_]+)` \| ([\d,]+)( MB)? \|", PAGE, re.MULTILINE)


def test_every_cap_stands_on_the_page_with_its_number() -> None:
    told = {
        name: int(number.replace(",", "")) * (1024**2 if unit else 1) for name, number, unit in ROWS
    }
    assert told == {name: value for name, value in vars(limits).items() if name.isupper()}


def test_every_message_on_the_page_exists() -> None:
    told = set(
        re.findall(r"`((?:archive|mail|read|zip|xls|xml|docx|pdf|scan|foreign)\.[a-z-]+)`", PAGE)
    )
    assert told
    assert not [code for code in told if not messages.known(code)]


def nested(levels: int) -> bytes:
    """Return a document whose only paragraph lies so many elements deep."""
    pairs = levels // 2
    inside = "<w:sdt><w:sdtContent>" * pairs + p("慰问") + "</w:sdtContent></w:sdt>" * pairs
    return docx(inside)


def test_elements_may_be_nested_up_to_the_cap() -> None:
    assert len(read("plan.docx", nested(limits.DEPTH - 10)).blocks) == 1


def test_elements_may_not_be_nested_deeper() -> None:
    with pytest.raises(Unreadable, match=r"xml\.deep"):
        read("plan.docx", nested(limits.DEPTH + 2))
