"""``plancheck check``: judge plans and report."""

from plancheck.cli.checking import OPTIONS, day, prepared, reported
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import opened, styled, wanted
from plancheck.report_object import textless

COMMAND = Command(
    "check",
    "PATH…",
    least=1,
    most=None,
    own=(
        Option("format", "FORMAT", many=True),
        Option("output", "FILE", short="o", many=True),
        *OPTIONS,
        Option("with-text"),
        Option("quiet", short="q"),
        Option("color", "WHEN", choices=("auto", "always", "never")),
    ),
)


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    outputs = wanted(arguments)
    work = prepared(arguments, console)
    with opened(outputs, work.offered.reports, work.inputs) as targets:
        asked = arguments.has("with-text")
        with_text = asked or any(target.report.with_text for target in targets)
        content = reported(work, console, day(arguments), with_text=with_text)
        for target in targets:
            shown = content if asked or target.report.with_text else textless(content)
            target.write(shown, styled(console, arguments))
    return int(content["outcome"]["exit_code"])
