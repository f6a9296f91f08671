"""Messages in English about the page (HTML), sorted by id."""

TEXTS: dict[str, str] = {}
