"""``plancheck try``: do the examples on the cards get the verdicts they must get."""

import os

from plancheck import plugins
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command
from plancheck.errors import CardError, UsageError
from plancheck.suggest import unknown
from plancheck.testing import try_folder, try_rules

COMMAND = Command("try", "FOLDER | CARD | ID", least=1, most=1)


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand; 2 when a card has a fault or an example gets another verdict."""
    faults = _faults(arguments.operands[0])
    for fault in faults:
        console.explain(fault)
    if faults:
        console.say(console.text("try.failed", count=len(faults)))
        return 2
    console.say(console.text("try.passed", what=arguments.operands[0]))
    return 0


def _faults(what: str) -> list[CardError]:
    if os.path.isdir(what):
        return try_folder(what)
    if os.path.isfile(what):
        return _of_card(what)
    return _of_rule(what)


def _of_card(path: str) -> list[CardError]:
    """Return what is wrong with one card; its neighbours may be as they are."""
    name = os.path.basename(path)
    faults = try_folder(os.path.dirname(path) or os.curdir)
    return [fault for fault in faults if os.path.basename(str(fault.values.get("file"))) == name]


def _of_rule(name: str) -> list[CardError]:
    rules = [rule for rule in plugins.load().rules if rule.id == name or rule.id.startswith(name)]
    if not name.endswith("/"):
        rules = [rule for rule in rules if rule.id == name]
    if not rules:
        ids = [rule.id for rule in plugins.load().rules]
        raise unknown(UsageError, "try.nothing", name, ids, what=name)
    return list(try_rules(rules))
