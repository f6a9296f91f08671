"""What a configuration says."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from plancheck.config.globs import matches
from plancheck.config.read import section
from plancheck.config.validate import validate
from plancheck.errors import ConfigError
from plancheck.outcome import FailLevel
from plancheck.profile import Profile, profile_of

DEFAULT = ""
"""Origin of a value nobody set."""

LONGEST_CHAIN = 16
"""Files that may extend one another."""


@dataclass(frozen=True, slots=True)
class Override:
    """Other rules for some files.

    :param folder: what the patterns are relative to
    :param origin: the file it stands in
    """

    files: tuple[str, ...]
    folder: str
    origin: str
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: Mapping[str, str] = field(default_factory=dict)
    profile: str | None = None

    def covers(self, file: str) -> bool:
        """Tell whether a file is meant."""
        return any(matches(pattern, file, self.folder) for pattern in self.files)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, and where each comes from."""

    path: str | None = None
    """The configuration file; None when there is none."""
    select: tuple[str, ...] | None = None
    """Rules to ask; None for all."""
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    """Rule id → ``error``, ``warning``, ``info`` or ``off``."""
    profile: str | None = None
    """Name of the profile; None for that which applies where none is chosen."""
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """The profiles that are defined here, by name."""
    fail_level: FailLevel = FailLevel.ERROR
    lang: str = "zh"
    without: tuple[str, ...] = ()
    require_plugins: tuple[str, ...] = ()
    waivers: tuple[str, ...] = ()
    """Files of waivers and baselines."""
    overrides: tuple[Override, ...] = ()
    """The last that covers a file wins."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Key (``severity.ID`` for a rule's) → the file or option that set it."""

    def origin(self, key: str) -> str:
        """Return the file or option that set a key; :data:`DEFAULT` when none did."""
        return self.origins.get(key, DEFAULT)

    def given(self, key: str, value: object, origin: str) -> "Settings":
        """Return these settings with one of them set by an option."""
        changes: dict[str, Any] = {key: value, "origins": {**self.origins, key: origin}}
        return replace(self, **changes)

    def for_file(self, file: str) -> "Settings":
        """Return the settings for one file: the overrides that cover it are applied.

        What an option of the command line set stays as it is.
        """
        settings = self
        for override in self.overrides:
            if override.covers(file):
                settings = settings.under(override)
        return settings

    def under(self, override: Override) -> "Settings":
        """Return these settings with an override applied."""
        settings = self
        for key in ("select", "ignore", "profile"):
            words = getattr(override, key)
            if words is not None and not self.origin(key).startswith("--"):
                settings = settings.given(key, words, override.origin)
        return settings.rated(override.severity, override.origin)

    def rated(self, table: Mapping[str, str], origin: str) -> "Settings":
        """Return these settings with the severities of some rules set."""
        origins = {f"severity.{rule}": origin for rule in table}
        return replace(
            self, severity={**self.severity, **table}, origins={**self.origins, **origins}
        )


def load(path: str) -> Settings:
    """Read a configuration file and those it extends.

    A key set here replaces the extended file's; ``severity`` does so rule by rule, ``profiles``
    profile by profile, and ``overrides`` come after the extended file's, so that they win.

    :raises ConfigError: naming file, key and what would be right
    """
    return replace(_load(path, ()), path=path)


def _load(path: str, chain: tuple[str, ...]) -> Settings:
    real = os.path.realpath(path)
    if real in chain or len(chain) >= LONGEST_CHAIN:
        raise ConfigError("config.circle", file=chain[-1], other=path)
    table = section(path)
    if table is None:
        raise ConfigError("config.no-section", file=path)
    validate(path, table)
    base = Settings()
    if "extends" in table:
        base = _load(os.path.join(os.path.dirname(path), table["extends"]), (*chain, real))
    return _over(base, path, table)


def _over(base: Settings, path: str, table: Mapping[str, Any]) -> Settings:
    settings = base.rated(table.get("severity", {}), path)
    for key in ("select", "ignore", "without", "require_plugins"):
        if key in table:
            settings = settings.given(key, tuple(table[key]), path)
    if "waivers" in table:
        here = os.path.dirname(path)
        settings = settings.given(
            "waivers", tuple(os.path.join(here, each) for each in table["waivers"]), path
        )
    if "fail_level" in table:
        settings = settings.given("fail_level", FailLevel(table["fail_level"]), path)
    for key in ("lang", "profile"):
        if key in table:
            settings = settings.given(key, table[key], path)
    defined = {
        name: profile_of(name, profile, path) for name, profile in table.get("profiles", {}).items()
    }
    settings = replace(settings, profiles={**settings.profiles, **defined})
    added = [_override(path, n, entry) for n, entry in enumerate(table.get("overrides", ()), 1)]
    return replace(settings, overrides=(*settings.overrides, *added))


def _override(path: str, number: int, table: Mapping[str, Any]) -> Override:
    def words(key: str) -> tuple[str, ...] | None:
        return tuple(table[key]) if key in table else None

    return Override(
        files=tuple(table["files"]),
        folder=os.path.abspath(os.path.dirname(path)),
        origin=f"{path} [[overrides]] #{number}",
        select=words("select"),
        ignore=words("ignore"),
        severity=table.get("severity", {}),
        profile=table.get("profile"),
    )
