"""``plancheck review``: the whole desk in one go: ledger, page, and for each plan its papers."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from plancheck import messages
from plancheck.cli.checking import OPTIONS, Work, prepared, reported, today
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import pieces, styled
from plancheck.cli.progress import Progress
from plancheck.cli.review_summary import summary
from plancheck.desk import outbox, rounds
from plancheck.desk.outbox import Outbox
from plancheck.errors import PluginError, SetupError, Unreadable, UsageError
from plancheck.files import shown
from plancheck.formats import Paper, Source, Style
from plancheck.loading import fetch
from plancheck.outcome import ExitCode
from plancheck.terminal import clean
from plancheck.unpacking import taken

COMMAND = Command(
    "review",
    "PATH…",
    least=0,
    most=None,
    own=(
        Option("output", "FOLDER", short="o", about="review-output"),
        *OPTIONS,
        Option("last-year", "FOLDER"),
        Option("quiet", short="q"),
        Option("color", "WHEN", choices=("auto", "always", "never")),
    ),
)

Json = dict[str, Any]


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    folder = _folder(arguments)
    memory = rounds.recall(folder)
    work = prepared(arguments, console, folder, across=True)
    work, skipped = _submitted(work, memory)
    if not work.inputs:
        raise UsageError("review.nothing", folder=shown(folder))
    for profile in work.selection.profiles:
        for paper in work.offered.papers:
            paper.ready(profile.letter)
    progress = Progress(console, len(work.inputs), shown=True)
    content = reported(work, work.day or today(), with_text=True, listeners=(progress.plan,))
    progress.clear()
    if content["outcome"]["exit_code"] == ExitCode.INTERRUPTED:
        raise KeyboardInterrupt  # half a desk would look like a whole one
    told, memory = rounds.compared(memory, content)
    content["batch"]["rounds"] = told
    style = Style(lang=console.lang)
    box = Outbox(folder, dict(memory.written))
    try:
        for report in work.offered.reports:
            if report.desk:
                box.write(report.desk[style.lang], b"".join(pieces(report, content, style)))
        failures = _papers(work, content, style, box, console)
    finally:  # what was written before something went wrong is still known as ours
        box.remember(rounds.NAME, rounds.dumped(replace(memory, written=box.remembered())))
    for line in summary(content, box, shown(folder), styled(console, arguments)):
        console.say(line)
    if skipped:
        names = console.text("report.comma").join(map(clean, skipped))
        console.note(console.text("review.own", count=len(skipped), names=names))
    for failure in failures:
        console.explain(failure)
    return int(ExitCode.INCOMPLETE if failures else content["outcome"]["exit_code"])


def _folder(arguments: Arguments) -> str:
    """Return the folder to write to.

    :raises UsageError: when none is named, it is a file, or plans are looked for inside it
    """
    folder = arguments.one("output")
    if not folder:
        raise UsageError("review.no-folder")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError("review.no-such-folder", path=shown(folder))
    own = os.path.join(os.path.realpath(folder), "")
    for path in arguments.operands:
        if os.path.join(os.path.realpath(path), "").startswith(own):
            raise UsageError("review.same-folder", path=shown(path), folder=shown(folder))
    return folder


def _submitted(work: Work, memory: rounds.Memory) -> tuple[Work, list[str]]:
    """Leave out what was written here: papers of earlier rounds that lie among the submissions.

    An annotated copy that a school has worked in is a submission.
    """
    written = frozenset(memory.written.values())
    theirs, ours = [], []
    for item in work.inputs:
        data = b"" if item.archive or item.stdin or item.address else _content(item.path)
        own = any(paper.own(data) for paper in work.offered.papers)
        own = own or any(report.own(data) for report in work.offered.reports)
        if own or (data and sha256(data).hexdigest() in written):
            ours.append(item.name)
        else:
            theirs.append(item)
    return work._replace(inputs=tuple(theirs)), ours


def _content(path: str) -> bytes:
    try:
        return fetch(path).data
    except Unreadable:  # told when it is judged
        return b""


def _papers(
    work: Work, content: Json, style: Style, box: Outbox, console: Console
) -> list[PluginError]:
    """Write the papers of each plan; return what went wrong with some of them."""
    below = messages.text("review.papers", style.lang)
    plans: Sequence[Json] = content["plans"]
    names = outbox.names([plan["path"] for plan in plans])
    sources = (item.source for item in taken(work.inputs, work.offered.formats))
    failures = []
    for plan, name, source in zip(plans, names, sources, strict=True):
        for paper in work.offered.papers:
            try:
                data = _paper(paper, content, plan, source, style)
            except PluginError as failure:
                if console.debug:
                    console.trace(paper.name, failure.__cause__ or failure)
                failures.append(failure)
                continue
            if data:
                box.write(f"{below}/{name}{paper.suffix[style.lang]}", data)
    return failures


def _paper(
    paper: Paper, content: Json, plan: Mapping[str, Any], source: Source | None, style: Style
) -> bytes:
    """Make one paper.

    :raises PluginError: when its plugin fails
    """
    try:
        return paper.write(content, plan, source, style)
    except SetupError:
        raise
    except (Exception, SystemExit) as error:
        kind = type(error).__name__
        raise PluginError(
            "plugin.paper-failed", paper=paper.name, path=plan["path"], exception=kind
        ) from error
