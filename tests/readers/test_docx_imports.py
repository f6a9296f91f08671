"""What recognising and reading a Word document imports."""

import subprocess
import sys
from pathlib import Path

from readers.docx_builder import docx, p

HEAVY = {"docx", "zipfile", "importlib.metadata", "json", "logging", "urllib.parse", "tempfile"}


def modules(code: str, path: Path) -> set[str]:
    """Run code in a fresh interpreter; return the modules that it imported."""
    script = f"import sys\npath = sys.argv[1]\n{code}\nprint(*sys.modules)"
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return set(done.stdout.split())


def test_recognising_imports_no_xml(tmp_path: Path) -> None:
    code = "from plancheck_readers.docx import READER\nassert not READER.sniff(b'PK')"
    loaded = modules(code, tmp_path)
    assert "plancheck_readers.docx" in loaded
    assert not {name for name in loaded if name.startswith(("lxml", "plancheck_readers.word"))}


def test_reading_imports_lxml_and_little_else(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(p("工会", '<w:pStyle w:val="a"/>'), styles="<w:style/>"))
    code = (
        "from pathlib import Path\nfrom plancheck.api import Source\n"
        "from plancheck_readers.docx import READER\n"
        "assert READER.read(Source('plan.docx', open(path, 'rb').read())).blocks"
    )
    before = modules("from pathlib import Path\nimport lxml.etree, plancheck.api", path)
    loaded = modules(code, path) - before
    assert "plancheck_readers.word.reader" in loaded
    assert not loaded & HEAVY
