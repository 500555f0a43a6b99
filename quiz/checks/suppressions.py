"""Suppressions: comments in a pack that hide findings which the author has accepted.

`# quiz: ignore odd-key - the capital is part of the name` hides `odd-key` in its own line. If the comment is
alone in its line, it hides `odd-key` in the next line and in everything that is indented below that line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import Finding, Problem, ProblemCollector
from quiz.model.rules import RULES, Rule, RuleGroup, Severity, find_rule
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.syntax import files
from quiz.packs.syntax.comments import find_comments
from quiz.packs.syntax.nodes import TextFile
from quiz.text.safe import Text

_EXAMPLE = "`# quiz: ignore odd-key - the capital is part of the name`"
_DASH = re.compile(r"[-–—]\s+")
"""Separates the rules of a comment from the reason."""


class Suppression(NamedTuple):
    """The rules that a comment hides, from one line of its file to another."""

    rules: tuple[Rule, ...]
    location: Location
    first: int
    last: int


def apply_suppressions(
    problems: Sequence[Problem], paths: Iterable[Path], *, with_documents: bool
) -> tuple[list[Problem], int]:
    """Remove the problems that comments in some files hide.

    Args:
        problems: The problems of a pack.
        paths: The files of the pack.
        with_documents: Whether citations were compared with documents. If not, comments that hide findings
            about documents are not reported as unused.

    Returns:
        The other problems, together with those of the comments themselves, and the number of hidden ones.
    """
    reported = ProblemCollector()
    suppressions = [each for path in paths for each in _read_suppressions(path, reported)]
    lines = _lines_by_rule(problems)
    hidden = _HiddenLines()
    for suppression in suppressions:
        path = suppression.location.path
        for rule in suppression.rules:
            candidates = lines.get((path, rule), [])
            index = bisect_left(candidates, suppression.first)
            if index < len(candidates) and candidates[index] <= suppression.last:
                hidden.add(suppression, rule)
            elif with_documents or rule.group is not RuleGroup.DOCUMENTS:
                _report_unused(suppression, rule, reported)
    kept = [problem for problem in problems if not hidden.contains(problem)]
    return kept + list(reported), len(problems) - len(kept)


class _HiddenLines:
    """The lines in which suppressions hide the problems of a rule."""

    def __init__(self) -> None:
        self._ranges: dict[tuple[Text, Rule], list[tuple[int, int]]] = {}
        self._is_merged = False

    def add(self, suppression: Suppression, rule: Rule) -> None:
        """Hide a rule in the lines of a suppression."""
        key = suppression.location.path, rule
        self._ranges.setdefault(key, []).append((suppression.first, suppression.last))
        self._is_merged = False

    def contains(self, problem: Problem) -> bool:
        """Return whether a problem is hidden."""
        if not self._is_merged:
            self._ranges = {key: _merge(ranges) for key, ranges in self._ranges.items()}
            self._is_merged = True
        line = problem.location.line
        ranges = self._ranges.get((problem.location.path, problem.rule), [])
        index = bisect_right(ranges, line, key=lambda lines: lines[0]) - 1
        return index >= 0 and line <= ranges[index][1]


def _merge(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sort ranges, and join those that overlap."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


def _lines_by_rule(problems: Iterable[Problem]) -> dict[tuple[Text, Rule], list[int]]:
    """Return the lines that have problems, by file and rule, in order."""
    lines: dict[tuple[Text, Rule], list[int]] = {}
    for problem in problems:
        lines.setdefault((problem.location.path, problem.rule), []).append(problem.location.line)
    for numbers in lines.values():
        numbers.sort()
    return lines


def _read_suppressions(path: Path, problems: ProblemCollector) -> Iterator[Suppression]:
    try:
        text = files.read_bytes(path).decode("utf-8").removeprefix("\ufeff")
    except (files.UnreadableError, UnicodeDecodeError):
        return  # the pack reader has reported it
    document = TextFile(Text(str(path)), text)
    blocks: _Blocks | None = None
    for start, end in find_comments(document):
        blocks = blocks or _Blocks(text)
        location = document.location(start, end)
        rules = _read_rules(text[start:end], location, problems)
        if rules:
            yield Suppression(rules, location, *blocks.find_covered(location.line))


def _read_rules(comment: str, location: Location, problems: ProblemCollector) -> tuple[Rule, ...]:
    """Return the rules that a comment hides; report its mistakes."""
    verb, rest, *_ = (*comment.partition("quiz:")[2].split(maxsplit=1), "", "")
    if verb != "ignore":
        message = "unknown comment; the checker only reads “quiz: ignore”"
        problems.report(Finding(Rule.BAD_IGNORE, message, f"Write {_EXAMPLE}."), location)
        return ()
    listed, *reason = _DASH.split(rest.rstrip(), maxsplit=1)
    names = [name.strip() for name in listed.split(",") if name.strip()]
    if not names or not reason:
        lack = "reason" if names else "rule"
        problems.report(
            Finding(Rule.BAD_IGNORE, f"this comment has no {lack}", f"Write {_EXAMPLE}."), location
        )
        return ()
    rules = [_read_rule(name, location, problems) for name in names]
    return tuple(rule for rule in rules if rule is not None)


def _read_rule(name: str, location: Location, problems: ProblemCollector) -> Rule | None:
    rule = find_rule(name)
    if rule is None:
        advice = did_you_mean(name, RULES, problems) or "See quiz rule."
        problems.report(Finding(Rule.BAD_IGNORE, f"unknown rule “{name}”", advice), location)
        return None
    if rule.severity is Severity.ERROR:
        message = f"`{rule.code}` is an error, which a comment can’t hide"
        problems.report(Finding(Rule.BAD_IGNORE, message, "Fix the error, or delete the entry."), location)
        return None
    if rule.code != name:
        finding = Finding(
            Rule.OLD_RULE_NAME, f"`{name}` is now called `{rule.code}`", f"Write `{rule.code}`."
        )
        problems.report(finding, location)
    return rule


class _Blocks:
    """The lines of a file that are neither blank nor comments, each with the lines indented below it."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._content = [
            index for index, line in enumerate(self._lines) if line.strip() and not _is_comment(line)
        ]
        self._ends: dict[int, int] = {}
        """The last line of a block by the position of its first in `_content`, as comments may share it."""

    def find_covered(self, line: int) -> tuple[int, int]:
        """Return the first and last line, from 1, that a comment in a line covers."""
        position = bisect_left(self._content, line - 1)
        if position == len(self._content):
            return len(self._lines), len(self._lines)
        if position not in self._ends:
            self._ends[position] = self._find_end(position)
        return self._content[position] + 1, self._ends[position] + 1

    def _find_end(self, position: int) -> int:
        first = self._lines[self._content[position]]
        indent, is_item = _indent(first), first.lstrip().startswith("-")
        last = self._content[position]
        for following in range(position + 1, len(self._content)):
            line = self._lines[self._content[following]]
            # The items of a list may have the same indentation as the field that they belong to.
            is_own_item = _indent(line) == indent and not is_item and line.lstrip().startswith("- ")
            if _indent(line) <= indent and not is_own_item:
                break
            last = self._content[following]
        return last


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _report_unused(suppression: Suppression, rule: Rule, problems: ProblemCollector) -> None:
    first, last = suppression.first, suppression.last
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    message = f"this comment hides nothing: there is no `{rule.code}` in {lines}"
    problems.report(Finding(Rule.UNUSED_IGNORE, message, "Delete the comment."), suppression.location)
