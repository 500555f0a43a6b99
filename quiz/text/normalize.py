"""Comparison of texts that ignores case, accents, punctuation, articles and the form of numbers."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_POSSESSIVE = re.compile(r"'s\b")
_GROUPED = re.compile(r"[,\u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")  # begins with the rarest character
_WORD = (
    r"-?\d+(?:[.:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"
    r"|(?:(?<!\w)__+)?[^\W_]+(?:__+(?!\w))?[+#*♀♂]*"
    r"|(?:[!:/|~-]+(?=[=<>]))?[$£€%+=<>^*]+"
)
_TOKEN = re.compile(_WORD)
_CODE_TOKEN = (  # compiled when a text has code
    rf"{_WORD}|(?<!\S)[!:/|&~@?-]+(?!\S)|/[/*]+|\|\||&&|(?<=[^\w\s])[\\\[\]?!@#&]+"
)
"""Words of code between back-quotes, where a separate sign is a word too, and a sign after another: `$?`."""
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
_BELOW_HUNDRED = _SMALL | _TENS
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_NUMERALS = frozenset((*_BELOW_HUNDRED, *_SCALES, *_ORDINALS))
_SPECIAL = _NUMERALS | _ARTICLES
"""Words that folding changes, drops or joins to a number."""

ROMAN_NUMERALS = dict(
    pair.split("=")
    for pair in (
        "ii=2 iii=3 iv=4 vi=6 vii=7 viii=8 ix=9 xi=11 xii=12 xiii=13 xiv=14 xv=15 xvi=16 xvii=17 xviii=18 "
        "xix=19 xx=20"
    ).split()
)
"""Digits by Roman numerals; `i`, `v` and `x` are words or letters too often."""

_PARTS = (
    dict.fromkeys(_SMALL, "small")
    | dict.fromkeys(_TENS, "tens")
    | dict.fromkeys(_SCALES, "scale")
    | {"hundred": "hundred", "and": "and"}
)
_NEXT_PARTS = {
    ("none", False): ("small", "tens", "hundred", "scale"),
    ("tens", False): ("small", "hundred", "scale"),
    ("units", False): ("hundred", "scale"),
    ("none", True): ("small", "tens", "scale", "and"),
    ("tens", True): ("small", "scale", "and"),
    ("units", True): ("scale", "and"),
}
"""Parts of a number that may follow, by the lowest place filled below the hundreds and “has hundreds”."""
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,9})?")
_PUNCTUATION = dict.fromkeys(map(ord, '.,;:?!/()[]"–—…-'), " ")
_NUMBER_WITH_SIGN = re.compile(r"[.:-]\d")
"""A sign before a digit that is more than punctuation."""


def fold_characters(text: str) -> str:
    """Return the text with one form for all characters that NFKC and case folding make equal: `１` is `1`."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def strip_accents(text: str) -> str:
    """Return the text without accents, and with the plain form of each character that has one (NFKD)."""
    decomposed = unicodedata.normalize("NFKD", text)
    if decomposed.isascii():  # most texts have no accent, only quotation marks that `fold` has replaced
        return decomposed
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 14)  # the stems and options of an evening
def fold(text: str) -> str:
    """Return a key that is equal for texts that mean the same.

    `Déjà Vu`, `deja vu` and `“Déja vu”` have one key, and so do `1,000`, `1000` and `one thousand`,
    `the UK` and `UK`, `3rd` and `third`. `C#`, `C++` and `C` differ, and so do `-40` and `40`, `:=` and
    `!=`, `__init__` and `init`. A text of punctuation alone is its own key.
    """
    if text.isascii():  # most values are plain words and numbers, and large packs have many of them
        if text.isalpha() and (word := text.lower()) not in _SPECIAL:
            return word
        words = (_GROUPED.sub("", text) if "," in text else text).lower().split()
        joined = "".join(words)
        is_plain = joined.isalpha() or (
            joined.isalnum() and all(word.isalpha() or word.isdigit() for word in words)
        )
        if is_plain and _SPECIAL.isdisjoint(words):
            return " ".join(words)
    plain = text.casefold()
    if not plain.isascii():
        plain = strip_accents(plain.replace("“", " ").replace("”", " ").replace("’", "'"))
    if "'" in plain:
        plain = _POSSESSIVE.sub("", plain).replace("'", "")
    plain = _GROUPED.sub("", plain).replace("−", "-").replace("%", " percent ")
    words = _split_words(plain)
    if len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    return " ".join(words) if words else text.strip()


def same(first: str, second: str) -> bool:
    """Return whether two texts are equal after folding."""
    return fold(first) == fold(second)


def contains(text: str, part: str) -> bool:
    """Return whether `text` contains `part` as whole words, after folding."""
    folded, whole = fold(part), fold(text)
    return folded in whole and f" {folded} " in f" {whole} "  # the quick test excludes most


def overlaps(first: str, second: str) -> bool:
    """Return whether either text contains the other."""
    return contains(first, second) or contains(second, first)


def _split_words(plain: str) -> list[str]:
    """List the words of a text, with numbers in digits."""
    words = plain.translate(_PUNCTUATION).split()
    if "__" in plain:
        words = [word for word in words if word.strip("_")]  # without gaps
    if not "".join(words).isalpha():
        others = [word for word in words if not word.isalpha()]
        # Most sentences have only words and years.
        if not all(map(str.isdecimal, others)) or _NUMBER_WITH_SIGN.search(plain):
            words = [_normalize_token(match) for match in _iter_matches(plain)]
    return _replace_numerals(words)


def _iter_matches(plain: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text; the text between two back-quotes is code."""
    parts = plain.split("`")
    for number, part in enumerate(parts):
        if number % 2 and number + 1 < len(parts):
            yield from re.finditer(_CODE_TOKEN, part)
        else:
            yield from _TOKEN.finditer(part.replace("&", " and "))


def _normalize_token(match: re.Match[str]) -> str:
    token = match.group()
    before = match.string[: match.start()][-1:]
    if before.isalnum() and token.startswith("-") and token[1].isdigit():
        token = token[1:]  # a hyphen or a range, not a minus sign
    if token[0].isdigit() and (ordinal := _ORDINAL.fullmatch(token)):
        return f"{int(ordinal.group(1))}th"
    return token


def _replace_numerals(words: list[str]) -> list[str]:
    """Write number words (also `415 million`) and ordinals in digits."""
    if _NUMERALS.isdisjoint(words):
        return words
    replaced: list[str] = []
    index = 0
    while index < len(words):
        end, number = _read_number(words, index)
        if end == index:
            word = words[index]
            replaced.append(f"{_ORDINALS[word]}th" if word in _ORDINALS else word)
            index += 1
        else:
            replaced.append(str(int(number)) if number == int(number) else repr(number))
            index = end
    return replaced


def _read_number(words: list[str], start: int) -> tuple[int, float]:
    """Return the end of the number that begins at `start`, and its value; the end is `start` if none does.

    A number is a sum of groups, each before its scale: “two hundred and five” thousand. The words that may
    follow depend on the lowest place that the group fills, and on whether it has hundreds.
    """
    group = _read_first(words, start)
    if group is None:
        return start, 0
    total: float = 0
    end = start + 1
    while end < len(words):
        word = words[end]
        part = _PARTS.get(word)
        if part not in _NEXT_PARTS[_lowest_place(group), group >= 100]:
            break
        if part == "and":
            if end + 1 == len(words) or words[end + 1] not in _BELOW_HUNDRED:
                break
        elif part == "hundred":
            group *= 100
        elif part == "scale":
            total, group = total + group * _SCALES[word], 0
        else:
            group += _BELOW_HUNDRED[word]
        end += 1
    return end, total + group


def _read_first(words: list[str], start: int) -> float | None:
    """Return the value of the first word of a number; digits begin one only before a scale."""
    first = words[start]
    if first in _BELOW_HUNDRED:
        return _BELOW_HUNDRED[first]
    is_scaled = start + 1 < len(words) and words[start + 1] in _SCALES
    return float(first) if is_scaled and _NUMBER.fullmatch(first) else None


def _lowest_place(group: float) -> str:
    """Return the lowest place that a group fills below the hundreds."""
    rest = group % 100
    if rest == 0:
        return "none"
    return "tens" if rest >= 20 and rest % 10 == 0 else "units"
