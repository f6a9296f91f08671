"""What the documents say is what the code does."""

import inspect
import re
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from plancheck import config, hookspecs, plugins
from plancheck.config.waivers import read_waivers
from plancheck.discovery import EntryPoint
from plancheck.outcome import ExitCode
from plancheck.selection import Selection

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def specs() -> dict[str, Callable[..., Any]]:
    """Return the functions of the contract."""
    return {name: value for name, value in vars(hookspecs).items() if name.startswith("plancheck_")}


def signature(name: str, function: Callable[..., Any]) -> str:
    """Write a hook as its heading must be."""
    shown = str(inspect.signature(function))
    return name + re.sub(r"[\w.]+\.(\w+)", r"\1", shown)


def hooks_page() -> str:
    return (DOCS / "hooks.md").read_text(encoding="utf-8")


def test_every_hook_is_documented_with_its_signature() -> None:
    headings = re.findall(r"^## `(.+)`$", hooks_page(), re.MULTILINE)
    assert headings == [signature(name, function) for name, function in specs().items()]


@pytest.mark.parametrize("name", specs())
def test_every_hook_says_what_it_returns_and_since_when(name: str) -> None:
    said = inspect.getdoc(specs()[name]) or ""
    assert ":returns:" in said
    assert ".. versionadded::" in said
    assert "Called once per run" in said


@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 5, 7])
def test_the_examples_on_the_page_of_hooks_are_plugins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    code = re.findall(r"```python\n(.+?)```", hooks_page(), re.DOTALL)[number]
    package = tmp_path / f"plugin_on_page_{number}"
    (package / "rules").mkdir(parents=True)
    (package / "profiles").mkdir()
    (package / "profiles" / "county.toml").write_text("extends = 'default'\n")
    (package / "__init__.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    offered = plugins.gather([EntryPoint("x", package.name, "", "x", "1")])
    offers = (
        offered.readers,
        offered.containers,
        offered.reports,
        offered.papers,
        offered.profiles,
        offered.batch_rules,
    )
    names = [[one.name for one in each] for each in offers]
    expected = [
        [],
        [["memo"]],
        [[], ["bundle"]],
        [[], [], ["brief"]],
        [[], [], [], ["slip"]],
        [[], [], [], [], ["county"]],
        [],
        [[], [], [], [], [], ["district/same-title"]],
    ]
    assert names == [*expected[number], *([] for _ in offers[len(expected[number]) :])]
    sys.modules.pop(package.name)


def generator() -> ModuleType:
    """Load the script that writes the generated pages."""
    spec = spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_list_of_rules_is_that_of_the_cards() -> None:
    made = generator()
    there = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert there == made.page(made.rules()), "stale: run `python docs/generate.py`"


def test_the_readme_has_the_rules_and_a_true_sample_of_output() -> None:
    made = generator()
    there = (ROOT / "README.md").read_text(encoding="utf-8")
    assert there == made.readme(there, made.rules()), "stale: run `python docs/generate.py`"


def test_the_readme_tells_every_exit_code() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(int(code)) for code in ExitCode]


def test_the_configurations_in_the_readme_are_some(tmp_path: Path) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.+?)```", page, re.DOTALL)
    assert len(examples) == 3
    offered = plugins.load()
    for example in examples:
        if "[[waivers]]" in example:
            path = tmp_path / "waivers.toml"
            path.write_text(example, encoding="utf-8")
            assert read_waivers(str(path), [rule.id for rule in offered.rules])
            continue
        path = tmp_path / "plancheck.toml"
        path.write_text(example, encoding="utf-8")
        settings = config.load(str(path))
        Selection(offered.rules, [settings], offered.profiles)  # raises where it names nothing
    assert settings.profile == "county"


def test_the_readme_names_the_profiles_that_come_along() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    shipped = {profile.name: profile for profile in plugins.load().profiles}
    section = page.partition("## Profiles")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == sorted(shipped)
    assert f"points for {len(shipped['scored'].points)} requirements" in section


def test_adding_a_rule_is_told_on_one_screen() -> None:
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 60
    assert sum(bool(re.match(r"\d\. ", line)) for line in lines) == 5


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "plugins" / "README.md"], ids=str
)
def test_links_between_the_documents_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_the_map_names_every_module() -> None:
    told = (DOCS / "onboarding.md").read_text(encoding="utf-8")
    folder = ROOT / "src" / "plancheck"
    names = [f"{path.stem}.py" for path in folder.glob("[!_]*.py")]
    names += [f"{path.parent.name}/" for path in folder.glob("*/__init__.py")]
    assert [name for name in sorted(names) if f"`{name}`" not in told and name not in told] == []


def test_the_reading_order_names_files_and_their_true_sizes() -> None:
    told = (DOCS / "onboarding.md").read_text(encoding="utf-8")
    sizes = re.findall(r"`([\w/]+\.py)` \((\d+)(?: lines)?\)", told)
    assert len(sizes) >= 7
    for path, size in sizes:
        lines = (ROOT / path).read_text(encoding="utf-8").count("\n")
        assert abs(lines - int(size)) <= 25, f"{path} has {lines} lines"


@pytest.mark.parametrize("name", ["sample", "test"])
def test_the_readme_has_the_two_commands(name: str) -> None:
    """``.ci/run`` takes the command from there."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (command,) = re.findall(rf"<!-- ci: {name} -->\n```sh\n(.+?)\n```", page, re.DOTALL)
    assert command.startswith("python3 -m venv .venv && .venv/bin/pip install -c constraints.txt")
