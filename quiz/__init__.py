"""A trivia game for the terminal that makes its own questions out of cited facts."""

__version__ = "0.1.0"
