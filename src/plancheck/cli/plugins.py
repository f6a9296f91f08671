"""``plancheck plugins``: what is installed, which formats are read, how to have the others."""

from collections.abc import Iterator, Mapping
from typing import Any

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.formats import Container, Need, Reader
from plancheck.plugins import Plugins
from plancheck.terminal import clean
from plancheck.terminal import columns as aligned

COMMAND = Command(
    "plugins",
    own=(
        Option("format", "FORMAT", choices=("text", "json"), about="form"),
        Option("without", "PLUGIN", many=True),
    ),
)

Json = dict[str, Any]


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    content = _content(plugins.load(arguments.words("without") or ()), console)
    if arguments.one("format") == "json":
        import json

        console.say(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    _say(content, console)
    return 0


def _content(offered: Plugins, console: Console) -> Json:
    return {
        "plugins": [{"name": name, "version": version} for name, version in offered.versions],
        "rules": len(offered.rules),
        "readers": [
            {**_format(reader, console), "in_folders": reader.in_folders}
            for reader in offered.readers
        ],
        "containers": [_format(container, console) for container in offered.containers],
        "reports": [report.name for report in offered.reports],
        "profiles": [profile.name for profile in offered.profiles],
    }


def _format(offer: Reader | Container, console: Console) -> Json:
    needs = _needs(offer)
    return {
        "name": offer.name,
        "suffixes": list(offer.suffixes),
        "ready": all(need.there or need.optional for need in needs),
        "needs": [need._asdict() | {"advice": console.text(need.advice)} for need in needs],
    }


def _needs(offer: Reader | Container) -> list[Need]:
    """Return what a format works with; one that cannot tell is named with what it raised."""
    try:
        return list(offer.needs())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - foreign code
        return [Need(offer.name, there=False, advice=type(error).__name__)]


def _say(content: Json, console: Console) -> None:
    if content["plugins"]:
        rows = [(clean(each["name"]), clean(each["version"])) for each in content["plugins"]]
        console.say(aligned(rows, columns()))
        console.say()
    formats = [*content["readers"], *content["containers"]]
    console.say(console.text("plugins.formats"))
    console.say(aligned([_row(each, console) for each in formats], columns()))
    advice = list(dict.fromkeys(line for each in formats for line in _advice(each, console)))
    if advice:
        console.say()
    for line in advice:
        console.say(line)
    console.say()
    sums = {
        "plugins": len(content["plugins"]),
        "rules": content["rules"],
        "reports": ", ".join(content["reports"]) or "-",
        "profiles": ", ".join(content["profiles"]) or "-",
    }
    console.say(clean(console.text("plugins.sum", **sums)))


def _row(offer: Mapping[str, Any], console: Console) -> tuple[str, str, str]:
    whole = all(need["there"] for need in offer["needs"])
    state = "unready" if not offer["ready"] else "ready" if whole else "lacks"
    suffixes = " ".join(filter(None, offer["suffixes"])) or "-"
    return clean(offer["name"]), console.text(f"plugins.{state}"), clean(suffixes)


def _advice(offer: Mapping[str, Any], console: Console) -> Iterator[str]:
    for need in offer["needs"]:
        if not need["there"]:
            code = "plugins.optional" if need["optional"] else "plugins.missing"
            yield clean(console.text(code, name=need["name"], advice=need["advice"]))
