"""Says whether a wheel holds all that must be shipped, and nothing else."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent
SHIPPED = {".py", ".toml", ".json", ".txt", ".typed", ".bin", ".css", ".js"}


def expected() -> Iterator[str]:
    """Yield the paths in the wheel of every file that must be shipped."""
    for folder in ("src", "schemas", "plugins"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in SHIPPED:
                yield path.relative_to(ROOT / folder).as_posix()


def declared() -> str:
    """Return the entry points as the project declares them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"console_scripts": project["scripts"], **project["entry-points"]}
    sections = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in sorted(points.items()))
        for group, points in sorted(groups.items())
    ]
    return "\n".join(sections)


def main(wheel: str) -> int:
    """Compare a wheel with the tree; print every difference."""
    with ZipFile(wheel) as zipped:
        names = set(zipped.namelist())
        metadata = {name for name in names if ".dist-info/" in name}
        entries = next(name for name in metadata if name.endswith("/entry_points.txt"))
        points = zipped.read(entries).decode()
    faults = [f"not in the wheel: {name}" for name in sorted(set(expected()) - names)]
    faults += [f"too much: {name}" for name in sorted(names - metadata - set(expected()))]
    if points.strip() != declared().strip():
        faults.append(f"entry points differ:\n{points}\n---\n{declared()}")
    if not any(name.endswith("/licenses/LICENSE") for name in metadata):
        faults.append("no licence")
    print(*faults or [f"{Path(wheel).name}: {len(names)} files, all that must be there"], sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
