"""JSON Schemas: cards, configuration, documents, evaluations, labels, profiles, reports, rounds."""

from importlib.resources import files


def text(name: str) -> str:
    """Return a schema's JSON text.

    :param name: ``rule``, ``profile``, ``config``, ``document``, ``report``, ``label``,
        ``evaluation`` or ``rounds``
    :raises FileNotFoundError: when there is no such schema
    """
    return (files(__name__) / f"{name}.schema.json").read_text(encoding="utf-8")
