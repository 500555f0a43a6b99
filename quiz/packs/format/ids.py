"""Ids of packs, sources, categories, facts and questions."""

import re
from hashlib import blake2b

from quiz.text.normalize import strip_accents

ID = re.compile(r"[a-z0-9][a-z0-9-]*")

_SIGNS = {"+": "-plus", "#": "-sharp"}
_MAX_ID_WORDS = 6
_MAX_NAME_CHARACTERS = 100
_RESERVED_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
_MAX_ID_CHARACTERS = 48


def is_id(text: str) -> bool:
    """Return whether a text is a valid id: lower-case letters, digits and hyphens."""
    return ID.fullmatch(text) is not None


def is_file_name(name: str) -> bool:
    """Return whether a pack of this name can be a file on every system."""
    return len(name) <= _MAX_NAME_CHARACTERS and _RESERVED_BY_WINDOWS.fullmatch(name) is None


def slug(text: str) -> str:
    """Build an id from a text.

    A short hash keeps texts apart that differ only in letters outside ASCII. `+` and `#` after a word become
    words, so that `C`, `C++` and `C#` differ.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = strip_accents(plain).replace("’", "")
    plain = plain.replace("'", "")
    if "+" in plain or "#" in plain:
        plain = re.sub(
            r"(?<=[a-z0-9])[+#]+(?!\w)", lambda signs: "".join(map(_SIGNS.__getitem__, signs[0])), plain
        )
    ascii_id = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if ascii_id and (plain.isascii() or not any(ord(c) > 127 and c.isalnum() for c in plain)):
        return ascii_id
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{ascii_id}-{digest}" if ascii_id else digest


def slug_of_sentence(sentence: str) -> str:
    """Build an id from the first words of a sentence."""
    words = slug(sentence).split("-")
    return "-".join(words[:_MAX_ID_WORDS])[:_MAX_ID_CHARACTERS].rstrip("-") or "fact"
