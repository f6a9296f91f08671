"""Messages in English about formats for CI, Markdown and CSV, sorted by id."""

TEXTS: dict[str, str] = {}
