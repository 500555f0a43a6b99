"""What the texts of some fields look like, in expressions that Python and JSON Schema read alike."""

import re

from quiz.packs.format.ids import ID as _ID
from quiz.packs.format.iso_dates import DATE as DATE
from quiz.packs.format.marks import LABEL as _LABEL

ID = _ID.pattern
LABEL = _LABEL.pattern
PARAGRAPHS = r"([0-9]{1,7})(?:\s*[-–]\s*([0-9]{1,7}))?"
CITATION = rf"([^\s,]+)\s+{PARAGRAPHS}"
URL = r"https?://[^\s/?#]+\S*"
SHA256 = r"[0-9a-f]{64}"
LANGUAGE = r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"


def comma_separated(pattern: str) -> str:
    """Give the pattern of one or more with commas between."""
    return rf"\s*{pattern}\s*(?:,\s*{pattern}\s*)*"


def matches(pattern: str, text: str) -> bool:
    """Say whether the whole of a text is of a pattern."""
    return re.fullmatch(pattern, text) is not None
