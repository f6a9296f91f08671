"""plancheck's built-in pack: women."""
