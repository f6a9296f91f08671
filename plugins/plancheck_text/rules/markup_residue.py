"""Markup that shows: entities, tags, Markdown, fields and broken characters."""

import re
from collections.abc import Iterator
from functools import cache

from plancheck.api import Finding, Marks, Plan, Rule
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
    entity = marks.any_of("entities")
    tag = marks.any_of("tags")
    masked = marks.any_of("masked")
    return re.compile(
        r"&?(?:[lr][sd]quo|quot);[^&;\n]{1,60}&?(?:[lr][sd]quo|quot);"
        rf"|&(?:{entity}|#\d{{2,5}}|#x[\da-fA-F]{{2,5}})(?![A-Za-z\d]);?"
        rf"|(?<![A-Za-z&]){marks.any_of('bare')}(?![A-Za-z]);?"
        rf"|</?{tag}(?:\s[^<>\n]{{0,200}})?/?>|<!--"
        rf"|\*\*(?!{masked}[^*\n]{{0,12}}\*\*{masked})[^*\n]{{1,80}}\*\*"
        r"|^\s{0,3}#{1,6}\s(?=\S)|^\s{0,3}`{3}|(?<!`)`[^`\n]{1,40}`(?!`)"
        r"|!?\[[^\[\]\n]{0,60}\]\((?:https?:|/|#|www\.)[^()\n]{0,200}\)"
        r"|^\|?(?:\s{0,3}:?-{3,}:?\s{0,3}\|){1,40}"
        r"|\[/?(?:b|i|u|url|img|size|color|quote)(?:=[^\]\n]{0,60})?\]"
        r"|(?<=[\u4e00-\u9fff])[（(][a-zü]{0,6}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[）)]"
        rf"|\\[nrt](?![A-Za-z])|{marks.any_of('fields')}|\ufffd+"
    )
