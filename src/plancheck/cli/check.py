"""``plancheck check``: judge plans and report."""

from typing import Any

from plancheck.cli.checking import OPTIONS, prepared, reported
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import opened, styled, wanted
from plancheck.cli.progress import Progress
from plancheck.outcome import ExitCode
from plancheck.spool import Textless, textless

Json = dict[str, Any]

COMMAND = Command(
    "check",
    "PATH…",
    least=0,
    most=None,
    own=(
        Option("format", "FORMAT", many=True),
        Option("output", "FILE", short="o", many=True),
        *OPTIONS,
        Option("batch"),
        Option("last-year", "FOLDER"),
        Option("unordered"),
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
        style = styled(console, arguments)

        def listen(head: Json, plan: Json) -> None:
            for target in targets:
                shown = plan if asked or target.report.with_text else textless(plan)
                target.plan(head, shown, style)

        drawing = any(target.is_drawing for target in targets)
        progress = Progress(console, len(work.inputs), shown=not drawing)
        content = reported(work, work.day, with_text=with_text, listeners=(listen, progress.plan))
        progress.clear()
        for target in targets:
            plain = with_text and not (asked or target.report.with_text)
            shown = {**content, "plans": Textless(content["plans"])} if plain else content
            target.write(shown, style)
    code = int(content["outcome"]["exit_code"])
    if not work.inputs:
        console.note(console.text("files.all-ignored"))
    if code == ExitCode.INTERRUPTED:
        console.note(console.text("run.stopped", count=content["summary"]["plans"]))
    return code
