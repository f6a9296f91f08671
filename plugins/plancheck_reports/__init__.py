"""plancheck's built-in pack: reports."""
