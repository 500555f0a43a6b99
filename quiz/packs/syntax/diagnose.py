"""The likely cause of a YAML error, in words for authors."""

import re
from collections.abc import Iterable, Iterator

import yaml

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.syntax.slips import NAME, find_slip
from quiz.packs.syntax.yaml_loader import LOADER

_FIELD = re.compile(r"[\w-]+:[ \t]+")
_ALIGNED = re.compile(r"(?P<indent> *(?P<dashes>(?:- +)*+))[\w-]+:(?P<text>[^\n]*)")
_NAMED = re.compile(rf"{NAME}\s*:(?:\s|$)")
_DASHES = re.compile(r"(?:-[ \t]+)+")
_BLOCK = re.compile(r"[>|][-+1-9]{0,2}\s*(#.*)?")
_QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(#.*)?""")


def offset_of(text: str, error: yaml.YAMLError) -> int:
    """Return the offset of a YAML error."""
    mark = getattr(error, "problem_mark", None)
    return min(mark.index, len(text)) if mark is not None else 0


def diagnose_yaml_error(text: str, offset: int, error: yaml.YAMLError) -> Finding:
    """Return the likely cause of an error in a text that starts at `offset` in the file."""
    at = offset_of(text, error)
    mark = getattr(error, "context_mark", None)
    context = None if mark is None else min(mark.index, len(text))
    if "escape" in (getattr(error, "problem", None) or ""):
        message = "a backslash in straight double quotation marks starts an escape, and this one is unknown"
        advice = "Write two backslashes, or use single quotation marks."
        return _syntax(offset, at, at + 1, message, advice)
    before = text.rfind("\n", 0, max(0, len(text[:at].rstrip()) if text[at : at + 1].isspace() else at))
    candidates = [at, *(() if context is None else (context,)), *((before,) if before > 0 else ())]
    return (
        find_slip_in(text, offset, sorted({0, *candidates}))
        or _find_line_with_cause(text, offset, candidates)
        or _find_stray_line(text, offset, at, context, error)
        or _find_misalignment(text, offset, at)
        or _find_list_without_field(text, offset, at)
        or _syntax(
            offset,
            at,
            min(at + 1, len(text)),
            "can’t read this line",
            "Check the indentation, brackets and quotation marks above. A list item starts with a plain "
            "hyphen and a space: `- id:`.",
        )
    )


def find_slip_in(text: str, offset: int, candidates: Iterable[int]) -> Finding | None:
    """Return the first slip in the lines of some offsets of a text that starts at `offset` in the file."""
    for start, line in _lines_at(text, candidates):
        slip = find_slip(line)
        if slip is not None:
            at = offset + start
            return Finding(Rule.SYNTAX, slip.message, slip.advice, Span(at + slip.start, at + slip.end))
    return None


def _lines_at(text: str, candidates: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Yield the start and the text of the line at each offset."""
    for candidate in candidates:
        start = text.rfind("\n", 0, candidate) + 1
        end = text.find("\n", start)
        yield start, text[start : end if end >= 0 else len(text)]


def _syntax(offset: int, start: int, end: int, message: str, advice: str) -> Finding:
    return Finding(Rule.SYNTAX, message, advice, Span(offset + start, offset + end))


def _find_line_with_cause(text: str, offset: int, candidates: Iterable[int]) -> Finding | None:
    for start, line in _lines_at(text, candidates):
        cause = _find_cause(line)
        if cause is not None:
            column, message, advice = cause
            return _syntax(offset, start + column, start + len(line), message, advice)
    return None


def _find_stray_line(
    text: str, offset: int, at: int, context: int | None, error: yaml.YAMLError
) -> Finding | None:
    """Return a finding if the error is a line that is not a field."""
    if context is not None and getattr(error, "context", "") == "while scanning a simple key":
        at = context
    elif not _is_stray(text, at):
        return None
    return _syntax(
        offset,
        at,
        max(at + 1, text.find("\n", at)),
        "can’t read this line: it is neither a field nor part of the text above",
        "Write a field as `name: text`, and indent the second line of a text.",
    )


def _is_stray(text: str, at: int) -> bool:
    """Return whether an error is at the first word of a line without a field."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    return not text[start:at].strip() and line[:1].isalnum() and _NAMED.match(line) is None


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
    if column == meant or (column == 0 and what == "field" and not text.lstrip().startswith("-")):
        return None  # the fields of the whole file start in the first column
    return Finding(
        Rule.SYNTAX,
        f"this {what} starts in column {column + 1}, but the one above it in column {meant + 1}",
        advice,
        Span(offset + start + column, offset + lower.end()),
    )


def _find_list_without_field(text: str, offset: int, at: int) -> Finding | None:
    """Return a finding if a list begins where a field must."""
    start = text.rfind("\n", 0, at) + 1
    if text[start:at].strip() or not _DASHES.match(text, at):
        return None
    message = "a list begins here, but the line above doesn’t name its field"
    return _syntax(offset, at, at + 1, message, "Write the name of the field above it, as in `facts:`.")


def _find_cause(line: str) -> tuple[int, str, str] | None:
    """Find the likely cause of an error in a line; return its index in the line, a message and advice."""
    indent = column = len(line) - len(line.lstrip(" "))
    for prefix in (_DASHES, _FIELD):
        match = prefix.match(line, column)
        column = match.end() if match else column
    if match is not None and line[column : column + 1] == "-" and line[column + 1 : column + 2].isspace():
        return (
            column,
            "a list can’t start in the line of its field",
            "Start it in the next line, indented, or write it as `[one, two]`.",
        )
    match = _DASHES.match(line, column)
    column = match.end() if match else column
    text = line[column:].rstrip()
    if not text:
        return None
    cause = _find_bracket_cause(text) if text[0] in "[{" else _find_start_cause(text)
    if cause is not None:
        index, message, advice = cause
        return column + index, message, advice
    colon = None if text[0] in "[{" else re.search(r":(?=\s|$)", text)
    if colon and column > indent:
        return (
            column + colon.start(),
            "YAML reads a colon and a space as the start of a field",
            "Write the text after `>-`. If it is a field, start a new line with it.",
        )
    return None


def _find_start_cause(text: str) -> tuple[int, str, str] | None:
    """Find the cause in the first character of a text."""
    first = text[0]
    if first in "\"'" and not _QUOTED.fullmatch(text):
        return (
            0,
            "this text starts with a straight quotation mark, so it ends at the next one",
            "Close the quotation, use curly quotation marks “ ”, or write the text after `>-`.",
        )
    if first in ">|" and not _BLOCK.fullmatch(text):
        return (
            0,
            f"a text can’t start with {first}, which opens a block of lines in YAML",
            "Start with another word, or write the text in the lines below `>-`, indented.",
        )
    if first in "@`%*&!,]}":
        return (
            0,
            f"a text can’t start with {first}, which has a special meaning in YAML",
            "Start with another word, or write the text after `>-`.",
        )
    return None


def _is_whole(text: str) -> bool:
    """Return whether a text in brackets can be read."""
    try:
        list(yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError:
        return False
    return True


def _find_bracket_cause(text: str) -> tuple[int, str, str] | None:
    """Find the cause in a text that starts with a bracket."""
    if _is_whole(text):
        return None
    unquoted = re.sub(r'"[^"]*"', lambda quoted: "x" * len(quoted[0]), text)
    sign = re.search(r"[\[{,:]\s*([`@%])", unquoted)
    if sign:
        return (
            sign.start(1),
            f"a text can’t start with {sign[1]}, which has a special meaning in YAML",
            'Put it in quotation marks, as in `["`main`", "`init`"]`.',
        )
    empty = re.search(r",\s*,", unquoted)
    if empty:
        return empty.start(), "there is no text between two commas", "Delete one of the commas."
    rest = re.search(r"(?<=[\]}])[^\]}\s][^\]}]*$", unquoted) if unquoted[0] == "[" else None
    if rest and not rest[0].startswith("#"):
        advice = "Delete it, or write the whole text after `>-`."
        return rest.start(), "text follows the bracket that closes the list", advice
    return (
        0,
        "this bracket is not closed, or it does not contain a plain list",
        "Close it with `]` or `}`. Commas, colons and question marks are special in [ ] and { }: with those, "
        "write one entry per line.",
    )
