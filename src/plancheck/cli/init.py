"""``plancheck init``: a configuration to begin with."""

import os

from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command
from plancheck.config.discover import NAME
from plancheck.errors import UsageError
from plancheck.files import shown

COMMAND = Command("init")


def run(arguments: Arguments, console: Console) -> int:
    """Write the file.

    :raises UsageError: when it is there already, or cannot be written
    """
    del arguments
    folder = shown(os.getcwd())
    try:
        with open(NAME, "x", encoding="utf-8", newline="\n") as file:
            file.write(console.text("init.template"))
    except FileExistsError:
        raise UsageError("init.exists", file=NAME, folder=folder) from None
    except OSError as error:
        raise UsageError("usage.unwritable", path=NAME, reason=error.strerror) from error
    console.say(console.text("init.written", file=NAME, folder=folder))
    return 0
