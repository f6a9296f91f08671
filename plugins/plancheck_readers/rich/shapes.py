r"""Properties of drawn shapes: ``{\sp{\sn NAME}{\sv VALUE}}``.

Two of them hold what a person sees: the words of WordArt, and the picture that floats.
"""

_WORDS = "gtextUNICODE"
_PICTURE = "pib"
NAME, VALUE = "sn", "sv"
PARTS = frozenset({NAME, VALUE})
"""Destinations of a property's name and value."""


class Property:
    """The property at hand."""

    def __init__(self) -> None:
        self._name: list[str] = []
        self._value: list[str] = []

    def begin(self, part: str) -> None:
        """Begin a part of a property; its name stands before its value."""
        if part == NAME:
            self._name = []
        self._value = []

    def add(self, part: str, text: str) -> None:
        """Add to a part; values that nobody sees are not kept."""
        if part == NAME:
            self._name.append(text)
        elif self._is(_WORDS):
            self._value.append(text)

    @property
    def is_picture(self) -> bool:
        """Whether the value is a picture that shows, and no filling or texture."""
        return self._is(_PICTURE)

    def words(self) -> list[str]:
        """Return the lines of WordArt; none for other properties."""
        text, self._value = "".join(self._value), []
        return [line for line in text.replace("\r", "\n").split("\n") if line.strip()]

    def _is(self, name: str) -> bool:
        return "".join(self._name).strip() == name
