"""What was found in the last plan: a card asks it, and then a second opinion the same again."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from plancheck.reading.plan import Plan

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LastPlan(Generic[K, V]):
    """Remembers what was found in one plan, until another is asked about."""

    def __init__(self) -> None:
        self._last: tuple[Plan | None, dict[K, V]] = None, {}

    def get(self, plan: Plan, key: K, find: Callable[[], V]) -> V:
        """Return what was found for a key, or find it.

        Plan and findings are held as one, so that a thread with another plan gets its own.

        :param key: all that the answer hangs on besides the plan
        """
        last = self._last
        if last[0] is not plan:
            last = self._last = plan, {}
        known = last[1]
        try:
            return known[key]
        except KeyError:
            found = known[key] = find()
            return found
