"""plancheck's built-in pack: readers."""
