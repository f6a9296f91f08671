"""Messages in English about waivers and baselines, sorted by id."""

TEXTS: dict[str, str] = {}
