"""What the ledger says, and what may stand in a cell."""

from functools import lru_cache

from plancheck.api import message, terminal

MOST = 32_767
"""Characters of a cell, as UTF-16 counts them; Excel takes no more."""

FULL_WIDTH = str.maketrans("＝＋－＠", "=+-@")
"""Excel takes these for the signs they look like, where text is typed or a CSV is opened."""


class Words:
    """Texts of the area ``ledger`` in one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._plain: dict[str, str] = {}

    def __call__(self, code: str, **values: object) -> str:
        """Return a message."""
        if values:
            return message(f"ledger.{code}", self.lang, values)
        if code not in self._plain:  # asked for in every line
            self._plain[code] = message(f"ledger.{code}", self.lang)
        return self._plain[code]

    def or_else(self, code: str, other: str) -> str:
        """Return a message, or another text where the catalogue has none."""
        told = self(code)
        return other if told == f"ledger.{code}" else told

    def decision(self, code: str) -> str:
        """Return what a verdict is called where a profile does not call it otherwise."""
        return message(f"decision.{code}", self.lang)

    def severity(self, code: str) -> str:
        """Return what a severity is called."""
        return message(f"severity.{code}", self.lang)

    def listed(self, names: list[str]) -> str:
        """Join names as the language does."""
        return message("report.comma", self.lang).join(names)


def plain(text: str) -> str:
    """Put a text on one line, with everything invisible spelt out, as :func:`terminal.clean`."""
    joined = " ".join(text.split())
    return joined if joined.isprintable() else terminal.clean(joined)


def fitted(text: str, words: Words) -> str:
    """Return a text that a cell can hold; its own lines are kept.

    What is too long is cut, and the cell says so.
    """
    shown = _shown(text)
    if len(shown) <= MOST // 2 or _units(shown) <= MOST:
        return shown
    tail = words("cut", count=len(shown))
    room = 2 * (MOST - _units(tail))
    return shown.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + tail


@lru_cache(maxsize=4096)
def _shown(text: str) -> str:
    return "\n".join(map(plain, text.split("\n"))) if "\n" in text else plain(text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def formula_like(text: str) -> bool:
    """Tell whether a spreadsheet would take a text for a formula where it is typed."""
    return text[:1].translate(FULL_WIDTH) in {"=", "+", "-", "@", "\t", "\r"}
