"""Everything that can go wrong, one class a case.

Two kinds are kept apart. A *file that cannot be read* is a value: the reader raises
:class:`Unreadable`, the run catches it in one place and the report carries it. A *bad set-up*
(an option, a configuration, a card, a plugin) is a :class:`SetupError`: it ends the run with exit
code 2. Neither ever reaches a user as a traceback.

Each error holds a message id and the values for it; the words stand in the message catalogues
(``plancheck/messages``), so that a user reads Chinese or, with ``--lang en``, English.
"""


class PlancheckError(Exception):
    """Base of all errors that plancheck raises on purpose.

    :param code: id of the message in the catalogues, such as ``read.empty``
    :param values: what the message's blanks are filled with
    """

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        """Name the case and its values, for logs and for plugin authors."""
        details = ", ".join(f"{key}={value}" for key, value in self.values.items())
        return f"{self.code} ({details})" if details else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way between two processes with code and values."""
        return _rebuild, (type(self), self.code, self.values)


def _rebuild(kind: type[PlancheckError], code: str, values: dict[str, object]) -> PlancheckError:
    return kind(code, **values)


class Unreadable(PlancheckError):  # noqa: N818 - it is a state of a file, reported as a value
    """A file whose text cannot be had: damaged, encrypted, too large, of an unknown kind."""


class SetupError(PlancheckError):
    """The run cannot start: something the user or an author must mend first (exit code 2)."""


class UsageError(SetupError):
    """The command line asks for something that cannot be done."""


class ConfigError(SetupError):
    """A ``plancheck.toml`` has a fault."""


class CardError(SetupError):
    """A rule card, or a plugin's profile, has a fault; values name the file and the key."""


class ProfileError(SetupError):
    """A profile has a fault that shows when it is used; values name its file."""


class LabelError(SetupError):
    """A label of ``plancheck evaluate`` has a fault; values name the file and the key."""


class RosterError(SetupError):
    """A list of schools cannot be used; values name the file."""


class StateError(SetupError):
    """What earlier rounds of review left behind cannot be used; values name the file."""


class ClusterError(SetupError):
    """A cluster cannot be used, or was lost; values name its address."""


class PluginError(SetupError):
    """A plugin cannot be loaded, or two of them disagree."""
