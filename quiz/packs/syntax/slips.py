"""Slips of the hand in one line: a sign that YAML doesn’t know in the place of one that it does."""

import re
from collections.abc import Callable
from typing import NamedTuple

from quiz.packs.syntax.characters import INVISIBLE, ODD, SPACES, describe_odd
from quiz.text.english import shorten

NAME = r"[^\W\d][\w-]*"
"""The name of a field, as authors write it."""
_COLONS = "：﹕꞉∶︓"
BULLETS = "•*·▪‣◦●○■□►▶→»+–—−‐‑‒―"
"""Signs that word processors and Markdown put in front of list items."""

_START = rf"[ \t{SPACES}{INVISIBLE}]*"
_BULLET = re.compile(rf"{_START}(?P<sign>[{BULLETS}])[ \t{SPACES}]*(?P<name>{NAME})\s*[:：=]")
_BULLET_TEXT = re.compile(rf" *(?P<sign>[{BULLETS}])\s+\S")
_TIGHT_HYPHEN = re.compile(rf" *(?P<sign>-)(?P<name>{NAME}):(?=\s|$)")
_TIGHT_COLON = re.compile(rf" *(?:- +)?(?P<name>{NAME})(?P<sign>:)(?P<text>[^\s:/\\][^\n]*)")
_OTHER_COLON = re.compile(
    rf" *(?:- +)?[\"'“”]?(?P<name>{NAME})[\"'“”]?[ {SPACES}]*"
    rf"(?P<sign>[{_COLONS}]|:=|=>|->|→|=|;(?= ))[ {SPACES}]*(?P<text>\S[^\n]*)"
)
_COMMENT = re.compile(r" *(?P<sign>//|/\*|\*/|<!--|--(?!-)|%|;)")
_TAG = re.compile(
    r" *(?P<sign></?(?:a|article|b|blockquote|body|br|code|div|em|font|h[1-6]|head|hr|html|i|img|li|link|meta"
    r"|ol|p|pre|script|section|small|span|strong|style|table|tbody|td|th|thead|tr|u|ul)(?:\s[^>]*)?/?>)",
    re.IGNORECASE,
)
_NAMED_ODD = re.compile(rf" *(?:- +)*(?:{NAME})?[{SPACES}{INVISIBLE}][\w {SPACES}{INVISIBLE}-]*:")
_AFTER_COLON = re.compile(rf" *(?:- +)*{NAME} *:[{SPACES}{INVISIBLE}]")
_BEFORE_TEXT = re.compile(r"[ -]*")


class Slip(NamedTuple):
    """A slip in a line, with its first character and the one after the last."""

    start: int
    end: int
    message: str
    advice: str


def find_slip(line: str) -> Slip | None:
    """Return the first slip of a line that is not a continued text."""
    return next((slip for find in _FINDERS if (slip := find(line)) is not None), None)


def _find_tab(line: str) -> Slip | None:
    match = re.match(rf" *(?:- *)*(\t)[\s-]*(?:{NAME}:|\S)", line)
    if match is None:
        return None
    return Slip(match.start(1), len(line), "this line is indented with a tab", "Indent with spaces.")


def _find_odd_character(line: str) -> Slip | None:
    match = ODD.search(line)
    if match is None:
        return None
    is_indent = _BEFORE_TEXT.fullmatch(line, 0, match.start()) is not None
    if not (is_indent or _NAMED_ODD.match(line) or _AFTER_COLON.match(line)):
        return None
    what, advice = describe_odd(match[0])
    return Slip(match.start(), match.end(), f"here is {what}, which YAML can’t read", advice)


def _find_bullet(line: str) -> Slip | None:
    match = _BULLET.match(line)
    if match is not None:
        return _bullet(match, f"Write `- {match['name']}: …`.")
    match = _BULLET_TEXT.match(line)
    return None if match is None else _bullet(match, "Write a hyphen and a space: `- text`.")


def _bullet(match: re.Match[str], advice: str) -> Slip:
    message = f"an entry of a list starts with a hyphen, not with “{match['sign']}”"
    return Slip(*match.span("sign"), message, advice)


def _find_tight_hyphen(line: str) -> Slip | None:
    match = _TIGHT_HYPHEN.match(line)
    if match is None:
        return None
    message = "there is no space after the hyphen"
    return Slip(*match.span("sign"), message, f"Write `- {match['name']}: …`.")


def _find_tight_colon(line: str) -> Slip | None:
    match = _TIGHT_COLON.match(line)
    if match is None:
        return None
    message = "there is no space after the colon"
    return Slip(*match.span("sign"), message, f"Write `{match['name']}: {shorten(match['text'])}`.")


def _find_other_colon(line: str) -> Slip | None:
    match = _OTHER_COLON.match(line)
    if match is None:
        return None
    message = f"a colon comes after the name of a field, not “{match['sign']}”"
    if match["sign"] in _COLONS:
        message = f"this is the wide colon “{match['sign']}”, which YAML can’t read"
    return Slip(*match.span("sign"), message, f"Write `{match['name']}: {shorten(match['text'])}`.")


def _find_comment(line: str) -> Slip | None:
    match = _COMMENT.match(line)
    if match is None:
        return None
    message = f"`{match['sign']}` does not start a comment in YAML"
    return Slip(*match.span("sign"), message, "Start a comment with `# `.")


def _find_tag(line: str) -> Slip | None:
    match = _TAG.match(line)
    if match is None:
        return None
    message = f"this line starts with the HTML tag “{shorten(match['sign'])}”"
    return Slip(*match.span("sign"), message, "Delete the tags, and keep the text.")


_FINDERS: tuple[Callable[[str], Slip | None], ...] = (
    _find_tab,
    _find_odd_character,
    _find_tight_hyphen,
    _find_bullet,
    _find_tight_colon,
    _find_comment,
    _find_tag,
    _find_other_colon,
)
