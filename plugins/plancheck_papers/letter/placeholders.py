"""What a district's own document may name: ``{{标题}}`` or ``{{title}}``."""

from collections.abc import Callable, Iterator, Mapping

from plancheck.api import regex
from plancheck_papers.letter.lines import content, opinion
from plancheck_papers.letter.model import Kind, Letter, Line
from plancheck_papers.letter.words import Words

PATTERN = regex(r"\{\{([^{}]*)\}\}")

CHINESE = {
    "标题": "title",
    "学校": "school",
    "计划": "plan",
    "时期": "period",
    "文件": "file",
    "开头": "opening",
    "结论": "verdict",
    "结论说明": "summary",
    "通知": "notice",
    "期限": "deadline",
    "地址": "address",
    "联系人": "contact",
    "工会": "union",
    "日期": "date",
    "意见": "opinion",
    "优点": "strengths",
    "变化": "changes",
    "必须改正": "must",
    "建议完善": "should",
    "文字": "text",
    "未能判断": "unknown",
    "不作要求": "waived",
    "结尾": "closing",
}
"""Chinese name → English one."""

BLOCKS = (
    "opinion",
    "strengths",
    "changes",
    "must",
    "should",
    "text",
    "unknown",
    "waived",
    "closing",
)
"""Names that stand for paragraphs; each is alone in its paragraph."""

NAMES = tuple(CHINESE.values())
BLANKS = ("school", "deadline", "address", "contact", "union")
"""Names that become a blank to be filled in where nothing is known."""


def known(written: str) -> str:
    """Return the English name of a placeholder; empty when it is none."""
    name = written.strip()
    name = CHINESE.get(name, name.lower())
    return name if name in NAMES else ""


def inline(name: str, letter: Letter) -> str:
    """Return the text that a placeholder stands for."""
    if name in letter.facts:
        told = letter.facts[name]
        blank = "letter.blank.day" if name == "deadline" else f"letter.blank.{name}"
        return told or (Words(letter.lang, {}).text(blank) if name in BLANKS else "")
    return str(getattr(letter, name))


def block(name: str, letter: Letter) -> Iterator[Line]:
    """Yield the paragraphs that a placeholder stands for; one that says so where there are none."""
    found = list(_WRITERS.get(name, _section)(name, letter))
    words = Words(letter.lang, {})
    yield from found or [Line(Kind.TEXT, words.text("letter.nothing"))]


def _opinion(_name: str, letter: Letter) -> Iterator[Line]:
    return opinion(letter)


def _paragraph(name: str, letter: Letter) -> Iterator[Line]:
    text = str(getattr(letter, name))
    if text:
        yield Line(Kind.TEXT, text)


def _closing(_name: str, letter: Letter) -> Iterator[Line]:
    return (Line(Kind.CLOSING, text) for text in letter.closing)


def _section(name: str, letter: Letter) -> Iterator[Line]:
    for section in letter.sections:
        if section.name == name:
            yield from content(section, Words(letter.lang, {}))


_WRITERS: Mapping[str, Callable[[str, Letter], Iterator[Line]]] = {
    "opinion": _opinion,
    "strengths": _paragraph,
    "changes": _paragraph,
    "closing": _closing,
}
