"""The terminal: streams, languages, colours, widths, and how errors are told."""

import os
import sys
from typing import IO, AnyStr

from plancheck import messages
from plancheck.errors import PlancheckError, UsageError
from plancheck.formats import Style
from plancheck.terminal import clean

NARROWEST, WIDEST = 40, 120


class Console:
    """Where people read what plancheck says.

    :param lang: ``zh`` or ``en``; the configuration may change it once it is read
    :param debug: whether tracebacks are shown
    """

    def __init__(self, lang: str, *, debug: bool = False) -> None:
        self.lang = lang
        self.debug = debug
        for stream in (sys.stdout, sys.stderr):
            _prepare(stream)

    def text(self, code: str, **values: object) -> str:
        """Return a message in the language in use."""
        return messages.text(code, self.lang, values)

    def say(self, line: str = "") -> None:
        """Print a line on standard output."""
        put(sys.stdout, line + "\n")

    def note(self, line: str) -> None:
        """Print a line on standard error."""
        put(sys.stderr, f"plancheck: {clean(line)}\n")

    def explain(self, error: PlancheckError) -> None:
        """Tell what went wrong, where, why, and what to do."""
        for line in self.describe(error).splitlines():
            self.note(line)

    def describe(self, error: PlancheckError) -> str:
        """Return an error's message.

        An error about a name that was probably misspelt (:func:`plancheck.suggest.unknown`) gets
        its hint behind the message when the catalogue has no sentence of its own for both.
        """
        values = {key: self._told(value) for key, value in error.values.items()}
        code, dot, guess = error.code.rpartition(".")
        if dot and guess == "guess" and not messages.known(error.code):
            return self.text(code, **values) + self.text("hint.guess", **values)
        return self.text(error.code, **values)

    def _told(self, value: object) -> str:
        return self.describe(value) if isinstance(value, PlancheckError) else _listed(value)

    def trace(self, where: str, error: BaseException) -> None:
        """Show an exception's traceback, for ``--debug``."""
        from traceback import format_exception

        put(sys.stderr, f"{where}\n{''.join(format_exception(error))}")

    def columns(self) -> int:
        """Return the columns of the terminal."""
        return columns()

    def style(self, color: str, *, quiet: bool = False) -> Style:
        """Return how reports are drawn on standard output.

        :param color: ``auto``, ``always`` or ``never``
        """
        return Style(lang=self.lang, color=_color(color), width=columns(), quiet=quiet)


def put(stream: IO[AnyStr] | None, text: AnyStr) -> None:
    """Write to a standard stream; one that is closed or whose reader went away is no error.

    :raises UsageError: when standard output goes to a full disk
    """
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        from errno import EINVAL

        silence(stream)
        gone = isinstance(error, BrokenPipeError) or error.errno == EINVAL  # on Windows
        if not gone and stream is not sys.stderr:
            raise UsageError("usage.unwritable", path="-", reason=error.strerror) from error


def silence(stream: IO[AnyStr]) -> None:
    """Let a broken stream swallow what still comes, also the interpreter's last flush."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _listed(value: object) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(map(str, value))
    return str(value)


def _prepare(stream: IO[str] | None) -> None:
    """Escape what a console's encoding lacks; into pipes and files write UTF-8 everywhere."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    reconfigure(errors="backslashreplace")
    if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        reconfigure(encoding="utf-8", newline="\n")


def _color(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    terminal = bool(sys.stdout and sys.stdout.isatty())
    return terminal and not os.environ.get("NO_COLOR") and _draws_colors()


def _draws_colors() -> bool:
    if os.name == "nt":  # the old console prints the codes; the newer ones name themselves
        return any(map(os.environ.get, ("WT_SESSION", "ConEmuANSI", "TERM")))
    return os.environ.get("TERM") != "dumb"


def columns() -> int:
    """Return the columns of the terminal; 80 when there is none."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return max(NARROWEST, min(int(columns), WIDEST))
    try:
        return max(NARROWEST, min(os.get_terminal_size(sys.stdout.fileno()).columns, WIDEST))
    except (AttributeError, OSError, ValueError):  # no terminal
        return 80
