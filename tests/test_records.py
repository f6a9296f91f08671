"""Our data classes are those of the standard library, to whoever looks."""

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancheck import record_making as own


def classes(module: Any) -> dict[str, type]:  # noqa: ANN401 - the library's module or our own
    """Return the same classes, made by the standard library or by us."""

    @module.dataclass(frozen=True, slots=True)
    class Point:
        x: int
        y: "int | str" = 2
        of: list[int] = module.field(default_factory=list)

        @property
        def both(self) -> str:
            return f"{self.x}{self.y}"

    @module.dataclass(frozen=True, slots=True)
    class Named(Point):
        name: str = "n"

        def __repr__(self) -> str:
            return "named"

    @module.dataclass(slots=True)
    class Open:
        items: list[int] = module.field(default_factory=list)

    @module.dataclass(frozen=True)
    class Loose:
        x: int = module.field(default=7)

    @module.dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return {each.__name__: each for each in (Point, Named, Open, Loose, Empty)}


THEIRS, OURS = classes(dataclasses), classes(own)


def _replaced(made: dict[str, type]) -> object:
    change = own.replace if made is OURS else dataclasses.replace
    return change(made["Named"](1), y=5, name="z")


CALLS: list[tuple[str, Callable[[Any], object]]] = [
    ("made of positions", lambda c: c["Point"](1, 3, [4])),
    ("made of names", lambda c: c["Named"](x=1, name="m")),
    ("of defaults", lambda c: (c["Open"](), c["Loose"](), c["Empty"]())),
    ("its own repr", lambda c: repr(c["Named"](1))),
    ("a property", lambda c: c["Point"](1).both),
    ("equal", lambda c: (c["Point"](1) == c["Point"](1), c["Point"](1) == c["Named"](1))),
    ("not equal", lambda c: (c["Point"](1) != c["Point"](2), c["Point"](1) == 1)),
    ("as a key", lambda c: {c["Loose"](1): 1, c["Loose"](1): 2, c["Empty"](): 3}),
    ("no key", lambda c: hash(c["Open"]())),
    ("changed", lambda c: setattr(c["Point"](1), "x", 2)),
    ("a new attribute", lambda c: setattr(c["Open"](), "more", 2)),
    ("deleted", lambda c: delattr(c["Point"](1), "x")),
    ("an open one changed", lambda c: setattr(c["Open"](), "items", [2])),
    ("without what it needs", lambda c: c["Point"]()),
    ("with too much", lambda c: c["Empty"](1)),
    ("replaced by the library", lambda c: dataclasses.replace(c["Named"](1), y=5)),
    ("replaced by us", _replaced),
    ("as a dict", lambda c: dataclasses.asdict(c["Named"](1, of=[2]))),
    ("asked for its fields", lambda c: [_told(each) for each in dataclasses.fields(c["Named"])]),
    ("asked whether it is one", lambda c: dataclasses.is_dataclass(c["Empty"])),
    ("matched", lambda c: c["Named"].__match_args__),
    ("copied", lambda c: copy.copy(c["Point"](1, of=[3]))),
    ("copied deeply", lambda c: copy.deepcopy(c["Point"](1, of=[3]))),
]


def _told(each: "dataclasses.Field[Any]") -> tuple[object, ...]:
    made = each.default_factory
    factory = made() if callable(made) else None
    default = None if each.default is dataclasses.MISSING else each.default
    return each.name, each.type, default, factory, each.init


def _said(call: Callable[[Any], object], made: dict[str, type]) -> str:
    try:
        return repr(call(made))
    except (TypeError, AttributeError) as error:
        kind = type(error)
        return f"raised {kind.__name__}"


@pytest.mark.parametrize(("what", "call"), CALLS, ids=[what for what, _ in CALLS])
def test_it_answers_as_the_standard_library_s_does(
    what: str, call: Callable[[Any], object]
) -> None:
    assert _said(call, OURS) == _said(call, THEIRS), what


def test_a_factory_makes_each_its_own() -> None:
    one, other = OURS["Open"](), OURS["Open"]()
    one.items.append(1)
    assert (one.items, other.items) == ([1], [])


def test_a_data_class_may_stand_on_one_of_ours() -> None:
    base: Any = OURS["Point"]

    @dataclasses.dataclass(frozen=True, slots=True)
    class Third(base):  # type: ignore[misc]
        more: int = 9

    made: Any = Third(1, more=4)
    assert (made.x, made.y, made.more) == (1, 2, 4)
    assert dataclasses.replace(made, x=5).x == 5


@own.dataclass(frozen=True, slots=True)
class Sent:
    """Something that goes to another process."""

    x: int
    y: tuple[int, ...] = ()


@given(st.integers(), st.lists(st.integers()).map(tuple))
def test_one_comes_back_from_another_process_as_it_went(x: int, y: tuple[int, ...]) -> None:
    sent = Sent(x, y)  # type: ignore[call-arg]
    back = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own
    assert back == sent
    assert hash(back) == hash(sent)
    assert not hasattr(back, "__dict__")


def test_no_class_has_an_init_before_it_is_needed() -> None:
    made = classes(own)["Point"]
    before = vars(made)["__init__"]
    made(1)
    assert vars(made)["__init__"] is not before
    assert vars(made)["__init__"].__qualname__.endswith("Point.__init__")
