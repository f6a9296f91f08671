"""Runs a program so that nothing of it outlives whoever asked for it.

Started as a process of its own, at the head of a group, with its standard input on a pipe whose
other end the asking process holds and never writes to: when that process ends, however it ends, the
pipe closes, and the guard ends its whole group. A handler of signals could not do this, for nobody
can handle SIGKILL. Stands alone (it is run by its path), and needs POSIX.
"""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

NOT_STARTED = 127
"""Its exit code when the program could not be started."""
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
"""Flags of unshare(2)."""


def main(arguments: list[str]) -> int:
    """Run a program until it ends or nobody waits for it any more; then end what is left of it.

    :param arguments: seconds of processor time, bytes of address space, bytes of a file that it may
        have; then the program and its arguments
    """
    cpu, memory, size, *command = arguments
    _confine(int(cpu), int(memory), int(size))
    cut_off()
    try:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - as asked for
    except OSError:
        return NOT_STARTED
    threading.Thread(target=_watch, daemon=True).start()
    process.wait()
    _end()
    return 0


def _watch() -> None:
    """Wait until the other end of the pipe is closed."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    _end()


def _end() -> None:
    """End this process's group, itself included."""
    os.killpg(0, signal.SIGKILL)


def _confine(cpu: int, memory: int, size: int) -> None:
    """Hold this process, and what it starts, to what it may have; where the system can."""
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # less is allowed already, or unknown
            resource.setrlimit(kind, (most, most))


def cut_off() -> bool:
    """Leave the network, with all that is started from here on; where Linux lets us.

    What has no right to do so may still do it as the only user of a world of its own
    (user_namespaces(7)); in that world it keeps its number, and so its rights to files.

    :returns: whether nothing can be reached any more, this machine included
    """
    if not sys.platform.startswith("linux"):
        return False
    import ctypes

    user, group = os.getuid(), os.getgid()
    try:
        unshare = ctypes.CDLL(None).unshare
    except (OSError, AttributeError):
        return False
    if unshare(_NEW_NETWORK) == 0:
        return True
    if unshare(_NEW_USER | _NEW_NETWORK) != 0:
        return False
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with contextlib.suppress(OSError):
            Path("/proc/self", name).write_text(line)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
