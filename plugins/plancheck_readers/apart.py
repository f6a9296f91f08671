"""Processes of our own for libraries in C that read what strangers send.

Such a library cannot be interrupted, and may bring down what it runs in. So it runs in a process
that gets bytes on a pipe, opens no file, has its share of memory, and is ended with all it started.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress

from plancheck.api import limits


def start(module: str) -> "subprocess.Popen[bytes]":
    """Start a module of ours in a process of its own, with pipes to and from it."""
    return subprocess.Popen(  # noqa: S603 - this interpreter and our own module
        [sys.executable, "-S", "-P", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it started."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def confine() -> None:
    """Hold this process to a share of the machine's memory, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY, limits.MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
