"""What a run is asked across its plans: the rules about batches, and last year's plans."""

import os
from collections.abc import Collection
from typing import NamedTuple

from plancheck.batch import BatchRule
from plancheck.cli.inputs import inputs
from plancheck.cli.judging import Judge
from plancheck.cli.options import Arguments
from plancheck.desk.across import Across, Saying, Told
from plancheck.errors import UsageError
from plancheck.files import Submission, is_within, nearby, shown
from plancheck.plugins import Plugins
from plancheck.report_object import Json, title
from plancheck.spool import Spool


class Asked(NamedTuple):
    """What is asked across the plans of a run."""

    rules: tuple[BatchRule, ...]
    last_year: str | None
    """Where last year's plans are; None where they are not given."""
    inputs: tuple[Submission, ...] = ()
    """Last year's files."""

    def across(self) -> Across:
        """Return what keeps what the rules need."""
        path = self.last_year
        return Across(self.rules, None if path is None else nearby(path))

    def of_this_year(self, found: Collection[Submission]) -> tuple[Submission, ...]:
        """Return the files that are none of last year's.

        :raises UsageError: when none is left
        """
        path = self.last_year
        if path is None:
            return tuple(found)
        whole = os.path.realpath(path)
        left = tuple(
            each
            for each in found
            if not is_within(each.file, path) and os.path.realpath(each.file) != whole
        )
        if found and not left:
            raise UsageError("batch.only-last-year", path=shown(path))
        return left


def asked(arguments: Arguments, offered: Plugins) -> Asked:
    """Return what is asked.

    :raises UsageError: when last year's plans are not there
    """
    if not arguments.has("last-year"):
        return Asked(offered.batch_rules, None)
    path = arguments.one("last-year")
    return Asked(offered.batch_rules, path, inputs(arguments, offered, (path,), ""))


def told(across: Across, spool: Spool, roster: Json | None, judge: Judge) -> Told:
    """Ask the rules about the batch, after all plans were judged."""
    lang = judge.run.lang
    titles = {rule.id: title(rule, lang) for rule in judge.run.terms.rules}
    return across.told(spool.plans, roster, Saying(lang, titles), judge.watch)
