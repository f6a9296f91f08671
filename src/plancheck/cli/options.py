"""Options and their parsing.

The standard library's parser speaks English only and costs a fifth of the start-up of a one-file
check; options here are plain data, their help and their faults stand in the message catalogues,
and a misspelt option gets a "did you mean".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plancheck.errors import UsageError
from plancheck.messages import LANGUAGES
from plancheck.suggest import unknown


@dataclass(frozen=True, slots=True)
class Option:
    """One option.

    :param name: long name without the dashes
    :param value: what stands for its value in the help; empty for a flag
    :param short: one letter, or empty
    :param choices: the values it takes, when they are few
    :param many: whether it may be given more than once
    :param about: what its help is found under, when that is not its name
    """

    name: str
    value: str = ""
    short: str = ""
    choices: tuple[str, ...] = ()
    many: bool = False
    about: str = ""

    @property
    def help(self) -> str:
        """Message id of the help."""
        return f"option.{self.about or self.name}"

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the spellings, the short one first."""
        return (f"-{self.short}", f"--{self.name}") if self.short else (f"--{self.name}",)


EVERYWHERE = (
    Option("lang", "LANG", choices=LANGUAGES),
    Option("debug"),
    Option("help", short="h"),
)
"""Options of every subcommand."""


@dataclass(frozen=True, slots=True)
class Command:
    """What a subcommand takes.

    :param operands: what stands for its operands in the usage line
    :param least: operands it needs
    :param most: operands it takes at most; None for any number
    """

    name: str
    operands: str = ""
    least: int = 0
    most: int | None = 0
    own: tuple[Option, ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """Return all options, the common ones last."""
        return (*self.own, *EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Arguments:
    """A parsed command line."""

    given: tuple[tuple[str, str], ...]
    """Options in the order given: name and value; a flag's value is empty."""
    operands: tuple[str, ...]

    def has(self, name: str) -> bool:
        """Tell whether an option was given."""
        return any(name == key for key, _ in self.given)

    def every(self, name: str) -> tuple[str, ...]:
        """Return all values of an option."""
        return tuple(value for key, value in self.given if key == name)

    def words(self, name: str) -> tuple[str, ...] | None:
        """Return the words of a comma-separated, repeatable option; None when it is not given."""
        if not self.has(name):
            return None
        lists = (value.replace("，", ",").split(",") for value in self.every(name))
        return tuple(word.strip() for words in lists for word in words if word.strip())

    def one(self, name: str, default: str = "") -> str:
        """Return an option's value."""
        return next((value for key, value in self.given if key == name), default)


def parse(command: Command, words: Sequence[str]) -> Arguments:
    """Parse what follows a subcommand's name.

    :raises UsageError: naming the word at fault
    """
    given: list[tuple[str, str]] = []
    operands: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "--":
            operands.extend(rest)
        elif word.startswith("-") and word != "-":
            option, value = _option(command, word, rest)
            _accept(option, value, given)
            given.append((option.name, value))
        else:
            operands.append(word)
    arguments = Arguments(tuple(given), tuple(operands))
    if not arguments.has("help"):
        _count(command, operands)
    return arguments


def _option(command: Command, word: str, rest: Iterator[str]) -> tuple[Option, str]:
    flag, attached, value = _split(word)
    option = _find(command, flag)
    if not option.value:
        if attached:
            raise UsageError("usage.takes-no-value", option=flag)
        return option, ""
    if not attached:
        value = next(rest, "")
        if not value or (value.startswith("-") and value != "-"):
            raise UsageError("usage.needs-value", option=flag, value=option.value)
    return option, value


def _split(word: str) -> tuple[str, bool, str]:
    """Take apart ``--name=value`` and ``-nvalue``."""
    if word.startswith("--"):
        flag, sign, value = word.partition("=")
        return flag, bool(sign), value
    return word[:2], len(word) > 2, word[2:]  # noqa: PLR2004 - a dash and a letter


def _find(command: Command, flag: str) -> Option:
    for option in command.options:
        if flag in option.flags:
            return option
    flags = [flag for option in command.options for flag in option.flags]
    raise unknown(UsageError, "usage.unknown-option", flag, flags, option=flag, on=command.name)


def _accept(option: Option, value: str, given: Sequence[tuple[str, str]]) -> None:
    if option.choices and value not in option.choices:
        flag = f"--{option.name}"
        raise unknown(
            UsageError, "usage.bad-choice", value, option.choices, option=flag, value=value
        )
    if option.value and not option.many and any(option.name == key for key, _ in given):
        raise UsageError("usage.twice", option=f"--{option.name}")


def _count(command: Command, operands: Sequence[str]) -> None:
    if len(operands) < command.least:
        raise UsageError("usage.too-few", command=command.name, operands=command.operands)
    if command.most is not None and len(operands) > command.most:
        raise UsageError("usage.too-many", command=command.name, operand=operands[command.most])
