"""Prints every regular expression of ours as JSON, those that are made while a plan is judged, too.

Run as a program: it has to watch ``re`` from before the first of our modules is imported.
"""

import ast
import importlib
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).parent.parent
_COMPILER: Any = importlib.import_module("re._compiler")
_OURS = ("plancheck",)

Key = tuple[str | bytes, int]
_found: dict[Key, tuple[str, int]] = {}
"""Pattern and flags → file and line where it was made."""


def _watch() -> None:
    from plancheck import patterns

    def watching(make: Any) -> Any:  # noqa: ANN401 - of text or of bytes
        def watched(pattern: Any, flags: int = 0) -> Any:  # noqa: ANN401
            _note(pattern, flags, sys._getframe(1))  # noqa: SLF001 - who wants it
            return make(pattern, flags)

        return watched

    _COMPILER.compile = watching(_COMPILER.compile)
    patterns.regex = watching(patterns.regex)
    re.purge()


def _note(pattern: str | bytes, flags: int, frame: FrameType | None) -> None:
    while frame and str(frame.f_globals.get("__name__", "")).split(".")[0] == "re":
        frame = frame.f_back
    if frame and any(part.startswith(_OURS) for part in Path(frame.f_code.co_filename).parts):
        _found.setdefault((pattern, flags), (frame.f_code.co_filename, frame.f_lineno))


def _modules() -> list[str]:
    import plancheck
    import plancheck_readers

    names = []
    plugins = Path(plancheck_readers.__file__).parent.parent
    for top in (Path(plancheck.__file__).parent, *plugins.glob("plancheck_*")):
        for path in sorted(top.rglob("*.py")):
            inner = path.relative_to(top.parent).with_suffix("").parts
            if "rules" not in inner and inner[-1] != "__main__":
                names.append(".".join(inner).removesuffix(".__init__"))
    return names


@cache
def _lines(file: str) -> tuple[dict[int, str], set[str]]:
    """Return which name is assigned at which line of a file, and which are only matched."""
    from plancheck.cards.patterns import names_only_matched

    tree = ast.parse(Path(file).read_bytes())
    names = {
        node.lineno: target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id.startswith("_")
    }
    return names, names_only_matched(tree)


def main() -> None:
    _watch()
    for name in _modules():
        importlib.import_module(name)
    from verdicts import read, verdicts

    for path in sorted((ROOT / "fixtures/plans").iterdir()):
        if path.suffix != ".json":
            verdicts(read(path.name, path.read_bytes()))
    listed = []
    for (pattern, flags), (file, line) in _found.items():
        names, matched = _lines(file)
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        listed.append(
            {
                "pattern": text,
                "bytes": isinstance(pattern, bytes),
                "flags": int(flags),
                "file": Path(file).name,
                "line": line,
                "anchored": names.get(line) in matched,
            }
        )
    sys.stdout.write(json.dumps(listed))


if __name__ == "__main__":
    main()
