"""Put a gap or another value in a value’s place, so that the English sentence around it still reads well."""

import re

from quiz.model.pack import GAP, Fact, Kind, Value
from quiz.text.english import MONTHS, takes_an

_ARTICLES = ("a", "an")
_OPENING = "“‘\"'("
_DETERMINERS = frozenset("a an the his her its their no some two three four".split())
_STOPS = ".,;:!?)…"
_PHRASE_ENDS = (
    r"(?i)\s+(?:in|on|at|of|for|by|with|to|from|near|outside|inside|behind|under|over|until|after|"
    r"before|during|and|or|but|who|that|which|where|when|as|between|beside|along|"
    r"is|was|has|had|can|could|will|would|did|does)\b"
)
_MONTH = "|".join(MONTHS)
_WHEN = (
    rf"(?P<when>(?:in|on|during|since) (?:(?:early|late|mid|the) )?"
    rf"(?:(?:the )?\d{{3,4}}s?|(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{3,4}})?"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?))"
)
_SEVERAL_CLAUSES = (
    r"(?i)[,;:–—()]|\b(?:that|which|who|whom|whose|where|when|while|because|since|if|although|though|after|before|"
    r"until|and|or|but|than|said|says|in|on|during)\b"
)
_MAY_BE_SMALL = frozenset(
    "a an the his her its their he she it they there this these those some many most one two three four five "
    "six seven eight nine ten no both each every all several".split()
)
"""Words that begin a sentence with a capital and lose it inside one."""


def last_word(before: str) -> str:
    """Give the word that a text ends with, in small letters; nothing where no space follows it."""
    bare = before.rstrip()
    if bare == before:
        return ""
    word = bare[bare.rfind(" ") + 1 :]
    if not word.isalnum():  # as after a quotation mark or a hyphen
        word = re.split(r"\W", word)[-1]
    return word.casefold()


def first_word(text: str) -> str:
    """Give the word that a text begins with, in small letters; nothing where no other follows it."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold() if rest else ""


def article_before(fact: Fact, value: Value) -> str | None:
    """Give the `a` or `an` that stands right before a value in its sentence."""
    word = last_word(fact.sentence[: value.start].rstrip(_OPENING))
    return word if word in _ARTICLES else None


def fixed_article(fact: Fact, value: Value, kind: Kind) -> str | None:
    """Give the `a` or `an` before a value that stays there whichever value follows it."""
    if (kind is Kind.CHOICE and value.ask) or takes_article(fact, value):
        return None
    return article_before(fact, value)


def takes_article(fact: Fact, value: Value) -> bool:
    """Say whether the article before a value belongs to it alone, and goes where it goes.

    It does in `on a <hill>.`, not in `a <red> house`, where the house may have it as well.
    """
    if last_word(fact.sentence[: value.start]) not in _ARTICLES:
        return False
    after = fact.sentence[value.end :]
    return after[:1] in _STOPS or re.match(_PHRASE_ENDS, after) is not None


def with_article(text: str) -> str:
    """Give a value with the indefinite article that it needs, if it has none of its own."""
    if first_word(text) in _DETERMINERS:
        return text
    return f"{'an' if takes_an(text) else 'a'} {text}"


def fill_value(fact: Fact, value: Value, put: str) -> str:
    """Put another value in a value's place, with the article that it needs."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if takes_article(fact, value):
        whole = with_article(put)
        before, article = _parted(before)
        put = whole[:1].upper() + whole[1:] if article[0].isupper() else whole
    return before + put + after


def make_cloze(fact: Fact, value: Value) -> str:
    """Put a gap in a value's place, at the end of the sentence where a time that ends it can come first."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if takes_article(fact, value):
        before, _ = _parted(before)
    turned = re.fullmatch(rf" {_WHEN}(?P<end>[.!…]?)", after)
    if turned is not None and _is_plain(before):
        when = turned["when"]
        return f"{when[0].upper()}{when[1:]}, {_inside(before)}{GAP}{turned['end']}"
    return f"{before}{GAP}{after}"


def _parted(before: str) -> tuple[str, str]:
    """Part what stands before a value from the article that it ends with."""
    bare = before.rstrip()
    start = len(bare) - len(last_word(before))
    return before[:start], bare[start:]


def _is_plain(before: str) -> bool:
    """Say whether a sentence begins so that a time may come before it, and its end belongs to all of it."""
    first = before.split(" ", 1)[0]
    if not before.strip() or re.search(_SEVERAL_CLAUSES, before):
        return False
    return first.casefold() in _MAY_BE_SMALL or not first[:1].isalpha()


def _inside(before: str) -> str:
    first, space, rest = before.partition(" ")
    return f"{first.casefold()}{space}{rest}" if first.casefold() in _MAY_BE_SMALL else before
