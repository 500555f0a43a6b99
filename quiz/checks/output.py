"""Problems as text for people, with the line of the file, and as data for programs."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from wcwidth import wcwidth

from quiz.model.location import Location
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from quiz.text.safe import Text, lines
from quiz.text.width import width

_WIDTH = 79
"""Maximum width of a shown line; a longer one is cut on both sides of the problem."""
_MAX_BYTES = 64 << 20
_CONTEXT = 1_000
"""Characters on either side of the problem that are measured; fewer fit into a shown line."""
_ELLIPSIS = "…"
_ENDS = dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), "\ufffd")
"""Characters that end a line for some programs, but not in a pack file."""

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


class OutputFormat(StrEnum):
    """The formats of `quiz check`."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


class ProblemFormatter:
    """Formats problems, and caches the file of the last one."""

    def __init__(self, output_format: OutputFormat, files: Mapping[str, Path]) -> None:
        """Choose a format; `files` has the files whose lines may be shown, by the shown path."""
        self._format: Callable[[Problem], Text] = {
            OutputFormat.FULL: self._format_full,
            OutputFormat.CONCISE: format_concise,
            OutputFormat.JSON: format_json,
            OutputFormat.GITHUB: format_github,
        }[output_format]
        self._files = files
        self._path: Text | None = None
        self._lines: list[str] = []

    def __call__(self, problem: Problem) -> Text:
        """Format a problem."""
        return self._format(problem)

    def _format_full(self, problem: Problem) -> Text:
        return format_full(problem, self._line(problem.location))

    def _line(self, location: Location) -> str | None:
        if location.path != self._path:
            self._path = location.path
            path = self._files.get(location.path)
            self._lines = [] if path is None else _read_lines(path)
        return self._lines[location.line - 1] if 0 < location.line <= len(self._lines) else None


def format_full(problem: Problem, line: str | None) -> Text:
    """Format a problem with its line of the file and carets below the location."""
    shown = [
        f"{problem.severity} {problem.rule.code}: {_flat(problem.message)}",
        f"  --> {_flat(str(problem.location))}",
    ]
    if line is not None:
        shown += _snippet(line, problem.location)
    if problem.help is not None:
        shown.append(f"help: {_flat(problem.help)}")
    return lines([*shown, ""])


def format_concise(problem: Problem) -> Text:
    """Format a problem in one line."""
    return Text(
        f"{_flat(str(problem.location))}: {problem.severity} {problem.rule.code}: {_flat(problem.message)}"
    )


def format_json(problem: Problem) -> Text:
    """Format a problem as one JSON object in a line of ASCII."""
    location = problem.location
    fields = {
        "name": problem.rule.code,
        "severity": problem.severity.value,
        "path": location.path,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
        "message": problem.message,
        "help": problem.help,
        "fact": problem.fact,
        "question": problem.question,
    }
    return Text(json.dumps(fields))


def format_github(problem: Problem) -> Text:
    """Format a problem as an annotation of a GitHub workflow."""
    location = problem.location
    properties = {"file": location.path, "line": location.line, "endLine": location.end_line}
    if location.line == location.end_line:  # GitHub ignores columns of several lines
        properties |= {"col": location.column, "endColumn": location.end_column}
    properties["title"] = problem.rule.code
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = problem.message if problem.help is None else f"{problem.message} ({problem.help})"
    return Text(f"::{_GITHUB[problem.severity]} {named}::{_data(message)}")


def _snippet(line: str, location: Location) -> list[str]:
    """Return the line, and carets below the location, whatever the width of its characters."""
    start = min(location.column - 1, len(line))
    end = location.end_column - 1 if location.end_line == location.line else len(line)
    if len(line) > 2 * _CONTEXT:  # measuring a line of a million characters takes seconds
        first = max(0, start - _CONTEXT)
        line = line[first : start + _CONTEXT]
        start, end = start - first, min(end - first, len(line))
    line = line.translate(_ENDS)
    gutter = f"{location.line} | "
    room = _WIDTH - len(gutter)
    shown, indent = _window(Text(line), width(Text(line[:start])), room)
    carets = "^" * max(1, min(width(Text(line[start:end])), width(Text(shown)) - indent))
    return [f"{gutter}{shown}", f"{' ' * (len(gutter) - 2)}| {' ' * indent}{carets}"]


def _window(line: Text, mark: int, room: int) -> tuple[str, int]:
    """Cut a line to `room` cells around the cell `mark`; return it with the cell of the mark in it."""
    whole = width(line)
    if whole <= room:
        return line, mark
    left = max(0, min(mark - room // 3, whole - room))
    first = left + 1 if left else 0
    last = left + room - 1 if left + room < whole else left + room
    kept: list[str] = []
    begin = cell = 0
    for character in line:
        cells = max(0, wcwidth(character))
        if first <= cell and cell + cells <= last and (kept or cells):
            begin = begin if kept else cell
            kept.append(character)
        cell += cells
    head = _ELLIPSIS if left else ""
    tail = _ELLIPSIS if left + room < whole else ""
    return f"{head}{''.join(kept)}{tail}", mark - begin + len(head)


def _read_lines(path: Path) -> list[str]:
    """Return a file's lines as an editor counts them; none if it can't be read."""
    try:
        if not path.is_file() or path.stat().st_size > _MAX_BYTES:
            return []
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return []
    return [line.removesuffix("\r") for line in text.split("\n")]


def _flat(text: str) -> str:
    """Replace white space of every kind, which a file name may contain, by single spaces."""
    return " ".join(text.split())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
