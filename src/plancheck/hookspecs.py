"""The whole contract between plancheck and its plugins.

A plugin is a module (or any object) named in the entry-point group ``plancheck``. It implements
one or more of the functions below, marked with :data:`plancheck.api.hookimpl`. Heavy libraries are
imported inside what is returned, never at a plugin's module level.
"""

from collections.abc import Iterable

import pluggy

from plancheck.batch import BatchRule
from plancheck.formats import Container, Paper, Reader, Report
from plancheck.profile import Profile
from plancheck.rule import Rule
from plancheck.weighing.adviser import Adviser

NAME = "plancheck"
hookspec = pluggy.HookspecMarker(NAME)
hookimpl = pluggy.HookimplMarker(NAME)


@hookspec
def plancheck_rules() -> Iterable[Rule]:
    """Return the rules this plugin offers.

    Called once per run, after all plugins are loaded and before any plan is opened. The order has
    no meaning: rules run sorted by id. An id may be offered once among all plugins; when two offer
    it, the run stops and names both.

    :returns: rules, most simply those of :func:`plancheck.api.collect`

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_readers() -> Iterable[Reader]:
    """Return the readers this plugin offers.

    Called once per run, before any plan is opened. A file goes to the reader that recognises its
    first bytes (:attr:`plancheck.api.Reader.sniff`), else to the one that claims its suffix.

    :returns: readers, each for one family of formats

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_containers() -> Iterable[Container]:
    """Return the containers of submissions this plugin opens: archives, mails.

    Called once per run, before any plan is opened. A file whose suffix no reader claims goes to
    the first container, by name, that recognises it (:attr:`plancheck.api.Container.sniff`); each
    member that a folder would give is then read as a file of its own.

    :returns: containers, each for one family of files

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_reports() -> Iterable[Report]:
    """Return the report formats this plugin offers.

    Called once per run. A format's name is what ``--format`` takes; a name may be offered once.

    :returns: report formats, each a pure function of the report object

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_papers() -> Iterable[Paper]:
    """Return the papers this plugin writes for each plan of ``plancheck review``.

    Called once per run. A name may be offered once. A paper is a function of the report object and
    of the submitted file; nothing else of the machine goes into it.

    :returns: papers, such as annotated copies and letters

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_profiles() -> Iterable[Profile]:
    """Return the profiles this plugin offers.

    Called once per run. A profile's name is what ``--profile`` and ``profile`` in a configuration
    take, and what other profiles extend; a name may be offered once.

    :returns: profiles, most simply those of :func:`plancheck.api.collect_profiles`

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_advisers() -> Iterable[Adviser]:
    """Return the second opinions this plugin offers on rules, its own or others'.

    Called once per run. The weights of an opinion are read when the first rule that has one is
    asked. A name may be offered once; where two speak of one rule, the first by name is heard.

    :returns: advisers, each with a file of weights (``benchmarks/learn_weights.py``)

    .. versionadded:: 0.1
    """


@hookspec
def plancheck_batch_rules() -> Iterable[BatchRule]:
    """Return the rules about whole batches that this plugin offers.

    Called once per run. They are asked where a run is to be looked at as a whole (``--batch``,
    ``plancheck review``). A name may be offered once. A rule that crashes is told of and costs
    itself alone.

    :returns: batch rules; what they do is best imported when it is asked for

    .. versionadded:: 0.1
    """
