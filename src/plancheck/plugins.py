"""The plugin host: find, sort, load, gather.

A plugin that does not work stops the run, by name: a checker that quietly checks less is worse
than one that stops. ``--without NAME`` goes on without it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import pluggy

from plancheck import discovery, hookspecs
from plancheck.batch import BatchRule
from plancheck.discovery import EntryPoint
from plancheck.errors import PluginError, SetupError
from plancheck.formats import Container, Paper, Reader, Report
from plancheck.profile import Profile
from plancheck.rule import Rule
from plancheck.suggest import unknown
from plancheck.unpacking import Formats
from plancheck.weighing.adviser import Adviser, advised

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Plugins:
    """All that the installed plugins offer."""

    rules: tuple[Rule, ...]
    """Sorted by id, each id once."""
    readers: tuple[Reader, ...]
    """Sorted by name, each name once."""
    containers: tuple[Container, ...]
    """Sorted by name, each name once."""
    reports: tuple[Report, ...]
    """Sorted by name, each name once."""
    papers: tuple[Paper, ...]
    """Sorted by name, each name once."""
    profiles: tuple[Profile, ...]
    """Sorted by name, each name once."""
    batch_rules: tuple[BatchRule, ...]
    """Sorted by name, each name once."""
    versions: tuple[tuple[str, str], ...]
    """Names of the plugins and versions of their distributions, sorted."""

    @property
    def formats(self) -> Formats:
        """All formats that are read."""
        return Formats(self.readers, self.containers)


class _Loaded(NamedTuple):
    """An entry point and the plugin behind it."""

    entry: EntryPoint
    plugin: object

    @property
    def names(self) -> dict[str, str]:
        """What an error about this plugin says of it."""
        return {"plugin": self.entry.name, "distribution": self.entry.distribution}

    def error(self, code: str, **values: object) -> PluginError:
        """Make an error that names this plugin and where it comes from."""
        return _error(self.entry, code, **values)

    def owner(self, card: str = "") -> str:
        """Name the plugin, its distribution and, where it is known, the card."""
        name = f"{self.entry.name} ({self.entry.distribution} {self.entry.version})"
        return f"{name}: {card}" if card else name


def load(without: Collection[str] = (), require: Collection[str] = ()) -> Plugins:
    """Load all installed plugins but those named in ``without``.

    :param require: names of plugins that must be there
    :raises PluginError: when a plugin does not work, a required one is absent, a name in
        ``without`` is no plugin's, or two plugins offer the same
    :raises CardError: when a plugin's card has a fault
    """
    return gather(_chosen(discovery.find(), without, require))


def gather(entries: Iterable[EntryPoint]) -> Plugins:
    """Load the plugins of some entry points and collect what they offer.

    :raises PluginError: as :func:`load`
    :raises CardError: as :func:`load`
    """
    manager = pluggy.PluginManager(hookspecs.NAME)
    manager.add_hookspecs(hookspecs)
    loaded = [_register(manager, entry) for entry in entries]
    rules = _offers(manager, loaded, "plancheck_rules", Rule)
    readers = _offers(manager, loaded, "plancheck_readers", Reader)
    containers = _offers(manager, loaded, "plancheck_containers", Container)
    reports = _offers(manager, loaded, "plancheck_reports", Report)
    papers = _offers(manager, loaded, "plancheck_papers", Paper)
    profiles = _offers(manager, loaded, "plancheck_profiles", Profile)
    across = _offers(manager, loaded, "plancheck_batch_rules", BatchRule)
    offered = _offers(manager, loaded, "plancheck_advisers", Adviser)
    advisers = _unique("adviser", [(item.name, owner.owner(), item) for owner, item in offered])
    for owner, name in [(o, r.id) for o, r in rules] + [(o, r.name) for o, r in across]:
        _check_id(owner, name)
    unique = _unique("rule", [(rule.id, owner.owner(rule.card), rule) for owner, rule in rules])
    return Plugins(
        rules=tuple(advised(rule, advisers) for rule in unique),
        readers=_unique("reader", [(item.name, owner.owner(), item) for owner, item in readers]),
        containers=_unique(
            "container", [(item.name, owner.owner(), item) for owner, item in containers]
        ),
        reports=_unique("report", [(item.name, owner.owner(), item) for owner, item in reports]),
        papers=_unique("paper", [(item.name, owner.owner(), item) for owner, item in papers]),
        profiles=_unique(
            "profile", [(item.name, owner.owner(item.source), item) for owner, item in profiles]
        ),
        batch_rules=_unique("rule", [(item.name, owner.owner(), item) for owner, item in across]),
        versions=tuple((entry.name, entry.version) for entry, _ in loaded),
    )


def _chosen(
    entries: Iterable[EntryPoint], without: Collection[str], require: Collection[str]
) -> list[EntryPoint]:
    """Leave out what is not wanted; refuse names that are no plugin's and names used twice."""
    names: dict[str, EntryPoint] = {}
    for entry in entries:
        if entry.name in names:
            raise _error(entry, "plugin.twice", other=names[entry.name].distribution)
        names[entry.name] = entry
    for name in (*without, *require):
        if name not in names:
            code = "plugin.required" if name in require else "plugin.unknown"
            raise unknown(PluginError, code, name, names, plugin=name)
    return [entry for name, entry in names.items() if name not in without]


def _register(manager: pluggy.PluginManager, entry: EntryPoint) -> _Loaded:
    """Import a plugin and hold its hooks against the contract."""
    try:
        loaded = _Loaded(entry, _import(entry))
        manager.register(loaded.plugin, entry.name)
    except KeyboardInterrupt:
        raise
    except pluggy.PluginValidationError as error:
        reason = str(error).splitlines()[-1]
        raise _error(entry, "plugin.hook-arguments", reason=reason) from error
    except BaseException as error:
        raise _error(entry, "plugin.load", reason=_reason(error)) from error
    _check_hooks(manager, loaded)
    return loaded


def _import(entry: EntryPoint) -> object:
    from importlib import import_module

    plugin: object = import_module(entry.module)
    for name in filter(None, entry.attr.split(".")):
        plugin = getattr(plugin, name)
    return plugin


def _check_hooks(manager: pluggy.PluginManager, loaded: _Loaded) -> None:
    """Refuse hooks nobody would ever call: misspelt ones, and ones without the marker."""
    known = [name for name in vars(hookspecs) if name.startswith("plancheck_")]
    for caller in manager.get_hookcallers(loaded.plugin) or ():
        if not caller.has_spec() and not _optional(caller, loaded.plugin):
            raise unknown(
                PluginError,
                "plugin.hook-unknown",
                caller.name,
                known,
                hook=caller.name,
                **loaded.names,
            )
    marked = {caller.name for caller in manager.get_hookcallers(loaded.plugin) or ()}
    for name in known:
        if name not in marked and callable(getattr(loaded.plugin, name, None)):
            raise loaded.error("plugin.hook-unmarked", hook=name)


def _optional(caller: pluggy.HookCaller, plugin: object) -> bool:
    """Whether a plugin says of a hook that the host need not know it."""
    return all(impl.optionalhook for impl in caller.get_hookimpls() if impl.plugin is plugin)


def _offers(
    manager: pluggy.PluginManager, loaded: Iterable[_Loaded], hook: str, kind: type[T]
) -> list[tuple[_Loaded, T]]:
    """Ask each plugin by itself, so that a failure can be laid at the right door."""
    by_plugin = {id(impl.plugin): impl for impl in getattr(manager.hook, hook).get_hookimpls()}
    return [
        (owner, item)
        for owner in loaded
        if id(owner.plugin) in by_plugin
        for item in _call(owner, by_plugin[id(owner.plugin)], hook, kind)
    ]


def _call(owner: _Loaded, impl: pluggy.HookImpl, hook: str, kind: type[T]) -> list[T]:
    try:
        answer: Any = impl.function()
        items = list(answer)
    except (KeyboardInterrupt, SetupError):
        raise
    except BaseException as error:
        raise owner.error("plugin.hook-failed", hook=hook, reason=_reason(error)) from error
    for item in items:
        if not isinstance(item, kind):
            got = type(item).__name__
            raise owner.error("plugin.returned", hook=hook, expected=kind.__name__, got=got)
    return items


def _check_id(owner: _Loaded, rule: str) -> None:
    topic, slash, name = rule.partition("/")
    if not (topic and slash and name) or "/" in name:
        raise owner.error("plugin.rule-id", rule=rule)


def _unique(what: str, offers: Iterable[tuple[str, str, T]]) -> tuple[T, ...]:
    """Sort by name; refuse two of one name."""
    chosen: dict[str, tuple[str, T]] = {}
    for name, owner, item in offers:
        if name in chosen:
            raise PluginError(
                f"plugin.duplicate-{what}", name=name, first=chosen[name][0], second=owner
            )
        chosen[name] = owner, item
    return tuple(chosen[name][1] for name in sorted(chosen))


def _error(entry: EntryPoint, code: str, **values: object) -> PluginError:
    return PluginError(code, plugin=entry.name, distribution=entry.distribution, **values)


def _reason(error: BaseException) -> str:
    """Name an exception in one line."""
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
