"""The errors that stop a command, each with a sentence for the user."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.model.problems import Problem  # a game without problems saves the import of the rules


class QuizError(Exception):
    """A mistake in a file, an argument or a setting. Its text is a sentence without a full stop."""


class UsageError(QuizError):
    """An argument that is invalid here."""


class PackError(QuizError):
    """A pack that can't be used at all."""

    def __init__(self, message: str, problems: "tuple[Problem, ...]" = ()) -> None:
        super().__init__(message)
        self.problems = problems
