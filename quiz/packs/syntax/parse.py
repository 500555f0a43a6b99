"""Read a file as nodes that know where they stand.

Every scalar is the text that was typed. What is refused or can't be read is a problem with a place.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quiz.model.problems import Finding, ProblemCollector, Span
from quiz.model.rules import Rule
from quiz.packs.syntax.builder import YamlSyntaxError, build_nodes
from quiz.packs.syntax.nodes import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.recovery import recover_sections
from quiz.packs.syntax.text_file import (
    CONTROL,
    code_point,
    has_control_characters,
    normalize_line_ends,
    read_text_file,
)

_CONTROLS_TOLD = 100
_MAX_REPORTED = 1_000

_SIGN = re.compile(r"#(?=\S)")


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Hold the garbage collector off: many small objects and no cycles make it all cost.

    What was made meanwhile is old at once, or the collector would look through all of it when it comes back.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def read_yaml_file(
    path: Path, problems: ProblemCollector, *, within: Path | None = None
) -> ParsedFile | None:
    """Read a file that lies in the folder `within`; `None` where nothing of it can be used."""
    document = read_text_file(path, problems, within=within)
    return None if document is None else parse_yaml(document, problems)


def parse_yaml(document: TextFile, problems: ProblemCollector) -> ParsedFile | None:
    """Read a text; where it is no YAML, read what can be read of it."""
    findings: list[Finding] = []
    lost: frozenset[str] = frozenset()
    text = _without_controls(document.text, findings)
    cuts = frozenset(_cuts(text))
    with gc_disabled():
        try:
            root = build_nodes(document, text, cuts, findings)
        except YamlSyntaxError as unreadable:
            root, lost = recover_sections(document, text, cuts, findings, unreadable.finding)
    findings += _root_findings(root)
    _tell(document, findings, problems)
    if not isinstance(root, MappingNode):
        return None
    return ParsedFile(document, root, tuple(sorted(map(_start_of, findings))), lost)


def _tell(document: TextFile, findings: list[Finding], problems: ProblemCollector) -> None:
    """Tell what is wrong, as much of it as anybody reads."""
    if len(findings) > _MAX_REPORTED:
        findings = sorted(findings, key=_start_of)
        rest = findings[_MAX_REPORTED]
        message = f"from here on, {len(findings) - _MAX_REPORTED:,} more places of this file can’t be read"
        findings = [*findings[:_MAX_REPORTED], rest._replace(message=message, help="mend those above first")]
    for finding in findings:
        problems.report(finding, document.location_of_span(finding.span))


def _start_of(finding: Finding) -> int:
    return 0 if finding.span is None else finding.span.start


def _without_controls(text: str, findings: list[Finding]) -> str:
    """Put U+FFFD for each control character, so that the rest can be read and every offset stays.

    A file with many of them is no text file, and nothing of it is read.
    """
    typed, text = text, normalize_line_ends(text)
    if not has_control_characters(text):
        return text
    found = [match.start() for match in CONTROL.finditer(text)]
    for offset in found[:_CONTROLS_TOLD]:
        findings.append(
            Finding(
                Rule.CONTROL_CHARACTER,
                f"the control character {code_point(typed[offset])} has no place in a pack",
                "delete it, or write what it stands for in words",
                Span(offset, offset + 1),
            )
        )
    return CONTROL.sub("\ufffd", text) if len(found) <= _CONTROLS_TOLD else ""


def _cuts(text: str) -> Iterator[int]:
    """Give where the white space begins before each `#` that may make a comment of the rest of a text."""
    for match in _SIGN.finditer(text):
        start = end = match.start()
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if start < end and text[start - 1 : start].strip():
            yield start


def _root_findings(root: Node | None) -> list[Finding]:
    """Say what is wrong with a file that holds no fields."""
    if root is None or (isinstance(root, ScalarNode) and not root.text):
        return [
            Finding(
                Rule.EMPTY_FILE, "this file holds nothing", "delete it, or write facts into it", Span(0, 0)
            )
        ]
    if isinstance(root, MappingNode):
        return []
    what = "a list" if isinstance(root, SequenceNode) else "a text"
    return [
        Finding(
            Rule.WRONG_ROOT,
            f"this file holds {what} at its top, not fields",
            "put the facts under `facts:`, each behind a `-` of its own",
            Span(root.start, root.start),
        )
    ]
