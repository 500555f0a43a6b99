"""The words of a heading, as a sentence can use them.

`birthDate` is “birth date”, `Circuit Length(km)` is “circuit length” in km, and `Population 2020` is the
population as of 2020.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from quiz.authoring.table import lexicon
from quiz.authoring.table.value_kinds import is_address
from quiz.text.normalize import strip_accents
from quiz.text.safe import Text

_MAX_CHARACTERS = 60
_MAX_KNOWN_WORDS = 6
_AFTER_NOUN = re.compile(r" (?:in|of|by|for|at|on|from|to|with|per|since) .*")
_CAMEL = re.compile(r"(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z]{3})(?=\d+$)")
_UNIT = re.compile(
    r"\s*[(\[]\s*(?:in )?([^()\[\]]{1,12})\s*[)\]]\s*$"
    r"|\s+in ([a-z]{1,3}[²³]?|millions?|billions?|thousands?)$"
)
_AS_OF = re.compile(r"[\s_(\[,-]+(1[5-9]\d\d|20\d\d)[)\]]?$")
_FOOTNOTE = re.compile(r"(?:\[\w{1,3}\]|[*†‡§^]+)+$")
_ODD = re.compile(r"[<>\\`{}|\"“”]")
_VOWEL = re.compile(r"[aeiouyäöüéèáíóúâêôœæ]", re.IGNORECASE)


class ColumnHeading(NamedTuple):
    """A heading, as written and in words."""

    written: str
    words: str
    """The words in small letters, without unit and year; empty if it has none."""
    unit: str | None = None
    as_of: str | None = None
    abbreviation: str | None = None
    """Its last word, if that is an abbreviation that a sentence should not end with."""

    @property
    def noun(self) -> str:
        """The last word before `of`, `in` and the like: `years` in `years in office`."""
        return _AFTER_NOUN.sub("", self.words.casefold()).rpartition(" ")[2]

    @property
    def last(self) -> str:
        """The last word."""
        return self.words.rpartition(" ")[2]


def parse_headings(written: Sequence[str]) -> list[ColumnHeading]:
    """Parse the headings of a table; whether capitals mean an abbreviation depends on all of them."""
    cased = [heading for heading in written if any(map(str.isalpha, heading))]
    is_shouted = len(cased) > 1 and all(heading.isupper() for heading in cased)
    return [_parse(heading.lower() if is_shouted else heading, heading) for heading in written]


def _parse(text: str, written: str) -> ColumnHeading:
    text = "" if is_address(text) else _FOOTNOTE.sub("", _ODD.sub(" ", Text(text))).strip()
    unit = as_of = None
    if match := _UNIT.search(text):
        inside = (match[1] or match[2]).strip()
        if match.start() and re.fullmatch(r"1[5-9]\d\d|20\d\d", inside):
            as_of, text = inside, text[: match.start()]
        elif match.start() and inside.casefold() in lexicon.UNITS:
            unit, text = inside, text[: match.start()]
    text = re.sub(r"(?<=\w)\s*\([^()]*\)\s*$", "", text)
    if (match := _AS_OF.search(text)) and any(map(str.isalpha, text[: match.start()])):
        as_of, text = match[1], text[: match.start()]
    parts = re.split(r"[\s_.\-]+", _CAMEL.sub(" ", text) if " " not in text else text)
    words = [_to_word(part) for part in parts if part]
    if unit is None and len(words) > 1 and words[-1].casefold() in lexicon.UNITS_AFTER_WORDS:
        unit = words.pop()
    if len(words) > 1 and (words[-1] == "label" or (words[-1] == "en" and " " not in text)):
        words.pop()
    joined = " ".join(words)[:_MAX_CHARACTERS].strip(" ,;:?!")
    last = joined.rpartition(" ")[2]
    abbreviation = last if _is_abbreviation(last) else None
    return ColumnHeading(written, joined, unit, as_of, abbreviation)


def _to_word(part: str) -> str:
    """Return a word in small letters, written out if it is a known abbreviation."""
    plain = part.casefold().strip(".,:;")
    if plain in lexicon.ABBREVIATIONS:
        return lexicon.ABBREVIATIONS[plain]
    if plain in lexicon.PROPER:
        return lexicon.PROPER[plain]
    is_capital_word = len(part) > 1 and part.isupper() and part.isalpha()
    return part if is_capital_word and len(part) <= 5 else part.lower()


def _is_abbreviation(word: str) -> bool:
    bare = re.sub(r"\W", "", word)
    if not bare or not bare.isascii() or not bare.isalpha() or bare.casefold() in lexicon.PROPER:
        return False
    if word.endswith("."):
        return True
    is_consonants = 1 < len(bare) < 6 and _VOWEL.search(bare) is None
    return is_consonants or (len(bare) > 1 and bare.isupper()) or (len(bare) == 1 and bare != "a")


def has_known_word(text: str) -> bool:
    """Return whether a cell has a word of usual headings, in one of several languages."""
    words = _parse(text, text).words.casefold().split()
    return len(words) <= _MAX_KNOWN_WORDS and not lexicon.KNOWN.isdisjoint(words)


def is_english(headings: Iterable[ColumnHeading]) -> bool:
    """Return whether most headings may be English; a script other than Latin or foreign words are not."""
    named = [heading.words for heading in headings if heading.words]
    foreign = sum(map(_is_foreign, named))
    known = sum(any(word in lexicon.ENGLISH for word in words.split()) for words in named)
    return foreign <= known if foreign else True


@cache
def _is_foreign(words: str) -> bool:
    if any(character.isalpha() and not strip_accents(character).isascii() for character in words):
        return True
    return any(word in lexicon.FOREIGN for word in words.split()) or not words.isascii()
