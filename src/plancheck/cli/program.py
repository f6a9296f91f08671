"""One run of the program: choose the subcommand, and tell in one place whatever goes wrong.

Nothing but the chosen subcommand is imported.
"""

from collections.abc import Sequence
from itertools import pairwise

from plancheck import __version__, patterns
from plancheck.cli.console import Console
from plancheck.errors import PlancheckError, UsageError
from plancheck.messages import LANGUAGES
from plancheck.outcome import ExitCode

COMMANDS = {
    "check": "check",
    "review": "review",
    "baseline": "baseline",
    "rules": "rules",
    "show": "show",
    "try": "try_",
    "evaluate": "evaluate",
    "plugins": "plugins",
    "init": "init",
    "config": "config",
}
"""Subcommand → module of this package, in the order of the help."""


def run(words: Sequence[str]) -> int:
    """Run plancheck.

    :param words: the words after the program's name
    :returns: an :class:`~plancheck.outcome.ExitCode`
    """
    console = Console(_language(words), debug="--debug" in words)
    try:
        code = _dispatch(words, console)
    except KeyboardInterrupt:
        console.note(console.text("run.interrupted"))
        code = ExitCode.INTERRUPTED
    except PlancheckError as error:
        _trace(error, console)
        console.explain(error)
        code = ExitCode.SETUP
    except Exception as error:  # noqa: BLE001 - whatever it is, a user sees no traceback
        _trace(error, console)
        kind = type(error).__name__
        console.note(console.text("run.bug", exception=kind, version=__version__))
        code = ExitCode.INCOMPLETE
    return int(code)


def _dispatch(words: Sequence[str], console: Console) -> int:
    common, rest = _leading(words)
    name = rest[0] if rest else ""
    if name in COMMANDS:
        return _run(name, [*common, *rest[1:]], console)
    if name in ("", "help", "--help", "-h"):
        _overview(console)
        return 0 if name else ExitCode.SETUP
    raise _unknown(name)


def _leading(words: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Split off the options that may stand before a subcommand as well as after it."""
    at = 0
    while at < len(words) and words[at].startswith(("--lang", "--debug")):
        at += 2 if words[at] == "--lang" else 1
    return words[:at], words[at:]


def _run(name: str, words: Sequence[str], console: Console) -> int:
    from importlib import import_module

    from plancheck.cli.options import parse

    module = import_module(f"plancheck.cli.{COMMANDS[name]}")
    arguments = parse(module.COMMAND, words)
    console.lang = arguments.one("lang", console.lang)
    if arguments.has("help"):
        from plancheck.cli.help import of

        console.say(of(module.COMMAND, console))
        return 0
    code: int = module.run(arguments, console)
    patterns.keep()
    return int(code)


def _overview(console: Console) -> None:
    from plancheck.cli.help import overview

    console.say(overview(COMMANDS, console))


def _unknown(word: str) -> UsageError:
    from plancheck.suggest import unknown

    known = COMMANDS if not word.startswith("-") else ("--version", "--help")
    return unknown(UsageError, "usage.unknown-command", word, known, command=word)


def _language(words: Sequence[str]) -> str:
    """Find the language before the command line is understood, for what may be wrong with it."""
    for word, after in pairwise([*words, ""]):
        value = after if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in LANGUAGES:
            return value
    return LANGUAGES[0]


def _trace(error: Exception, console: Console) -> None:
    if console.debug:
        console.trace("", error)
