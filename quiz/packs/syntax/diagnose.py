"""The likely cause of a YAML error, in words for authors."""

import re

import yaml

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule

_FIELD = re.compile(r"[\w-]+:[ \t]+")
_ALIGNED = re.compile(r"(?P<indent> *(?P<dashes>(?:- +)*))[\w-]+:(?P<text>[^\n]*)")
_DASHES = re.compile(r"(?:-[ \t]+)+")
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(#.*)?""")


def offset_of(text: str, error: yaml.YAMLError) -> int:
    """Return the offset of a YAML error."""
    mark = getattr(error, "problem_mark", None)
    return min(mark.index, len(text)) if mark is not None else 0


def diagnose_yaml_error(text: str, offset: int, error: yaml.YAMLError) -> Finding:
    """Return the likely cause of an error in a text that starts at `offset` in the file."""
    context = getattr(error, "context_mark", None)
    at = offset_of(text, error)
    before = text.rfind("\n", 0, max(0, len(text[:at].rstrip()) if text[at : at + 1].isspace() else at))
    candidates = [at]
    if context is not None:
        candidates.append(min(context.index, len(text)))
    if before > 0:
        candidates.append(before)
    for candidate in candidates:
        start = text.rfind("\n", 0, candidate) + 1
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        cause = _find_cause(line)
        if cause is not None:
            column, message, advice = cause
            return Finding(
                Rule.SYNTAX, message, advice, Span(offset + start + column, offset + start + len(line))
            )
    if context is not None and getattr(error, "context", "") == "while scanning a simple key":
        at = min(context.index, len(text))
        return Finding(
            Rule.SYNTAX,
            "can’t read this line: it is neither a field nor part of the text above",
            "Write a field as `name: text`, and indent the second line of a text.",
            Span(offset + at, offset + max(at + 1, text.find("\n", at))),
        )
    return _find_misalignment(text, offset, at) or Finding(
        Rule.SYNTAX,
        "can’t read this line",
        "Check the indentation, brackets and quotation marks above. A list item starts with a plain hyphen "
        "and a space: `- id:`.",
        Span(offset + at, offset + min(at + 1, len(text))),
    )


def _find_misalignment(text: str, offset: int, at: int) -> Finding | None:
    """Return a finding if a field or an entry starts in another column than the one above it."""
    start = text.rfind("\n", 0, at) + 1
    *_, above = text[:start].rstrip().rpartition("\n")
    upper, lower = _ALIGNED.match(above), _ALIGNED.match(text, start)
    if upper is None or lower is None or not upper["text"].strip():
        return None
    column, meant = lower.end("indent") - start, upper.end("indent")
    what, advice = "field", "Start all fields of an entry in the same column."
    if lower["dashes"]:
        entries = re.findall(r"^ *(?=- )", text[:start], re.MULTILINE)
        if not entries:
            return None
        column, meant = lower.start("dashes") - start, len(entries[-1])
        what, advice = "entry", "Start all entries of a list in the same column."
    if column == meant or (column == 0 and what == "field"):
        return None  # the fields of the whole file start in the first column
    return Finding(
        Rule.SYNTAX,
        f"this {what} starts in column {column + 1}, but the one above it in column {meant + 1}",
        advice,
        Span(offset + start + column, offset + lower.end()),
    )


def _find_cause(line: str) -> tuple[int, str, str] | None:
    """Find the likely cause of an error in a line; return its index in the line, a message and advice."""
    indent = column = len(line) - len(line.lstrip(" "))
    for prefix in (_DASHES, _FIELD, _DASHES):
        match = prefix.match(line, column)
        column = match.end() if match else column
    tab = line.find("\t", 0, column + 1)
    if tab >= 0:
        return tab, "this line is indented with a tab", "Indent with spaces."
    text = line[column:].rstrip()
    if not text:
        return None
    first = text[0]
    if first in "\"'" and not _QUOTED.fullmatch(text):
        return (
            column,
            "this text starts with a straight quotation mark, so it ends at the next one",
            "Close the quotation, use curly quotation marks “ ”, or write the text after `>-`.",
        )
    if first in "@`%*&!":
        return (
            column,
            f"a text can’t start with {first}, which has a special meaning in YAML",
            "Start with another word, or write the text after `>-`.",
        )
    if first in "[{":
        unquoted = re.sub(r'"[^"]*"', lambda quoted: "x" * len(quoted[0]), text)
        sign = re.search(r"[\[{,:]\s*([`@%])", unquoted)
        if sign:
            return (
                column + sign.start(1),
                f"a text can’t start with {sign[1]}, which has a special meaning in YAML",
                'Put it in quotation marks, as in `["`main`", "`init`"]`.',
            )
        return (
            column,
            "this bracket is not closed, or it does not contain a plain list",
            "Commas, colons and question marks are special in [ ] and { }: write one entry per line.",
        )
    colon = re.search(r":(?=\s|$)", text)
    if colon and column > indent:
        return (
            column + colon.start(),
            "YAML reads a colon and a space as the start of a field",
            "Write the text after `>-`.",
        )
    return None
