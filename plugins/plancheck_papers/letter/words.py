"""The wording of a letter in one language."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from plancheck.api import message, regex, terminal, where
from plancheck_papers.letter.order import ASIDE, REWORDED, UNTOLD

Json = Mapping[str, Any]

QUOTE = 30
"""Characters of a quotation."""

NAME = 60
"""Characters of a name: of a school, a plan, a file."""

NAMES = 8
"""Names in one list; the others are counted."""

JOINTS = {"zh": "", "en": " "}
"""Language → what stands between two sentences."""
BETWEEN = {"zh": "", "en": ", "}
"""Language → what stands between two names in quotation marks."""

DIGITS = "〇一二三四五六七八九"
TEN = 10

_INNER = str.maketrans("“”", "‘’")
_MONTH = regex(r"(?<!\d)(\d{4})-(\d{2})(?![\d-])")
_DAY = regex(r"(\d{4})-(\d{2})-(\d{2})")
_GAPS = regex(r"(?<=[\u4e00-\u9fff、“”（）]) (?=\d)|(?<=\d) (?=[\u4e00-\u9fff、“”（）])")
_STOPS = "，、；：。"
_BLANK = regex("_+")
_ENDS = ("。", "！", "？", ".", "!", "?")


class Words:
    """Says things in one language, each on one line and without anything invisible.

    :param rules: the rules' entries in the report, by id
    """

    def __init__(self, lang: str, rules: Mapping[str, Json]) -> None:
        self.lang = lang
        self._rules = rules

    def text(self, code: str, **values: object) -> str:
        """Return a message."""
        return message(code, self.lang, values)

    def shown(self, text: str) -> str:
        """Return what others wrote, on one line."""
        return terminal.clean(text)

    def plain(self, text: str) -> str:
        """Return a remark of the report as letters are written: no blanks around numbers."""
        text = terminal.clean(text)
        if self.lang != "zh":
            return text
        text = _MONTH.sub(lambda found: f"{found[1]}年{int(found[2])}月", text)
        return _GAPS.sub("", text)

    def name(self, text: str) -> str:
        """Return a name, shortened when it is none."""
        return terminal.shorten(terminal.clean(text), NAME)

    def quote(self, text: str) -> str:
        """Return words of the plan in quotation marks, at most so many that one finds them."""
        words = terminal.shorten(terminal.clean(text), QUOTE)
        return self.text("letter.quote", words=words.translate(_INNER))

    def where(self, place: Json) -> str:
        """Say where something stands."""
        return where(place, self.lang)

    def said(self, entries: Iterable[Json]) -> str:
        """Return what a plan says at some places, without the marks at the ends."""
        return self.places(
            (self.where(each["place"]), self.quote(each["quote"].rstrip(_STOPS)))
            for each in entries
        )

    def places(self, found: Iterable[tuple[str, str]]) -> str:
        """Return places with what is quoted at each, the quotations of one place together.

        :param found: place and quotation; no quotation where the place says enough
        """
        by_place: dict[str, list[str]] = {}
        for place, quote in found:
            by_place.setdefault(place, []).append(quote)
        between = BETWEEN[self.lang]
        joined = {
            at: between.join(filter(None, dict.fromkeys(each))) for at, each in by_place.items()
        }
        named = (
            self.text("letter.at", place=place, quote=quotes) if quotes else place
            for place, quotes in joined.items()
        )
        return self.text("letter.comma").join(named)

    def head(self, rule: str) -> str:
        """Return what a point about a rule is headed with."""
        code = f"letter.head.{rule}"
        own = self.text(code)
        if own != code:
            return own
        return terminal.clean(self._rules.get(rule, {}).get("title", rule))

    def names(self, rules: Iterable[str]) -> str:
        """Return the heads of some rules as a list; empty where there are none."""
        marked = [self.text("letter.name", name=self.head(rule)) for rule in rules]
        names = BETWEEN[self.lang].join(marked[:NAMES])
        if len(marked) <= NAMES:
            return names
        return self.text("letter.names.more", names=names, count=len(marked))

    def joined(self, sentences: Iterable[str]) -> str:
        """Return sentences as one text."""
        return JOINTS[self.lang].join(filter(None, sentences))

    def tells(self, reason: str) -> bool:
        """Whether a school can make something of a reason."""
        return reason not in self._untold

    def reason(self, text: str) -> str:
        """Return why words of the plan do not count."""
        return self._reworded.get(text) or self.plain(text)

    def basis(self, text: str) -> str:
        """Return the text of a basis.

        Laws are called as offices call them once the letter has named the country.
        """
        return self.plain(text).replace("《中华人民共和国", "《")

    def own(self, text: str) -> str:
        """Return what a rule says of its verdict; nothing where that is not for a school."""
        return "" if text in self._aside else self.plain(text)

    def sentence(self, text: str) -> str:
        """Return a text as a sentence: in English with a capital, with a full stop at its end."""
        if self.lang == "en":
            text = text[:1].upper() + text[1:]
        return text if text.endswith(_ENDS) else text + self.text("letter.stop")

    def mending(self, advice: str) -> str:
        """Return the advice on a defect as the letter's own words can go before it."""
        return self.plain(advice).removeprefix("请")

    def blanks(self, text: str) -> str:
        """Return a sentence with its blanks long enough to write into."""
        return _BLANK.sub("____", terminal.clean(text))

    def day(self, text: str | None) -> str:
        """Return a day in words; a blank to be filled in where there is none."""
        if not text:
            return self.text("letter.blank.day")
        found = _DAY.fullmatch(text)
        if found is None:
            return self.plain(text)
        year, month, day = map(int, found.groups())
        return self.text("letter.day", year=year, month=month, day=day)

    def number(self, level: str, count: int) -> str:
        """Return the number of a section or point.

        :param level: ``section`` or ``point``
        """
        shown = numeral(count) if self.lang == "zh" else count
        return self.text(f"letter.number.{level}", number=shown)

    @cached_property
    def _aside(self) -> frozenset[str]:
        return frozenset(self.text(code) for code in ASIDE)

    @cached_property
    def _untold(self) -> frozenset[str]:
        return frozenset(self.text(code) for code in UNTOLD)

    @cached_property
    def _reworded(self) -> Mapping[str, str]:
        return {self.text(code): self.text(other) for code, other in REWORDED.items()}


def numeral(number: int) -> str:
    """Return a number below a hundred in Chinese; a greater one in digits."""
    tens, ones = divmod(number, TEN)
    if tens >= TEN:
        return str(number)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")
