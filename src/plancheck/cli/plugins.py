"""``plancheck plugins``: what is installed."""

from plancheck import plugins
from plancheck.cli.console import Console, columns
from plancheck.cli.options import Arguments, Command, Option
from plancheck.terminal import columns as aligned

COMMAND = Command("plugins", own=(Option("without", "PLUGIN", many=True),))


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand."""
    offered = plugins.load(arguments.words("without") or ())
    rows = [(name, version) for name, version in offered.versions]
    if rows:
        console.say(aligned(rows, columns()))
        console.say()
    sums = {
        "plugins": len(rows),
        "rules": len(offered.rules),
        "readers": ", ".join(reader.name for reader in offered.readers) or "-",
        "reports": ", ".join(report.name for report in offered.reports) or "-",
        "profiles": ", ".join(profile.name for profile in offered.profiles) or "-",
    }
    console.say(console.text("plugins.sum", **sums))
    return 0
