"""HTML in texts: character references such as `&amp;`, and tags such as `<br>` in the cells of tables."""

import re

_ENTITY = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|&(?:amp|lt|gt|quot|nbsp)(?![\w=])"
)
_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|i|li|p|ref|small|span|strong|sub|sup|td|tr|u|ul)\b[^<>]{0,200}>",
    re.IGNORECASE,
)
_CODE = re.compile(r"`[^`]*+`")


def mask_code(text: str) -> str:
    """Replace the parts between back-quotes by spaces, so that all offsets stay."""
    return _CODE.sub(lambda match: " " * len(match[0]), text) if "`" in text else text


def find_entity(text: str) -> re.Match[str] | None:
    """Find the first character reference outside code."""
    if "&" not in text:
        return None
    return next((match for match in _ENTITY.finditer(mask_code(text)) if decode(match[0]) is not None), None)


def find_tag(text: str) -> re.Match[str] | None:
    """Find the first HTML tag outside code."""
    return _TAG.search(mask_code(text)) if "<" in text else None


def decode(entity: str) -> str | None:
    """Return the character that a reference means, or `None` if there is none."""
    from html import unescape  # few packs have a reference

    character = unescape(f"{entity.rstrip(';')};")
    return None if character.startswith("&") and len(character) > 1 else character


def advise(entity: str) -> str:
    """Return advice for a character reference."""
    character = decode(entity) or ""
    if not character.isprintable() or character.isspace():
        return f"Write a space for `{entity}`." if character.isspace() else f"Delete `{entity}`."
    return f"Write `{character}` for `{entity}`."
