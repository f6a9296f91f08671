"""``plancheck config FILE``: which configuration applies, and where each value comes from."""

from collections.abc import Iterable, Iterator, Mapping

from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.setup import Setup
from plancheck.config import Settings
from plancheck.files import nearby
from plancheck.terminal import clean
from plancheck.terminal import columns as aligned

COMMAND = Command(
    "config",
    "FILE",
    least=1,
    most=1,
    own=(Option("config", "FILE"), Option("no-config")),
)

KEYS = ("select", "ignore", "fail_level", "lang", "without", "require_plugins")


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    file = arguments.operands[0]
    setup = Setup(arguments, console, paths=arguments.operands)
    settings = setup.for_file(file)
    if settings.path is None:
        console.say(console.text("config.none"))
    else:
        console.say(console.text("config.used", path=nearby(settings.path)))
    console.say(aligned(list(_rows(settings.for_file(file), console)), columns()))
    return 0


def _rows(settings: Settings, console: Console) -> Iterator[tuple[str, str, str]]:
    for key in KEYS:
        yield key, _written(getattr(settings, key), console), _origin(settings, key, console)
    for rule, level in sorted(settings.severity.items()):
        key = f"severity.{rule}"
        yield clean(f'severity."{rule}"'), f'"{level}"', _origin(settings, key, console)


def _origin(settings: Settings, key: str, console: Console) -> str:
    origin = settings.origin(key)
    if not origin:
        return console.text("config.default")
    if origin.startswith("--"):
        return origin
    path, mark, number = origin.partition(" [[")
    return clean(nearby(path) + mark + number)


def _written(value: object, console: Console) -> str:
    if value is None:
        return console.text("config.all")
    if isinstance(value, Iterable) and not isinstance(value, str | Mapping):
        return "[" + ", ".join(f'"{clean(str(word))}"' for word in value) + "]"
    return f'"{value}"'
