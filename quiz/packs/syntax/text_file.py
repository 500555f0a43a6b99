"""Files of a pack, read as text."""

import re
from pathlib import Path

from quiz.model.location import Location
from quiz.model.problems import Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.syntax import files
from quiz.packs.syntax.encodings import describe_byte, find_kind
from quiz.packs.syntax.nodes import TextFile
from quiz.text.safe import Text

CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Characters that packs must not contain: controls, half characters, changes of writing direction."""
_PLAIN = bytes((*b"\t\n\r", *range(0x20, 0x7F)))
_LONE_RETURN = re.compile("\r(?!\n)")


def read_text_file(
    path: Path,
    problems: ProblemCollector,
    *,
    within: Path | None = None,
    split: str = "Split it into several files of one pack.",
    save: str = "Save the file as UTF-8 in your editor.",
) -> TextFile | None:
    """Read a file in the folder `within`; report a problem and return `None` if it can't be read.

    `split` and `save` are the advice for a file that is too large, or in another encoding.
    """
    shown = Text(str(path))
    if within is not None and not files.is_within(path, within):
        problems.report(
            Finding(Rule.OUTSIDE_PACK, "this file is a link to a place outside the pack"), Location(shown)
        )
        return None
    try:
        data = files.read_bytes(path)
    except files.TooLargeError as error:
        problems.report(Finding(Rule.TOO_LARGE, str(error), split), Location(shown))
        return None
    except files.UnreadableError as error:
        problems.report(Finding(Rule.UNREADABLE_FILE, str(error)), Location(shown))
        return None
    kind = find_kind(data)
    if kind is not None:
        finding = Finding(Rule.NOT_UTF_8, f"this is {kind.name}, not text in UTF-8", kind.advice or save)
        problems.report(finding, Location(shown))
        return None
    try:
        return TextFile(shown, data.decode("utf-8").removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        before = TextFile(shown, data[: error.start].decode("utf-8").removeprefix("\ufeff") + "?")
        offset = len(before.text) - 1
        message = f"this file is not UTF-8: {describe_byte(data[error.start], error.start)}"
        problems.report(Finding(Rule.NOT_UTF_8, message, save), before.location(offset, offset + 1))
        return None


def has_control_characters(text: str) -> bool:
    """Return whether a text contains any of `CONTROL`."""
    # Most of a file is plain ASCII; removing it first is ten times as fast as searching all of it.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return CONTROL.search(rest.decode("utf-8", "surrogatepass")) is not None


def code_point(character: str) -> str:
    """Return the name of a character that can't be shown: `U+0007`."""
    return f"U+{ord(character):04X}"


def normalize_line_ends(text: str) -> str:
    """Replace each carriage return that does not end a line by another control character."""
    return _LONE_RETURN.sub("\x0b", text) if "\r" in text else text
