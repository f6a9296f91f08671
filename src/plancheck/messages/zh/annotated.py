"""Messages in Chinese about annotated copies, sorted by id."""

TEXTS: dict[str, str] = {}
