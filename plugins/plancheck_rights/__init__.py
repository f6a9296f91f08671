"""plancheck's built-in pack: rights."""
