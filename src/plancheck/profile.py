"""Profiles: what one reviewing union asks of plans, as data.

A profile says which requirements apply and how much each weighs, what its options are, how many
points it earns, and what the reviewer's verdict follows from. Profiles come from plugins
(``profiles/*.toml``) and from ``[profiles.NAME]`` in ``plancheck.toml``; one may extend another.
``profile.schema.json`` describes every key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from plancheck.errors import ProfileError
from plancheck.rule import Basis, Question, Rule, Severity
from plancheck.suggest import unknown

DEFAULT = "default"
"""Name of the profile that applies where none is chosen."""

OFF = "off"
"""As a severity: the rule is not asked."""

LOCAL = "local"
"""The kind of basis that a profile's local document stands for."""

SEEN = ("missing", "partial", "defect")
"""What a verdict may follow from."""

LETTER = ("union", "notice", "deadline", "address", "contact", "template")
"""What a profile can say for its letters: who writes, the notice that asked for the plans, by when
and where the mended plan is due, whom to ask, and a document to write the letter into (a path,
relative to the file that names it)."""

DECISION: Mapping[str, Mapping[str, Any]] = {
    "return": {"missing": ("error",), "partial": (), "defect": ("error",)},
    "revise": {"missing": ("warning",), "partial": ("error",), "defect": ()},
    "accept": {},
    "undecided": {},
}
"""Verdict, gravest first → what it follows from, where no profile says otherwise."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What is asked of plans, how much each thing weighs, and what follows from it."""

    name: str
    title: str = ""
    """In Chinese; empty where the name must do."""
    description: str = ""
    english: Mapping[str, str] = field(default_factory=dict)
    """English title and description, by the same keys."""
    extends: str = ""
    """Name of the profile it begins with; empty for none."""
    document: str = ""
    """The local document that its demands stand in, as it is to be printed."""
    severities: Mapping[str, str] = field(default_factory=dict)
    """Rule id → ``error``, ``warning``, ``info`` or ``off``."""
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Rule id → option → value."""
    points: Mapping[str, float] = field(default_factory=dict)
    """Rule id → points of a scoring sheet, in the sheet's order."""
    decision: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Verdict (a key of :data:`DECISION`) → its ``text`` and ``english``, and the rules from
    whose ``missing``, ``partial`` or ``defect`` it follows: ids, ``topic/`` or severities."""
    unwaivable: tuple[str, ...] = ()
    """What no waiver lets pass: rule ids, ``topic/`` or severities."""
    letter: Mapping[str, str] = field(default_factory=dict)
    """What the letter to a school says of the union that reviews (a key of :data:`LETTER`)."""
    source: str = ""
    """The file it stands in, for messages."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """Key, such as ``severity.care/visits`` → name of the profile that set it."""

    def told(self, key: str, lang: str) -> str:
        """Return the ``title`` or ``description`` in a language; the Chinese where none else is."""
        chinese: str = getattr(self, key)
        return self.english.get(key, chinese) if lang == "en" else chinese


PLAIN = Profile(DEFAULT, decision=DECISION)
"""What every profile begins with, and what applies where there is none."""


class Terms(NamedTuple):
    """What one plan is judged by.

    :param rules: every rule asked anywhere in the run, as the profile has them
    :param severities: id → severity, of those in force for the plan
    """

    profile: Profile = PLAIN
    rules: tuple[Rule, ...] = ()
    severities: Mapping[str, Severity] = {}


def profile_of(name: str, table: Mapping[str, Any], source: str) -> Profile:
    """Make a profile of a table that fits ``profile.schema.json``."""
    texts = {key: table.get(key, "") for key in ("title", "description", "extends", "document")}
    return Profile(
        name,
        **texts,
        english=table.get("english", {}),
        severities=table.get("severity", {}),
        options=table.get("options", {}),
        points=table.get("points", {}),
        decision=table.get("decision", {}),
        unwaivable=tuple(table.get("unwaivable", ())),
        letter=_letter(table.get("letter", {}), source),
        source=source,
    )


def _letter(table: Mapping[str, str], source: str) -> Mapping[str, str]:
    """Return what a profile says for its letters, the template's path from where one stands."""
    if "template" not in table:
        return table
    from os.path import dirname, join

    return {**table, "template": join(dirname(source), table["template"])}


def resolved(name: str, known: Mapping[str, Profile]) -> Profile:
    """Return a profile with all that it takes from those it extends.

    What a profile sets takes the place of what it extends key by key: rule by rule, option by
    option, verdict by verdict. Title and description are its own.

    :param known: every profile there is, by name; ``name`` is among them
    :raises ProfileError: when the chain has a circle or a name that is no profile's
    """
    made = PLAIN
    for profile in reversed(_chain(name, known)):
        made = _over(made, profile)
    return made


def _chain(name: str, known: Mapping[str, Profile]) -> list[Profile]:
    """Return a profile and those it extends, itself first."""
    chain = [known[name]]
    while base := chain[-1].extends:
        names = [profile.name for profile in chain]
        at = {"file": chain[-1].source, "profile": chain[-1].name}
        if base in names:
            raise ProfileError("profile.circle", chain=" → ".join((*names, base)), **at)
        if base not in known:
            raise unknown(ProfileError, "profile.no-base", base, known, base=base, **at)
        chain.append(known[base])
    return chain


def _over(base: Profile, own: Profile) -> Profile:
    """Return a profile with what it does not say taken from another."""
    rules = dict.fromkeys((*base.options, *own.options))
    return replace(
        own,
        document=own.document or base.document,
        severities={**base.severities, **own.severities},
        options={
            rule: {**base.options.get(rule, {}), **own.options.get(rule, {})} for rule in rules
        },
        points={**base.points, **own.points},
        unwaivable=own.unwaivable or base.unwaivable,
        letter={**base.letter, **own.letter},
        decision={
            code: {**base.decision.get(code, {}), **own.decision.get(code, {})} for code in DECISION
        },
        origins={**base.origins, **dict.fromkeys(_keys(own), own.name)},
    )


def _keys(profile: Profile) -> Iterator[str]:
    """Yield what a profile sets itself."""
    if profile.document:
        yield "document"
    yield from (f"severity.{rule}" for rule in profile.severities)
    for rule, options in profile.options.items():
        yield from (f"options.{rule}.{option}" for option in options)
    yield from (f"points.{rule}" for rule in profile.points)
    for code, told in profile.decision.items():
        yield from (f"decision.{code}.{key}" for key in told)
    if profile.unwaivable:
        yield "unwaivable"
    yield from (f"letter.{key}" for key in profile.letter)


def fitted(rule: Rule, profile: Profile) -> Rule:
    """Return a rule as a profile has it: with its options, and with the texts that fit them."""
    options = profile.options.get(rule.id, {})
    variants = [each for each in rule.variants if _fits(rule, each["when"], options)]
    if not (options or variants or (profile.document and rule.basis)):
        return rule
    told = replace(rule, options={**rule.options, **options})
    for variant in variants:
        told = _retold(told, variant)
    told = replace(told, basis=tuple(_named(each, profile.document) for each in told.basis))
    if isinstance(rule.check, Question):
        return replace(told, check=replace(rule.check, rule=told))
    return told


def _fits(rule: Rule, when: Mapping[str, str], options: Mapping[str, str]) -> bool:
    return all(options.get(name, rule.option(name)) == value for name, value in when.items())


def _retold(rule: Rule, variant: Mapping[str, Any]) -> Rule:
    basis = variant.get("basis")
    return replace(
        rule,
        title=variant.get("title", rule.title),
        advice=variant.get("advice", rule.advice),
        criteria={**rule.criteria, **variant.get("criteria", {})},
        english={**rule.english, **variant.get("english", {})},
        basis=rule.basis if basis is None else tuple(Basis(**each) for each in basis),
    )


def _named(basis: Basis, document: str) -> Basis:
    if basis.kind != LOCAL or not basis.named or not document:
        return basis
    return basis._replace(text=basis.named.replace("{document}", document))


def means(words: Sequence[str], rule: Rule, severity: Severity) -> bool:
    """Tell whether one of some words is a rule's id, its topic with a slash, or its severity."""
    topic = rule.id.partition("/")[0] + "/"
    return any(word in (rule.id, topic, severity.value) for word in words)
