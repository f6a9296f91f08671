"""``plancheck baseline``: write down what plans lack today, so that only what is new is told."""

import os

from plancheck.baseline import SUFFIX, dumped
from plancheck.cli.checking import OPTIONS, prepared, reviewed
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import unwritable
from plancheck.errors import UsageError
from plancheck.files import shown
from plancheck.outcome import ExitCode

NAME = "plancheck-baseline.json"

COMMAND = Command(
    "baseline",
    "PATH…",
    least=0,
    most=None,
    own=(Option("output", "FILE", short="o", about="baseline-output"), *OPTIONS),
)


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    path = arguments.one("output", NAME)
    if not path.endswith(SUFFIX):
        raise UsageError("baseline.suffix", path=shown(path), suffix=SUFFIX)
    work = prepared(arguments, console, baselines=False)
    reviews = [*reviewed(work)]
    text = dumped(reviews, os.path.dirname(path))
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise unwritable(path, error) from error
    unread = [review for review in reviews if review.problem is not None]
    for review in unread:
        console.note(console.text("baseline.unread", path=review.path))
    console.say(console.text("baseline.written", path=shown(path), count=text.count('"status"')))
    return int(ExitCode.INCOMPLETE if unread else ExitCode.COMPLIES)
