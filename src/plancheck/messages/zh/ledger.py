"""Messages in Chinese about the ledger and the scoring sheet, sorted by id."""

TEXTS: dict[str, str] = {}
