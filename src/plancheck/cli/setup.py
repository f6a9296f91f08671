"""The settings of a run: configuration files, and the options that outrank them."""

import os
from collections.abc import Iterable

from plancheck.addresses import is_address
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments
from plancheck.config import Finder, Settings, load
from plancheck.errors import ConfigError, UsageError
from plancheck.files import STDIN
from plancheck.outcome import FailLevel

ONE_PER_RUN = ("fail_level", "lang", "without", "require_plugins", "waivers")
"""What cannot differ between the files of one run."""


class Setup:
    """Which settings apply to which file.

    The settings of the run are those for the paths on the command line; a file inside a folder may
    find another configuration nearer by, which must not differ in what a run has only one of.

    :param paths: what the run is about, when that is not the operands
    :raises ConfigError: when a configuration has a fault
    """

    def __init__(
        self, arguments: Arguments, console: Console, paths: Iterable[str] | None = None
    ) -> None:
        self._arguments = arguments
        self._finder = Finder(os.getcwd())
        self._loaded: dict[str | None, Settings] = {}
        self._folders: dict[str, Settings] = {}
        if arguments.has("config") and arguments.has("no-config"):
            raise UsageError("usage.not-both", one="--config", other="--no-config")
        self.run = self._first(arguments.operands if paths is None else paths)
        console.lang = self.run.lang

    @property
    def all(self) -> tuple[Settings, ...]:
        """Return every settings in use, in the order they were found."""
        return tuple(self._loaded.values())

    @property
    def configs(self) -> tuple[str, ...]:
        """Return the configuration files in use."""
        return tuple(path for path in self._loaded if path)

    def admit(self, files: Iterable[str]) -> None:
        """Find the settings of some files.

        :raises ConfigError: when two files' configurations differ in what a run has only one of
        """
        for file in files:
            self.for_file(file)

    def for_file(self, file: str) -> Settings:
        """Return the settings for a file, before its overrides."""
        folder = "" if file == STDIN or is_address(file) else os.path.dirname(file)
        if folder not in self._folders:
            settings = self._load(self._find(os.path.join(folder, "-")))
            _agree(self.run, settings)
            self._folders[folder] = settings
        return self._folders[folder]

    def _first(self, operands: Iterable[str]) -> Settings:
        found = [self._load(self._find(_probe(path))) for path in operands]
        for other in found[1:]:
            _agree(found[0], other)
        return found[0] if found else self._load(self._find(STDIN))

    def _find(self, file: str) -> str | None:
        if self._arguments.has("no-config"):
            return None
        if self._arguments.has("config"):
            return self._arguments.one("config")
        return self._finder.for_file(file)

    def _load(self, path: str | None) -> Settings:
        if path not in self._loaded:
            settings = load(path) if path is not None else Settings()
            self._loaded[path] = _optioned(settings, self._arguments)
        return self._loaded[path]


def _probe(operand: str) -> str:
    """Return a file name in the folder that an operand is or lies in."""
    if operand == STDIN or is_address(operand):
        return STDIN
    folder = operand if os.path.isdir(operand) else os.path.dirname(operand)
    return os.path.join(folder, STDIN)


def _optioned(settings: Settings, arguments: Arguments) -> Settings:
    for key in ("select", "ignore", "without"):
        words = arguments.words(key)
        if words is not None:
            settings = settings.given(key, words, f"--{key}")
    if arguments.has("fail-level"):
        level = FailLevel(arguments.one("fail-level"))
        settings = settings.given("fail_level", level, "--fail-level")
    for key in ("lang", "profile"):
        if arguments.has(key):
            settings = settings.given(key, arguments.one(key), f"--{key}")
    return settings


def _agree(one: Settings, other: Settings) -> None:
    for key in ONE_PER_RUN:
        if getattr(one, key) != getattr(other, key):
            raise ConfigError(
                "config.disagree",
                key=key,
                one=one.origin(key) or one.path or "-",
                other=other.origin(key) or other.path or "-",
            )
