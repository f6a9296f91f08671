"""Plans and statements with labels: the corpus (``PLANCHECK_CORPUS``) and ``fixtures/``.

Ours stand in a markup (``# `` before the title, ``## `` before a heading) that no submitter writes;
:func:`plain` writes them as plain texts with their labels beside them, as ``plancheck evaluate``
takes them.
"""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent.parent / "fixtures"
CORPUS = Path(os.environ["PLANCHECK_CORPUS"]) if os.environ.get("PLANCHECK_CORPUS") else None

MARK = re.compile(r"^#{1,2} ", re.MULTILINE)


def plain(folder: Path) -> tuple[Path, Path]:
    """Write our labelled plans and our labelled schedules into two folders; return these.

    :param folder: an empty folder
    """
    plans, schedules = folder / "plans", folder / "schedules"
    for target, labels in ((plans, _plans()), (schedules, _schedules())):
        target.mkdir()
        for name, text, label in labels:
            (target / f"{name}.txt").write_text(MARK.sub("", text), encoding="utf-8")
            (target / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    return plans, schedules


def _plans() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted((FIXTURES / "labelled").glob("*.json")):
        text = path.with_suffix(".txt").read_text("utf-8")
        yield path.stem, text, json.loads(path.read_text("utf-8"))


def _schedules() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield texts labelled for what is read about time only."""
    for line in (FIXTURES / "schedules.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        label = {
            **{key: told[key] for key in ("id", "kind", "period", "unit")},
            "schedule_months": told["months"],
            "requirements": {f"schedule/{key}": told[key] for key in ("monthly", "complete")},
        }
        yield told["id"], told["text"], label
