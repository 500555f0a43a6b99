"""The errors that stop a command, each with a sentence for the user."""

from quiz.model.problems import Problem


class QuizError(Exception):
    """What a person can mend: a file, an argument, a setting. Its text is a sentence, without a full stop."""


class UsageError(QuizError):
    """An argument that means nothing here."""


class PackError(QuizError):
    """A pack of which nothing can be used."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(message)
        self.problems = problems
