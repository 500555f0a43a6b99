"""Say what is wrong with something a person wrote: what, where, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.rules import Severity
from quiz.text.safe import Text


class Problem(NamedTuple):
    """One finding. `name` is a stable word, listed in `rules`; the message starts in lower case."""

    rule: str
    severity: Severity
    message: Text
    location: Location
    help: Text | None = None
    fact: str | None = None
    question: str | None = None

    def __str__(self) -> str:
        advice = f" ({self.help})" if self.help else ""
        return f"{self.location}: {self.severity}: {self.message}{advice}"


class ProblemScope:
    """One thing that is being checked, and whether it has errors."""

    __slots__ = ("has_errors",)

    def __init__(self) -> None:
        self.has_errors = False


class ProblemCollector:
    """Collects every problem found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._scopes: list[ProblemScope] = []

    def __iter__(self) -> Iterator[Problem]:
        return iter(
            sorted(self._found, key=lambda problem: (problem.location, problem.rule, problem.message))
        )

    def __len__(self) -> int:
        return len(self._found)

    def report(
        self,
        name: str,
        place: Location,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's published name
        fact: str | None = None,
        question: str | None = None,
    ) -> Severity:
        """Note a problem, and give its severity; the texts pass the door to safe text here."""
        from quiz.model.rules import RULES  # a table that a sound pack never needs

        severity = RULES[name].severity
        advice = None if help is None else Text(help)
        self._found.append(Problem(name, severity, Text(message), place, advice, fact, question))
        if severity is Severity.ERROR:
            self.mark_error()
        return severity

    @contextmanager
    def scope(self) -> Iterator[ProblemScope]:
        """Open a scope: an error counts in the innermost open scope only."""
        scope = ProblemScope()
        self._scopes.append(scope)
        try:
            yield scope
        finally:
            self._scopes.pop()

    def mark_error(self) -> None:
        """Count an error, reported here or before, in the innermost open scope."""
        if self._scopes:
            self._scopes[-1].has_errors = True

    def with_severity(self, severity: Severity) -> tuple[Problem, ...]:
        """Give the problems of one severity, in order of their places."""
        return tuple(problem for problem in self if problem.severity is severity)
