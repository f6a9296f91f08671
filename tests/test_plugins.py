"""The host: what it gathers, and what it says of plugins that do not work."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plancheck import plugins
from plancheck.discovery import EntryPoint
from plancheck.errors import CardError, PluginError

RULE = """
from plancheck.api import Rule, Severity, hookimpl
from plancheck.rule import Kind

def rule(id):
    return Rule(id, "标题", Severity.ERROR, Kind.REQUIREMENT, check=lambda plan: None)
"""

Make = Callable[..., EntryPoint]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Write a plugin's module and return its entry point."""
    monkeypatch.syspath_prepend(tmp_path)
    written = []

    def write(name: str, source: str, attr: str = "") -> EntryPoint:
        module = f"plugin_under_test_{name}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        written.append(module)
        return EntryPoint(name, module, attr, f"plancheck-{name}", "1.0")

    yield write
    for module in written:
        sys.modules.pop(module, None)


def offering(hook: str, body: str) -> str:
    return f"{RULE}\n@hookimpl\ndef {hook}():\n    {body}\n"


def fails(code: str, *entries: EntryPoint) -> dict[str, object]:
    """Gather plugins that must be refused; return what the message is made of."""
    with pytest.raises(PluginError) as caught:
        plugins.gather(entries)
    assert caught.value.code == code
    return caught.value.values


def test_the_installed_plugins_load() -> None:
    loaded = plugins.load()
    assert ("readers", loaded.versions[0][1]) in loaded.versions
    assert list(loaded.versions) == sorted(loaded.versions)
    ids = [rule.id for rule in loaded.rules]
    assert ids == sorted(ids)


def test_rules_are_sorted_whatever_the_order_of_plugins(make: Make) -> None:
    first = make("a", offering("plancheck_rules", "return [rule('z/one'), rule('b/two')]"))
    second = make("b", offering("plancheck_rules", "yield rule('c/three')"))
    forth, back = plugins.gather([first, second]), plugins.gather([second, first])
    assert [rule.id for rule in forth.rules] == ["b/two", "c/three", "z/one"]
    assert [rule.id for rule in back.rules] == [rule.id for rule in forth.rules]


def test_a_plugin_may_be_an_object(make: Make) -> None:
    source = f"""{RULE}
class Pack:
    @hookimpl
    def plancheck_rules(self):
        return [rule("object/rule")]
class deep:
    pack = Pack()
"""
    loaded = plugins.gather([make("object", source, attr="deep.pack")])
    assert [rule.id for rule in loaded.rules] == ["object/rule"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import nosuch_module", "ModuleNotFoundError: No module named 'nosuch_module'"),
        ("raise SystemExit(3)", "SystemExit: 3"),
        ("def f():\n    f()\nf()", "RecursionError: maximum recursion depth exceeded"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("class Stop(BaseException): pass\nraise Stop", "Stop"),
        ("def broken(:", "SyntaxError: "),
    ],
)
def test_a_plugin_that_cannot_be_imported_is_named(make: Make, source: str, reason: str) -> None:
    values = fails("plugin.load", make("bad", source))
    assert values["plugin"] == "bad"
    assert values["distribution"] == "plancheck-bad"
    assert str(values["reason"]).startswith(reason)


def test_an_attribute_that_is_not_there(make: Make) -> None:
    assert "'nosuch'" in str(fails("plugin.load", make("bad", "", attr="nosuch"))["reason"])


def test_one_module_under_two_names_is_refused(make: Make) -> None:
    first = make("one", offering("plancheck_rules", "return []"))
    assert fails("plugin.load", first, first._replace(name="two"))["plugin"] == "two"


def test_interrupting_the_load_is_not_the_plugins_fault(make: Make) -> None:
    with pytest.raises(KeyboardInterrupt):
        plugins.gather([make("slow", "raise KeyboardInterrupt")])


def test_a_misspelt_hook_is_refused_with_the_right_name(make: Make) -> None:
    values = fails(
        "plugin.hook-unknown.guess", make("bad", offering("plancheck_rulez", "return []"))
    )
    assert values["hook"] == "plancheck_rulez"
    assert values["guess"] == "plancheck_rules"
    assert values["distribution"] == "plancheck-bad"


def test_a_hook_of_a_later_version_may_be_optional(make: Make) -> None:
    source = f"{RULE}\n@hookimpl(optionalhook=True)\ndef plancheck_future():\n    return []\n"
    assert plugins.gather([make("good", source)]).rules == ()


def test_an_argument_that_no_hook_has_is_refused(make: Make) -> None:
    source = f"{RULE}\n@hookimpl\ndef plancheck_rules(document):\n    return []\n"
    assert "document" in str(fails("plugin.hook-arguments", make("bad", source))["reason"])


def test_a_hook_without_its_marker_is_refused(make: Make) -> None:
    values = fails("plugin.hook-unmarked", make("bad", "def plancheck_rules():\n    return []\n"))
    assert values["hook"] == "plancheck_rules"


@pytest.mark.parametrize("body", ["raise SystemExit(0)", "return 1 / 0", "yield rule()"])
def test_a_hook_that_crashes_is_named(make: Make, body: str) -> None:
    values = fails("plugin.hook-failed", make("bad", offering("plancheck_rules", body)))
    assert (values["plugin"], values["hook"]) == ("bad", "plancheck_rules")


def test_a_card_error_inside_a_hook_stays_one(make: Make) -> None:
    body = "from plancheck.api import CardError\n    raise CardError('card.toml', file='x.toml')"
    with pytest.raises(CardError):
        plugins.gather([make("bad", offering("plancheck_rules", body))])


@pytest.mark.parametrize("body", ["return ['women/tasks']", "return [None]"])
def test_a_hook_must_return_what_it_says(make: Make, body: str) -> None:
    assert (
        fails("plugin.returned", make("bad", offering("plancheck_rules", body)))["expected"]
        == "Rule"
    )


@pytest.mark.parametrize("name", ["tasks", "a/b/c", "/tasks", "women/"])
def test_an_id_has_a_topic_and_a_name(make: Make, name: str) -> None:
    entry = make("bad", offering("plancheck_rules", f"return [rule({name!r})]"))
    assert fails("plugin.rule-id", entry)["rule"] == name


def test_a_rule_about_batches_has_an_id_as_well(make: Make) -> None:
    source = "from plancheck.api import BatchRule\n    return [BatchRule('twice', '', None)]"
    entry = make("bad", offering("plancheck_batch_rules", source))
    assert fails("plugin.rule-id", entry)["rule"] == "twice"


def test_one_id_in_two_plugins_is_refused_and_both_are_named(make: Make) -> None:
    source = offering("plancheck_rules", "return [rule('women/tasks')]")
    values = fails("plugin.duplicate-rule", make("one", source), make("two", source))
    assert values["name"] == "women/tasks"
    assert values["first"] == "one (plancheck-one 1.0)"
    assert values["second"] == "two (plancheck-two 1.0)"


@pytest.mark.parametrize(
    ("hook", "item", "code"),
    [
        ("plancheck_readers", "Reader('x', ('.x',), bool, None)", "plugin.duplicate-reader"),
        (
            "plancheck_containers",
            "Container('x', ('.x',), bool, None)",
            "plugin.duplicate-container",
        ),
        ("plancheck_reports", "Report('x', None)", "plugin.duplicate-report"),
        (
            "plancheck_papers",
            "Paper('x', {}, None)",
            "plugin.duplicate-paper",
        ),
        ("plancheck_profiles", "Profile('x', source='x.toml')", "plugin.duplicate-profile"),
    ],
)
def test_one_format_or_profile_in_two_plugins_is_refused(
    make: Make, hook: str, item: str, code: str
) -> None:
    source = offering(
        hook,
        f"from plancheck.api import Container, Paper, Profile, Reader, Report\n    return [{item}]",
    )
    values = fails(code, make("one", source), make("two", source))
    assert values["name"] == "x"
    assert "plancheck-one 1.0" in str(values["first"])
    assert "plancheck-two 1.0" in str(values["second"])


@pytest.fixture
def installed(make: Make, monkeypatch: pytest.MonkeyPatch) -> list[EntryPoint]:
    """Pretend that one good and one broken plugin are all that is installed."""
    entries = [make("broken", "1 / 0"), make("good", offering("plancheck_rules", "return []"))]
    monkeypatch.setattr("plancheck.discovery.find", lambda: tuple(entries))
    return entries


@pytest.mark.usefixtures("installed")
def test_without_goes_on_without_a_broken_plugin() -> None:
    assert plugins.load(without=["broken"]).versions == (("good", "1.0"),)


@pytest.mark.usefixtures("installed")
def test_a_required_plugin_that_is_absent() -> None:
    with pytest.raises(PluginError) as caught:
        plugins.load(without=["broken"], require=["district"])
    assert caught.value.code == "plugin.required"
    assert caught.value.values["plugin"] == "district"


@pytest.mark.usefixtures("installed")
def test_a_name_to_do_without_that_is_no_plugins() -> None:
    with pytest.raises(PluginError) as caught:
        plugins.load(without=["brokn"])
    assert (caught.value.code, caught.value.values["guess"]) == ("plugin.unknown.guess", "broken")


def test_two_distributions_with_one_plugin_name(installed: list[EntryPoint]) -> None:
    installed.append(installed[1]._replace(distribution="plancheck-other"))
    with pytest.raises(PluginError) as caught:
        plugins.load(without=["broken"])
    assert caught.value.code == "plugin.twice"
    assert {caught.value.values["distribution"], caught.value.values["other"]} == {
        "plancheck-good",
        "plancheck-other",
    }
