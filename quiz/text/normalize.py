"""Compare texts by what they say: case, accents, punctuation, articles and number form set aside."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_POSSESSIVE = re.compile(r"'s\b")
_GROUPED = re.compile(r"(?<=\d)[,\u00a0\u202f](?=\d{3}(?!\d))")
_WORD = (
    r"-?\d+(?:[.:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"
    r"|(?:(?<!\w)__+)?[^\W_]+(?:__+(?!\w))?[+#*]*"
    r"|(?:[!:/|~-]+(?=[=<>]))?[$£€%+=<>^*]+"
)
_TOKEN = re.compile(_WORD)
_CODE_TOKEN = re.compile(rf"{_WORD}|(?<!\S)[!:/|&~@?-]+(?!\S)|/[/*]+|\|\||&&")
"""Between back-quotes a sign that stands alone is a word too."""
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ARTICLES = frozenset(("a", "an", "the"))

_SMALL = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}


_NUMERALS = frozenset((*_SMALL, *_TENS, *_SCALES, *_ORDINALS))
_SPECIAL = _NUMERALS | _ARTICLES
"""Words that folding writes otherwise, leaves out, or joins to a number."""
_PUNCTUATION = dict.fromkeys(map(ord, '.,;:?!/()[]"–—…-'), " ")
_NUMBER_WITH_SIGN = re.compile(r"[.:-]\d")
"""Where a sign before a digit is more than punctuation."""


@lru_cache(maxsize=1 << 14)  # as much as an evening’s stems and options; an endless one holds no more
def fold(text: str) -> str:
    """Give a key that is equal for texts that say the same.

    `Déjà Vu`, `deja vu` and `“Déja vu”` are one, so are `1,000`, `1000` and `one thousand`, `the UK`
    and `UK`, `3rd` and `third`. `C#`, `C++` and `C` stay three, and so do `-40` and `40`, `:=` and `!=`,
    `__init__` and `init`. A text of punctuation alone folds to itself.
    """
    if text.isascii():  # most values are plain words and numbers, and large packs have many of them
        if text.isalpha() and (word := text.lower()) not in _SPECIAL:
            return word
        words = (_GROUPED.sub("", text) if "," in text else text).lower().split()
        is_plain = all(map(str.isalpha, words)) or all(word.isalpha() or word.isdigit() for word in words)
        if words and is_plain and _SPECIAL.isdisjoint(words):
            return " ".join(words)
    plain = text.casefold().replace("“", " ").replace("”", " ").replace("’", "'")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain).replace("'", "")
    plain = _GROUPED.sub("", plain).replace("−", "-").replace("%", " percent ")
    tokens = _tokens(plain)
    if len(tokens) > 1 and tokens[0] in _ARTICLES:
        del tokens[0]
    return " ".join(tokens) if tokens else text.strip()


def same(one: str, other: str) -> bool:
    """Say whether two texts are equal after folding."""
    return fold(one) == fold(other)


def contains(text: str, part: str) -> bool:
    """Say whether `part` stands in `text` as whole words, after folding."""
    folded, whole = fold(part), fold(text)
    return folded in whole and f" {folded} " in f" {whole} "  # most differ, which the first look shows


def overlaps(one: str, other: str) -> bool:
    """Say whether either text contains the other."""
    return contains(one, other) or contains(other, one)


def _tokens(plain: str) -> list[str]:
    """List the words of a text, with numbers as they are folded."""
    words = plain.translate(_PUNCTUATION).split()
    is_plain = all(word.isalpha() or word.isdecimal() for word in words)
    if not is_plain or _NUMBER_WITH_SIGN.search(plain):  # most sentences are nothing but words and years
        words = [_token(match) for match in _matches(plain)]
    return _with_digits(words)


def _matches(plain: str) -> Iterator[re.Match[str]]:
    """Find the words of a text; what stands between two back-quotes is code."""
    parts = plain.split("`")
    for number, part in enumerate(parts):
        if number % 2 and number + 1 < len(parts):
            yield from _CODE_TOKEN.finditer(part)
        else:
            yield from _TOKEN.finditer(part.replace("&", " and "))


def _token(match: re.Match[str]) -> str:
    token = match.group()
    before = match.string[: match.start()][-1:]
    if before.isalnum() and token.startswith("-") and token[1].isdigit():
        token = token[1:]  # a hyphen or a range, no minus
    if token[0].isdigit() and (ordinal := _ORDINAL.fullmatch(token)):
        return f"{int(ordinal.group(1))}th"
    return token


def _with_digits(tokens: list[str]) -> list[str]:
    """Write runs of number words as digits, scales after digits included (`415 million`), and ordinals."""
    if _NUMERALS.isdisjoint(tokens):
        return tokens
    written: list[str] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = index
        if token in _SMALL or token in _TENS or token[0].isdigit():
            end, number = _number(tokens, index)
        if end == index:
            written.append(f"{_ORDINALS[token]}th" if token in _ORDINALS else token)
            index += 1
        else:
            written.append(_digits(number))
            index = end
    return written


def _number(tokens: list[str], start: int) -> tuple[int, float]:
    """Read the number that begins at `start`; the end is `start` where none does."""
    total: float = 0
    group: float | None = None
    index = start
    while index < len(tokens):
        token = tokens[index]
        if token in _SMALL and (group is None or (group % 100 >= 20 and group % 10 == 0) or group % 100 == 0):
            group = (group or 0) + _SMALL[token]
        elif token in _TENS and (group is None or group % 100 == 0):
            group = (group or 0) + _TENS[token]
        elif group is None and index == start and re.fullmatch(r"\d{1,15}(\.\d{1,9})?", token):
            if index + 1 == len(tokens) or tokens[index + 1] not in _SCALES:
                return start, 0
            group = float(token)
        elif token in _SCALES and group is not None and (token != "hundred" or group < 100):
            scale = _SCALES[token]
            if scale == 100:
                group *= 100
            else:
                total, group = total + group * scale, 0
        elif (
            token == "and"
            and group is not None
            and group >= 100
            and index + 1 < len(tokens)
            and (tokens[index + 1] in _SMALL or tokens[index + 1] in _TENS)
        ):
            pass
        else:
            break
        index += 1
    return (index, total + group) if group is not None else (start, 0)


def _digits(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)
