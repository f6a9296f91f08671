"""A profile held against the rules that there are."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from plancheck.errors import ProfileError
from plancheck.profile import SEEN, Profile
from plancheck.rule import Kind, Rule, Severity
from plancheck.suggest import unknown

ById = Mapping[str, Rule]


def check(profile: Profile, rules: Iterable[Rule], *, lenient: bool = False) -> None:
    """Make sure that a profile speaks of rules, options and values that there are.

    :param profile: with all that it extends
    :param lenient: whether it may name rules that are not there, as a plugin was left out
    :raises ProfileError: naming file, profile and key
    """
    by_id = {rule.id: rule for rule in rules}
    if not lenient:
        _check_names(profile, by_id)
    _check_options(profile, by_id)
    _check_points(profile, by_id)


def words_for(rules: Iterable[Rule]) -> set[str]:
    """Return all words that name some of the rules: ids, ``topic/``, severities."""
    ids = {rule.id for rule in rules}
    return ids | {rule.split("/")[0] + "/" for rule in ids} | set(Severity)


def _check_names(profile: Profile, by_id: ById) -> None:
    for key, word, known in _named(profile, by_id):
        if word not in known:
            where = _where(profile, key)
            raise unknown(ProfileError, "profile.no-such-rule", word, known, word=word, **where)


def _named(profile: Profile, by_id: ById) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yield each word that names rules: its key, the word, and what it may be."""
    tables: Mapping[str, Iterable[str]] = {
        "severity": profile.severities,
        "options": profile.options,
        "points": profile.points,
    }
    for key, table in tables.items():
        yield from ((f"{key}.{rule}", rule, by_id.keys()) for rule in table)
    words = words_for(by_id.values())
    for code, told in profile.decision.items():
        for status in SEEN:
            for word in told.get(status, ()):
                yield f"decision.{code}.{status}", word, words


def _check_options(profile: Profile, by_id: ById) -> None:
    for name, options in profile.options.items():
        if name not in by_id:
            continue
        choices = by_id[name].choices
        for option, value in options.items():
            facts = {"rule": name, **_where(profile, f"options.{name}.{option}")}
            if option not in choices:
                code = "profile.no-option"
                raise unknown(ProfileError, code, option, choices, option=option, **facts)
            values = choices[option].values
            if value not in values:
                code = "profile.bad-option"
                raise unknown(ProfileError, code, value, values, value=value, **facts)


def _check_points(profile: Profile, by_id: ById) -> None:
    for name, points in profile.points.items():
        key = f"points.{name}"
        if name in by_id and by_id[name].kind is Kind.DEFECT:
            raise ProfileError("profile.points-defect", rule=name, **_where(profile, key))
        if not points >= 0:  # TOML has a number that is none, and schemas let it pass
            raise ProfileError("config.not-points", file=profile.source, key=key)


def _where(profile: Profile, key: str) -> dict[str, str]:
    """Return what an error says of a key: the profile that set it, and the file of this one."""
    return {"file": profile.source, "profile": profile.origins.get(key, profile.name), "key": key}
