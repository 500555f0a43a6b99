"""Suppressions: comments in a pack that hide findings which the author has accepted.

`# quiz: ignore odd-key - the capital is part of the name` hides `odd-key` in its own line. If the comment is
alone in its line, it hides `odd-key` in the next line and in everything that is indented below that line.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import Finding, Problem, ProblemCollector
from quiz.model.rules import RULES, Rule, RuleGroup, Severity, find_rule
from quiz.packs.syntax import files
from quiz.packs.syntax.comments import find_comments
from quiz.packs.syntax.nodes import TextFile
from quiz.text.safe import Text

_EXAMPLE = "`# quiz: ignore odd-key - the capital is part of the name`"
_COMMENT = re.compile(r"#\s*quiz:\s*(?P<verb>\S*)\s*(?P<names>.*?)(?:\s*[-–—]\s+(?P<reason>\S.*))?\s*")


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
    hidden: set[tuple[Text, Rule, int]] = set()
    for suppression in suppressions:
        path = suppression.location.path
        for rule in suppression.rules:
            candidates = lines.get((path, rule), [])
            covered = candidates[
                bisect_left(candidates, suppression.first) : bisect_right(candidates, suppression.last)
            ]
            hidden.update((path, rule, line) for line in covered)
            if not covered and (with_documents or rule.group is not RuleGroup.DOCUMENTS):
                _report_unused(suppression, rule, reported)
    kept = [
        problem
        for problem in problems
        if (problem.location.path, problem.rule, problem.location.line) not in hidden
    ]
    return kept + list(reported), len(problems) - len(kept)


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
    lines: list[str] = []
    for start, end in find_comments(document):
        lines = lines or text.split("\n")
        location = document.location(start, end)
        rules = _read_rules(text[start:end], location, problems)
        if rules:
            yield Suppression(rules, location, *_covered_lines(lines, location.line - 1))


def _read_rules(comment: str, location: Location, problems: ProblemCollector) -> tuple[Rule, ...]:
    """Return the rules that a comment hides; report its mistakes."""
    match = _COMMENT.fullmatch(comment)
    if match is None or match["verb"] != "ignore":
        message = "unknown comment; the checker only reads “quiz: ignore”"
        problems.report(Finding(Rule.BAD_IGNORE, message, f"Write {_EXAMPLE}."), location)
        return ()
    names = [name.strip() for name in match["names"].split(",") if name.strip()]
    if not names or match["reason"] is None:
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
        near = get_close_matches(name, RULES, n=1)
        advice = f"Did you mean “{near[0]}”?" if near else "See quiz rule."
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


def _covered_lines(lines: Sequence[str], own: int) -> tuple[int, int]:
    """Return the first and last line, from 1, that the comment in `lines[own]` covers."""
    first = own
    while first < len(lines) - 1 and _is_blank_or_comment(lines[first]):
        first += 1
    indent, is_item = _indent(lines[first]), lines[first].lstrip().startswith("-")
    last = first
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if _is_blank_or_comment(line):
            continue
        # The items of a list may have the same indentation as the field that they belong to.
        is_own_item = _indent(line) == indent and not is_item and line.lstrip().startswith("- ")
        if _indent(line) <= indent and not is_own_item:
            break
        last = index
    return first + 1, last + 1


def _is_blank_or_comment(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _report_unused(suppression: Suppression, rule: Rule, problems: ProblemCollector) -> None:
    first, last = suppression.first, suppression.last
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    message = f"this comment hides nothing: there is no `{rule.code}` in {lines}"
    problems.report(Finding(Rule.UNUSED_IGNORE, message, "Delete the comment."), suppression.location)
