"""What plancheck says to people, by message id, in Chinese and English.

The catalogues (:mod:`plancheck.messages.zh`, :mod:`plancheck.messages.en`) hold the same ids with
the same blanks; only the one that is needed is imported.
"""

from collections.abc import Iterable, Mapping

LANGUAGES = ("zh", "en")


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
    sentence = _catalogue(lang).get(code, code)
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
    return code in _catalogue("zh")


def _catalogue(lang: str) -> Mapping[str, str]:
    if lang == "en":
        from plancheck.messages.en import TEXTS
    else:
        from plancheck.messages.zh import TEXTS
    return TEXTS
