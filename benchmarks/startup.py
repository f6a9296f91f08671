"""How long a whole run takes on one file, beside what no program in Python can avoid.

Run as ``python benchmarks/startup.py [ROUNDS]``. Each round starts every command once as a process
of its own, one after the other, so that the ratios hold on a machine that drifts; the median over
the rounds is printed. Bytecode and cards are compiled before.

- pass: ``python -c pass``; the interpreter itself
- lxml: ``python -c "import lxml.etree"``; the least that reading a Word document takes
- version: ``plancheck --version``
- txt: ``plancheck check`` of a plain text
- docx: of a Word document with a large template (python-docx's)
- small docx: of one with few styles, as Word saves it

Peak memory is that of the process (Linux, macOS).
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

PLANS = Path(__file__).parent.parent / "fixtures" / "plans"
PLANCHECK = (sys.executable, "-m", "plancheck")
COMMANDS = {
    "pass": (sys.executable, "-c", "pass"),
    "lxml": (sys.executable, "-c", "import lxml.etree"),
    "version": (*PLANCHECK, "--version"),
    "txt": (
        *PLANCHECK,
        "check",
        "--no-config",
        str(PLANS / "澄溪市第八中学2025年工会工作安排.txt"),
    ),
    "docx": (
        *(*PLANCHECK, "check", "--no-config"),
        str(PLANS / "安陵县第四初级中学2023—2024学年工会工作计划.docx"),
    ),
    "small docx": (
        *(*PLANCHECK, "check", "--no-config"),
        str(PLANS / "怀溪市第一高级中学2024年秋季工会工作计划.docx"),
    ),
}
AIMS = (
    ("docx", "lxml", 3.0),
    ("docx", "pass", 8.0),
    ("txt", "pass", 6.0),
    ("version", "pass", 4.0),
)
"""One command, another, and how many times as long the first may take."""
_BYTES = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ``ru_maxrss``."""


def main() -> None:
    """Print medians, ratios and memory."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as cache:
        os.environ["PLANCHECK_CACHE_DIR"] = cache
        for command in COMMANDS.values():
            run(command)
        runs = [{name: run(command) for name, command in COMMANDS.items()} for _ in range(rounds)]
    print(f"{rounds} rounds; whole processes")
    for name in COMMANDS:
        took = [each[name][0] for each in runs]
        memory = median(each[name][1] for each in runs) / 1024**2
        print(
            f"  {name:11} {median(took) * 1000:6.1f} ms  (fastest {min(took) * 1000:6.1f})"
            f"  {memory:5.1f} MB"
        )
    for one, other, most in AIMS:
        ratio = median(each[one][0] / each[other][0] for each in runs)
        print(f"  {one} / {other:8} {ratio:5.2f}  (aim: at most {most:g})")


def run(command: tuple[str, ...]) -> tuple[float, int]:
    """Run a command; return its seconds and its peak memory in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return took, _memory(usage)


def _memory(usage: resource.struct_rusage) -> int:
    return usage.ru_maxrss * _BYTES


if __name__ == "__main__":
    main()
