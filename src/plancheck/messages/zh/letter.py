"""Messages in Chinese about the letter, sorted by id."""

TEXTS: dict[str, str] = {}
