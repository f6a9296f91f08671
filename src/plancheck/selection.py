"""Which rules are asked of a plan, and how much each weighs."""

from collections.abc import Iterable, Mapping, Sequence

from plancheck.config import Settings
from plancheck.config.validate import OFF
from plancheck.errors import ConfigError, UsageError
from plancheck.rule import Rule, Severity
from plancheck.suggest import unknown


def active(rules: Iterable[Rule], settings: Settings) -> dict[str, Severity]:
    """Return the rules in force, id → severity.

    A rule is in force when a word of ``select`` means it (or nothing is selected), no word of
    ``ignore`` means it, and its severity is not ``off``.
    """
    chosen = {}
    for rule in rules:
        level = settings.severity.get(rule.id, rule.severity)
        if level == OFF:
            continue
        severity = Severity(level)
        selected = settings.select is None or _means(settings.select, rule, severity)
        if selected and not _means(settings.ignore, rule, severity):
            chosen[rule.id] = severity
    return chosen


def _means(words: Sequence[str], rule: Rule, severity: Severity) -> bool:
    """Tell whether one of some words is the rule's id, its topic with a slash, or its severity."""
    topic = rule.id.partition("/")[0] + "/"
    return any(word in (rule.id, topic, severity.value) for word in words)


class Selection:
    """The rules in force for each file of a run.

    :raises UsageError: when an option names a rule that does not exist
    :raises ConfigError: when a configuration does
    """

    def __init__(self, rules: Sequence[Rule], settings: Iterable[Settings]) -> None:
        self._rules = rules
        self._everywhere: set[str] = set()
        for each in settings:
            self._admit(each)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Return the rules that are in force for some file, whichever files there are."""
        return tuple(rule for rule in self._rules if rule.id in self._everywhere)

    def for_file(self, file: str, settings: Settings) -> Mapping[str, Severity]:
        """Return the rules in force for a file, id → severity."""
        return active(self._rules, settings.for_file(file))

    def _admit(self, settings: Settings) -> None:
        known_words(self._rules, settings)
        self._everywhere.update(active(self._rules, settings))
        for override in settings.overrides:
            self._everywhere.update(active(self._rules, settings.under(override)))


def known_words(rules: Sequence[Rule], settings: Settings) -> None:
    """Make sure that all words that name rules name some.

    A configuration may name rules of a plugin that this run does without.

    :raises UsageError: when one of an option does not
    :raises ConfigError: when one of a configuration does not
    """
    ids = {rule.id for rule in rules}
    words = ids | {rule.split("/")[0] + "/" for rule in ids} | set(Severity)
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
