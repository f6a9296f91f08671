"""Markup that shows: entities, tags, Markdown, fields and broken characters."""

import re
from collections.abc import Iterator
from functools import cache

from plancheck.api import Finding, Marks, Plan, Rule, regex
from plancheck_text.spots import joined, written

APART = 1
"""Characters between two pieces of markup that are one."""


def check(plan: Plan, rule: Rule) -> Iterator[Finding]:
    """Look for markup in the words as they are written."""
    pattern = _pattern(Marks.of(rule))
    for line in plan.lines:
        found = (each.span() for each in pattern.finditer(line.original))
        for span in joined(found, APART):
            yield written(line, *span)


@cache
def _pattern(marks: Marks) -> re.Pattern[str]:
    entity, tag, masked = (marks.any_of(name) for name in ("entities", "tags", "masked"))
    quote = r"&?(?:[lr][sd]quo|quot);"
    shapes = (
        rf"{quote}[^&;\n]{{1,60}}{quote}",
        rf"&(?:{entity}|#\d{{2,5}}|#x[\da-fA-F]{{2,5}})(?![A-Za-z\d]);?",
        rf"(?<![A-Za-z&]){marks.any_of('bare')}(?![A-Za-z]);?",
        rf"</?{tag}(?:\s[^<>\n]{{0,200}})?/?>|<!--",
        # bold type and headings of Markdown, code, links, the line under the head of a table
        rf"\*\*(?!{masked}[^*\n]{{0,12}}\*\*{masked})[^*\n]{{1,80}}\*\*",
        r"^\s{0,3}#{1,6}\s(?=\S)|(?<!#)#{2,6}\s(?=\S)|^\s{0,3}`{3}|(?<!`)`[^`\n]{1,40}`(?!`)",
        r"!?\[[^\[\]\n]{0,60}\]\((?:https?:|/|#|www\.)[^()\n]{0,200}\)",
        r"!\[[^\[\]\n]{0,60}\]\([^()\n]{0,200}\)",
        rf"[A-Za-z\d_-]{{1,40}}/[A-Za-z\d_/-]{{1,80}}{marks.any_of('pictures')}(?![a-z])",
        r"^\|?(?:\s{0,3}:?-{3,}:?\s{0,3}\|){1,40}",
        r"\{\s?\"[A-Za-z_-]{1,24}\"\s?:[^{}\n]{0,200}\}?|^样式[:：]\s?[^。\n]{1,40}$",
        r"\[/?(?:b|i|u|url|img|size|color|quote)(?:=[^\]\n]{0,60})?\]",
        # pinyin over a character (學(xué))
        r"(?<=[\u4e00-\u9fff])[（(][a-zü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[）)]",
        rf"\\[nrt](?![A-Za-z])|{marks.any_of('fields')}|\ufffd+",
    )
    return regex("|".join(shapes))
