"""Automatic numbers of Word: 一、 （一） 1． counted on three levels of one list.

``一、二月`` stays typed: were Word to count it, it would say February only.
"""

import re
from typing import Any

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph as WordParagraph

_DIGITS = "一二三四五六七八九十"
_FORMS = (
    (re.compile(f"([{_DIGITS}]+)、(?![{_DIGITS}]+月)"), "chineseCountingThousand", "%1、"),
    (re.compile(f"（([{_DIGITS}]+)）"), "chineseCountingThousand", "（%2）"),
    (re.compile(r"(\d+)[．.](?!\d)"), "decimal", "%3．"),
)
_LIST = 90
"""Number of the list; python-docx's template uses lower ones."""


class Numbers:
    """Takes typed numbers away and lets Word count; a list that begins anew becomes a new one."""

    def __init__(self, built: Word) -> None:
        self._root = built.part.numbering_part.element
        self._counts = [0, 0, 0]
        self._list = _LIST
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
            for level, (_, form, text) in enumerate(_FORMS)
        )
        multilevel = '<w:multiLevelType w:val="multilevel"/>'
        self._root.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LIST}">{multilevel}{levels}'
                "</w:abstractNum>"
            ),
        )
        self._add("")

    def take(self, paragraph: WordParagraph, text: str) -> str:
        """Let Word number a paragraph; return its text without the typed number."""
        for level, (form, _, _) in enumerate(_FORMS):
            typed = form.match(text)
            if typed and self._counts_to(level, _value(typed[1])):
                properties: Any = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - raw XML
                number = properties.get_or_add_numPr()
                number.get_or_add_ilvl().val = level
                number.get_or_add_numId().val = self._list
                return text[typed.end() :]
        return text

    def _counts_to(self, level: int, value: int) -> bool:
        if value == 1 and self._counts[level]:
            self._list += 1
            self._add(
                f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>'
            )
        elif value != self._counts[level] + 1:
            return False
        self._counts[level:] = [value, *[0] * (len(_FORMS) - level - 1)]
        return True

    def _add(self, override: str) -> None:
        self._root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{self._list}">'
                f'<w:abstractNumId w:val="{_LIST}"/>{override}</w:num>'
            )
        )


def _value(typed: str) -> int:
    """Return a number of up to 十九."""
    if typed.isdecimal():
        return int(typed)
    tens, _, ones = typed.rpartition("十")
    return (10 if "十" in typed else 0) * (1 + len(tens)) + (_DIGITS.index(ones) + 1 if ones else 0)
