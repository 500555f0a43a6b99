"""Build nodes from YAML events.

Anchors, tags, merge keys and deep nesting, which only an attacker needs, are refused.
"""

import re
from contextlib import suppress
from sys import intern
from typing import Any

import yaml

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.syntax import diagnose
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.text_file import CONTROL, code_point, normalize_line_ends
from quiz.packs.syntax.yaml_loader import LOADER

MAX_DEPTH = 32

_SCALAR: Any = yaml.ScalarEvent
_ALIAS: Any = yaml.AliasEvent
_MAPPING_START: Any = yaml.MappingStartEvent
_MAPPING_END: Any = yaml.MappingEndEvent
_SEQUENCE_END: Any = yaml.SequenceEndEvent

_REFUSED = {
    Rule.ANCHOR_OR_ALIAS: (
        "a text can’t start with `&` or `*`, which YAML uses for anchors and aliases",
        "Start with another word, or write the text after `>-`.",
    ),
    Rule.TAG: (
        "a text can’t start with `!`, which YAML uses for tags",
        "Start with another word, or write the text after `>-`.",
    ),
    Rule.MERGE_KEY: ("`<<`, YAML’s merge key, is not allowed", "Write the fields out."),
    Rule.COMPLEX_KEY: (
        "the name of a field must be one word",
        "Write a text that starts with `?` after `>-`.",
    ),
    Rule.SEVERAL_DOCUMENTS: (
        "a second YAML document starts here and is not read",
        "Delete the line `---`, or split the file in two.",
    ),
    Rule.TOO_DEEP: (f"this is nested more than {MAX_DEPTH} levels deep", "Packs need at most five levels."),
    Rule.TEXT_CUT_BY_COMMENT: (
        "the text ends here, because ` #` starts a comment in YAML",
        "Write the text after `>-`; for a comment, put a space after the #.",
    ),
}


_WHITE_SPACE = re.compile(r"\s+")


class YamlSyntaxError(Exception):
    """Invalid YAML, or YAML that is nested too deep."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def build_nodes(
    document: TextFile,
    text: str,
    cuts: frozenset[int],
    findings: list[Finding],
    start: int = 0,
    depth: int = 1,
) -> Node | None:
    """Build the nodes of a text.

    Args:
        document: The whole file.
        text: The text to read, or a part of it.
        cuts: Offsets in the file at which a `#` may turn the rest of a text into a comment.
        findings: A list that receives the findings.
        start: The offset of the text in the file.
        depth: The level of the text's outermost node in the file.

    Raises:
        YamlSyntaxError: The text is not valid YAML, or nested too deep.
    """
    builder = _NodeBuilder(document, start, cuts, depth)
    root = builder.build(text)
    findings += builder.findings
    if start and root is not None:
        _move(root, start)
    return root


def duplicate_key_finding(document: TextFile, name: str, start: int, end: int, first: int) -> Finding:
    """Return a finding for a name that appears twice in a mapping."""
    line = document.location(first, first).line
    message = f"“{name}” appears twice; the first is in line {line}"
    return Finding(Rule.DUPLICATE_KEY, message, "Delete one of the two.", Span(start, end))


def normalize_white_space(text: str) -> str:
    """Remove the white space at both ends of a text, and replace each line end in it by a blank.

    Several blanks become one, except in a text with code between back-quotes.
    """
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    keeps_blanks = "`" in text

    def normalize(match: re.Match[str]) -> str:
        run = match.group()
        if "\n" in run or "\r" in run or (run.strip(" \t") == "" and not keeps_blanks):
            return " "
        return run

    return _WHITE_SPACE.sub(normalize, text.strip())


class _NodeBuilder:
    """Builds nodes with offsets in the text; findings have offsets in the file."""

    def __init__(self, document: TextFile, start: int, cuts: frozenset[int], depth: int) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._start = start
        self._cuts = cuts
        self._depth = depth
        self._next: Any = None

    def build(self, text: str) -> Node | None:
        """Build the first document and refuse all others."""
        try:
            return self._read(text)
        except yaml.YAMLError as error:
            self._check_depth(text[: diagnose.offset_of(text, error)])
            raise YamlSyntaxError(diagnose.diagnose_yaml_error(text, self._start, error)) from None

    def _check_depth(self, before: str) -> None:
        """Raise `YamlSyntaxError` if the text before an error is nested too deep.

        YAML's parsers read up to 1,024 characters of a line before they yield its first bracket. An error in
        them, which may be the parser's own limit of depth, hides the brackets; without it they are seen.
        """
        last_line = before[before.rfind("\n") + 1 :]
        if "[" in last_line or "{" in last_line:
            with suppress(yaml.YAMLError):
                self._read(before)

    def _read(self, text: str) -> Node | None:
        loader: Any = None
        try:
            loader = LOADER(text)
            self._next = loader.get_event
            self._next()
            if isinstance(self._next(), yaml.StreamEndEvent):
                return None
            root = self._node(self._next(), self._depth)
            self._next()
            another = self._next()
            if not isinstance(another, yaml.StreamEndEvent):
                start = another.start_mark.index
                self._refuse(Rule.SEVERAL_DOCUMENTS, start, start + 3)
            return root
        finally:
            if loader is not None:
                loader.dispose()

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is _SCALAR:
            return self._scalar(event)
        start = event.start_mark.index
        if kind is _ALIAS:
            end = event.end_mark.index
            self._refuse(Rule.ANCHOR_OR_ALIAS, start, end)
            return ScalarNode("", start, end, "*")
        self._refuse_properties(event)
        if depth > MAX_DEPTH:
            start += self._start
            finding = Finding(Rule.TOO_DEEP, *_REFUSED[Rule.TOO_DEEP], Span(start, start + 1))
            raise YamlSyntaxError(finding)
        return self._mapping(event, depth) if kind is _MAPPING_START else self._sequence(event, depth)

    def _scalar(self, event: Any) -> ScalarNode:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        start, end, style = event.start_mark.index, event.end_mark.index, event.style
        if not style:
            if self._cuts:
                self._refuse_cut(end)
            return ScalarNode(normalize_white_space(event.value), start, end, "")
        text = event.value if style != '"' else self._without_escaped_controls(event.value, start, end)
        return ScalarNode(normalize_white_space(text), start, end, style)

    def _refuse_cut(self, end: int) -> None:
        if end + self._start in self._cuts:
            self._refuse(Rule.TEXT_CUT_BY_COMMENT, end, end + 2)

    def _without_escaped_controls(self, typed: str, start: int, end: int) -> str:
        text = normalize_line_ends(typed)
        match = CONTROL.search(text)
        if match is None:
            return text
        self._report(
            Rule.CONTROL_CHARACTER,
            start,
            end,
            f"the escaped control character {code_point(typed[match.start()])} is not allowed",
            "Delete it, or describe it in words.",
        )
        return CONTROL.sub("\ufffd", text)

    def _sequence(self, event: Any, depth: int) -> SequenceNode:
        items: list[Node] = []
        following, scalar = self._next, self._scalar
        while True:
            item = following()
            kind = item.__class__
            if kind is _SCALAR:
                items.append(scalar(item))
            elif kind is _SEQUENCE_END:
                return SequenceNode(tuple(items), event.start_mark.index, item.end_mark.index)
            else:
                items.append(self._node(item, depth + 1))

    def _mapping(self, event: Any, depth: int) -> MappingNode:
        values: dict[str, Node] = {}
        keys: dict[str, int] = {}
        is_joined = False
        following, scalar = self._next, self._scalar
        while True:
            key = following()
            if key.__class__ is _MAPPING_END:
                return MappingNode(values, keys, event.start_mark.index, key.end_mark.index)
            if key.__class__ is _SCALAR and not key.style and key.anchor is None and key.tag is None:
                name: str | None = intern(key.value)  # most are the same few
                if self._cuts:
                    self._refuse_cut(key.end_mark.index)
            else:
                name = self._name(key, depth)
            value = following()
            node = scalar(value) if value.__class__ is _SCALAR else self._node(value, depth + 1)
            if name is None:
                continue
            if name in values:
                # The first field again: the next entry has no hyphen, and repeats the other fields too.
                if not is_joined:
                    is_joined = depth > 1 and name == next(iter(values))
                    self._refuse_repeated(name, key, keys[name], is_joined=is_joined)
            elif name == "<<" and not key.style:
                self._refuse(Rule.MERGE_KEY, key.start_mark.index, key.end_mark.index)
            else:
                values[name] = node
                keys[name] = key.start_mark.index

    def _name(self, key: Any, depth: int) -> str | None:
        """Read a field name that is not a plain word; return `None` if it is not a text."""
        node = self._node(key, depth + 1)
        if isinstance(node, ScalarNode):
            return intern(node.text)
        self._refuse(Rule.COMPLEX_KEY, node.start, node.end)
        return None

    def _refuse_repeated(self, name: str, key: Any, first: int, *, is_joined: bool) -> None:
        start, end = key.start_mark.index + self._start, key.end_mark.index + self._start
        finding = duplicate_key_finding(self._document, name, start, end, first + self._start)
        if is_joined:
            advice = f"Write `- {name}:` if a new entry starts here, or delete one of the two."
            finding = finding._replace(help=advice)
        self.findings.append(finding)

    def _refuse_properties(self, event: Any) -> None:
        start = event.start_mark.index
        if event.anchor is not None:
            self._refuse(Rule.ANCHOR_OR_ALIAS, start, start + 1)
        if event.tag is not None:
            self._refuse(Rule.TAG, start, start + 1)

    def _refuse(self, rule: Rule, start: int, end: int) -> None:
        self._report(rule, start, end, *_REFUSED[rule])

    def _report(self, rule: Rule, start: int, end: int, message: str, advice: str) -> None:
        span = Span(start + self._start, end + self._start)
        self.findings.append(Finding(rule, message, advice, span))


def _move(node: Node, by: int) -> None:
    """Move a node and everything in it by some characters."""
    node.start += by
    node.end += by
    if isinstance(node, SequenceNode):
        for item in node.items:
            _move(item, by)
    elif isinstance(node, MappingNode):
        for name, value in node.values.items():
            node.keys[name] += by
            _move(value, by)
