"""The version of the question generator."""

GENERATOR_VERSION = 4
"""Raised when a seed draws another round than before. Saved rounds and share texts contain it."""
