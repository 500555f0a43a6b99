"""The texts of banks, cleaned for packs: characters, entities, HTML, Markdown and gaps."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from string import ascii_lowercase

from quiz.importers.records import Markup
from quiz.model.pack import GAP

# Python 3.11 looks up a member of an enumeration slowly, and these are compared for every text.
PLAIN = Markup.PLAIN
_MARKDOWN = Markup.MARKDOWN
_WITH_TAGS = frozenset((Markup.HTML, Markup.CARD))
SEPARATOR = "|"
"""The sign between texts that are looked at together."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_REMOVED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_INLINE_TAG = re.compile(
    r"<(/?)(b|i|u|em|strong|small|sub|sup|span|font|code|p)\b[^<>]{0,200}>", re.IGNORECASE
)
# The tags are found by a pattern, since `html.parser` takes a minute for 40,000 characters of `<a `.
_HTML_TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})\b[^<>]{0,5000}>|<!--(?:[^-<]|-(?!->)|<(?!!--)){0,5000}-->"
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\([^()]{0,1000}\)")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,500})\]\([^()]{0,1000}\)")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*\*|\*)(?=\S)([^*\n]{1,1000}?)(?<=\S)\1(?![\w*])")
_UNDERSCORES = re.compile(r"(?<![\w\\])(__|_)(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])\1(?!\w)")
_ESCAPED_MARKDOWN = re.compile(r"\\([!-/:-@\[-`{-~])")
_GAP = re.compile(r"_{2,}|(?<![.\w])\.{4,}|…{2,}|\[_+\]")
NOT_AN_OPTION = frozenset(("", "-", "–", "—", "n/a", "null"))
"""Folded signs for a missing option."""
_LETTER = re.compile(r"\s*(?:\(([A-Za-z])\)|([A-Za-z])[.)])\s+")
_MEDIA_SOUND = re.compile(r"\[sound:[^\[\]]{0,300}\]", re.IGNORECASE)
_MEDIA_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,500}?\.(?:png|jpe?g|gif|svg|webp|bmp|mp3|wav|ogg|mp4|webm|mov|avi)\b"
    r"[^\s<>\"]{0,200}",
    re.IGNORECASE,
)
_MEDIA_TAG = re.compile(r"<\s*(?:img|audio|video|iframe|embed|object|source)\b", re.IGNORECASE)
_FORMULA_SIGNS = (("\\(", "\\)"), ("\\[", "\\]"), ("$$", "$$"), ("[$]", "[/$]"), ("[latex]", "[/latex]"))
"""The signs that open and close a formula."""
_MARKDOWN_FORMULA = re.compile(r"(?<![\\$\w])\$(?=[^\s$])([^$\n]{1,600})(?<=\S)\$(?![\w$])")
_TEX = re.compile(r"[\\^_{}=]|^[A-Za-z]$")
_CODE_BLOCK = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_BLOCK_TAGS = frozenset("p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 pre blockquote hr dd dt".split())
_SKIPPED_TAGS = frozenset(("script", "style", "head", "title"))
_STRAIGHT = str.maketrans("“”„‟«»‘’‚‛", '""""""\'\'\'\'')
_END_MARKS = ".?!:…\"' "
_MIN_EXPLANATION_WORDS = 4


def clean_text(raw: str, markup: Markup = PLAIN, changes: Counter[str] | None = None) -> str:
    """Return a text in one line without markup, control characters and stray spaces.

    Args:
        raw: The text as it is in the bank.
        markup: The markup of the text.
        changes: Counts the removed characters.
    """
    is_plain = markup is PLAIN and raw.isascii() and raw.isprintable() and "&" not in raw
    if is_plain and "<" not in raw and "  " not in raw and raw[:1] != " " and raw[-1:] != " ":
        return raw  # as most texts
    text = html_to_text(raw) if markup in _WITH_TAGS else _outside_code(raw, markup)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not text.isprintable() or not text.isascii():
        text, count = _REMOVED.subn("", text)
        if count and changes is not None:
            changes["invisible characters removed"] += count
    return " ".join(text.split())


def are_clean(together: str) -> bool:
    """Return whether plain texts with `SEPARATOR` between them need no cleaning, as most don’t."""
    return (
        together.isascii()
        and together.isprintable()
        and "&" not in together
        and "<" not in together
        and "  " not in together
        and " |" not in together
        and "| " not in together
        and together[:1] != " "
        and together[-1:] != " "
    )


def html_to_text(html: str) -> str:
    """Return the text of HTML, with entities decoded once; a block ends with a line end."""
    if "<" not in html:
        return _decode_entities(html)
    parts: list[str] = []
    end = 0
    skipped = ""
    for match in _HTML_TAG.finditer(html):
        if not skipped:
            parts.append(html[end : match.start()])
        end = match.end()
        tag = (match[2] or "").lower()
        if skipped:
            skipped = "" if match[1] and tag == skipped else skipped
        elif tag in _SKIPPED_TAGS and not match[1]:
            skipped = tag
        elif tag in _BLOCK_TAGS:
            parts.append("\n")
    parts.append("" if skipped else html[end:])
    return _decode_entities("".join(parts))


def _decode_entities(text: str) -> str:
    return _ENTITY.sub(_decode_match, text) if "&" in text else text


def _decode_match(match: re.Match[str]) -> str:
    return _decode_entity(match[0])


@lru_cache(maxsize=1_000)
def _decode_entity(entity: str) -> str:
    """Decode an entity; a bank has the same few many times."""
    return unescape(entity)


def _remove_inline_tags(text: str) -> str:
    """Remove pairs of inline tags and line breaks; a lone tag is text."""
    if "<" not in text:
        return text
    text = _BREAK.sub(" ", text)
    opened: dict[str, list[re.Match[str]]] = {}
    spans: list[tuple[int, int]] = []
    for match in _INLINE_TAG.finditer(text):
        same = opened.setdefault(match[2].lower(), [])
        if not match[1]:
            same.append(match)
        elif same:
            spans += (same.pop().span(), match.span())
    end = 0
    parts: list[str] = []
    for start, next_start in sorted(spans):
        parts.append(text[end:start])
        end = next_start
    return "".join((*parts, text[end:]))


def _outside_code(text: str, markup: Markup) -> str:
    """Remove markup and decode entities, except in code between back-quotes."""
    if "`" not in text:
        return _clean_part(text, markup)
    parts = text.split("`")
    if len(parts) % 2 == 0:  # an odd back-quote
        parts[-2:] = [f"{parts[-2]}`{parts[-1]}"]
    return "`".join(part if number % 2 else _clean_part(part, markup) for number, part in enumerate(parts))


def _clean_part(text: str, markup: Markup) -> str:
    if markup is _MARKDOWN:
        text = _MARKDOWN_LINK.sub(r"\1", _MARKDOWN_IMAGE.sub(r"\1", text))
        text = _UNDERSCORES.sub(r"\2", _EMPHASIS.sub(r"\2", text))
        text = _ESCAPED_MARKDOWN.sub(r"\1", text)
    return _decode_entities(_remove_inline_tags(text))


def may_have_more_than_text(raw: str, markup: Markup) -> bool:
    """Return whether a text has a sign of media, formulas or code, so that it must be looked at closely."""
    has_sign = "<" in raw or "[" in raw or "\\" in raw or "$" in raw or "://" in raw or "www." in raw
    return has_sign or (markup is _MARKDOWN and ("```" in raw or "~~~" in raw))


def has_media(raw: str, markup: Markup) -> bool:
    """Return whether a text shows a picture, a sound or an embedded page, or links to such a file."""
    if not any(sign in raw for sign in "<[:."):
        return False
    return bool(
        ("<" in raw and _MEDIA_TAG.search(raw))
        or ("[sound:" in raw and _MEDIA_SOUND.search(raw))
        or (markup is _MARKDOWN and "![" in raw and _MARKDOWN_IMAGE.search(raw))
        or (("://" in raw or "www." in raw) and _MEDIA_LINK.search(raw))
    )


def remove_media(raw: str) -> str:
    """Return a text without its pictures and sounds."""
    return _MEDIA_LINK.sub("", _MEDIA_SOUND.sub("", raw))


def has_formula(raw: str, markup: Markup) -> bool:
    """Return whether a text has a formula in TeX."""
    if "\\" not in raw and "$" not in raw and "[" not in raw:
        return False
    lower = raw.lower()
    for opening, closing in _FORMULA_SIGNS:
        start = lower.find(opening)
        if start >= 0 and lower.find(closing, start + len(opening)) >= 0:
            return True
    if markup is not _MARKDOWN:
        return False
    return any(_TEX.search(match[1]) for match in _MARKDOWN_FORMULA.finditer(raw))


def has_code_block(raw: str, markup: Markup) -> bool:
    """Return whether a text has a block of code of several lines."""
    if markup is _MARKDOWN:
        return _CODE_BLOCK.search(raw) is not None
    if markup is not PLAIN and "<pre" in raw.lower():
        return any("\n" in html_to_text(part).strip() for part in _iter_code(raw))
    return False


def _iter_code(html: str) -> Iterator[str]:
    """Yield the content of each block of code."""
    lower, end = html.lower(), 0
    while (start := lower.find("<pre", end)) >= 0:
        end = lower.find("</pre", start)
        end = len(html) if end < 0 else end
        yield html[html.find(">", start) + 1 : end]


def fill_gap(question: str) -> str:
    """Write a gap inside a sentence as packs do."""
    if "__" not in question and "..." not in question and "…" not in question:
        return question
    return _GAP.sub(GAP, question)


def remove_letters(options: Sequence[str]) -> Sequence[str]:
    """Remove letters before options, `a) …`, if all have them in order from the first."""
    if len(options) < 2 or _LETTER.match(options[0]) is None:
        return options
    found = [_LETTER.match(option) for option in options]
    letters = "".join((match[1] or match[2]).lower() for match in found if match is not None)
    if len(letters) < len(options) or not ascii_lowercase.startswith(letters):
        return options
    return [option[match.end() :] for option, match in zip(options, found, strict=True) if match is not None]


def is_explanation(text: str) -> bool:
    """Return whether a text explains something: “Very good!” does not."""
    return len(text.split()) >= _MIN_EXPLANATION_WORDS


def fold_question(text: str) -> str:
    """Return a key that is equal for clean questions that differ in case, quotation and end marks only."""
    if text.isascii():
        return text.lower().strip(_END_MARKS)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.translate(_STRAIGHT).split()).strip(_END_MARKS)


def fold_answer(text: str) -> str:
    """Return a key that is equal for clean answers that differ in case only."""
    if text.isascii():
        return text.lower()
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def trim_quotes(text: str) -> str:
    """Remove a pair of straight quotation marks around a text, and a stray one at its end."""
    text = text.strip()
    for mark in "'\"":
        count = text.count(mark)
        if count == 2 and len(text) > 2 and text[0] == mark == text[-1]:
            return text[1:-1]
    return text[:-1] if text.endswith('"') and text.count('"') % 2 else text
