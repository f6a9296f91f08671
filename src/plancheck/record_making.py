"""Data classes as :func:`dataclasses.dataclass` makes them, each part made when it is asked.

The standard library writes and compiles six functions for each class when its module is imported.
A run has some fifty such classes, and that took a tenth of it, mostly for functions that nobody
called. Here what is alike in all classes is shared, and ``__init__`` is written when the first
instance is made. Only what we use is here: ``frozen``, ``slots``, defaults and factories of
defaults. Whoever asks the standard library about such a class (:func:`dataclasses.replace`,
``fields``, ``asdict``, a data class on top of it) finds a data class.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, NamedTuple, Never

_FIELDS, _FROZEN, _VALUES = "__record_fields__", "__record_frozen__", "__record_values__"

_NONE = object()
"""The default of a field that has none."""


class _Factory(NamedTuple):
    """The default of a field that is made anew for each instance."""

    make: Callable[[], object]


def field(*, default: Any = _NONE, default_factory: Callable[[], object] | None = None) -> Any:  # noqa: ANN401
    """Return the default of a field; as :func:`dataclasses.field`."""
    return default if default_factory is None else _Factory(default_factory)


def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
    """Make a data class of a class's annotations; as :func:`dataclasses.dataclass`."""

    def decorate(cls: type) -> type:
        return _made(cls, frozen=frozen, slots=slots)

    return decorate


def replace(record: Any, /, **changes: Any) -> Any:  # noqa: ANN401 - any record
    """Return a copy with some fields changed; as :func:`dataclasses.replace`."""
    for name in getattr(record, _FIELDS):
        if name not in changes:
            changes[name] = getattr(record, name)
    return record.__class__(**changes)


def _made(cls: type, *, frozen: bool, slots: bool) -> type:
    """Return the class anew: slots are only to be had when a class is made."""
    known: dict[str, object] = {}
    for base in reversed(cls.__mro__[1:]):
        known |= base.__dict__.get(_FIELDS, {})
    own = tuple(cls.__annotations__)
    fields = known | {name: cls.__dict__.get(name, _NONE) for name in own}
    left_out = {*own, "__dict__", "__weakref__"}
    body = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    body = {**_SHARED, **(_ICY if frozen else _OPEN), **body}
    body |= {_FIELDS: fields, _FROZEN: frozen, _VALUES: staticmethod(_values_of(fields))}
    body |= {"__match_args__": tuple(fields), "__init__": _first_init}
    body["__qualname__"] = cls.__qualname__
    if slots:
        body["__slots__"] = tuple(name for name in own if name not in known)
    return type(cls)(cls.__name__, cls.__bases__, body)


def _values_of(fields: Mapping[str, object]) -> Callable[[object], object]:
    """Return what takes the values of a record, for comparing and hashing."""
    return attrgetter(*fields) if fields else lambda _: ()


def _first_init(self: object, *args: object, **kwargs: object) -> None:
    """Write the ``__init__`` of a class, and call it: the first instance is being made."""
    for cls in type(self).__mro__:
        if cls.__dict__.get("__init__") is _first_init:
            made = _init_of(cls)
            cls.__init__ = made  # type: ignore[misc]
            made(self, *args, **kwargs)
            return


def _init_of(cls: type) -> Callable[..., None]:
    scope: dict[str, Any] = {"_put": object.__setattr__}
    asked, lines = ["self"], ["  pass"]
    for name, default in getattr(cls, _FIELDS).items():
        scope[f"_of_{name}"] = default
        asked.append(name if default is _NONE else f"{name}=_of_{name}")
        value = name
        if isinstance(default, _Factory):
            value = f"_of_{name}.make() if {name} is _of_{name} else {name}"
        slot: Any = getattr(cls, name, None)
        if hasattr(slot, "__set__"):  # a slot is set past any __setattr__, and soonest
            scope[f"_set_{name}"] = slot.__set__
            lines.append(f"  _set_{name}(self, {value})")
        else:
            lines.append(f"  _put(self, {name!r}, {value})")
    code = "\n".join((f"def __init__({', '.join(asked)}):", *lines))
    exec(code, scope)  # noqa: S102 - as dataclasses do: it holds names of fields and nothing else
    made: Callable[..., None] = scope["__init__"]
    made.__qualname__, made.__module__ = f"{cls.__qualname__}.__init__", cls.__module__
    return made


def _eq(self: object, other: object) -> Any:  # noqa: ANN401 - NotImplemented of another class
    if other.__class__ is not self.__class__:
        return NotImplemented
    values = getattr(self, _VALUES)
    return values(self) == values(other)


def _hash(self: object) -> int:
    return hash(getattr(self, _VALUES)(self))


def _repr(self: object) -> str:
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in getattr(self, _FIELDS))
    return f"{self.__class__.__qualname__}({told})"


def _getstate(self: object) -> list[object]:
    return [getattr(self, name) for name in getattr(self, _FIELDS)]


def _setstate(self: object, state: list[object]) -> None:
    for name, value in zip(getattr(self, _FIELDS), state, strict=True):
        object.__setattr__(self, name, value)


def _refuse(self: object, name: str, value: object = None) -> Never:
    from dataclasses import FrozenInstanceError

    del self, value
    raise FrozenInstanceError(f"cannot change field {name!r}")


class _Told(NamedTuple):
    """What the standard library asks of a data class; found out when it asks."""

    tell: Callable[[type], object]

    def __get__(self, record: object, cls: type | None = None) -> object:
        """Tell it of a class, or of the class of a record."""
        return self.tell(cls or type(record))


def _fields_of(cls: type) -> dict[str, Any]:
    """Return the fields as the standard library describes them."""
    import dataclasses

    made: dict[str, Any] = {}
    for name, default in getattr(cls, _FIELDS).items():
        one: Any = dataclasses.field()
        if isinstance(default, _Factory):
            one.default_factory = default.make
        elif default is not _NONE:
            one.default = default
        one.name, one.type, one.kw_only = name, _type_of(cls, name), False
        one._field_type = vars(dataclasses)["_FIELD"]  # noqa: SLF001 - what it looks for
        made[name] = one
    return made


def _type_of(cls: type, name: str) -> object:
    return next(
        each.__annotations__[name]
        for each in cls.__mro__
        if name in getattr(each, "__annotations__", ())
    )


def _params_of(cls: type) -> object:
    from types import SimpleNamespace

    return SimpleNamespace(frozen=getattr(cls, _FROZEN))


_SHARED: Mapping[str, object] = {
    "__eq__": _eq,
    "__repr__": _repr,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
    "__replace__": replace,
    "__dataclass_fields__": _Told(_fields_of),
    "__dataclass_params__": _Told(_params_of),
}
"""What every record has, unless its class says otherwise."""

_ICY: Mapping[str, object] = {"__hash__": _hash, "__setattr__": _refuse, "__delattr__": _refuse}
"""What one has besides that cannot be changed."""

_OPEN: Mapping[str, object] = {"__hash__": None}
"""What one has besides that can."""
