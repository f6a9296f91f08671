"""The door for plugins is one and the same for everybody; what is declared is what is shipped."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from plancheck import hookspecs
from plancheck.discovery import GROUP

ROOT = Path(__file__).parent.parent
PLUGINS = ROOT / "plugins"
THIRD_PARTY = ROOT / "tests" / "thirdparty"

LIBRARIES = {
    "plancheck_papers": {"docx", "lxml"},
    "plancheck_readers": {"libarchive", "lxml", "olefile", "pypdfium2_raw", "xlrd"},
    "plancheck_reports": {"lxml", "xlsxwriter"},
}
"""What a pack may import besides the API and the standard library: the library of its formats."""

SHARED = {
    "plancheck_papers": {
        *("plancheck_readers.package", "plancheck_readers.zips", "plancheck_readers.word.line"),
        *("plancheck_readers.word.parts", "plancheck_readers.word.tracing"),
        "plancheck_readers.word.tree",
    },
}
"""What a pack may import of another. Annotated copies put comments at the words a report quotes:
where those stand in a file only the code that read them can tell."""


def packs() -> list[Path]:
    """Return the folders of the built-in packs."""
    return sorted(path.parent for path in PLUGINS.glob("*/__init__.py"))


def declared() -> dict[str, str]:
    """Return the entry points in ``pyproject.toml``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points: dict[str, str] = project["entry-points"][GROUP]
    return points


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, wherever in it; relative ones as ``.``."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else str(node.module)


def allowed(module: str, pack: str) -> bool:
    """Whether a pack may import a module: its own, the API, the standard library, its library."""
    top = module.partition(".")[0]
    own = top in {"", pack} or top in LIBRARIES.get(pack, ()) or module in SHARED.get(pack, ())
    return own or module == "plancheck.api" or top in sys.stdlib_module_names


def test_every_pack_is_an_entry_point_and_the_other_way_round() -> None:
    assert sorted(declared().values()) == [pack.name for pack in packs()]
    assert all(module == f"plancheck_{name}" for name, module in declared().items())


def test_nothing_lies_loose_among_the_packs() -> None:
    loose = {
        path.name
        for path in PLUGINS.iterdir()
        if not (path / "__init__.py").exists() and path.name != "__pycache__"
    }
    assert loose == {"README.md"}


@pytest.mark.parametrize("root", [PLUGINS, THIRD_PARTY], ids=["built-in", "third-party"])
def test_plugins_import_the_api_and_nothing_else_of_the_core(root: Path) -> None:
    files = [path for path in root.rglob("*.py") if not path.name.startswith("test_")]
    wrong = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in files
        for module in imports(path)
        if not allowed(module, next(part for part in path.parts[::-1] if "plancheck_" in part))
    ]
    assert files
    assert wrong == []


def test_what_is_installed_is_what_is_declared() -> None:
    points = metadata.distribution("plancheck").entry_points.select(group=GROUP)
    installed = {point.name: point.value for point in points}
    assert installed == declared(), "stale: run `pip install -e .` again"


def test_the_core_names_no_plugin() -> None:
    hooks = set(vars(hookspecs))  # two packs are called like the hook they serve
    names = [pack.name for pack in packs()]
    wrong = [
        f"{path.relative_to(ROOT)} names {name}"
        for path in (ROOT / "src").rglob("*.py")
        for name in names
        if name in {module.partition(".")[0] for module in imports(path)}
        or (name not in hooks and name in path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_every_pack_is_typed() -> None:
    assert [pack.name for pack in packs() if not (pack / "py.typed").exists()] == []


def test_every_dependency_is_bounded_and_pinned_for_ci() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [Requirement(line) for lines in (project["dependencies"], *extras) for line in lines]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    pins = {
        canonicalize_name(name): pin for name, _, pin in (line.partition("==") for line in lines)
    }
    assert all(pins.values())
    for one in wanted:
        bounds = {each.operator for each in one.specifier}
        assert bounds == {">=", "<"}, one
        assert one.specifier.contains(pins[canonicalize_name(one.name)]), one
