"""Names in a sentence, marked or not: two sentences about one thing share one.

The government of South Africa sits in Pretoria.    `south africa` and `pretoria`
Voyager 2 flew past Uranus.                         `voyager 2` and `uranus`
John Lennon sang “Help!” on Mount Everest.          `john lennon`, `lennon`, `help`, `mount everest` …
"""

import re
from collections.abc import Container, Iterator

from quiz.text.normalize import fold

_QUOTED = r"“([^“”]+)”|„([^„“”]+)[“”]|«\s*+([^«»]+)»|\"([^\"]+)\"|`([^`]+)`"
_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}\.(?:\s?{_LETTER}\.)*|(?:St|Mt|Dr|Mr|Mrs|Ms|Ft)\.|{_LETTER}[\w’'&-]*|\d+(?!\w))"
_RUN = rf"{_WORD}(?: {_WORD})*"
_SENTENCE_START = r"(?:^|[.?!:…] )[\s“‘\"'(\[]*$"
FUNCTION_WORDS = frozenset(
    "a about after all also although among an and another any as at because before being both "
    "but by despite do does during each eight either every few five for four from has have he "
    "her here his how i if in instead into is it its later like many most near neither nine no "
    "none not of on once one only or other our over seven several she since six so some still "
    "such ten that the their then there these they this those three through to today together "
    "two under until we what when where which while who whose why with within without you your".split()
)
"""Words that begin a sentence with a capital although they are not names."""
_DETERMINERS = frozenset("a an the his her its their this these all both".split())
"""Words between a gerund and its object: `Turning the bow`; a name such as Reading has none after it."""
_CALENDAR = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_ADJECTIVE_ENDINGS = ("an", "ish", "ese", "i")
_MIN_STEM = 3
"""Minimum length of the part that a name and its adjective share: `Norw` in Norway and Norwegian."""
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central new old upper lower great little "
    "san santa saint st los las el la le".split()
)
"""First words without which a name means something else: `South Africa` is not `Africa`."""
_COMMON_NOUNS = frozenset(
    "academy album award awards bank bridge championship church city club college company council country "
    "cup day empire festival games group house hotel island islands kingdom lake league march mountain "
    "mountains museum ocean orchestra park party peninsula people prize race railway republic river road "
    "school sea show society song station states street team theatre tower tour union university war week "
    "world year".split()
)
"""Last words that many names share: `Nobel Prize` and `Turner Prize`."""


def iter_names(sentence: str, *, english: bool, common_words: Container[str] = ()) -> Iterator[str]:
    """Yield the names in a sentence, folded, with their shorter forms; some may appear twice.

    Args:
        sentence: The sentence without marks.
        english: Whether words with a capital are names; in other languages, every noun may have one.
        common_words: Words that begin a sentence, but are not names.
    """
    for forms in _iter_forms(sentence, english=english, common_words=common_words):
        yield from forms


def find_other_subject(question: str, sentence: str, *, english: bool) -> tuple[str, str] | None:
    """Return a name that only the question has and one that only the sentence has, if there are both.

    “Who commanded Apollo 13?” asks for something else than “The commander of Apollo 8 was …”.
    """
    asked = _find_lone_name(question, sentence, english=english)
    stated = _find_lone_name(sentence, question, english=english) if asked is not None else None
    return None if asked is None or stated is None or asked == stated else (asked, stated)


def is_adjective_of(first: str, second: str) -> bool:
    """Return whether one of two folded names is an adjective of the other: `german` and `germany`.

    Those of countries that end in “land” are shorter: `english` and `england`.
    """
    noun, adjective = sorted((first, second), key=lambda name: (name.endswith(_ADJECTIVE_ENDINGS), len(name)))
    if noun.endswith("land") and adjective.endswith("ish"):
        return noun[:2] == adjective[:2]
    stem = noun.rstrip("aeiouy")
    return len(stem) >= _MIN_STEM and adjective.startswith(stem) and adjective.endswith(_ADJECTIVE_ENDINGS)


def _find_lone_name(text: str, other: str, *, english: bool) -> str | None:
    """Return the first name of a text that another text has in no form."""
    whole = f" {fold(other)} "
    for forms in _iter_forms(text, english=english):
        if not any(f" {form} " in whole for form in forms):
            return forms[0]
    return None


def _iter_forms(
    sentence: str, *, english: bool, common_words: Container[str] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield each name in a sentence with its shorter forms, the whole name first."""
    for match in re.finditer(_QUOTED, sentence):
        yield (fold(next(filter(None, match.groups()))),)
    if not english:
        return
    bare = re.sub(_QUOTED, lambda match: "_" * len(match.group()), sentence)
    for match in re.finditer(_RUN, bare):
        is_first = re.search(_SENTENCE_START, bare[: match.start()]) is not None
        for name in _split_run(match.group().split(" "), is_first, common_words):
            yield tuple(_shorten(name))


def _split_run(words: list[str], is_first: bool, common_words: Container[str]) -> Iterator[list[str]]:
    """Yield the parts of a run of words that begin with a capital, each with a number that follows."""
    name: list[str] = []
    for index, word in enumerate((*words, "")):
        lower = word.casefold()
        is_capitalized = word[:1].isupper() and lower not in _CALENDAR
        if is_capitalized and index == 0 and is_first:
            is_gerund = lower.endswith("ing") and words[1:2] and words[1] in _DETERMINERS
            is_capitalized = not is_gerund and lower not in FUNCTION_WORDS and lower not in common_words
        if is_capitalized:
            name.append(word)
            continue
        if name:
            yield [*name, word] if word.isdecimal() else name
        name = []


def _shorten(words: list[str]) -> Iterator[str]:
    """Yield a name and its shorter forms: without titles and first names, or without a last part."""
    folded = fold(" ".join(words)).split()
    yield " ".join(folded)
    has_number = folded[-1].isdecimal()
    for start in range(1, len(folded) - has_number):
        if folded[start - 1] in _DIRECTIONS:
            break
        if start < len(folded) - 1 or folded[start] not in _COMMON_NOUNS:
            yield " ".join(folded[start:])
    for end in range(2, 0 if has_number else len(folded)):
        yield " ".join(folded[:end])
