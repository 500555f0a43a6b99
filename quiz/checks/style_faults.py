"""Faults of style: wordings that are correct, but that questions by people seldom have.

The patterns were tried on 5,250 questions of the Open Trivia Database and 49,198 of OpenTriviaQA, and match
1.9% and 2.1% of them.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from quiz.model.rules import Rule
from quiz.text.safe import Text

_MAX_WORDS = 50
"""Longer texts have a rule of their own; this one also bounds the time of the patterns."""
_MIN_SUBJECT_WORDS = 9
_MAX_PREDICATE_WORDS = 4
_SHARED_WORDS = 2
_MIN_OPTIONS = 3

_AUXILIARY = "(?:do|does|did|is|are|was|were|can|could|has|have|had|will|would|should|must|may)"
_USUAL_NOUN = (
    "(?:year|day|date|month|decade|century|age|time|occasion|country|city|planet|continent|side|percentage|"
    "island|team|language|state|street|stage|channel|network|show|album|speed|temperature)s?"
)
"""Nouns of questions that people begin with a preposition: “On which day”, “From which country”."""
_PREPOSITION = (
    "(?:about|after|against|among|around|at|before|behind|besides|between|by|for|from|into|on|onto|"
    "outside|over|through|to|under|upon|with|within)"
)
_FRONTED = re.compile(
    rf"(?i)(?:^|[,.!] )((?:{_PREPOSITION} (?:which|what|whom|whose)\b(?! (?:[^\s,?]+ ){{0,2}}{_USUAL_NOUN}\b)"
    rf"|in (?:what|which|whom)(?= {_AUXILIARY}\b)))[^?.]*\b{_AUXILIARY}\b[^?.]*\?"
)
_ENDS_WITH_WHAT = re.compile(r"(?i)\b(what|who|whom)\s*\?$")
_QUESTION_WORD = r"\b(?:which|what|who|whom|whose|where|when|how|why)\b"
_INSERTED_CLAIM = re.compile(
    rf"(?i){_QUESTION_WORD}[^,?“”\"]*, ((?:as|so|according to) [^,?]*), [^?]*\?"
    r"|\b(as (?!it\b)[^,?.]{1,40} (?:tells?|has|puts?|says?|sees?) it),"
)
_HEDGE = re.compile(
    r"(?i)(?<=[\w,] )(?:that|which|as) (?:the |an? )?[\w’']+(?: [\w’']+)? lists?\b(?! of\b)"
    r"|\b(?:by|in|on|per|from) (?:the|this|that|its) (?:\w+ )?(?:list|listing)\b(?! of\b)"
    r"|\baccording to (?:the|this|that) (?:list|listing|table|source|text|article|page|document|passage)\b"
)
_CLEFT = re.compile(r"^(It (?:is|was)) (?:[“A-Z]|the |an? |in |at |on )[^?,.]{1,60}? (?:that|who) [^?]*$")
_THE_ONE = re.compile(r"(?i)\b(?:the ones? (?:with|whose|that|which)|(?:that|those) with)\b")
_THING = (
    "(?:singer|band|group|man|woman|person|actor|actress|rapper|composer|scientist|chemist|king|queen|country|"
    "city|town|song|film|element|river|artist|author|writer|director|album|company|player|island)"
)
_VEIL = re.compile(
    rf"(?i)\b(?:an?|the) (?:[a-z]+ )?{_THING} "
    rf"(?:whose|(?:to|of|for|with|after|by|from) (?:whom|which) (?:the|an?|he|she|it|they|his|her|its)\b)"
)
_BARE_NAME = re.compile(r"\b(?:by|of|from|with|and) (?:\w+ )?(group|band|duo|trio|quartet) (?=[A-Z“\"])")
_ARTICLE = re.compile(r"(?i)\b(?:an?|the|his|her|its|their|this|that|which|what) (?:\w+ )?$")
_AS_OF = re.compile(r"(?i)\(as of [^)]*\)")
_SCENARIO = re.compile(
    r"(?i)(?:^|[.!?] )((?:you (?:are|see|stand|find|have|hear|meet)|you[’']re|suppose|imagine)\b)"
    r"[^?.]*\.[^?]*\?"
)
_ODD_FRAME = re.compile(
    r"(?i)\b(?:by origin|written for short|which number (?:has|belongs to)|in (?:which|what) letters"
    r"|the money (?:in|of)|goes by the name|has for its|of (?:which|what) kind is)\b"
)
_NAME = re.compile(
    r"“[^”]*”|\"[^\"]*\""
    r"|[A-Z0-9][\w.&’'-]*(?:(?: (?:of|the|and|de|in|for|a|to)){1,2}(?= [A-Z])| [A-Z0-9][\w.&’'-]*)*"
)
"""A name or a number, however many words it has."""
_SUBJECT = re.compile(
    r"(?i)^(?:the|an?|one) (?P<subject>[^?]*) (?P<verb>is|are|was|were) (?:called |named )?(?P<rest>[^?]*)$"
)


class StyleFault(NamedTuple):
    """A fault of a text's style, with a sentence about what was found."""

    rule: Rule
    sentence: str


@lru_cache(maxsize=1 << 8)  # the values of a fact have one sentence
def find_text_faults(text: str) -> tuple[StyleFault, ...]:
    """List the faults of an English question or sentence."""
    if len(text.split()) > _MAX_WORDS:
        return ()
    folded = text.casefold()
    found = (
        (rule, find_fault(text))
        for rule, words, find_fault in _TEXT_CHECKS
        if any(map(folded.__contains__, words))
    )
    return tuple(StyleFault(rule, sentence) for rule, sentence in found if sentence is not None)


def find_option_faults(options: Sequence[Text]) -> tuple[StyleFault, ...]:
    """List the faults of the English options of a choice."""
    common = _find_common_words(options)
    if common is None:
        return ()
    return (StyleFault(Rule.COMMON_WORDS, f"all options begin with “{common}”"),)


def _find_long_subject(text: str) -> str | None:
    if match := _CLEFT.search(text) or _THE_ONE.search(text):
        return f"“{match[1] if match.lastindex else match[0]}” is a detour"
    match = _SUBJECT.match(text)
    if match is None:
        return None
    subject, rest = (len(_NAME.sub("Name", part).split()) for part in (match["subject"], match["rest"]))
    if subject + 1 < _MIN_SUBJECT_WORDS or rest > _MAX_PREDICATE_WORDS:
        return None
    return f"{subject + 1} words come before “{match['verb']}”"


def _find_bare_name(text: str) -> str | None:
    for match in _BARE_NAME.finditer(text):
        if not _ARTICLE.search(text[: match.start(1)]):
            return f"“{match[1]}” has no article before a name"
    return None


def _make_text_check(pattern: re.Pattern[str], fault: str) -> Callable[[str], str | None]:
    def find_fault(text: str) -> str | None:
        match = pattern.search(text)
        if match is None:
            return None
        groups = [group for group in match.groups() if group]
        return f"“{groups[0] if groups else match[0]}” {fault}"

    return find_fault


def _find_common_words(options: Sequence[Text]) -> str | None:
    """Return the first two words of some options if all have the same; parts of names don’t count."""
    if len(options) < _MIN_OPTIONS:
        return None
    words = [option.split() for option in options]
    first = words[0][:_SHARED_WORDS]
    is_common = all(each[:_SHARED_WORDS] == first and len(each) > _SHARED_WORDS for each in words)
    return " ".join(first) if is_common and all(word.islower() for word in first) else None


# A text has a fault only if it contains one of the words next to it; most texts contain none.
_TEXT_CHECKS: tuple[tuple[Rule, tuple[str, ...], Callable[[str], str | None]], ...] = (
    (
        Rule.EQUATIVE,
        (" is ", " are ", " was ", " were ", "the one", "that with", "those with"),
        _find_long_subject,
    ),
    (
        Rule.HEDGE,
        ("list", "according to"),
        _make_text_check(_HEDGE, "names a list that players don’t see"),
    ),
    (Rule.VEIL, (" whose", " whom ", " which "), _make_text_check(_VEIL, "describes what has a name")),
    (Rule.FRONTED, ("?",), _make_text_check(_FRONTED, "begins the question with a preposition")),
    (Rule.ENDS_WITH_WHAT, ("?",), _make_text_check(_ENDS_WITH_WHAT, "ends the question")),
    (
        Rule.INSERTED_CLAIM,
        (", as ", ", so ", ", according to ", " it,"),
        _make_text_check(_INSERTED_CLAIM, "interrupts the sentence"),
    ),
    (Rule.BARE_NAME, ("group", "band", "duo", "trio", "quartet"), _find_bare_name),
    (
        Rule.ODD_FRAME,
        (
            "by origin", "written for short", "which number", "letters", "the money", "goes by the name",
            "has for its", "kind is",
        ),
        _make_text_check(_ODD_FRAME, "is a phrase that quiz questions don’t use"),
    ),
    (Rule.AS_OF_IN_STEM, ("(as of",), _make_text_check(_AS_OF, "belongs to the source")),
    (
        Rule.SCENARIO,
        ("you", "suppose", "imagine"),
        _make_text_check(_SCENARIO, "puts the player into a scene"),
    ),
)  # fmt: skip
