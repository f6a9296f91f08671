"""The catalogues in English, one module an area."""
