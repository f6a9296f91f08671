"""LibreOffice as a last resort: turns a file that our own reader cannot read into a ``.docx``.

Only its ``.docx`` is used: its text and PDF print deleted and hidden words as if they counted. It
runs with a profile of its own that forbids macros, active content and links, without the
environment of whoever started us, in a group of processes that ends with the call.
"""

import contextlib
import os
import signal
from pathlib import Path
from typing import Any

from plancheck.api import limits

_PROGRAMS = ("soffice", "libreoffice")
_FORBIDDEN = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
)
_PROXY = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", "127.0.0.1"),
    ("ooInetHTTPProxyPort", "9"),
)
"""A proxy where nobody listens: nothing could be fetched even if it were tried."""
_FILTERS = {"doc": "MS Word 97"}
"""Suffix → the filter that must read it: guessing would take a damaged file for plain text."""


def program() -> str | None:
    """Return where LibreOffice is installed, if it is."""
    import shutil

    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def to_docx(data: bytes, suffix: str) -> bytes | None:
    """Convert a file.

    :param suffix: its format, without the dot
    :returns: None where LibreOffice is missing, fails or takes longer than it may
    """
    import tempfile

    command = program()
    if command is None:
        return None
    with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"plan.{suffix}"
        source.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        _run([command, *_arguments(folder, suffix), str(source)], folder)
        made = folder / "out" / "plan.docx"
        if not made.is_file() or made.stat().st_size > limits.FILE:
            return None
        return made.read_bytes()


def _arguments(folder: Path, suffix: str) -> list[str]:
    return [
        "--headless",
        "--invisible",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--infilter={_FILTERS[suffix]}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "out"),
    ]


def _write_profile(user: Path) -> None:
    """Write the settings with which it starts."""
    items = [(f"/org.openoffice.Office.{path}", name, value) for path, name, value in _FORBIDDEN]
    items += [("/org.openoffice.Inet/Settings", name, value) for name, value in _PROXY]
    written = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value>'
        "</prop></item>"
        for path, name, value in items
    )
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{written}</oor:items>\n',
        "utf-8",
    )


def _run(command: list[str], folder: Path) -> None:
    """Run it until it ends or its time is over; whatever it started ends with it."""
    import subprocess

    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    quiet: Any = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - the program is the one on the path, the rest is ours
        command,
        cwd=folder,
        env=environment if os.name == "posix" else None,
        stdin=quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limits.CONVERSION)
    finally:
        _end(process)


def _end(process: Any) -> None:  # noqa: ANN401 - subprocess is imported where it is needed
    """End a process and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
