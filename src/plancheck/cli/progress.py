"""How far a run is, on one line of a terminal that is drawn over again."""

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from plancheck.cli.console import Console, put
from plancheck.terminal import shorten, width

EVERY = 0.2
"""Seconds between two drawings."""

AFTER = 1.0
"""Seconds after which the first is drawn: short runs need none."""


class Progress:
    """Counts plans as they are judged, and shows it where people watch.

    Nothing is drawn into files and pipes, nor in CI, nor where the report itself is being drawn.

    :param total: files; archives may hold more plans
    :param shown: whether somebody may see it
    """

    def __init__(self, console: Console, total: int, *, shown: bool) -> None:
        watched = sys.stderr is not None and sys.stderr.isatty() and not os.environ.get("CI")
        self._console = console
        self._total = total
        self._shown = shown and watched
        self._start = self._last = time.monotonic()
        self._done = self._failing = self._unreadable = 0
        self._drawn = 0

    def plan(self, head: Mapping[str, Any], plan: Mapping[str, Any]) -> None:
        """Count a plan; a listener of a run."""
        del head
        self._done += 1
        self._unreadable += plan["state"] == "unreadable"
        decision = plan["decision"]
        self._failing += decision is not None and decision["code"] in ("return", "revise")
        now = time.monotonic()
        if self._shown and now - self._last >= EVERY and now - self._start >= AFTER:
            self._last = now
            self._draw(self._told(now - self._start))

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._draw("")

    def _told(self, seconds: float) -> str:
        rate = self._done / seconds
        left = max(self._total - self._done, 0) / rate
        return self._console.text(
            "progress.line",
            done=self._done,
            total=max(self._total, self._done),
            rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}",  # noqa: PLR2004 - a digit more
            left=_clock(left),
            failing=self._failing,
            unreadable=self._unreadable,
        )

    def _draw(self, line: str) -> None:
        line = shorten(line, self._console.columns() - 1)
        blanks = " " * max(self._drawn - width(line), 0)
        put(sys.stderr, f"\r{line}{blanks}" + ("" if line else "\r"))
        self._drawn = width(line)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
