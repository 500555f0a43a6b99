"""Texts that look like a list, and entries of a list that look like parts of one text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.read.entities import find_entity
from quiz.packs.syntax.nodes import ScalarNode, SequenceNode, TextFile

_ALWAYS_LISTS = ("each", "pools")
_FEW_TEXTS = ("also", "accept", "authors", "find", "not-with", "depends-on")
"""Fields whose single text often has a comma, as in “Washington, D.C.”."""
_QUESTIONS = ("ask", "ask-back")

_COMMA = re.compile(r",\s+|(?<!\d),(?!\d)")
_SEMICOLON = re.compile(r"\s*;\s*")
_BULLET = re.compile(r"[-–—•*·]\s+|\d+[.)]\s+")
_JOINED = re.compile(r"(?:^|\s)(?:and|or|&|und|oder|et|ou|y|e|en|og|och)\s", re.IGNORECASE)
_REST = re.compile(r"(?:and|or|&)\s.*|(?:Jr|Sr|Inc|Ltd|Esq)\.?|(?:II|III|IV)|D\.\s?C\.|et al\.")
_SUSPECT = re.compile(r"[,;(“](?:(?<!,)|\d|\s*(?:#|and|or|&|Jr|Sr|Inc|Ltd|Esq|II|IV|D\.|et))")
"""Matches between brackets if a comma may divide one text there, and in few other lists."""
_MAX_WORDS = 5
_MAX_LINE = 40
_MAX_SHOWN = 4


def find_list_in_text(file: TextFile, field: str, node: ScalarNode, group: str = "") -> Finding | None:
    """Return a finding if the single text of a list field looks like several texts.

    `group` is the field that has `field` as a name, such as `pools`.
    """
    parts = _split(file, group or field, node)
    if len(parts) < 2:
        return None
    listed = ", ".join(_quote(part) for part in parts[:_MAX_SHOWN])
    more = ", …" if len(parts) > _MAX_SHOWN else ""
    text = " ".join(node.text.split())
    return Finding(
        Rule.WRONG_SHAPE,
        f"`{field}` is one text here, but it looks like a list of {len(parts)}",
        f"Write `{field}: [{listed}{more}]`; a single text is `{field}: [{_quote(text, always=True)}]`.",
        Span(node.start, node.end),
    )


def find_divided_text(file: TextFile, node: SequenceNode) -> Finding | None:
    """Return a finding if two entries in brackets look like one text that a comma divides."""
    if not file.text.startswith("[", node.start) or not _SUSPECT.search(file.text, node.start, node.end):
        return None
    items = [item for item in node.items if isinstance(item, ScalarNode)]
    if len(items) == 1 and not items[0].style and "`" not in items[0].text:
        parts = [part for part in _SEMICOLON.split(items[0].text) if part]
        if len(parts) > 1:
            listed = ", ".join(map(_quote, parts[:_MAX_SHOWN]))
            message = "this list has one entry, with semicolons in it"
            advice = f"Separate the entries with commas: `[{listed}]`."
            return Finding(Rule.WRONG_SHAPE, message, advice, Span(node.start, node.end))
    for first, second in pairwise(items):
        if first.style or second.style:
            continue
        is_close = file.text[first.end : second.start] == ","
        if (is_close and _is_divided_number(file, items, first, second)) or _is_rest(first, second):
            whole = file.text[first.start : second.end]
            message = f"“{whole}” is two entries here, because commas separate the entries in [ ]"
            advice = f"Write it in quotation marks: `{_quote(whole, always=True)}`."
            return Finding(Rule.WRONG_SHAPE, message, advice, Span(first.start, second.end))
    return None


def _split(file: TextFile, field: str, node: ScalarNode) -> list[str]:
    text = node.text.strip()
    lines = _raw_lines(file, node)
    if field in _QUESTIONS:
        return lines if all(line.endswith("?") for line in lines) else []
    if "`" in text or find_entity(text) is not None:
        return []
    if len(lines) > 1 and all(len(line) <= _MAX_LINE for line in lines):  # longer ones are those of one text
        return [_BULLET.sub("", line, count=1).rstrip(",;") for line in lines]
    parts = [part for part in _SEMICOLON.split(text) if part]
    if len(parts) > 1:
        return parts
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    if field in _ALWAYS_LISTS:
        return parts
    are_short = all(len(part.split()) <= _MAX_WORDS for part in parts)
    if len(parts) < (3 if field in _FEW_TEXTS else 2) or not are_short or text.endswith((".", "!", "?")):
        return []
    is_phrase = _JOINED.search(parts[-1]) is not None
    return [] if is_phrase or len({part[0].islower() for part in parts}) > 1 else parts


def _raw_lines(file: TextFile, node: ScalarNode) -> list[str]:
    """Return the lines of a text as it was typed; none for one in quotation marks."""
    raw = file.text[node.start : node.end]
    if node.style in ("|", ">"):
        raw = raw.partition("\n")[2]
    return [] if node.style in ("'", '"') else [line.strip() for line in raw.split("\n") if line.strip()]


def _is_divided_number(
    file: TextFile, items: Sequence[ScalarNode], first: ScalarNode, second: ScalarNode
) -> bool:
    """Return whether the comma between two entries groups the digits of one number: `[1,233 km, 980 km]`."""
    has_spaces = any(file.text[one.end : other.start] != "," for one, other in pairwise(items))
    if not has_spaces and not re.search(r"\D", second.text):
        return False
    return bool(re.search(r"(?<!\d)\d{1,3}$", first.text) and re.match(r"\d{3}(?!\d)", second.text))


def _is_rest(first: ScalarNode, second: ScalarNode) -> bool:
    is_open = first.text.count("(") > first.text.count(")") or first.text.count("“") > first.text.count("”")
    return is_open or _REST.fullmatch(second.text) is not None


def _quote(text: str, *, always: bool = False) -> str:
    if not always and re.fullmatch(r"[^\W_](?:[^\n\"'\[\]{},:#]*[^\s\"'\[\]{},:#])?", text):
        return text
    escaped = text.replace('"', "”")
    return f'"{escaped}"'
