"""Measuring: how often what is said of plans and statements agrees with their labels.

The way of the data: :mod:`labels` reads labels, :mod:`items` holds what was said against one of
them, :mod:`scores` counts, :mod:`measured` makes the one object (``evaluation.schema.json``) that
:mod:`written` puts into words.
"""
