"""Lines in one style: language, width, colours."""

from plancheck.api import Style, message, terminal

COLORS = {
    "bold": "1",
    "dim": "2",
    "good": "32",
    "error": "1;31",
    "unknown": "1;35",
    "warning": "33",
    "info": "36",
}


class Pen:
    """Writes in one style."""

    def __init__(self, style: Style) -> None:
        self.style = style

    def text(self, code: str, **values: object) -> str:
        """Return a message in the style's language."""
        return message(code, self.style.lang, values)

    def paint(self, color: str, text: str) -> str:
        """Colour each line of a text, where colours are wished."""
        if not self.style.color:
            return text
        return "\n".join(f"\033[{COLORS[color]}m{line}\033[0m" for line in text.split("\n"))

    def wrap(self, text: str, first: int, rest: int) -> str:
        """Break a text into lines.

        :param first: blanks before the first line
        :param rest: blanks before the others
        """
        return terminal.wrap(text, self.style.width, " " * first, " " * rest)

    def labelled(self, label: str, text: str, color: str, indent: int, tail: str = "") -> str:
        """Return a text beside its coloured label.

        :param label: with the blanks that follow it
        :param tail: what stands dim behind the text
        """
        at = indent + terminal.width(label)
        lines = self.wrap(f"{text}  {tail}" if tail else text, at, at)
        if tail and lines.endswith(tail):
            lines = lines.removesuffix(tail) + self.paint("dim", tail)
        shown = label.rstrip()
        gap = " " * (len(label) - len(shown))
        return " " * indent + self.paint(color, shown) + gap + lines[at:]
