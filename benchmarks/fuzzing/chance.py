"""What all mutators draw from: choices, extreme numbers, strange words."""

import random
from collections.abc import Callable, Sized

NUMBERS = (
    *(0, 1, -1, 2, 3, 7, 8, 9, 63, 64, 127, 128, 255, 256, 257, 511, 512, 1000, 4095, 4096),
    *(9999, 32767, 32768, 65534, 65535, 65536, 99999, 100_000, 1_048_576, 16_777_216),
    *(2**31 - 1, 2**31, -(2**31), 2**32 - 1, 2**32, 2**53, 2**63, 10**18, 10**30),
)
WORDS = (
    *("", " ", "\t", "\n", "0", "-0", "+1", "007", "1e9", "1e999", "-1e999", "nan", "inf"),
    *("0x7f", "１２", "٣", "²", "Ⅳ", "1.5", "1,5", "50%", "12pt", "-3cm", "true", "none", "auto"),
    *("#", "#a", "//", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "http://a.invalid"),
    *("mailto:", "rId1", "rId999", "a:b", ":", "{}", "[]", "<", "&", "]]>", "--", "%s", "{0}"),
    *("\u202e", "\u200b", "\ufeff", "\ufffd", "\u0301", "\u2028", "\U0001f600", "\ue000", "\x7f"),
    *("=1+1", "@SUM(A1)", "A1", "XFD1048576", "A1:XFD1048576", "ZZZZ99999999", "$A$1", "9" * 400),
    *("一、", "（一）", "第一章", "三月：", "2024年", "教代会", "工会工作计划", "工会" * 200),
)
SIGNS = (0, 1, 7, 8, 9, 10, 13, 19, 20, 21, 27, 32, 34, 60, 62, 92, 123, 125, 127, 128, 254, 255)


class Chance(random.Random):
    """A source of chance that any machine repeats."""

    def some(self, *ways: Callable[[], None], most: int = 6) -> None:
        """Do a few of some things, mostly one or two."""
        for _ in range(self.few(most)):
            self.choice(ways)()

    def few(self, most: int = 6) -> int:
        """Return a number from 1 on, small more often than large."""
        return min(most, 1 + int(self.expovariate(0.7)))

    def often(self) -> int:
        """Return how often something is repeated."""
        return self.choice((2, 2, 3, 5, 10, 50, 300, 2000))

    def number(self) -> int:
        """Return a number that programs trip over."""
        if self.random() < 0.2:  # noqa: PLR2004 - a share
            return self.randrange(-70_000, 70_000)
        return self.choice(NUMBERS)

    def word(self) -> str:
        """Return a value that programs trip over."""
        return str(self.number()) if self.random() < 0.4 else self.choice(WORDS)  # noqa: PLR2004

    def stretch(self, length: int, most: int = 400) -> slice:
        """Return a stretch of a sequence, short more often than long."""
        if not length:
            return slice(0, 0)
        start = self.randrange(length)
        size = min(most, 1 + int(self.expovariate(1 / 24)))
        return slice(start, min(length, start + size))

    def place(self, items: Sized) -> int:
        """Return where in a sequence something is put."""
        return self.randrange(len(items) + 1)
