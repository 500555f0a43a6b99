"""Read a file as nodes that know where they stand.

Every scalar is the text that was typed. What is refused or can't be read is a problem with a place.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from quiz.model.problems import ProblemCollector
from quiz.packs.syntax.builder import YamlSyntaxError, build_nodes
from quiz.packs.syntax.nodes import Flaw, MappingNode, Node, ParsedFile, ScalarNode, SequenceNode, TextFile
from quiz.packs.syntax.recovery import recover_sections
from quiz.packs.syntax.text_file import (
    CONTROL,
    code_point,
    has_control_characters,
    normalize_line_ends,
    read_text_file,
)

_CONTROLS_TOLD = 100
_FLAWS_TOLD = 1_000

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
    flaws: list[Flaw] = []
    lost: frozenset[str] = frozenset()
    text = _without_controls(document.text, flaws)
    cuts = frozenset(_cuts(text))
    with gc_disabled():
        try:
            root = build_nodes(document, text, cuts, flaws)
        except YamlSyntaxError as unreadable:
            root, lost = recover_sections(document, text, cuts, flaws, unreadable.flaw)
    flaws += _root_flaws(root)
    _tell(document, flaws, problems)
    if not isinstance(root, MappingNode):
        return None
    return ParsedFile(document, root, tuple(sorted(flaw.start for flaw in flaws)), lost)


def _tell(document: TextFile, flaws: list[Flaw], problems: ProblemCollector) -> None:
    """Tell what is wrong, as much of it as anybody reads."""
    if len(flaws) > _FLAWS_TOLD:
        flaws = sorted(flaws, key=lambda flaw: flaw.start)
        rest = flaws[_FLAWS_TOLD]
        message = f"from here on, {len(flaws) - _FLAWS_TOLD:,} more places of this file can’t be read"
        flaws = [*flaws[:_FLAWS_TOLD], replace(rest, message=message, help="mend those above first")]
    for flaw in flaws:
        problems.report(flaw.name, document.location(flaw.start, flaw.end), flaw.message, help=flaw.help)


def _without_controls(text: str, flaws: list[Flaw]) -> str:
    """Put U+FFFD for each control character, so that the rest can be read and every offset stays.

    A file with many of them is no text file, and nothing of it is read.
    """
    typed, text = text, normalize_line_ends(text)
    if not has_control_characters(text):
        return text
    found = [match.start() for match in CONTROL.finditer(text)]
    for offset in found[:_CONTROLS_TOLD]:
        flaws.append(
            Flaw(
                "control-character",
                offset,
                offset + 1,
                f"the control character {code_point(typed[offset])} has no place in a pack",
                "delete it, or write what it stands for in words",
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


def _root_flaws(root: Node | None) -> list[Flaw]:
    """Say what is wrong with a file that holds no fields."""
    if root is None or (isinstance(root, ScalarNode) and not root.text):
        return [Flaw("empty-file", 0, 0, "this file holds nothing", "delete it, or write facts into it")]
    if isinstance(root, MappingNode):
        return []
    what = "a list" if isinstance(root, SequenceNode) else "a text"
    return [
        Flaw(
            "wrong-root",
            root.start,
            root.start,
            f"this file holds {what} at its top, not fields",
            "put the facts under `facts:`, each behind a `-` of its own",
        )
    ]
