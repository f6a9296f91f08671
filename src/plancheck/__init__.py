"""plancheck says what a school union's work plan lacks and quotes the words behind it."""

__version__ = "0.1.0"
