"""Messages in English about the desk of a reviewer: rounds and rosters, sorted by id."""

TEXTS: dict[str, str] = {}
