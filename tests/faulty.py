"""A plugin whose reader does to its process what the content of a file says.

It is installed in a folder, as a distribution of its own, so that processes and workers of a
cluster find it like any other plugin.
"""

from pathlib import Path
from textwrap import dedent

_MODULE = """
import os, signal, time
from plancheck.api import Document, Paragraph, Reader, hookimpl

def read(source):
    word, _, rest = source.data.decode().partition(" ")
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if word == "hang":
        time.sleep(600)
    if word == "eat":
        bytearray(1024**4)
    if word == "gorge":  # piece by piece, as a bomb does
        kept = []
        while True:
            kept.append(b"x" * (256 * 1024 * 1024))
    if word == "murder":  # what started this process
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    if word == "murder-once" and not os.path.exists(rest):
        open(rest, "w").close()
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(600)
    return Document("faulty", (Paragraph(rest or word),))

@hookimpl
def plancheck_readers():
    return [Reader("faulty", (".faulty",), lambda head: False, read)]
"""


def install(folder: Path) -> None:
    """Write the plugin into a folder that stands on the path of modules."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plancheck_faulty.py").write_text(_MODULE, "utf-8")
    made = folder / "plancheck_faulty-1.0.dist-info"
    made.mkdir(exist_ok=True)
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: plancheck-faulty\nVersion: 1.0\n")
    (made / "entry_points.txt").write_text(
        dedent("""\
        [plancheck]
        faulty = plancheck_faulty
        """)
    )
