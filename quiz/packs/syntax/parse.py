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
from quiz.packs.syntax.builder import UnreadableError, built
from quiz.packs.syntax.nodes import Document, Flaw, Mapping, Node, Scalar, Sequence, Tree
from quiz.packs.syntax.recovery import recovered
from quiz.packs.syntax.text_file import CONTROL, code_point, has_controls, opened, without_lone_returns

_CONTROLS_TOLD = 100
_FLAWS_TOLD = 1_000

_SIGN = re.compile(r"#(?=\S)")


@contextmanager
def without_collector() -> Iterator[None]:
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


def read(path: Path, problems: ProblemCollector, *, within: Path | None = None) -> Tree | None:
    """Read a file that lies in the folder `within`; `None` where nothing of it can be used."""
    document = opened(path, problems, within=within)
    return None if document is None else parse(document, problems)


def parse(document: Document, problems: ProblemCollector) -> Tree | None:
    """Read a text; where it is no YAML, read what can be read of it."""
    flaws: list[Flaw] = []
    lost: frozenset[str] = frozenset()
    text = _without_controls(document.text, flaws)
    cuts = frozenset(_cuts(text))
    with without_collector():
        try:
            root = built(document, text, cuts, flaws)
        except UnreadableError as unreadable:
            root, lost = recovered(document, text, cuts, flaws, unreadable.flaw)
    flaws += _root_flaws(root)
    _tell(document, flaws, problems)
    if not isinstance(root, Mapping):
        return None
    return Tree(document, root, tuple(sorted(flaw.start for flaw in flaws)), lost)


def _tell(document: Document, flaws: list[Flaw], problems: ProblemCollector) -> None:
    """Tell what is wrong, as much of it as anybody reads."""
    if len(flaws) > _FLAWS_TOLD:
        flaws = sorted(flaws, key=lambda flaw: flaw.start)
        rest = flaws[_FLAWS_TOLD]
        message = f"from here on, {len(flaws) - _FLAWS_TOLD:,} more places of this file can’t be read"
        flaws = [*flaws[:_FLAWS_TOLD], replace(rest, message=message, help="mend those above first")]
    for flaw in flaws:
        problems.report(flaw.name, document.place(flaw.start, flaw.end), flaw.message, help=flaw.help)


def _without_controls(text: str, flaws: list[Flaw]) -> str:
    """Put U+FFFD for each control character, so that the rest can be read and every offset stays.

    A file with many of them is no text file, and nothing of it is read.
    """
    typed, text = text, without_lone_returns(text)
    if not has_controls(text):
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
    if root is None or (isinstance(root, Scalar) and not root.text):
        return [Flaw("empty-file", 0, 0, "this file holds nothing", "delete it, or write facts into it")]
    if isinstance(root, Mapping):
        return []
    what = "a list" if isinstance(root, Sequence) else "a text"
    return [
        Flaw(
            "wrong-root",
            root.start,
            root.start,
            f"this file holds {what} at its top, not fields",
            "put the facts under `facts:`, each behind a `-` of its own",
        )
    ]
