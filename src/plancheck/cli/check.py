"""``plancheck check``: judge plans and report."""

from dataclasses import replace

from plancheck import foreign, plugins
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import opened, styled, wanted
from plancheck.cli.setup import Setup
from plancheck.errors import UsageError
from plancheck.files import Submission, nearby, submissions
from plancheck.judging import lexicon_of
from plancheck.outcome import FailLevel
from plancheck.plugins import Plugins
from plancheck.profile import Terms
from plancheck.report_object import Run, report, textless
from plancheck.run import Desk, reviews
from plancheck.selection import Selection

COMMAND = Command(
    "check",
    "PATH…",
    least=1,
    most=None,
    own=(
        Option("format", "FORMAT", many=True),
        Option("output", "FILE", short="o", many=True),
        Option("profile", "NAME"),
        Option("select", "RULES", many=True),
        Option("ignore", "RULES", many=True),
        Option("fail-level", "LEVEL", choices=tuple(FailLevel)),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
        Option("stdin-name", "NAME"),
        Option("with-text"),
        Option("quiet", short="q"),
        Option("color", "WHEN", choices=("auto", "always", "never")),
    ),
)


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    outputs = wanted(arguments)
    setup = Setup(arguments, console)
    offered = plugins.load(setup.run.without, setup.run.require_plugins)
    inputs = _inputs(arguments, offered)
    setup.admit(item.file for item in inputs)
    selection = Selection(offered.rules, setup.all, offered.profiles)
    if not selection.in_force:
        raise UsageError("usage.no-rules")
    with opened(outputs, offered.reports, inputs) as targets:
        desk = _desk(offered, selection, setup, console)
        asked = arguments.has("with-text")
        with_text = asked or any(target.report.with_text for target in targets)
        about = replace(_about(offered, selection, setup), with_text=with_text)
        content = report(about, [*reviews(inputs, desk)])
        for target in targets:
            shown = content if asked or target.report.with_text else textless(content)
            target.write(shown, styled(console, arguments))
    return int(content["outcome"]["exit_code"])


def _inputs(arguments: Arguments, offered: Plugins) -> tuple[Submission, ...]:
    suffixes = offered.formats.suffixes
    name = arguments.one("stdin-name")
    return submissions(arguments.operands, suffixes, name, foreign=foreign.HANDED_IN)


def _desk(offered: Plugins, selection: Selection, setup: Setup, console: Console) -> Desk:
    def terms(item: Submission) -> Terms:
        return selection.for_file(item.path, setup.for_file(item.file))

    watch = console.trace if console.debug else None
    return Desk(offered.formats, lexicon_of(selection.rules), terms, watch)


def _about(offered: Plugins, selection: Selection, setup: Setup) -> Run:
    return Run(
        plugins=offered.versions,
        terms=selection.terms(setup.run),
        profiles=selection.profiles,
        fail_level=setup.run.fail_level,
        lang=setup.run.lang,
        configs=tuple(nearby(path) for path in setup.configs),
    )
