"""Show problems: to people with the line that is meant, to programs in the forms they read."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from wcwidth import wcwidth

from quiz.model.location import Location
from quiz.model.problems import Problem
from quiz.model.rules import Severity
from quiz.text.safe import Text, lines
from quiz.text.width import width

_CELLS = 79
"""The width of what is shown; a longer line of a file is cut on both sides of what is meant."""
_BYTES_AT_MOST = 64 << 20
_STRETCH = 1_000
"""Characters on either side of what is meant; no more of them fit into a line that is shown."""
_ELLIPSIS = "…"
_ENDS = dict.fromkeys((0x0D, 0x85, 0x2028, 0x2029), "\ufffd")
"""Characters that end a line for others, and in a file stand within one."""

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


class OutputFormat(StrEnum):
    """How problems are shown."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


class ProblemFormatter:
    """Shows problems in one form, keeping the file at hand that the last one was in."""

    def __init__(self, form: OutputFormat, files: Mapping[str, Path] = MappingProxyType({})) -> None:
        """Show in a form; `files` has those whose paths are not what they are shown as."""
        self._form: Callable[[Problem], Text] = {
            OutputFormat.FULL: self._full,
            OutputFormat.CONCISE: format_concise,
            OutputFormat.JSON: format_json,
            OutputFormat.GITHUB: format_github,
        }[form]
        self._files = files
        self._path: Text | None = None
        self._lines: list[str] = []

    def __call__(self, problem: Problem) -> Text:
        return self._form(problem)

    def _full(self, problem: Problem) -> Text:
        return format_full(problem, self._line(problem.location))

    def _line(self, place: Location) -> str | None:
        if place.path != self._path:
            self._path = place.path
            self._lines = _read_lines(self._files.get(place.path, Path(place.path)))
        return self._lines[place.line - 1] if 0 < place.line <= len(self._lines) else None


def format_full(problem: Problem, line: str | None) -> Text:
    """Show a problem with its line of the file, and a caret below what is meant."""
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
    """Show a problem in one line."""
    return Text(
        f"{_flat(str(problem.location))}: {problem.severity} {problem.rule.code}: {_flat(problem.message)}"
    )


def format_json(problem: Problem) -> Text:
    """Show a problem as one JSON object in a line of ASCII."""
    place = problem.location
    fields = {
        "name": problem.rule.code,
        "severity": problem.severity.value,
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "message": problem.message,
        "help": problem.help,
        "fact": problem.fact,
        "question": problem.question,
    }
    return Text(json.dumps(fields))


def format_github(problem: Problem) -> Text:
    """Show a problem as an annotation of a GitHub workflow."""
    place = problem.location
    properties = {"file": place.path, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # columns of several lines mean nothing to GitHub
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = problem.rule.code
    named = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = problem.message if problem.help is None else f"{problem.message} ({problem.help})"
    return Text(f"::{_GITHUB[problem.severity]} {named}::{_data(message)}")


def _snippet(line: str, place: Location) -> list[str]:
    """Give the line, and carets under what is meant however wide its characters are."""
    start = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    if len(line) > 2 * _STRETCH:  # to measure all of a line of a million characters takes seconds
        first = max(0, start - _STRETCH)
        line = line[first : start + _STRETCH]
        start, end = start - first, min(end - first, len(line))
    line = line.translate(_ENDS)
    gutter = f"{place.line} | "
    room = _CELLS - len(gutter)
    shown, indent = _window(Text(line), width(Text(line[:start])), room)
    carets = "^" * max(1, min(width(Text(line[start:end])), width(Text(shown)) - indent))
    return [f"{gutter}{shown}", f"{' ' * (len(gutter) - 2)}| {' ' * indent}{carets}"]


def _window(line: Text, mark: int, room: int) -> tuple[str, int]:
    """Cut a line to `room` cells around the cell `mark`; give it with the place of the mark in it."""
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
    """Give a file's lines as an editor counts them; none where it can't be read."""
    try:
        if not path.is_file() or path.stat().st_size > _BYTES_AT_MOST:
            return []
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return []
    return [line.removesuffix("\r") for line in text.split("\n")]


def _flat(text: str) -> str:
    """Put white space of every kind, of which a file’s name may hold any, as single spaces."""
    return " ".join(text.split())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
