"""A second opinion on the built-in rules, learnt from labelled plans.

``rules.txt`` names the rules, ``weights.bin`` holds the weights; ``benchmarks/learn_weights.py``
makes both.
"""

from plancheck.api import Adviser, collect_adviser, hookimpl


@hookimpl
def plancheck_advisers() -> list[Adviser]:
    """Return the opinion; its weights are not read yet."""
    return [collect_adviser(__name__)]
