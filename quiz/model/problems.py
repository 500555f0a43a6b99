"""Findings about a text that a person wrote, and problems: findings with a location in a file."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.rules import Rule, Severity
from quiz.text.safe import Text


class Span(NamedTuple):
    """A part of a text, as offsets in code points; the end is exclusive."""

    start: int
    end: int


class Finding(NamedTuple):
    """Something wrong in a text, before it has a location in a file."""

    rule: Rule
    message: str
    """The mistake, as a sentence that starts in lower case and has no full stop."""
    help: str | None = None
    span: Span | None = None
    cause: str | None = None
    """A text that findings with one cause share."""


class EntryRef(NamedTuple):
    """The id of the fact or question that a problem belongs to."""

    fact: str | None = None
    question: str | None = None


NO_ENTRY = EntryRef()
MAX_SUGGESTIONS = 100
"""Maximum number of names for which a similar one is looked for, which takes long."""


class Problem(NamedTuple):
    """A finding with its location."""

    rule: Rule
    message: Text
    location: Location
    help: Text | None = None
    fact: str | None = None
    question: str | None = None
    cause: str | None = None
    """A text that problems with one cause share."""

    def __str__(self) -> str:
        advice = f" ({self.help})" if self.help else ""
        return f"{self.location}: {self.severity}: {self.message}{advice}"

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        """Whether something is left out of the pack."""
        return self.severity is Severity.ERROR


class ProblemScope:
    """One thing that is being checked, and whether it has errors."""

    __slots__ = ("_open_scopes", "has_errors")

    def __init__(self, open_scopes: "list[ProblemScope]") -> None:
        self._open_scopes = open_scopes
        self.has_errors = False

    def __enter__(self) -> "ProblemScope":
        self._open_scopes.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._open_scopes.pop()


class ProblemCollector:
    """Collects problems and returns them in the order of their locations."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._scopes: list[ProblemScope] = []
        self._suggestion_count = 0

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._problems, key=lambda each: (each.location, each.rule.code, each.message)))

    def __len__(self) -> int:
        return len(self._problems)

    def report(self, finding: Finding, location: Location, entry: EntryRef = NO_ENTRY) -> None:
        """Add a finding at a location as a problem of an entry."""
        advice = None if finding.help is None else Text(finding.help)
        problem = Problem(finding.rule, Text(finding.message), location, advice, *entry, finding.cause)
        self._problems.append(problem)
        if finding.rule.severity is Severity.ERROR:
            self.mark_error()

    def take_suggestion(self) -> bool:
        """Count a suggestion, and return whether it may be looked for."""
        self._suggestion_count += 1
        return self._suggestion_count <= MAX_SUGGESTIONS

    def scope(self) -> ProblemScope:
        """Return a scope to open with `with`; an error counts in the innermost open scope only."""
        return ProblemScope(self._scopes)

    def mark_error(self) -> None:
        """Count an error, reported here or before, in the innermost open scope."""
        if self._scopes:
            self._scopes[-1].has_errors = True
