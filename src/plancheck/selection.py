"""Which rules are asked of a plan, by which profile, and how much each weighs."""

from collections.abc import Iterable, Mapping, Sequence

from plancheck.config import Settings
from plancheck.errors import ConfigError, ProfileError, UsageError
from plancheck.profile import DEFAULT, OFF, SEEN, Profile, Terms, fitted, means, resolved
from plancheck.rule import Kind, Rule, Severity
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
    rules: Iterable[Rule], settings: Settings, profile: Profile | None = None
) -> dict[str, Severity]:
    """Return the rules in force, id → severity: those asked that no profile switches off."""
    found = levels(rules, settings, profile or Profile(DEFAULT))
    return {rule: severity for rule, severity in found.items() if severity is not None}


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
        self._resolved: dict[tuple[str, str | None], Profile] = {}
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
        name = settings.profile or DEFAULT
        key = name, settings.path
        if key not in self._resolved:
            self._resolved[key] = self._find(name, settings)
        return self._resolved[key]

    def _find(self, name: str, settings: Settings) -> Profile:
        known = {**self._offered, **settings.profiles}
        if name in known:
            return resolved(name, known)
        if settings.profile is None:
            return Profile(DEFAULT)
        origin = settings.origin("profile")
        if origin.startswith("--"):
            raise unknown(UsageError, "usage.no-such-profile", name, known, profile=name)
        raise unknown(ConfigError, "config.no-such-profile", name, known, file=origin, profile=name)

    def _admit(self, settings: Settings) -> None:
        known_words(self._rules, settings)
        for name, profile in settings.profiles.items():
            if name in self._offered:
                other = self._offered[name].source
                raise ConfigError("profile.taken", file=profile.source, profile=name, other=other)
            whole = resolved(name, {**self._offered, **settings.profiles})
            check_profile(whole, self._rules, settings)
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
        check_profile(profile, self._rules, settings)
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


def words_for(rules: Iterable[Rule]) -> set[str]:
    """Return all words that name some of the rules: ids, ``topic/``, severities."""
    ids = {rule.id for rule in rules}
    return ids | {rule.split("/")[0] + "/" for rule in ids} | set(Severity)


def _known(given: Iterable[str], words: set[str], key: str, origin: str) -> None:
    for word in given:
        if word in words:
            continue
        if origin.startswith("--"):  # an option
            raise unknown(UsageError, "usage.no-such-rule", word, words, option=origin, word=word)
        raise unknown(
            ConfigError, "config.no-such-rule", word, words, file=origin, key=key, word=word
        )


def check_profile(profile: Profile, rules: Sequence[Rule], settings: Settings) -> None:
    """Make sure that a profile speaks of rules, options and values that there are.

    As a configuration, it may name rules of a plugin that this run does without.

    :param profile: with all that it extends
    :raises ProfileError: naming profile and key
    """
    by_id = {rule.id: rule for rule in rules}
    lenient = bool(settings.without)
    for key in ("severities", "options", "points"):
        for rule in getattr(profile, key):
            if rule not in by_id and not lenient:
                raise _no_rule(profile, f"{_TABLES[key]}.{rule}", rule, by_id)
    for code, told in profile.decision.items():
        for status in SEEN:
            for word in told.get(status, ()):
                words = words_for(rules)
                if word not in words and not lenient:
                    raise _no_rule(profile, f"decision.{code}.{status}", word, words)
    _check_options(profile, by_id)
    for name in profile.points:
        if name in by_id and by_id[name].kind is Kind.DEFECT:
            raise _fault(profile, "profile.points-defect", f"points.{name}", rule=name)


_TABLES = {"severities": "severity", "options": "options", "points": "points"}
"""Fields of a profile → their tables in its file."""


def _check_options(profile: Profile, by_id: Mapping[str, Rule]) -> None:
    for name, options in profile.options.items():
        choices = by_id[name].choices if name in by_id else None
        for option, value in options.items() if choices is not None else ():
            key = f"options.{name}.{option}"
            facts = {"rule": name, "value": value, "option": option, **_where(profile, key)}
            if choices is not None and option not in choices:
                raise unknown(ProfileError, "profile.no-option", option, choices, **facts)
            if choices is not None and value not in choices[option].values:
                values = choices[option].values
                raise unknown(ProfileError, "profile.bad-option", value, values, **facts)


def _no_rule(profile: Profile, key: str, word: str, words: Iterable[str]) -> ProfileError:
    return unknown(
        ProfileError, "profile.no-such-rule", word, words, word=word, **_where(profile, key)
    )


def _fault(profile: Profile, code: str, key: str, **values: object) -> ProfileError:
    return ProfileError(code, **_where(profile, key), **values)


def _where(profile: Profile, key: str) -> dict[str, str]:
    """Return what an error says of a key: the profile that set it, and the file of this one."""
    return {"file": profile.source, "profile": profile.origins.get(key, profile.name), "key": key}
