"""Messages in English about annotated copies, sorted by id."""

TEXTS: dict[str, str] = {}
