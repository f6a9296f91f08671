"""The scan of entry points agrees with the standard library, and reads what it must."""

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from plancheck.discovery import GROUP, EntryPoint, find


def as_the_library_says(path: list[str]) -> set[EntryPoint]:
    """Give the answer of ``importlib.metadata`` in our form."""
    seen = set()
    found = set()
    for distribution in metadata.distributions(path=path):
        key = distribution.name.lower().replace("-", "_").replace(".", "_")
        if key in seen:
            continue
        seen.add(key)
        for point in distribution.entry_points.select(group=GROUP):
            owner = distribution.name, distribution.version
            found.add(EntryPoint(point.name, point.module, point.attr or "", *owner))
    return found


def install(root: Path, name: str, version: str, points: str, suffix: str = "dist-info") -> None:
    """Lay down the metadata of a distribution."""
    folder = root / f"{name.replace('-', '_')}-{version}.{suffix}"
    folder.mkdir(parents=True)
    kind = "METADATA" if suffix == "dist-info" else "PKG-INFO"
    headers = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\n词\n"
    (folder / kind).write_text(headers, encoding="utf-8")
    (folder / "entry_points.txt").write_text(points)


def test_agrees_with_the_library_in_this_environment() -> None:
    found = find()
    assert set(found) == as_the_library_says(sys.path)
    assert {"readers", "reports"} <= {point.name for point in found}
    assert list(found) == sorted(found)


def test_agrees_with_the_library_on_every_form(tmp_path: Path) -> None:
    install(
        tmp_path,
        "plan-district",
        "1.0",
        "# ours\n[console_scripts]\nx = y:z\n\n"
        "[plancheck]\na = m.n:attr.more [fast]\n b=m \n[other]\nc = d\n",
    )
    install(tmp_path, "Plan.Old", "0.9", "[plancheck]\nold = old_pack\n", suffix="egg-info")
    install(tmp_path, "nothing-here", "2", "[console_scripts]\na = b:c\n")
    found = find([str(tmp_path)])
    assert set(found) == as_the_library_says([str(tmp_path)])
    assert found == (
        EntryPoint("a", "m.n", "attr.more", "plan-district", "1.0"),
        EntryPoint("b", "m", "", "plan-district", "1.0"),
        EntryPoint("old", "old_pack", "", "Plan.Old", "0.9"),
    )


def test_the_first_distribution_of_a_name_counts(tmp_path: Path) -> None:
    install(tmp_path / "first", "plan-district", "2.0", "[plancheck]\na = new\n")
    install(tmp_path / "second", "Plan.District", "1.0", "[plancheck]\na = old\nb = old\n")
    path = [str(tmp_path / "first"), str(tmp_path / "second")]
    assert find(path) == (EntryPoint("a", "new", "", "plan-district", "2.0"),)
    assert set(find(path)) == as_the_library_says(path)


def test_a_distribution_without_our_group_hides_a_later_one(tmp_path: Path) -> None:
    install(tmp_path / "first", "plan-district", "2.0", "")
    install(tmp_path / "second", "plan-district", "1.0", "[plancheck]\na = old\n")
    assert find([str(tmp_path / "first"), str(tmp_path / "second")]) == ()


def test_archives_on_the_path(tmp_path: Path) -> None:
    archive = tmp_path / "district.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        zipped.writestr("plan_zip-1.0.dist-info/METADATA", "Name: plan-zip\nVersion: 1.0\n\n")
        zipped.writestr("plan_zip-1.0.dist-info/entry_points.txt", "[plancheck]\nz = pack:it\n")
    assert find([str(archive)]) == (EntryPoint("z", "pack", "it", "plan-zip", "1.0"),)


@pytest.mark.parametrize("where", ["nowhere", "file.txt"])
def test_a_path_that_holds_nothing_is_no_fault(tmp_path: Path, where: str) -> None:
    (tmp_path / "file.txt").write_text("no archive")
    assert find([str(tmp_path / where)]) == ()


def test_metadata_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    install(tmp_path, "plan-good", "1.0", "[plancheck]\na = m\n")
    broken = tmp_path / "plan_bad-1.0.dist-info"
    broken.mkdir()
    (broken / "entry_points.txt").write_bytes(b"[plancheck]\nb = \xff\xfe\n")
    assert [point.name for point in find([str(tmp_path)])] == ["a"]
