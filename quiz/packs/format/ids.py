"""Names that stay: of packs, sources, categories, facts and questions."""

import re
import unicodedata
from hashlib import blake2b

ID = re.compile(r"[a-z0-9][a-z0-9-]*")

_SIGNS = {"+": "-plus", "#": "-sharp"}
_WORDS_IN_ID = 6
_LETTERS_IN_ID = 48


def is_id(text: str) -> bool:
    """Say whether a text can be an id: lower-case letters, digits and hyphens."""
    return ID.fullmatch(text) is not None


def slug(text: str) -> str:
    """Make an id of a text; texts that differ in letters outside ASCII differ in a short hash.

    `+` and `#` after a word are words, so that `C`, `C++` and `C#` differ.
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "")
    plain = plain.replace("'", "")
    if "+" in plain or "#" in plain:
        plain = re.sub(
            r"(?<=[a-z0-9])[+#]+(?!\w)", lambda signs: "".join(map(_SIGNS.__getitem__, signs[0])), plain
        )
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if made and (plain.isascii() or not any(ord(c) > 127 and c.isalnum() for c in plain)):
        return made
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return f"{made}-{digest}" if made else digest


def slug_of_sentence(sentence: str) -> str:
    """Make an id of the first words of a sentence."""
    words = slug(sentence).split("-")
    made = "-".join(words[:_WORDS_IN_ID])[:_LETTERS_IN_ID].rstrip("-")
    return made or "fact"
