"""``plancheck evaluate``: how often verdicts agree with labels."""

import math
from collections.abc import Sequence

from plancheck import foreign, plugins
from plancheck.cli.console import Console
from plancheck.cli.options import Arguments, Command, Option
from plancheck.cli.outputs import opened, styled, wanted
from plancheck.cli.setup import Setup
from plancheck.errors import LabelError, UsageError
from plancheck.evaluation.forms import Names
from plancheck.evaluation.items import Item, plan_item, statement_item
from plancheck.evaluation.labels import Labels, PlanLabel, matched, read_labels
from plancheck.evaluation.measured import Measured, Question, evaluation
from plancheck.evaluation.written import FORMS
from plancheck.files import Submission, submissions
from plancheck.judging import lexicon_of
from plancheck.outcome import ExitCode
from plancheck.plugins import Plugins
from plancheck.profile import Terms
from plancheck.run import Desk, reviews
from plancheck.selection import Selection
from plancheck.unpacking import listed

COMMAND = Command(
    "evaluate",
    "LABELS [PATH…]",
    least=1,
    most=None,
    own=(
        Option(
            "format",
            "FORMAT",
            choices=tuple(form.name for form in FORMS),
            many=True,
            about="form",
        ),
        Option("output", "FILE", short="o", many=True),
        Option("select", "RULES", many=True),
        Option("ignore", "RULES", many=True),
        Option("list", short="v"),
        Option("profile", "NAME"),
        Option("holdout", "NUMBER"),
        Option("fail-under", "SHARE"),
        Option("without", "PLUGIN", many=True),
        Option("config", "FILE"),
        Option("no-config"),
    ),
)

TOLD = 20
"""Faults of labels that are told one by one, at most."""

_PERCENT = 100


def run(arguments: Arguments, console: Console) -> int:
    """Run the subcommand; 1 when fewer agree than asked for, 2 when a label has a fault."""
    outputs = wanted(arguments)
    path, *files = arguments.operands
    setup = Setup(arguments, console, paths=files or (path,))
    offered = plugins.load(setup.run.without, setup.run.require_plugins)
    question = _question(arguments, offered, setup, path)
    names = Names.of(offered.rules, lenient=bool(setup.run.without))
    labels, faults = read_labels(path, names)
    if faults:
        return _tell(faults, console)
    pairs, unused, strays = matched(labels.plans.values(), _files(files, offered))
    _enough(labels, pairs, files)
    inputs = [*labels.files, *(file for _, file in pairs)]
    with opened(outputs, FORMS, inputs) as targets:
        plans, statements = _judged(labels, pairs, question, offered, console)
        if not plans and not statements:
            raise UsageError("evaluate.nothing-asked", labels=path)
        measured = Measured(
            plans, statements, [each.stem for each in unused], [file.name for file in strays]
        )
        content = evaluation(question, measured)
        for target in targets:
            target.write(content, styled(console, arguments))
    return int(content["outcome"]["exit_code"])


def _question(arguments: Arguments, offered: Plugins, setup: Setup, path: str) -> Question:
    terms = Selection(offered.rules, (setup.run,), offered.profiles).terms(setup.run)
    chosen = {rule.id: rule for rule in terms.rules if rule.id in terms.severities}
    if not chosen:
        raise UsageError("usage.no-rules")
    return Question(
        labels=path,
        rules=chosen,
        severities=terms.severities,
        lang=setup.run.lang,
        holdout=_holdout(arguments),
        fail_under=_fail_under(arguments),
        listed=arguments.has("list"),
    )


def _holdout(arguments: Arguments) -> int | None:
    if not arguments.has("holdout"):
        return None
    value = arguments.one("holdout")
    if not value.isdecimal() or int(value) < 2:  # noqa: PLR2004 - 1 would hold back everything
        raise UsageError("evaluate.bad-holdout", value=value)
    return int(value)


def _fail_under(arguments: Arguments) -> float | None:
    if not arguments.has("fail-under"):
        return None
    value = arguments.one("fail-under")
    try:
        share = float(value.removesuffix("%")) / (_PERCENT if value.endswith("%") else 1)
    except ValueError:
        share = math.nan
    if not 0 <= share <= 1:
        raise UsageError("evaluate.bad-share", value=value)
    return share


def _files(paths: Sequence[str], offered: Plugins) -> tuple[Submission, ...]:
    """Return the files to judge; statements need none."""
    if not paths:
        return ()
    found = submissions(paths, offered.formats.suffixes, foreign=foreign.HANDED_IN)
    return tuple(listed(found, offered.formats))


def _enough(
    labels: Labels, pairs: Sequence[tuple[PlanLabel, Submission]], files: Sequence[str]
) -> None:
    """Make sure that there is something to measure.

    :raises UsageError: when there is not
    """
    if pairs or labels.statements:
        return
    if not files:
        raise UsageError("evaluate.no-files", labels=labels.path)
    example = next(iter(labels.plans))
    raise UsageError("evaluate.no-match", labels=labels.path, files=files, example=example)


def _judged(
    labels: Labels,
    pairs: Sequence[tuple[PlanLabel, Submission]],
    question: Question,
    offered: Plugins,
    console: Console,
) -> tuple[list[Item], list[Item]]:
    """Judge every plan and statement that is labelled."""
    rules = tuple(question.rules.values())
    lexicon = lexicon_of(rules)
    watch = console.trace if console.debug else None
    terms = Terms(rules=rules, severities=question.severities)
    desk = Desk(offered.formats, lexicon, lambda _: terms, watch)
    by_name = {file.name: label for label, file in pairs}
    files = [file for _, file in pairs]
    plans = [
        plan_item(by_name[review.path], review, question.rules) for review in reviews(files, desk)
    ]
    statements = [
        statement_item(label, question.rules, question.severities, lexicon, watch)
        for label in labels.statements
        if not question.rules.keys().isdisjoint(label.statuses)
    ]
    return plans, statements


def _tell(faults: Sequence[LabelError], console: Console) -> int:
    for fault in faults[:TOLD]:
        console.explain(fault)
    console.note(console.text("label.faults", count=len(faults)))
    return ExitCode.SETUP
