"""A plugin of pytest that keeps every file which a test hands to a reader, as a seed.

Used as ``pytest -p fuzzing.harvest``; the folder stands in the environment (``FUZZ_SEEDS``). The
tests build what no corpus holds: each feature of each format in a small file.
"""

import hashlib
import os
from pathlib import Path
from typing import Any

from plancheck import loading, plugins
from plancheck.errors import Unreadable
from plancheck.formats import Source

FOLDER = "FUZZ_SEEDS"
_SUFFIXES = {"markdown": ".md", "structured": ".json", "text": ".txt"}
_MOST = 100 * 1024
_A_READER = 700
"""Seeds of one reader; property tests would make thousands."""


def pytest_configure() -> None:
    """Watch what is handed to readers from now on."""
    readers = plugins.load().readers
    counts: dict[str, int] = {}
    made = Source.__new__

    def watched(cls: Any, name: str, data: bytes) -> Any:  # noqa: ANN401 - as NamedTuple has it
        source = made(cls, name, data)
        if isinstance(data, bytes) and 0 < len(data) <= _MOST:
            _keep(source)
        return source

    def _keep(source: Source) -> None:
        try:
            reader = loading.choose(source, readers)
        except Unreadable:
            return
        counts[reader.name] = counts.get(reader.name, 0) + 1
        if counts[reader.name] <= _A_READER:
            name = hashlib.sha256(source.data).hexdigest()[:16]
            suffix = _SUFFIXES.get(reader.name, f".{reader.name}")
            Path(os.environ[FOLDER], name + suffix).write_bytes(source.data)

    Source.__new__ = watched  # type: ignore[assignment,method-assign]
