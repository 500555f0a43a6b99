"""Parse a YAML file into nodes that know their position.

Every scalar is the text as it was typed. Refused and unreadable parts are reported with their location.
"""

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from quiz.model.problems import Finding, ProblemCollector, Span
from quiz.model.rules import Rule
from quiz.packs.syntax.builder import YamlSyntaxError, build_nodes
from quiz.packs.syntax.markers import blank_markers
from quiz.packs.syntax.nodes import MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.recovery import recover_sections
from quiz.packs.syntax.text_file import (
    CONTROL,
    code_point,
    has_control_characters,
    normalize_line_ends,
    read_text_file,
)
from quiz.text.english import format_count

_MAX_CONTROLS = 100
"""Maximum number of control characters in a file that is read."""
_MAX_REPORTED = 1_000

_VISIBLE = re.compile(r"\S")
_HASH = re.compile(r"#(?=\S)")


@contextmanager
def gc_disabled() -> Iterator[None]:
    """Switch the garbage collector off: many small objects without cycles only cost time.

    The new objects go to the oldest generation, so that the collector doesn't scan them all when it returns.
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
    """Read a file in the folder `within`; return `None` if nothing of it can be used."""
    document = read_text_file(path, problems, within=within)
    return None if document is None else parse_yaml(document, problems)


def parse_yaml(document: TextFile, problems: ProblemCollector) -> ParsedFile | None:
    """Parse a text; if it is not valid YAML, parse the readable parts."""
    findings: list[Finding] = []
    lost: frozenset[str] = frozenset()
    markers: list[Finding] = []
    text = blank_markers(_replace_controls(document.text, findings), markers)
    cuts = frozenset(_find_cuts(text))
    with gc_disabled():
        try:
            root = build_nodes(document, text, cuts, findings)
        except YamlSyntaxError as error:
            root, lost = recover_sections(document, text, cuts, findings, error.finding)
    findings += _check_root(root)
    _report(document, [*findings, *markers], problems)
    if not isinstance(root, MappingNode):
        return None
    # A marker between two entries damages neither.
    damaged = [*map(_start_of, findings), *_find_visible(text, [*map(_start_of, markers)])]
    return ParsedFile(document, root, tuple(sorted(damaged)), lost)


def _find_visible(text: str, starts: Sequence[int]) -> Iterator[int]:
    """Yield the offset of the first visible character at or after each of some ascending offsets."""
    found = end = len(text)
    for start in reversed(starts):
        match = _VISIBLE.search(text, start, end)
        found = found if match is None else match.start()
        end = start
        yield found


def _report(document: TextFile, findings: list[Finding], problems: ProblemCollector) -> None:
    """Report the findings, at most `_MAX_REPORTED` and the number of the others."""
    if len(findings) > _MAX_REPORTED:
        findings = sorted(findings, key=_start_of)
        first_omitted = findings[_MAX_REPORTED]
        message = f"can’t read {format_count(len(findings) - _MAX_REPORTED, 'more place')} from here on"
        findings = [
            *findings[:_MAX_REPORTED],
            first_omitted._replace(message=message, help="Fix the errors above first."),
        ]
    for finding in findings:
        problems.report(finding, document.location_of_span(finding.span))


def _start_of(finding: Finding) -> int:
    return 0 if finding.span is None else finding.span.start


def _replace_controls(text: str, findings: list[Finding]) -> str:
    """Replace each control character by U+FFFD, so that the rest can be read and all offsets stay.

    A file with many of them is not a text file: nothing of it is read.
    """
    typed, text = text, normalize_line_ends(text)
    if not has_control_characters(text):
        return text
    offsets = [match.start() for match in CONTROL.finditer(text)]
    for offset in offsets[:_MAX_CONTROLS]:
        message = f"the control character {code_point(typed[offset])} is not allowed"
        advice = "Delete it, or describe it in words."
        findings.append(Finding(Rule.CONTROL_CHARACTER, message, advice, Span(offset, offset + 1)))
    return CONTROL.sub("\ufffd", text) if len(offsets) <= _MAX_CONTROLS else ""


def _find_cuts(text: str) -> Iterator[int]:
    """Yield the start of the white space before each `#` that may turn the rest of a text into a comment."""
    for match in _HASH.finditer(text):
        start = end = match.start()
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if start < end and text[start - 1 : start].strip():
            yield start


def _check_root(root: Node | None) -> list[Finding]:
    """Return a finding if the file does not contain fields."""
    if root is None or (isinstance(root, ScalarNode) and not root.text):
        return [Finding(Rule.EMPTY_FILE, "this file is empty", "Delete it, or write facts.", Span(0, 0))]
    if isinstance(root, MappingNode):
        return []
    content = "a list" if isinstance(root, SequenceNode) else "a text"
    return [
        Finding(
            Rule.WRONG_ROOT,
            f"this is not a pack: the file contains {content} instead of fields",
            "Put the facts under `facts:`, each after a hyphen. To make a pack of a CSV file: "
            "quiz new NAME --from FILE.csv.",
            Span(root.start, root.start),
        )
    ]
