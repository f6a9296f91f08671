"""The command line: one module a subcommand."""

import sys

from plancheck import __version__

COLLECT = 50_000
"""Objects more than there were at which cycles among them are looked for. Python's own measure,
700, takes a twentieth of a run, for cycles that a plan does not have."""


def main(argv: list[str] | None = None) -> int:
    """Run plancheck.

    :param argv: the words after the program's name; those of the process when not given
    :returns: what the process shall end with (:class:`plancheck.outcome.ExitCode`)
    """
    words = sys.argv[1:] if argv is None else argv
    if words == ["--version"]:  # asked by scripts, again and again: nothing else is imported
        sys.stdout.write(f"plancheck {__version__}\n")
        return 0
    if argv is None:  # the process is ours
        patient()
    from plancheck.cli.program import run

    code = run(words)
    if argv is None:
        import gc

        gc.freeze()  # at its end Python would go through all objects again, for nothing: 35 ms
    return code


def patient() -> None:
    """Let Python look for cycles among objects more rarely: see :data:`COLLECT`."""
    import gc

    gc.set_threshold(COLLECT)
