"""What was found in the last plan: a card asks it, and then a second opinion the same again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from plancheck.reading.plan import Plan

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LastPlan(Generic[K, V]):
    """Remembers what was found in one plan, until another is asked about."""

    def __init__(self) -> None:
        self._plan: Plan | None = None
        self._found: dict[K, V] = {}

    def get(self, plan: Plan, key: K, find: Callable[[], V]) -> V:
        """Return what was found for a key, or find it.

        :param key: all that the answer hangs on besides the plan
        """
        if self._plan is not plan:
            self._plan, self._found = plan, {}
        try:
            return self._found[key]
        except KeyError:
            found = self._found[key] = find()
            return found
