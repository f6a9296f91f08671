"""LibreOffice as a last resort: turns a file that our own reader cannot read into a ``.docx``.

Only its ``.docx`` is used: its text and PDF print deleted and hidden words as if they counted. It
runs with a profile of its own that forbids macros, active content and links, and sends whatever it
would fetch, by http or https, to a proxy that is not there: a picture that a document links to is
asked for in spite of all other settings. Where the system allows it there is no network at all. It
gets no environment of whoever started us, a share of the memory, and ends with the call, or with
us, whichever ends first (:mod:`.guard`).
"""

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import Any

from plancheck.api import limits
from plancheck_readers import guard

_PROGRAMS = ("soffice", "libreoffice", "soffice.exe")
_FORBIDDEN = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Writer/Content/Update", "Field", "false"),
)
_NOBODY, _DISCARD = "127.0.0.1", "9"
_PROXY = (
    ("ooInetProxyType", "2"),
    ("ooInetHTTPProxyName", _NOBODY),
    ("ooInetHTTPProxyPort", _DISCARD),
    ("ooInetHTTPSProxyName", _NOBODY),
    ("ooInetHTTPSProxyPort", _DISCARD),
    ("ooInetFTPProxyName", _NOBODY),
    ("ooInetFTPProxyPort", _DISCARD),
    ("ooInetNoProxy", ""),
)
"""A proxy where nobody listens, for each way to fetch something and for every address."""
_FILTERS = {"doc": "MS Word 97"}
"""Suffix → the filter that must read it: guessing would take a damaged file for plain text."""


def program() -> str | None:
    """Return where LibreOffice is installed, if it is.

    Looked for in folders that the search path names in full: what lies in the folder one happens to
    work in comes from strangers.
    """
    places = (Path(folder, name) for folder in _search_path() for name in _PROGRAMS)
    return next((str(place) for place in places if _is_program(place)), None)


def _search_path() -> list[str]:
    return [folder for folder in os.get_exec_path() if Path(folder).is_absolute()]


def _is_program(place: Path) -> bool:
    return place.is_file() and os.access(place, os.X_OK)


def to_docx(data: bytes, suffix: str) -> bytes | None:
    """Convert a file.

    :param suffix: its format, without the dot
    :returns: None where LibreOffice is missing or cannot be started; nothing where it fails or
        takes more time or memory than it may
    """
    import tempfile

    command = program()
    if command is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="plancheck-", ignore_cleanup_errors=True) as name:
            return _convert(command, Path(name), data, suffix)
    except OSError:  # no room for the files, no further process
        return None


def _convert(command: str, folder: Path, data: bytes, suffix: str) -> bytes | None:
    source = folder / f"plan.{suffix}"
    source.write_bytes(data)
    _write_profile(folder / "profile" / "user")
    if not _run([command, *_arguments(folder, suffix), str(source)], folder):
        return None
    made = folder / "out" / "plan.docx"
    if not made.is_file() or made.stat().st_size > limits.FILE:
        return b""
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


def _run(command: list[str], folder: Path) -> bool:
    """Run it until it ends or its time is over; whatever it started ends with it.

    :returns: whether it could be started
    :raises OSError: when nothing can be started
    """
    import subprocess

    environment = {
        "PATH": os.pathsep.join(_search_path()),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    posix = os.name == "posix"
    quiet: Any = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603 - LibreOffice by its full path, the rest is ours
        [*_guarded(), *command] if posix else command,
        cwd=folder,
        env=environment if posix else None,
        stdin=subprocess.PIPE if posix else quiet,
        stdout=quiet,
        stderr=quiet,
        start_new_session=True,
    )
    try:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(limits.CONVERSION)
    finally:
        _end(process)
    return process.returncode != guard.NOT_STARTED


def _guarded() -> list[str]:
    """Return the command that runs another under guard."""
    shares = (limits.CONVERSION, limits.CONVERSION_MEMORY, limits.FILE)
    return [sys.executable, "-I", "-S", guard.__file__, *map(str, shares)]


def _end(process: Any) -> None:  # noqa: ANN401 - subprocess is imported where it is needed
    """End a process and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    if process.stdin is not None:
        process.stdin.close()
