"""``plancheck config FILE``: which configuration applies, and where each value comes from."""

from collections.abc import Iterable, Iterator, Mapping

from plancheck import plugins
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.config import Settings
from plancheck.files import nearby
from plancheck.profile import Profile, fitted
from plancheck.rule import Rule
from plancheck.scoring import tidy
from plancheck.selection import chosen
from plancheck.terminal import clean
from plancheck.terminal import columns as aligned

COMMAND = Command(
    "config",
    "FILE",
    least=1,
    most=1,
    own=(
        Option("profile", "NAME"),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)

KEYS = ("select", "ignore", "fail_level", "lang", "without", "require_plugins", "waivers")

UNBROKEN = 10_000
"""Columns of the table: paths stay whole, so that they can be copied."""

Row = tuple[str, str, str]
"""Key, value, origin."""


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    file = arguments.operands[0]
    setup = Setup(arguments, console, paths=arguments.operands)
    settings = setup.for_file(file)
    if settings.path is None:
        console.say(console.text("config.none"))
    else:
        console.say(console.text("config.used", path=nearby(settings.path)))
    offered = plugins.load(settings.without, settings.require_plugins)
    applied = settings.for_file(file)
    profile = chosen(applied, {each.name: each for each in offered.profiles})
    rules = [fitted(rule, profile) for rule in offered.rules]
    rows = [*_rows(applied, console), *_judged(applied, profile, rules, console)]
    console.say(aligned(rows, UNBROKEN))
    return 0


def _rows(settings: Settings, console: Console) -> Iterator[Row]:
    for key in KEYS:
        yield key, _written(getattr(settings, key), console), _origin(settings, key, console)


def _judged(
    settings: Settings, profile: Profile, rules: Iterable[Rule], console: Console
) -> Iterator[Row]:
    """Yield the profile and what it says, with what the configuration says over it."""

    def of_profile(key: str) -> str:
        name = profile.origins.get(key)
        return console.text("config.of-profile", name=clean(name)) if name else _default(console)

    yield "profile", _written(profile.name, console), _origin(settings, "profile", console)
    if profile.document:
        yield "document", _written(profile.document, console), of_profile("document")
    for rule, level in sorted({**profile.severities, **settings.severity}.items()):
        key = f"severity.{rule}"
        own = rule in settings.severity
        origin = _origin(settings, key, console) if own else of_profile(key)
        yield clean(f'severity."{rule}"'), f'"{level}"', origin
    yield from _options(rules, profile, console)
    for rule, points in profile.points.items():
        yield clean(f'points."{rule}"'), str(tidy(points)), of_profile(f"points.{rule}")
    for code, told in profile.decision.items():
        for name, value in told.items():
            key = f"decision.{code}.{name}"
            yield key, _written(value, console), of_profile(key)


def _options(rules: Iterable[Rule], profile: Profile, console: Console) -> Iterator[Row]:
    for rule in rules:
        for name in rule.choices:
            by = profile.origins.get(f"options.{rule.id}.{name}")
            code = "config.of-profile" if by else "config.of-card"
            origin = console.text(code, name=clean(by or ""))
            yield clean(f'options."{rule.id}".{name}'), _written(rule.option(name), console), origin


def _default(console: Console) -> str:
    return console.text("config.default")


def _origin(settings: Settings, key: str, console: Console) -> str:
    origin = settings.origin(key)
    if not origin:
        return _default(console)
    if origin.startswith("--"):
        return origin
    path, mark, number = origin.partition(" [[")
    return clean(nearby(path) + mark + number)


def _written(value: object, console: Console) -> str:
    if value is None:
        return console.text("config.all")
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return "[" + ", ".join(f'"{clean(str(word))}"' for word in value) + "]"
    return f'"{clean(str(value))}"'
