"""The help texts, from the same data the parser uses."""

from collections.abc import Iterable

from plancheck.cli.console import Console, columns
from plancheck.cli.options import Command, Option
from plancheck.terminal import columns as aligned
from plancheck.terminal import wrap


def overview(commands: Iterable[str], console: Console) -> str:
    """Return the help of the whole program."""
    rows = [(name, console.text(f"command.{name}")) for name in commands]
    limit = columns()
    return "\n\n".join(
        [
            console.text("help.usage", usage=f"plancheck {console.text('help.command')} …"),
            wrap(console.text("help.intro"), limit),
            aligned(rows, limit),
            wrap(console.text("help.more"), limit),
            wrap(console.text("help.exit-codes"), limit),
        ]
    )


def of(command: Command, console: Console) -> str:
    """Return the help of a subcommand."""
    usage = " ".join(filter(None, ("plancheck", command.name, command.operands, "[…]")))
    rows = [(_spelled(option), _described(option, console)) for option in command.options]
    limit = columns()
    return "\n\n".join(
        [
            console.text("help.usage", usage=usage),
            wrap(console.text(f"command.{command.name}"), limit),
            aligned(rows, limit),
        ]
    )


def _spelled(option: Option) -> str:
    return ", ".join(option.flags) + (f" {option.value}" if option.value else "")


def _described(option: Option, console: Console) -> str:
    text = console.text(option.help)
    if not option.choices:
        return text
    return console.text("help.choices", text=text, choices=" | ".join(option.choices))
