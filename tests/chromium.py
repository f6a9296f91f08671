"""A headless Chromium, spoken to by its DevTools protocol over a pipe: no driver, no port."""

import base64
import itertools
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")

STARTER = """
import fcntl, os, sys
pipes = [fcntl.fcntl(int(each), fcntl.F_DUPFD, 10) for each in sys.argv[1:3]]
os.dup2(pipes[0], 3)
os.dup2(pipes[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Chromium reads its commands from descriptor 3 and answers on 4."""

SPY = """
window.violations = [];
document.addEventListener("securitypolicyviolation",
    (event) => violations.push(event.violatedDirective + " " + event.blockedURI));
"""

Json = dict[str, Any]


def found() -> str | None:
    """Return the path of a Chromium, if this machine has one."""
    if os.name != "posix":  # pipes by number
        return None
    return next(filter(None, map(shutil.which, NAMES)), None)


class GoneError(Exception):
    """Chromium ended, or never began."""


class Browser:
    """A browser with one page at a time."""

    def __init__(self, program: str, folder: Path) -> None:
        theirs, self._commands = os.pipe()
        self._answers, ours = os.pipe()
        words = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe"]
        words += ["--no-first-run", f"--user-data-dir={folder}", "about:blank"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", STARTER, str(theirs), str(ours), program, *words],
            pass_fds=(theirs, ours),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(ours)
        self._numbers = itertools.count(1)
        self._unread = b""
        self._session = ""
        self.events: list[Json] = []
        """What the page told of since it was asked for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        os.close(self._commands)
        os.close(self._answers)

    def page(
        self, path: Path, *, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> None:
        """Open a file, and wait until it has been loaded."""
        if not self._session:
            self._begin()
        self.resize(width)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self.call("Emulation.setEmulatedMedia", features=[scheme, still])
        self.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self._visit("about:blank")  # or else the same file with another fragment is no new page
        self._visit(path.as_uri())

    def _visit(self, address: str) -> None:
        self.events.clear()
        self.call("Page.navigate", url=address)
        while not self.told("Page.loadEventFired"):
            self.events.append(self._receive())

    def _begin(self) -> None:
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.addScriptToEvaluateOnNewDocument", source=SPY)

    def resize(self, width: int) -> None:
        """Give the window a width; a narrow one is a phone's."""
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script returns
        """Return what the body of a function in JavaScript returns, awaited."""
        answer = self.call(
            "Runtime.evaluate",
            expression=f"(async () => {{ {script} }})()",
            awaitPromise=True,
            returnByValue=True,
            userGesture=True,
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def printed(self) -> bytes:
        """Return the page on paper, as PDF."""
        answer = self.call("Page.printToPDF", preferCSSPageSize=True)
        return base64.b64decode(answer["data"])

    def told(self, method: str) -> list[Json]:
        """Return the parameters of the events of one kind."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def call(self, method: str, **parameters: object) -> Json:
        """Send a command and return its result."""
        number = next(self._numbers)
        message: Json = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        try:
            os.write(self._commands, json.dumps(message).encode() + b"\0")
        except BrokenPipeError:
            raise GoneError from None
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer["error"])
                result: Json = answer["result"]
                return result
            self.events.append(answer)

    def _receive(self) -> Json:
        while b"\0" not in self._unread:
            data = os.read(self._answers, 1 << 20)
            if not data:
                raise GoneError
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\0")
        answer: Json = json.loads(line)
        return answer
