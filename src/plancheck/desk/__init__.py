"""The reviewer's desk: who should hand in, what came of it since the last round, what is written.

Everything here works on the report object and on files of the reviewer's own; what a plan says is
judged elsewhere.
"""
