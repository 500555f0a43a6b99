"""Say in an author's words where a text stops being YAML, and what most likely made it stop."""

import re

import yaml

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule

_FIELD = re.compile(r"[\w-]+:[ \t]+")
_ALIGNED = re.compile(r"(?P<indent> *(?P<dashes>(?:- +)*))[\w-]+:(?P<text>[^\n]*)")
_DASHES = re.compile(r"(?:-[ \t]+)+")
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(#.*)?""")


def offset_of(text: str, error: yaml.YAMLError) -> int:
    """Return the offset at which a text stops being YAML."""
    mark = getattr(error, "problem_mark", None)
    return min(mark.index, len(text)) if mark is not None else 0


def diagnose_yaml_error(text: str, base: int, error: yaml.YAMLError) -> Finding:
    """Say in our own words where a text stops being YAML, and why it most likely does."""
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
        cause = _cause(line)
        if cause is not None:
            column, message, advice = cause
            return Finding(
                Rule.SYNTAX, message, advice, Span(base + start + column, base + start + len(line))
            )
    if context is not None and getattr(error, "context", "") == "while scanning a simple key":
        at = min(context.index, len(text))
        return Finding(
            Rule.SYNTAX,
            "this line is neither a field nor part of the text above it",
            "write a field as `name: text`; a text that goes on in the next line is indented further",
            Span(base + at, base + max(at + 1, text.find("\n", at))),
        )
    return _misalignment(text, base, at) or Finding(
        Rule.SYNTAX,
        "the file stops making sense here",
        "look at the indentation and at the brackets and quotation marks above",
        Span(base + at, base + min(at + 1, len(text))),
    )


def _misalignment(text: str, base: int, at: int) -> Finding | None:
    """Tell a field or an entry that begins in another column than the one above it."""
    start = text.rfind("\n", 0, at) + 1
    *_, above = text[:start].rstrip().rpartition("\n")
    upper, lower = _ALIGNED.match(above), _ALIGNED.match(text, start)
    if upper is None or lower is None or not upper["text"].strip():
        return None
    column, meant = lower.end("indent") - start, upper.end("indent")
    what, advice = "field", "let the fields of one entry begin in the same column"
    if lower["dashes"]:
        entries = re.findall(r"^ *(?=- )", text[:start], re.MULTILINE)
        if not entries:
            return None
        column, meant = lower.start("dashes") - start, len(entries[-1])
        what, advice = "entry", "let the entries of one list begin in the same column"
    if column == meant or (column == 0 and what == "field"):
        return None  # in the first column begin the fields of the whole file
    return Finding(
        Rule.SYNTAX,
        f"this {what} begins in column {column + 1}, and the one above it in column {meant + 1}",
        advice,
        Span(base + start + column, base + lower.end()),
    )


def _cause(line: str) -> tuple[int, str, str] | None:
    """Find what in a line YAML most likely stumbles over: its column, what it is, what to do."""
    indent = column = len(line) - len(line.lstrip(" "))
    for prefix in (_DASHES, _FIELD, _DASHES):
        match = prefix.match(line, column)
        column = match.end() if match else column
    tab = line.find("\t", 0, column + 1)
    if tab >= 0:
        return tab, "a tab stands where the line is indented", "indent with spaces"
    text = line[column:].rstrip()
    if not text:
        return None
    first = text[0]
    if first in "\"'" and not _QUOTED.fullmatch(text):
        return (
            column,
            "a text that starts with a straight quotation mark is over at the next one",
            "use curly quotation marks “ ”, or write the text after `>-`",
        )
    if first in "@`%*&!":
        return (
            column,
            f"a text can’t start with {first}, which means something else in YAML",
            "begin the text with another word, or write it after `>-`",
        )
    if first in "[{":
        unquoted = re.sub(r'"[^"]*"', lambda quoted: "x" * len(quoted[0]), text)
        sign = re.search(r"[\[{,:]\s*([`@%])", unquoted)
        if sign:
            return (
                column + sign.start(1),
                f"a text can’t start with {sign[1]}, which means something else in YAML",
                'write it in quotation marks, as in `["`main`", "`init`"]`',
            )
        return (
            column,
            "this bracket is not closed, or what stands in it is no plain list",
            "inside [ ] and { } commas, colons and question marks mean something: write one entry a line",
        )
    colon = re.search(r":(?=\s|$)", text)
    if colon and column > indent:
        return (
            column + colon.start(),
            "a colon and a space in a text make YAML take it for a field",
            "write the text after `>-`",
        )
    return None
