"""Names for findings that last: from one run to the next, and while the plan around them changes.

A fingerprint is made of what is found, never of where: the rule, the words quoted, and which of
several such findings it is. What is missing has no words, so that there the rule alone tells.
Platforms tell by it whether they have seen a finding before, and a baseline which ones it knows.
"""

from collections import Counter
from unicodedata import category, normalize

RECIPE = "1"
"""Number of the recipe below; a change of it makes every finding new to whoever remembers some."""

LENGTH = 32
"""Hexadecimal digits of a fingerprint: 128 bits, so that nobody can word a plan to meet one."""


def fingerprint(rule: str, quote: str = "", nth: int = 1, plan: str = "") -> str:
    """Return the fingerprint of a finding.

    It stays when paragraphs are inserted, moved or renumbered, when blanks and invisible signs
    change, and between full-width and half-width forms. A requirement has the same whether it is
    missing or met in part: whoever lets one of them pass has to remember which.

    :param rule: the rule's id
    :param quote: the words at the place of a defect; empty for what is said of a requirement
    :param nth: which finding of this rule with these words it is, counted from 1 in the order of
        the text
    :param plan: path of the plan, where findings of several plans must be told apart; empty where
        the same finding in a plan of another name is to be the same
    """
    from hashlib import sha256

    parts = (RECIPE, rule, _bare(quote), str(nth), plan)
    told = "".join(f"{len(part)}:{part}" for part in parts)  # no part can reach into the next
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


class Fingerprints:
    """Gives each finding of a run its own fingerprint: it counts those that are alike.

    Findings have to be asked for in the order in which the report has them, those that are let
    pass among them; else a waiver would rename the ones behind it.
    """

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def of(self, rule: str, quote: str = "", plan: str = "") -> str:
        """Return the fingerprint of the next finding; the arguments are as above."""
        key = rule, _bare(quote), plan
        self._seen[key] += 1
        return fingerprint(rule, quote, self._seen[key], plan)


def _bare(words: str) -> str:
    """Return words in compatibility form (NFKC), without blanks and without what has no look.

    Unicode promises that NFKC of what it has assigned never changes, so the form lasts as well.
    """
    return "".join(sign for sign in normalize("NFKC", words) if category(sign)[0] not in "CZ")
