"""A table as it is in its file: headings, rows, and the rows that are left out."""

from dataclasses import dataclass, field
from typing import NamedTuple

from quiz.model.errors import UsageError
from quiz.text.english import format_count, join_words, shorten

MAX_NAMED_ROWS = 4
"""Maximum number of subjects that a sentence names."""


class SourceRow(NamedTuple):
    """A row below the headings, with its number, counted from 1."""

    number: int
    cells: list[str]


class OmittedRow(NamedTuple):
    """A row that is left out, with its number, its subject if known, and the reason."""

    number: int
    subject: str
    reason: str


@dataclass(slots=True)
class SourceTable:
    """The headings and the rows of a table."""

    headings: list[str]
    """The headings as written; empty for a column without one."""
    rows: list[SourceRow]
    has_headings: bool = True
    omitted: list[OmittedRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def cells_of(self, index: int) -> list[str]:
        """Return the cells of a column."""
        return [row.cells[index] for row in self.rows]


def describe_omitted(omitted: list[OmittedRow], total: int, max_named: int = MAX_NAMED_ROWS) -> list[str]:
    """Describe the rows that are left out, one line for each reason, with the first rows by name."""
    by_reason: dict[str, list[OmittedRow]] = {}
    for row in sorted(omitted):
        by_reason.setdefault(row.reason, []).append(row)
    return [
        f"{len(rows):,} of {format_count(total, 'row')} left out, {reason}: {_name_rows(rows, max_named)}"
        for reason, rows in by_reason.items()
    ]


def _name_rows(rows: list[OmittedRow], max_named: int) -> str:
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(shorten(row.subject), []).append(row.number)
    named = [
        f"{subject} ({format_rows(group)})" if subject else format_rows(group)
        for subject, group in list(numbers.items())[:max_named]
    ]
    rest = len(numbers) - len(named)
    return join_words([*named, f"{rest:,} more"] if rest > 0 else named)


def format_rows(numbers: list[int]) -> str:
    """Format row numbers, with a hyphen between the first and the last of several in sequence."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(first) if first == last else f"{first}-{last}" for first, last in runs]
    word = "row" if len(runs) == 1 and runs[0][0] == runs[0][1] else "rows"
    return f"{word} {', '.join(parts)}"


_MAX_UNREADABLE_SHARE = 0.5


def require_rows(table: SourceTable, name: str) -> SourceTable:
    """Return the table; raise `UsageError` if most rows can't be read, or if it has only one column."""
    if not table.rows or len(table.omitted) > _MAX_UNREADABLE_SHARE * (len(table.rows) + len(table.omitted)):
        reasons = describe_omitted(table.omitted, len(table.rows) + len(table.omitted))
        raise UsageError(f"{name}: {reasons[0] if reasons else 'there are no rows below the first line'}")
    if len(table.headings) < 2:
        raise UsageError(f"{name}: a table needs at least two columns: a subject and a value")
    return table
