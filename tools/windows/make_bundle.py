"""Makes the offline bundle for Windows: ``python tools/windows/make_bundle.py -o FOLDER``.

A zip for offices without network and without programmers: plancheck and all it needs as wheels, a
batch file that installs them into a folder of their own, one onto which a folder of plans is
dropped, and a page that says how. It needs Python itself, installed from its own installer; that is
not ours to pass on.

What is needed to make one: the extra ``test`` (build, packaging, markdown-it-py), and a network or
a mirror that pip knows of. The versions are those of ``constraints.txt``; the bundle's bytes depend
on nothing but them and this checkout. That all wheels are there, and fit, is worked out by their
own metadata for Windows (:func:`lacking`), because pip judges markers by the system it runs on.

The batch files are written in code page 936 with Windows' line ends, as ``cmd.exe`` reads them in a
Chinese Windows. They use no character beyond GB 2312, because the second byte of others may look
like ``|`` or ``^``. Other texts are UTF-8 with a byte order mark, which Notepad knows everywhere.
"""

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email.parser import BytesParser
from pathlib import Path

from guide_pages import pages
from packaging.requirements import Requirement
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename
from packaging.version import Version

ROOT = Path(__file__).parent.parent.parent
FILES = Path(__file__).parent / "files"
CODE_PAGE = "gb2312"
"""The part of code page 936 whose second bytes mean nothing to ``cmd.exe``."""
COMMANDS = (".bat", ".cmd")
"""What ``cmd.exe`` reads."""
PYTHON = (3, 11)
PLATFORM = "win_amd64"
EXTRAS = "all"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of everything in the zip."""

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "sys_platform": "win32",
    "python_version": "{}.{}".format(*PYTHON),
    "python_full_version": "{}.{}.0".format(*PYTHON),
    "implementation_version": "{}.{}.0".format(*PYTHON),
}
"""What markers of requirements are about, on the machine the bundle is for."""


class BundleError(Exception):
    """The bundle would not work; its text says why."""


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel, and what it asks for."""

    path: Path
    name: str
    version: Version
    tags: frozenset[Tag]
    requires: tuple[Requirement, ...]


def main(words: Sequence[str] | None = None) -> int:
    """Make the bundle and print where it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--wheels", type=Path, metavar="FOLDER", help="take them from here instead")
    given = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        wheels = given.wheels or downloaded(Path(folder))
        try:
            target = bundled(wheels, given.output)
        except BundleError as error:
            print(f"make_bundle: {error}", file=sys.stderr)
            return 1
    print(f"{target} ({target.stat().st_size / 1e6:.1f} MB)")
    return 0


def downloaded(folder: Path) -> Path:
    """Build plancheck's wheel, and let pip fetch what it needs for Windows."""
    run("build", "--wheel", "--outdir", str(folder / "own"), str(ROOT))
    (own,) = (folder / "own").glob("*.whl")
    target = folder / "wheels"
    run(
        *("pip", "download", "--quiet", "--only-binary=:all:", "--dest", str(target)),
        *("--platform", PLATFORM, "--python-version", WINDOWS["python_version"]),
        *("--implementation", "cp", "--constraint", str(ROOT / "constraints.txt")),
        f"{own}[{EXTRAS}]",
    )
    return target


def run(*words: str) -> None:
    """Run a module of Python.

    :raises CalledProcessError: when it fails
    """
    subprocess.run([sys.executable, "-m", *words], check=True)  # noqa: S603 - our own words


def bundled(wheels: Path, output: Path) -> Path:
    """Write the zip.

    :param wheels: folder with the wheels
    :param output: folder to write into; made when it is not there
    :raises BundleError: when wheels lack, are too many, or do not fit
    """
    there = [read(path) for path in sorted(wheels.glob("*.whl"))]
    problems = sorted(set(lacking(there)))
    if problems:
        raise BundleError("; ".join(problems))
    version = next(each.version for each in there if each.name == "plancheck")
    name = f"plancheck-{version}-windows"
    output.mkdir(parents=True, exist_ok=True)
    target = output / f"{name}.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for path, data in contents(there):
            entry = zipfile.ZipInfo(f"{name}/{path}", EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # whatever it is made on
            kind = zipfile.ZIP_STORED if path.endswith(".whl") else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, kind, 9)
    return target


def contents(wheels: Iterable[Wheel]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the bundle, path and bytes."""
    for path in sorted(each for each in FILES.rglob("*") if each.is_file()):
        if path.suffix != ".pyc":
            yield path.relative_to(FILES).as_posix(), encoded(path)
    yield from pages(ROOT / "docs")
    for wheel in wheels:
        yield f"wheels/{wheel.path.name}", wheel.path.read_bytes()


def encoded(path: Path) -> bytes:
    """Return a file of ours as Windows reads it.

    :raises BundleError: when a character would not survive
    """
    text = path.read_text(encoding="utf-8")
    if text.isascii() and path.suffix not in COMMANDS:
        return text.encode()  # for programs
    text = text.replace("\n", "\r\n")
    if path.suffix not in COMMANDS:
        return text.encode("utf-8-sig")
    try:
        return text.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        raise BundleError(f"{path.name}: {text[error.start]!r} is not in {CODE_PAGE}") from None


def read(path: Path) -> Wheel:
    """Return what a wheel says of itself."""
    name, version, _, tags = parse_wheel_filename(path.name)
    with zipfile.ZipFile(path) as archive:
        (own,) = (each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        message = BytesParser().parsebytes(archive.read(own), headersonly=True)
    needed = message.get_all("Requires-Dist") or []
    return Wheel(path, name, version, tags, tuple(map(Requirement, needed)))


def lacking(wheels: Sequence[Wheel]) -> Iterator[str]:
    """Yield what keeps wheels from being all that Windows needs, and no more."""
    usable = frozenset(fitting())
    named = {wheel.name: wheel for wheel in wheels}
    if len(named) < len(wheels):
        yield "a distribution is there in two versions"
    for wheel in wheels:
        if not wheel.tags & usable:
            yield f"{wheel.path.name} does not run on {PLATFORM}"
    reached: set[tuple[str, frozenset[str]]] = set()
    open_ = [Requirement(f"plancheck[{EXTRAS}]")]
    while open_:
        asked = open_.pop()
        name = canonicalize_name(asked.name)
        found = named.get(name)
        if found is None or found.version not in asked.specifier:
            yield f"{asked} is missing"
            continue
        if (name, frozenset(asked.extras)) not in reached:
            reached.add((name, frozenset(asked.extras)))
            open_ += [each for each in found.requires if applies(each, asked.extras)]
    for left in named.keys() - {name for name, _ in reached}:
        yield f"{left} is not needed"


def fitting() -> Iterator[Tag]:
    """Yield the tags of wheels that run there."""
    yield from cpython_tags(PYTHON, platforms=[PLATFORM])
    yield from compatible_tags(PYTHON, interpreter="cp{}{}".format(*PYTHON), platforms=[PLATFORM])


def applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Whether a requirement counts on Windows, with these extras."""
    if requirement.marker is None:
        return True
    return any(requirement.marker.evaluate({**WINDOWS, "extra": one}) for one in ("", *extras))


if __name__ == "__main__":
    sys.exit(main())
