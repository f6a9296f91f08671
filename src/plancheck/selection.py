"""Which rules are asked of a plan, by which profile, and how much each weighs."""

from collections.abc import Iterable, Mapping, Sequence

from plancheck.config import Settings
from plancheck.errors import ConfigError, UsageError
from plancheck.profile import DEFAULT, OFF, PLAIN, Profile, Terms, fitted, means, resolved
from plancheck.profile_check import check, words_for
from plancheck.rule import Rule, Severity
from plancheck.suggest import unknown


def levels(
    rules: Iterable[Rule], settings: Settings, profile: Profile
) -> dict[str, Severity | None]:
    """Return the rules that are asked, id → severity; None for one the profile switches off.

    A rule is asked when a word of ``select`` means it (or nothing is selected) and no word of
    ``ignore`` means it. Its severity is that of the configuration, else the profile's, else the
    card's; one that the configuration sets to ``off`` is not asked at all.
    """
    chosen: dict[str, Severity | None] = {}
    for rule in rules:
        own = settings.severity.get(rule.id)
        level = own or profile.severities.get(rule.id) or rule.severity
        if own == OFF:
            continue
        severity = rule.severity if level == OFF else Severity(level)
        selected = settings.select is None or means(settings.select, rule, severity)
        if selected and not means(settings.ignore, rule, severity):
            chosen[rule.id] = None if level == OFF else severity
    return chosen


def active(
    rules: Iterable[Rule], settings: Settings, profile: Profile = PLAIN
) -> dict[str, Severity]:
    """Return the rules in force, id → severity: those asked that no profile switches off."""
    found = levels(rules, settings, profile)
    return {rule: severity for rule, severity in found.items() if severity is not None}


def chosen(settings: Settings, offered: Mapping[str, Profile]) -> Profile:
    """Return the profile that some settings choose, with all that it extends.

    :param offered: those of the plugins, by name
    :raises UsageError: when an option names one that does not exist
    :raises ConfigError: when a configuration does
    :raises ProfileError: when what it extends is no profile, or itself
    """
    known = {**offered, **settings.profiles}
    name = settings.profile or DEFAULT
    if name in known:
        return resolved(name, known)
    if settings.profile is None:
        return PLAIN
    origin = settings.origin("profile")
    if origin.startswith("--"):
        raise unknown(UsageError, "usage.no-such-profile", name, known, profile=name)
    raise unknown(ConfigError, "config.no-such-profile", name, known, file=origin, profile=name)


class Selection:
    """The rules in force for each file of a run, and the profile each file is judged by.

    :param profiles: those that plugins offer
    :raises UsageError: when an option names a rule or a profile that does not exist
    :raises ConfigError: when a configuration does
    :raises ProfileError: when a profile in use has a fault
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        settings: Iterable[Settings],
        profiles: Sequence[Profile] = (),
    ) -> None:
        self._rules = rules
        self._offered = {profile.name: profile for profile in profiles}
        self._resolved: dict[tuple[str | None, str | None], Profile] = {}
        self._used: dict[str, Profile] = {}
        self._asked: dict[str, bool] = {}
        self._fitted: dict[str, tuple[Rule, ...]] = {}
        for each in settings:
            self._admit(each)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that are asked of some file, whichever files there are."""
        return tuple(rule for rule in self._rules if rule.id in self._asked)

    @property
    def in_force(self) -> bool:
        """Whether any rule is in force for some file."""
        return any(self._asked.values())

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Return the profiles in use, by name."""
        return tuple(self._used[name] for name in sorted(self._used))

    def for_file(self, file: str, settings: Settings) -> Terms:
        """Return what a file is judged by."""
        return self.terms(settings.for_file(file))

    def terms(self, settings: Settings) -> Terms:
        """Return what is judged under some settings, whatever overrides they have."""
        profile = self.profile(settings)
        if profile.name not in self._fitted:
            self._fitted[profile.name] = tuple(fitted(rule, profile) for rule in self.rules)
        severities = active(self._rules, settings, profile)
        return Terms(profile, self._fitted[profile.name], severities)

    def profile(self, settings: Settings) -> Profile:
        """Return the profile that some settings choose, with all that it extends."""
        key = settings.profile, settings.path
        if key not in self._resolved:
            self._resolved[key] = chosen(settings, self._offered)
        return self._resolved[key]

    def _admit(self, settings: Settings) -> None:
        known_words(self._rules, settings)
        for name, profile in settings.profiles.items():
            if name in self._offered:
                other = self._offered[name].source
                raise ConfigError("profile.taken", file=profile.source, profile=name, other=other)
            whole = resolved(name, {**self._offered, **settings.profiles})
            check(whole, self._rules, lenient=bool(settings.without))
        self._use(settings)
        for override in settings.overrides:
            self._use(settings.under(override))

    def _use(self, settings: Settings) -> None:
        profile = self.profile(settings)
        other = self._used.setdefault(profile.name, profile)
        if other != profile:
            key = f"profiles.{profile.name}"
            one, two = other.source, profile.source
            raise ConfigError("config.disagree", key=key, one=one, other=two)
        check(profile, self._rules, lenient=bool(settings.without))
        for rule, severity in levels(self._rules, settings, profile).items():
            self._asked[rule] = self._asked.get(rule, False) or severity is not None


def known_words(rules: Sequence[Rule], settings: Settings) -> None:
    """Make sure that all words that name rules name some.

    A configuration may name rules of a plugin that this run does without.

    :raises UsageError: when one of an option does not
    :raises ConfigError: when one of a configuration does not
    """
    ids = {rule.id for rule in rules}
    words = words_for(rules)
    for key in ("select", "ignore"):
        _known(getattr(settings, key) or (), words, key, settings.origin(key))
    if settings.without:
        return
    for rule in settings.severity:
        _known((rule,), ids, "severity", settings.origin(f"severity.{rule}"))
    for override in settings.overrides:
        for key in ("select", "ignore"):
            _known(getattr(override, key) or (), words, key, override.origin)
        _known(override.severity, ids, "severity", override.origin)


def _known(given: Iterable[str], words: set[str], key: str, origin: str) -> None:
    for word in given:
        if word in words:
            continue
        if origin.startswith("--"):  # an option
            raise unknown(UsageError, "usage.no-such-rule", word, words, option=origin, word=word)
        raise unknown(
            ConfigError, "config.no-such-rule", word, words, file=origin, key=key, word=word
        )
