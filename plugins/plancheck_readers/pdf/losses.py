"""What could not be read of a PDF, and whether the rest may be judged."""

from plancheck.api import Grade, Health, Unreadable, regex
from plancheck_readers.pdf.characters import LOST
from plancheck_readers.pdf.shapes import Box, Glyph, Page

_FEW = 60
"""Characters below which a page that pictures fill is a picture with a stamp or a page number."""
_FILLS = 0.5
"""Share of a page that pictures fill from which the page is a picture."""
_OUTLINES = 150
"""Paths on a page without text from which its letters may be drawn as outlines."""
_LARGE = 180 * (72 / 2.54) ** 2
"""Half the text area of an A4 page, in square points: room for a table of months."""
_BACKGROUND = 100
"""Characters over a picture from which it is a background."""
_HOPELESS = 0.3
"""Share of unknown characters from which a file is refused."""
_LOSSY = 0.005
"""Share from which a reader must not call anything missing."""
_ENOUGH = 200
"""Characters from which their kind tells whether they are text."""
_CHINESE = regex("[\u3400-\u9fff]")
_CHINESE_SHARE = 0.2
_LIKELY = regex(
    "[ -~\u00a0-\u00ff\u0370-\u03ff\u2000-\u27bf\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
_TURNED = 10
"""Characters that run another way from which a table's label or more is lost."""


class Losses:
    """Gathers what is lost, page by page."""

    def __init__(self) -> None:
        self._found: dict[tuple[Grade, str], list[str]] = {}
        self._count: dict[tuple[Grade, str], int] = {}
        self._signs = 0
        self._lost = 0
        self._likely = 0
        self._chinese = 0
        self._unread = False

    @property
    def health(self) -> tuple[Health, ...]:
        """What is lost, the weightiest first."""
        pages = {
            key: Health(*key, (("pages", "、".join(numbers)),))
            for key, numbers in self._found.items()
        }
        counts = {
            key: Health(*key, (("count", str(count)), ("what", "PDF")))
            for key, count in self._count.items()
        }
        found = (*pages.values(), *counts.values())
        return tuple(sorted(found, key=lambda entry: entry.grade is not Grade.BLOCKING))

    def attached(self, count: int) -> None:
        """Note the files that a PDF carries with it."""
        if count > 0:
            self._count[Grade.BLOCKING, "health.embedded"] = count

    def damaged(self, page: int) -> None:
        """Note a page that cannot be had."""
        self._page(Grade.BLOCKING, "health.page-damaged", page)

    @property
    def recognised(self) -> int:
        """How many pages hold text that a program recognised."""
        return len(self._found.get((Grade.BLOCKING, "health.recognised"), ()))

    def look(self, page: Page) -> None:
        """Note what a page lacks."""
        signs = _signs(page)
        if is_picture(page):
            self._unread = True
            self._page(Grade.BLOCKING, "health.page-unread", page.number)
        if page.unseen:
            self._page(Grade.BLOCKING, "health.recognised", page.number)
        if page.filled:
            self._page(Grade.BLOCKING, "health.page-filled", page.number)
        if page.turned >= _TURNED:
            self._page(Grade.BLOCKING, "health.page-turned", page.number)
        self._pictures(page, signs)
        self._count_signs(signs, page.lost)

    def check(self) -> None:
        """Say whether what was read may be judged at all.

        :raises Unreadable: ``pdf.scan`` when it holds pictures only, ``pdf.fonts`` when its fonts
        do
            not say what their signs are
        """
        if self._signs == 0 and self._unread:
            raise Unreadable("pdf.scan")
        strange = self._signs - self._likely
        if self._lost > _HOPELESS * self._signs or strange > _HOPELESS * self._signs:
            raise Unreadable("pdf.fonts")
        if self._lost:
            grade = Grade.BLOCKING if self._lost > _LOSSY * self._signs else Grade.NOTICE
            self._count[grade, "health.unmapped"] = self._lost
        if self._signs >= _ENOUGH and self._chinese < _CHINESE_SHARE * self._signs:
            self._count[Grade.BLOCKING, "health.not-chinese"] = self._signs

    def _page(self, grade: Grade, code: str, number: int) -> None:
        self._found.setdefault((grade, code), []).append(str(number))

    def _pictures(self, page: Page, signs: list[Glyph]) -> None:
        if page.unseen or is_picture(page):
            return
        for picture in page.pictures:
            large = picture.area >= _LARGE and _over(picture, signs) < _BACKGROUND
            key = (
                (Grade.BLOCKING, "health.large-picture")
                if large
                else (Grade.NOTICE, "health.picture")
            )
            self._count[key] = self._count.get(key, 0) + 1

    def _count_signs(self, signs: list[Glyph], lost: int) -> None:
        text = "".join(glyph.char for glyph in signs if glyph.char != LOST)
        self._signs += len(signs)
        self._lost += lost
        self._likely += len(_LIKELY.findall(text)) + lost
        self._chinese += len(_CHINESE.findall(text))


def is_picture(page: Page) -> bool:
    """Tell whether a page is a picture of text: it has hardly any characters and much is drawn."""
    signs = len(_signs(page))
    if page.unseen or signs >= _FEW:
        return False
    whole = Box(0, 0, page.width, page.height)
    filled = sum(whole.cut(picture).area for picture in page.pictures)
    return filled >= _FILLS * whole.area or (not signs and page.drawn >= _OUTLINES)


def _signs(page: Page) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if not glyph.char.isspace()]


def _over(picture: Box, signs: list[Glyph]) -> int:
    return sum(picture.holds(*glyph.middle) for glyph in signs)
