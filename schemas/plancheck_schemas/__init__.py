"""JSON Schemas of everything that plancheck reads as data or writes for programs."""

from importlib.resources import files


def text(name: str) -> str:
    """Return a schema's JSON text.

    :param name: ``rule``, ``profile``, ``config``, ``document``, ``report``, ``label``,
        ``evaluation``, ``rounds``, ``waivers`` or ``baseline``
    :raises FileNotFoundError: when there is no such schema
    """
    return (files(__name__) / f"{name}.schema.json").read_text(encoding="utf-8")
