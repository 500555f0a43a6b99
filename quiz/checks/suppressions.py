"""Silence findings where an author says that something is meant as it is written.

`# quiz: ignore odd-key - the capital is part of the name` silences `odd-key` in its own line, or in the next
one where it stands alone, and in all that is indented below that line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import Problem, ProblemCollector
from quiz.model.rules import RULES, RuleGroup, Severity
from quiz.packs.syntax import files
from quiz.packs.syntax.comments import find_comments
from quiz.packs.syntax.nodes import TextFile
from quiz.text.safe import Text

_FORM = "`# quiz: ignore odd-key - the capital is part of the name`"
_SAID = re.compile(r"#\s*quiz:\s*(?P<verb>\S*)\s*(?P<names>.*?)(?:\s*[-–—]\s+(?P<reason>\S.*))?\s*")


class Suppression(NamedTuple):
    """The names that a comment silences, from one line of its file to another."""

    rules: tuple[str, ...]
    location: Location
    first: int
    last: int


def apply_suppressions(
    found: Sequence[Problem], paths: Iterable[Path], *, with_documents: bool
) -> tuple[list[Problem], int]:
    """Leave out what comments in some files silence; give the rest, and how many were left out.

    What is wrong with the comments is among the rest. One that silences what only documents show is not
    held against anybody `with_documents` unread.
    """
    noted = ProblemCollector()
    silences = [one for path in paths for one in _silences(path, noted)]
    lines = _lines(found)
    silenced: set[tuple[Text, str, int]] = set()
    for one in silences:
        for name in one.rules:
            there = lines.get((one.location.path, name), [])
            covered = there[bisect_left(there, one.first) : bisect_right(there, one.last)]
            silenced.update((one.location.path, name, line) for line in covered)
            if not covered and (with_documents or RULES[name].group is not RuleGroup.DOCUMENTS):
                _note_unused(one, name, noted)
    kept = [
        problem
        for problem in found
        if (problem.location.path, problem.rule, problem.location.line) not in silenced
    ]
    return kept + list(noted), len(found) - len(kept)


def _lines(found: Iterable[Problem]) -> dict[tuple[Text, str], list[int]]:
    """Give the lines in which there are problems, by file and name, in order."""
    lines: dict[tuple[Text, str], list[int]] = {}
    for problem in found:
        lines.setdefault((problem.location.path, problem.rule), []).append(problem.location.line)
    for there in lines.values():
        there.sort()
    return lines


def _silences(path: Path, noted: ProblemCollector) -> Iterator[Suppression]:
    try:
        text = files.read_bytes(path).decode("utf-8").removeprefix("\ufeff")
    except (files.UnreadableError, UnicodeDecodeError):
        return  # which is told already
    document = TextFile(Text(str(path)), text)
    lines: list[str] = []
    for start, end in find_comments(document):
        lines = lines or text.split("\n")
        place = document.location(start, end)
        names = _names(text[start:end], place, noted)
        if names:
            yield Suppression(names, place, *_lines_meant(lines, place.line - 1))


def _names(comment: str, place: Location, noted: ProblemCollector) -> tuple[str, ...]:
    """Read the names that a comment silences; what is wrong with it is noted, and silences nothing."""
    said = _SAID.fullmatch(comment)
    if said is None or said["verb"] != "ignore":
        noted.report(
            "bad-ignore", place, "this comment says nothing that is understood", help=f"write {_FORM}"
        )
        return ()
    names = [name.strip() for name in said["names"].split(",") if name.strip()]
    if not names or said["reason"] is None:
        lack = "why" if names else "what"
        noted.report(
            "bad-ignore", place, f"this comment doesn’t say {lack} it silences", help=f"write {_FORM}"
        )
        return ()
    return tuple(name for name in names if _can_be_silenced(name, place, noted))


def _can_be_silenced(name: str, place: Location, noted: ProblemCollector) -> bool:
    rule = RULES.get(name)
    if rule is None:
        near = get_close_matches(name, RULES, n=1)
        advice = f"did you mean “{near[0]}”?" if near else "`quiz rule` lists them"
        noted.report("bad-ignore", place, f"there is no problem “{name}”", help=advice)
        return False
    if rule.severity is Severity.ERROR:
        message = f"`{name}` is an error, and what it leaves out stays out"
        noted.report("bad-ignore", place, message, help="mend what is wrong, or take the entry out")
        return False
    return True


def _lines_meant(lines: Sequence[str], own: int) -> tuple[int, int]:
    """Give the first and the last line that the comment in line `own` is about, counted from 1."""
    first = own
    while first < len(lines) - 1 and _is_passed_over(lines[first]):
        first += 1
    base, is_item = _indent(lines[first]), lines[first].lstrip().startswith("-")
    last = first
    for number in range(first + 1, len(lines)):
        if _is_passed_over(lines[number]):
            continue
        indent = _indent(lines[number])
        is_below = indent > base or (
            indent == base and not is_item and lines[number].lstrip().startswith("- ")
        )
        if not is_below:
            break
        last = number
    return first + 1, last + 1


def _is_passed_over(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _note_unused(one: Suppression, name: str, noted: ProblemCollector) -> None:
    where = f"line {one.first}" if one.first == one.last else f"lines {one.first} to {one.last}"
    noted.report(
        "unused-ignore",
        one.location,
        f"there is no `{name}` in {where}, so nothing is silenced",
        help="take the comment out",
    )
