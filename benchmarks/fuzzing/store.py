"""What is kept from run to run: how far each reader is, and what made it fail."""

import hashlib
import json
from pathlib import Path
from typing import Any

from fuzzing.kinds import KINDS


class Store:
    """The state of all runs in a folder.

    :param folder: where it lies; made when there is none
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "findings").mkdir(parents=True, exist_ok=True)
        path = folder / "state.json"
        self._readers: dict[str, dict[str, Any]] = (
            json.loads(path.read_text()) if path.exists() else {}
        )

    def _of(self, kind: str) -> dict[str, Any]:
        empty = {"next": 0, "spent": 0.0, "codes": {}, "slowest": [0.0, 0], "peak": 0}
        return self._readers.setdefault(kind, empty)

    def spent(self, kind: str) -> float:
        """Return the seconds that a reader has had."""
        return float(self._of(kind)["spent"])

    def next(self, kind: str) -> int:
        """Return the number of a reader's next input."""
        state = self._of(kind)
        state["next"] += 1
        return int(state["next"]) - 1

    def note(self, kind: str, number: int, outcome: dict[str, Any]) -> bool:
        """Count an outcome; tell whether it is a finding."""
        state = self._of(kind)
        code = outcome["code"]
        state["codes"][code] = state["codes"].get(code, 0) + 1
        state["slowest"] = max(state["slowest"], [outcome.get("seconds", 0.0), number])
        state["peak"] = max(state["peak"], outcome.get("peak", 0))
        return bool(code == "crash")

    def keep(self, kind: str, number: int, outcome: dict[str, Any], data: bytes) -> None:
        """Keep an input that failed, unless one failed at the same place before."""
        sign = json.dumps([kind, outcome["kind"], outcome["where"]])
        name = f"{kind}-{hashlib.sha256(sign.encode()).hexdigest()[:10]}"
        path = self._folder / "findings" / f"{name}{KINDS[kind].suffix}"
        if path.exists():
            return
        path.write_bytes(data)
        note = {"reader": kind, "number": number} | outcome
        path.with_name(f"{name}.told").write_text(json.dumps(note, indent=1))
        print("finding:", name, outcome["kind"], *outcome["where"], flush=True)

    def save(self, kind: str, seconds: float) -> None:
        """Write the state."""
        self._of(kind)["spent"] += seconds
        fresh = self._folder / "state.new"
        fresh.write_text(json.dumps(self._readers, indent=1))
        fresh.replace(self._folder / "state.json")

    def findings(self) -> list[Path]:
        """Return the notes on the findings."""
        return sorted((self._folder / "findings").glob("*.told"))

    def table(self) -> str:
        """Return inputs and outcomes of each reader, for people."""
        lines = ["reader   inputs     read  refused  crashes  slowest s  peak MB  a second"]
        for kind, state in sorted(self._readers.items()):
            codes = state["codes"]
            total, read, crashed = sum(codes.values()), codes.get("read", 0), codes.get("crash", 0)
            lines.append(
                f"{kind:<6} {total:>8} {read:>8} {total - read - crashed:>8} {crashed:>8} "
                f"{state['slowest'][0]:>10.2f} {state['peak'] / 1024**2:>8.0f} "
                f"{total / max(state['spent'], 1e-9):>9.0f}"
            )
        lines.append(f"findings: {len(self.findings())}, in {self._folder / 'findings'}")
        return "\n".join(lines)
