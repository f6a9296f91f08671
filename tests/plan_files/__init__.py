"""Writes one plan as files of every format, independently of the readers that read them back."""
