"""plancheck's built-in pack: schedule."""
