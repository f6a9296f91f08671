"""The program ``tesseract``: whether it is here, and what it makes of a picture.

It gets a picture on its standard input and answers on its standard output; no shell is used, it
works
in an empty temporary folder, and has its time. The process it is started from passes on its own cap
on memory.
"""

import os
import shutil
import subprocess
import tempfile
from functools import cache

from plancheck.api import limits

_LANGUAGE = "chi_sim"
_ONE_COLUMN = "4"
"""Page segmentation: a column of text of various sizes. Of the modes it loses the fewest characters
in plans with tables."""
_ASKING = 20
"""Seconds that it may take to say which languages it knows."""


@cache
def program() -> str:
    """Return the program's path; empty when it is not installed, or not for Chinese."""
    path = shutil.which("tesseract")
    if path is None:
        return ""
    said = _run([path, "--list-langs"], b"", _ASKING)
    return path if said is not None and _LANGUAGE in said.split() else ""


def recognised(picture: bytes) -> str | None:
    """Return the words of a picture as a table with their places (TSV).

    :returns: ``None`` when it fails or takes too long
    """
    command = [program(), "-", "-", "-l", _LANGUAGE, "--psm", _ONE_COLUMN, "tsv"]
    return _run(command, picture, limits.OCR_SECONDS)


def _run(command: list[str], given: bytes, seconds: int) -> str | None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(  # noqa: S603 - a program found on PATH, fixed arguments
                command,
                input=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=folder,
                timeout=seconds,
                check=True,
                env=os.environ | {"OMP_THREAD_LIMIT": "1", "TMPDIR": folder},
            )
        except (OSError, subprocess.SubprocessError):
            return None
    return done.stdout.decode("utf-8", "replace")
