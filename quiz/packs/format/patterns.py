"""Patterns for the texts of some fields, in the syntax that Python and JSON Schema share."""

import re

from quiz.packs.format.bounds import BOUNDS as BOUNDS
from quiz.packs.format.ids import ID as _ID
from quiz.packs.format.iso_dates import DATE as DATE
from quiz.packs.format.marks import LABEL as _LABEL

ID = _ID.pattern
LABEL = _LABEL.pattern
PARAGRAPHS = r"([0-9]{1,7})(?:\s*[-–]\s*([0-9]{1,7}))?"
CITATION = rf"([^\s,]+)\s+{PARAGRAPHS}"
URL = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#\\@]+(?:[/?#]\S*)?"
SHA256 = r"[0-9a-f]{64}"
LANGUAGE = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"


def comma_separated(pattern: str) -> str:
    """Return a pattern for one or more matches of `pattern`, separated by commas."""
    return rf"\s*{pattern}\s*(?:,\s*{pattern}\s*)*"


def matches(pattern: str, text: str) -> bool:
    """Return whether the whole text matches the pattern."""
    return re.fullmatch(pattern, text) is not None
