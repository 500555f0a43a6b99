"""Say what is wrong with something a person wrote: what, where, and what to do."""

from collections.abc import Iterator
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


class ProblemCollector:
    """Collects every problem found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

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
        return severity

    def with_severity(self, severity: Severity) -> tuple[Problem, ...]:
        """Give the problems of one severity, in order of their places."""
        return tuple(problem for problem in self if problem.severity is severity)
