"""Characters that look like a space, or like nothing, and that YAML takes for a part of a word."""

import re
import unicodedata

from quiz.packs.syntax.text_file import code_point
from quiz.text.english import with_article

SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces other than the plain one, as part of a character class."""
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0"
)
"""Invisible characters, as part of a character class."""

ODD = re.compile(f"[{SPACES}{INVISIBLE}]")
_SPACE = re.compile(f"[{SPACES}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_NAMES = {"\ufeff": "byte order mark"}


def describe_odd(character: str) -> tuple[str, str]:
    """Describe a character of `ODD`, as in “a no-break space (U+00A0)”, and say what to do about it."""
    name = _NAMES.get(character) or unicodedata.name(character, "unnamed character").lower()
    if _SPACE.match(character):
        return (
            f"{with_article(name)} ({code_point(character)})",
            "Replace it with a plain space.",
        )
    return f"an invisible {name} ({code_point(character)})", "Delete it."


def without_odd(text: str) -> str:
    """Return a text with plain spaces and without invisible characters."""
    return _INVISIBLE.sub("", _SPACE.sub(" ", text)).strip()
