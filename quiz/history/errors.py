"""The errors of the history."""

from quiz.model.errors import QuizError


class StoreError(QuizError):
    """The file can't be read or written now."""


class UnwritableError(StoreError):
    """The file can't be written, but perhaps it can be read."""


class DamagedError(Exception):
    """The file is not a sound database with the expected tables."""
