"""Inputs that nobody would send, made of files that somebody would; see ``benchmarks/fuzz.py``."""
