"""What plancheck says to people, by message id, in Chinese and English.

The catalogues of both languages hold the same ids with the same blanks, in one module an area
(``plancheck/messages/zh/reports.py``); only what is needed is imported.
"""

from collections.abc import Iterable, Mapping

LANGUAGES = ("zh", "en")

AREAS = (
    "reports",
    "verdicts",
    "reading",
    "commands",
    "cards",
    "waivers",
    "review",
    "batch",
    "ledger",
    "letter",
    "annotated",
    "page",
    "ci",
    "cluster",
)
"""The modules of a language, in the order in which an id is looked for. An id stands in one."""

_loaded: dict[tuple[str, str], Mapping[str, str]] = {}


class _Blanks(dict[str, object]):
    """Values for a message; a blank without a value stays visible instead of failing."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def text(
    code: str, lang: str, values: Mapping[str, object] | Iterable[tuple[str, object]] = ()
) -> str:
    """Return a message.

    A code that no catalogue knows is shown as it is: a third-party rule may hand over a whole
    sentence, with blanks or without.

    :param lang: ``zh`` or ``en``
    :param values: what the blanks are filled with
    """
    blanks = _Blanks(values)
    sentence = _sentence(code, lang)
    try:
        return sentence.format_map(blanks) if blanks else sentence
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
    ):  # a foreign sentence with loose braces
        return sentence


def known(code: str) -> bool:
    """Tell whether a message id stands in the catalogues."""
    return any(code in catalogue(LANGUAGES[0], area) for area in AREAS)


def _sentence(code: str, lang: str) -> str:
    for area in AREAS:
        found = catalogue(lang, area).get(code)
        if found is not None:
            return found
    return code


def catalogue(lang: str, area: str) -> Mapping[str, str]:
    """Return what is said in one area.

    :param lang: one of :data:`LANGUAGES`
    :param area: one of :data:`AREAS`
    """
    key = lang, area
    if key not in _loaded:
        from importlib import import_module

        texts: Mapping[str, str] = import_module(f"plancheck.messages.{lang}.{area}").TEXTS
        _loaded[key] = texts
    return _loaded[key]
