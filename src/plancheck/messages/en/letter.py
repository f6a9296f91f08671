"""Messages in English about the letter, sorted by id."""

TEXTS: dict[str, str] = {}
