"""plancheck's built-in pack: congress."""
