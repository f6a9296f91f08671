"""Where reports go."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from plancheck.addresses import is_address
from plancheck.cli.console import Console, put
from plancheck.cli.options import Arguments
from plancheck.errors import PluginError, UsageError
from plancheck.files import STDIN, Submission, same_file, shown
from plancheck.formats import Report, Style
from plancheck.suggest import unknown

DEFAULT_FORMAT = "text"
STDOUT = ""
FILE_WIDTH = 80
BINARY: int = getattr(os, "O_BINARY", 0)
"""Keeps Windows from changing line ends."""


class Output(NamedTuple):
    """A report to write."""

    format: str
    path: str = STDOUT
    """The file; empty for standard output."""


def wanted(arguments: Arguments) -> tuple[Output, ...]:
    """Return the reports a command line asks for: each ``-o`` belongs to the format before it.

    :raises UsageError: when two reports would go to one place
    """
    outputs: list[Output] = []
    for name, value in arguments.given:
        if name == "format":
            outputs.append(Output(value))
        elif name == "output":
            path = STDOUT if value == "-" else value
            last = outputs.pop() if outputs else Output(DEFAULT_FORMAT)
            if last.path:
                raise UsageError(
                    "usage.two-files", format=last.format, one=shown(last.path), other=shown(path)
                )
            outputs.append(last._replace(path=path))
    outputs = outputs or [Output(DEFAULT_FORMAT)]
    places = [output.path and _place(output.path) for output in outputs]
    for place in places:
        if places.count(place) > 1:
            raise UsageError("usage.one-place", formats=[output.format for output in outputs])
    return tuple(outputs)


def _place(path: str) -> str:
    return path if is_address(path) else os.path.abspath(path)


class Target:
    """A report and the opened place for it.

    :param descriptor: of a file opened for writing; None for standard output
    :param path: of the file; empty for standard output
    :param send: sends what was written to where it belongs; None where it is there
    """

    def __init__(
        self,
        report: Report,
        descriptor: int | None,
        path: str,
        send: Callable[[], None] | None = None,
    ) -> None:
        self.report = report
        self.path = path
        self._descriptor = descriptor
        self._send = send

    @property
    def is_drawing(self) -> bool:
        """Whether plans appear on a terminal as soon as they are judged."""
        streams = self.report.each is not None and self._descriptor is None
        return streams and sys.stdout is not None and sys.stdout.isatty()

    def plan(self, head: Mapping[str, Any], plan: Mapping[str, Any], style: Style) -> None:
        """Write one plan as soon as it is judged, where the format can.

        :raises UsageError: when the disk is full or the file has gone
        :raises PluginError: when the format's plugin fails
        """
        if self.report.each is not None:
            self._put(_guarded(self.report, partial(self._one, head, plan, self._drawn(style))))

    def write(self, content: Mapping[str, Any], style: Style) -> None:
        """Write the report, or what of it was not written plan by plan.

        :raises UsageError: when the disk is full or the file has gone
        :raises PluginError: when the format's plugin fails
        """
        if self.report.each is not None:
            content = {**content, "plans": ()}
        self._put(pieces(self.report, content, self._drawn(style)))
        if self._descriptor is not None:
            self._end(self._descriptor)

    def _one(self, head: Mapping[str, Any], plan: Mapping[str, Any], style: Style) -> Iterator[str]:
        if self.report.each is not None:
            yield self.report.each(head, plan, style)

    def _drawn(self, style: Style) -> Style:
        return style if self._descriptor is None else replace(style, width=FILE_WIDTH, color=False)

    def _put(self, some: Iterable[bytes]) -> None:
        if self._descriptor is not None:
            self._save(self._descriptor, some)
            return
        for piece in some:
            if self.report.binary:
                put(sys.stdout.buffer, piece)
            else:  # what a console's encoding lacks is escaped
                put(sys.stdout, piece.decode("utf-8"))

    def _save(self, descriptor: int, some: Iterable[bytes]) -> None:
        try:
            with open(descriptor, "wb", closefd=False) as file:  # closed by the one who opened it
                file.writelines(some)
        except OSError as error:
            raise unwritable(self.path, error) from error

    def _end(self, descriptor: int) -> None:
        """Cut off what stood in the file before, and send it where it belongs."""
        if _is_regular(descriptor):
            os.ftruncate(descriptor, os.lseek(descriptor, 0, os.SEEK_CUR))
        if self._send is not None:
            self._send()


def pieces(report: Report, content: Mapping[str, Any], style: Style) -> Iterator[bytes]:
    """Yield a report in bytes; text as UTF-8, what UTF-8 does not have as escapes.

    :raises PluginError: when the format's plugin fails
    """
    return _guarded(report, lambda: report.write(content, style))


def _guarded(
    report: Report, write: Callable[[], Iterable[str] | Iterable[bytes]]
) -> Iterator[bytes]:
    try:
        for piece in write():
            yield piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
    except (Exception, SystemExit) as error:
        kind = type(error).__name__
        raise PluginError("plugin.report-failed", report=report.name, exception=kind) from error


@contextmanager
def opened(
    outputs: Sequence[Output], reports: Iterable[Report], inputs: Iterable[Submission]
) -> Iterator[tuple[Target, ...]]:
    """Open every place before the work starts; what stands in a file stays until it is written.

    Files that were made for the run and never written are removed.

    :raises UsageError: for an unknown format, a place that cannot be written, or one of the inputs
    """
    by_name = {report.name: report for report in reports}
    plans = [item.file for item in inputs if item.path != STDIN]
    with ExitStack() as stack:
        yield tuple(_open(output, by_name, plans, stack) for output in outputs)


def _open(
    output: Output, reports: dict[str, Report], plans: Sequence[str], stack: ExitStack
) -> Target:
    if output.format not in reports:
        raise unknown(
            UsageError, "usage.no-such-format", output.format, reports, format=output.format
        )
    report = reports[output.format]
    if output.path == STDOUT:
        _admit(report)
        return Target(report, None, STDOUT)
    if is_address(output.path):
        return _remote(output, report, plans, stack)
    if any(same_file(output.path, plan) for plan in plans):
        raise UsageError("usage.overwrites-plan", path=shown(output.path))
    existed = os.path.lexists(output.path)
    try:
        descriptor = os.open(output.path, os.O_WRONLY | os.O_CREAT | BINARY, 0o666)
    except OSError as error:
        raise unwritable(output.path, error) from error
    stack.callback(_close, descriptor, None if existed else output.path)
    return Target(report, descriptor, output.path)


def _remote(output: Output, report: Report, plans: Sequence[str], stack: ExitStack) -> Target:
    """Gather a report in a file without a name; it is sent to its address in one piece."""
    from tempfile import TemporaryFile

    from plancheck import remote

    if shown(output.path) in plans:
        raise UsageError("usage.overwrites-plan", path=shown(output.path))
    remote.check(output.path)
    file = stack.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the stack

    def send() -> None:
        file.seek(0)
        remote.write(output.path, file)

    return Target(report, file.fileno(), shown(output.path), send)


def _admit(report: Report) -> None:
    """Make sure that a report can go to standard output.

    :raises UsageError: when it is not text and people would see it
    """
    if report.binary and sys.stdout is not None and sys.stdout.isatty():
        name = next(iter(report.desk.values()), f"report.{report.name}")
        raise UsageError("usage.binary", format=report.name, example=name)


def _close(descriptor: int, made: str | None) -> None:
    unused = made is not None and os.fstat(descriptor).st_size == 0
    os.close(descriptor)
    if made is not None and unused:
        os.remove(made)


def _is_regular(descriptor: int) -> bool:
    return stat.S_ISREG(os.fstat(descriptor).st_mode)


def unwritable(path: str, error: OSError) -> UsageError:
    """Make the error for a place that cannot be written."""
    return UsageError("usage.unwritable", path=shown(path), reason=error.strerror or str(error))


def styled(console: Console, arguments: Arguments) -> Style:
    """Return how reports are drawn."""
    return console.style(arguments.one("color", "auto"), quiet=arguments.has("quiet"))
