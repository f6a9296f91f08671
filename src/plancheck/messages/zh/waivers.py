"""Messages in Chinese about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {}
