"""English sentences with a gap or another value in the place of a value.

Example: `on a <hill>.` becomes `on _____.` or `on an owl.`, because the article belongs to the value alone.
"""

import re

from quiz.model.pack import GAP, Fact, Kind, Value
from quiz.text.english import MONTHS, with_article

_ARTICLES = ("a", "an")
_OPENING = "“‘\"'("
_DETERMINERS = frozenset("a an the his her its their no some two three four".split())
_STOPS = ".,;:!?)…"
_PHRASE_ENDS = (
    r"(?i)\s+(?:in|on|at|of|for|by|with|to|from|near|outside|inside|behind|under|over|until|after|"
    r"before|during|and|or|but|who|that|which|where|when|as|between|beside|along|"  # prose: ok
    r"is|was|has|had|can|could|will|would|did|does)\b"
)
_MONTH = "|".join(MONTHS)
_TIME = (
    rf"(?P<time>(?:in|on|during|since) (?:(?:early|late|mid|the) )?"
    rf"(?:(?:the )?\d{{3,4}}s?|(?:\d{{1,2}} )?(?:{_MONTH})(?: \d{{3,4}})?"
    rf"|(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?))"
)
_SEVERAL_CLAUSES = (
    r"(?i)[,;:–—()]|\b(?:that|which|who|whom|whose|where|when|while|because|since|if|although|though|after|before|"
    r"until|and|or|but|than|said|says|in|on|during)\b"
)
_LOWERED_INSIDE = frozenset(
    "a an the his her its their he she it they there this these those some many most one two three four five "
    "six seven eight nine ten no both each every all several".split()
)
"""Words that begin a sentence with a capital and lose it inside one."""


def find_last_word(before: str) -> str:
    """Return the last word of a text in lower case, or an empty text if no space follows it."""
    bare = before.rstrip()
    if bare == before:
        return ""
    word = bare[bare.rfind(" ") + 1 :]
    if not word.isalnum():  # as after a quotation mark or a hyphen
        word = re.split(r"\W", word)[-1]
    return word.casefold()


def find_first_word(text: str) -> str:
    """Return the first word of a text in lower case, or an empty text if it is the only one."""
    word, *rest = text.split(maxsplit=1) or [""]
    return word.casefold() if rest else ""


def find_article_before(fact: Fact, value: Value) -> str | None:
    """Return the `a` or `an` right before a value in its sentence."""
    word = find_last_word(fact.sentence[: value.start].rstrip(_OPENING))
    return word if word in _ARTICLES else None


def find_fixed_article(fact: Fact, value: Value, kind: Kind) -> str | None:
    """Return the `a` or `an` before a value if it stays there, whichever value follows it."""
    if (kind is Kind.CHOICE and value.ask) or takes_article(fact, value):
        return None
    return find_article_before(fact, value)


def takes_article(fact: Fact, value: Value) -> bool:
    """Return whether the article before a value belongs to it alone and moves with it.

    It does in `on a <hill>.`, but not in `a <red> house`, where it may belong to the house.
    """
    if find_last_word(fact.sentence[: value.start]) not in _ARTICLES:
        return False
    after = fact.sentence[value.end :]
    return after[:1] in _STOPS or re.match(_PHRASE_ENDS, after) is not None


def add_article(text: str) -> str:
    """Add `a` or `an` before a value that begins with no determiner."""
    if find_first_word(text) in _DETERMINERS:
        return text
    return with_article(text)


def fill_value(fact: Fact, value: Value, text: str) -> str:
    """Replace a value in its sentence by another text, with the article that the text needs."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if takes_article(fact, value):
        phrase = add_article(text)
        before, article = _split_article(before)
        text = phrase[:1].upper() + phrase[1:] if article[0].isupper() else phrase
    return before + text + after


def make_cloze(fact: Fact, value: Value) -> str:
    """Replace a value by a gap; a time at the end moves to the front where it can, so the gap comes last."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if takes_article(fact, value):
        before, _ = _split_article(before)
    time = re.fullmatch(rf" {_TIME}(?P<end>[.!…]?)", after)
    if time is not None and _is_single_clause(before):
        front = time["time"]
        return f"{front[0].upper()}{front[1:]}, {_lower_start(before)}{GAP}{time['end']}"
    return f"{before}{GAP}{after}"


def _split_article(before: str) -> tuple[str, str]:
    """Split the text before a value from the article at its end."""
    bare = before.rstrip()
    start = len(bare) - len(find_last_word(before))
    return before[:start], bare[start:]


def _is_single_clause(before: str) -> bool:
    """Return whether the text before a value is one clause, so that a time may precede it."""
    word = before.split(" ", 1)[0]
    if not before.strip() or re.search(_SEVERAL_CLAUSES, before):
        return False
    return word.casefold() in _LOWERED_INSIDE or not word[:1].isalpha()


def _lower_start(before: str) -> str:
    word, space, rest = before.partition(" ")
    return f"{word.casefold()}{space}{rest}" if word.casefold() in _LOWERED_INSIDE else before
