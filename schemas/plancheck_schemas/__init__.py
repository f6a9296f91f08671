"""JSON Schemas of plancheck's files: cards, configuration, documents, profiles, reports."""

from importlib.resources import files


def text(name: str) -> str:
    """Return a schema's JSON text.

    :param name: ``rule``, ``profile``, ``config``, ``document`` or ``report``
    :raises FileNotFoundError: when there is no such schema
    """
    return (files(__name__) / f"{name}.schema.json").read_text(encoding="utf-8")
