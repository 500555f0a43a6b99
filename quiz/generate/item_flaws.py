"""Find the faults of wording that give a question's key away or make it hard to read."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from quiz.model.pack import GAP, Kind
from quiz.model.question import Question
from quiz.text.english import takes_an
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

_LONG_WORDS = 3
_TOO_MUCH_LONGER = 1.25
_STEM_WORDS = 50
_BLANK = " \n…_–—"
"""What stands where words are still to come; other signs may be an answer, as an operator is."""
_COMMON = frozenset(
    "about after also another been before being both came does done during each else first from gave goes "
    "have having here into itself just last like made make many more most much name named next only other "
    "over part same said says shown some such take than that their them then there these they thing this "
    "those took under until upon very want went were what when where which while whose will with without "
    "year years".split()
)
"""Words so common that a stem and its key share them without giving anything away."""

# Patterns are texts, each compiled when it is first needed; beside most of them stand words without one of
# which they can't match, so that a round needs few of them.
_ALL_OF_THESE = r"(?i)\b(all|both) of (the above|these|them)\b|^all (the above|three|four)$", ("all", "both")
_NONE_OF_THESE = r"(?i)\b(none|neither) of (the above|these|them|those)\b", ("none", "neither")
_LETTERS = (
    r"^([Bb]oth )?\(?[A-F]\)?(,| and| or| &) \(?[A-F]\)?|^\d and \d only$",
    (", ", " and ", " or ", " & "),
)
_BY_PLACE = (
    r"(?i)\b(the (options?|answers?) (above|below)|(option|answer) [1-6a-f])\b",
    ("option", "answer"),
)
_HEDGES = (
    r"(?i)\b(usually|often|sometimes|rarely|frequently|occasionally)\b",
    ("ually", "often", "sometimes", "rarely", "frequently", "occasionally"),
)
_MEDIA = (
    r"(?i)\b((picture|image|photo|clip|sound|video|diagram|map) (shown|above|below|here)|shown (above|below)|"
    r"(listen to|look at) (this|the following))\b",
    (" shown", " above", " below", " here", "listen to", "look at"),
)
_NEGATION = r"\b(not|never|except)\b|n[’']t\b", ("not", "never", "except", "n’t", "n't")
_OF_THESE = (
    r"(?i)^which of (these|the following) (is|are) (true|right|correct|false|wrong)\?$",
    ("which of the",),
)
_REFERENCE = (
    r"(?i)^(?:he|she|they|this|that|these|those|his|her|its|their|then|also|afterwards|here)\b"
    r"|^it\b(?! (?:is|was|took)\b.* (?:that|who)\b)"
    r"|^(?:\S+ ){1,4}?also\b|\b(?:this|these|the (?:former|latter))\b"
)
_REPEATED = r"(?i)\b([a-z]+) \1\b"
_MAY_REPEAT = frozenset(("had", "that", "is", "no", "bye", "pom", "go"))
_ARTICLE_AT_GAP = rf"(?i)\b(an?) [“\"'(]*{GAP}|\b(an?)\s*:?\s*$"
_TRUE_FALSE = (frozenset(("true", "false")), frozenset(("yes", "no")))


class Flaw(NamedTuple):
    """One fault: its stable name and a sentence about it."""

    name: str
    sentence: Text


ItemCheck = Callable[[Question], str | None]


def find_flaws(question: Question, *, english: bool = True) -> tuple[Flaw, ...]:
    """List a question's faults, those of the stem first; words are looked at in English only."""
    return (*find_stem_flaws(question, english=english), *find_option_flaws(question, english=english))


def find_stem_flaws(question: Question, *, english: bool = True) -> tuple[Flaw, ...]:
    """List the faults that no other options would mend."""
    return tuple(_found(question, _STEM, _STEM_IN_ENGLISH if english else ()))


def find_option_flaws(question: Question, *, english: bool = True) -> tuple[Flaw, ...]:
    """List the faults that other options might mend; a statement has none."""
    if question.kind is not Kind.CHOICE:
        return ()
    return tuple(_found(question, _OPTIONS, _OPTIONS_IN_ENGLISH if english else ()))


def has_odd_option(options: Sequence[Text]) -> bool:
    """Say whether one of the options has a form by itself, whichever it is."""
    odd = (1, len(options) - 1)
    return any(sum(signs) in odd for signs in zip(*map(_signs, options), strict=True))


def is_odd_option(options: Sequence[Text], index: int) -> bool:
    """Say whether an option has a form that no other has, or lacks one that all others have."""
    return any(signs.count(signs[index]) == 1 for signs in zip(*map(_signs, options), strict=True))


# The stem


def _is_empty(question: Question) -> str | None:
    return "the question has no words" if question.stem.strip(_BLANK) == "" else None


def _is_long(question: Question) -> str | None:
    count = len(question.stem.split())
    return f"the question has {count} words; {_STEM_WORDS} are enough" if count > _STEM_WORDS else None


def _tells_key(question: Question) -> str | None:
    if question.kind is Kind.CHOICE and contains(question.stem, _key(question)):
        return f"the question contains its answer, “{_key(question)}”"
    return None


def _asks_twice(question: Question) -> str | None:
    return "more than one thing is asked" if question.stem.count("?") > 1 else None


def _is_asked_as_statement(question: Question) -> str | None:
    is_question = question.stem.rstrip("”’\"') ").endswith("?")
    if question.kind is Kind.TRUEFALSE and is_question:
        return "a statement ends with a question mark"
    return None


def _has_no_end(question: Question) -> str | None:
    stem = question.stem.rstrip("”’\"') ")
    if not stem or stem.endswith((".", "?", "!", "…", ":", GAP)):
        return None
    return "the question has no full stop or question mark at its end"


def _refers_back(question: Question) -> str | None:
    if question.kind is not Kind.TRUEFALSE:
        return None
    match = re.search(_REFERENCE, _without_quotations(question.stem))
    if match is None:
        return None
    return f"“{match.group()}” refers to something that the statement doesn’t name"


def _negates(question: Question) -> str | None:
    match = _search(_NEGATION, _without_quotations(question.stem))
    if match is None:
        return None
    if question.kind is Kind.TRUEFALSE:
        return f"a statement with “{match.group()}” is hard to call true or false"
    return f"“{match.group()}” is easily read over in a question"


def _needs_media(question: Question) -> str | None:
    match = _search(_MEDIA, _without_quotations(question.stem))
    return f"“{match.group()}” speaks of something that is not there" if match else None


def _repeats_word(question: Question) -> str | None:
    for match in re.finditer(_REPEATED, _without_quotations(question.stem)):
        if match.group(1).casefold() not in _MAY_REPEAT and not match.group(1)[0].isupper():
            return f"“{match.group()}” repeats a word"
    return None


def _is_unfocused(question: Question) -> str | None:
    return "the question has no subject of its own" if _search(_OF_THESE, question.stem.strip()) else None


# The options


def _has_empty(question: Question) -> str | None:
    is_blank = any(option.strip(_BLANK) == "" for option in question.options)
    return "an option has no words" if is_blank else None


def _has_double(question: Question) -> str | None:
    folds = [fold(option) for option in question.options]
    double = next(
        (option for option, text in zip(question.options, folds, strict=True) if folds.count(text) > 1), None
    )
    return f"the option “{double}” is there twice" if double is not None else None


def _shares_word(question: Question) -> str | None:
    stem = _content_words(question.stem)
    key = [word for word in _content_words(_key(question)) if word in stem]
    others = {word for option in _distractors(question) for word in _content_words(option)}
    clang = next((word for word in key if word not in others), None)
    return f"only the right option repeats “{clang}” from the question" if clang else None


def _is_longest(question: Question) -> str | None:
    key = _key(question)
    longest = max((len(option) for option in _distractors(question)), default=0)
    if len(key) <= longest:
        return None
    much = len(key) > _TOO_MUCH_LONGER * longest and len(key) - longest > 3
    several = len(key.split()) > _LONG_WORDS and len(key) > longest + 3
    return "the right option is the longest by far" if much or several else None


def _is_odd_one(question: Question) -> str | None:
    if len(question.options) > 2 and is_odd_option(question.options, question.key):
        return f"only the right option is written as “{_key(question)}” is"
    return None


def _ends_alone_with_stop(question: Question) -> str | None:
    others = any(option.endswith(".") for option in _distractors(question))
    return (
        "only the right option ends with a full stop" if _key(question).endswith(".") and not others else None
    )


def _offers_all(question: Question) -> str | None:
    return _quoted(question, _ALL_OF_THESE, "is a cue: it is mostly right")


def _offers_none(question: Question) -> str | None:
    return _quoted(question, _NONE_OF_THESE, "is a cue: it is mostly wrong")


def _offers_letters(question: Question) -> str | None:
    return _quoted(question, _LETTERS, "speaks of options by letter, and options are shuffled")


def _speaks_of_place(question: Question) -> str | None:
    return _quoted(question, _BY_PLACE, "speaks of options by place, and options are shuffled")


def _hedges(question: Question) -> str | None:
    return _quoted(question, _HEDGES, "means something else to everybody")


def _offers_true_and_false(question: Question) -> str | None:
    words = frozenset(option.strip().casefold() for option in question.options)
    return "the options are true and false: write a statement" if words in _TRUE_FALSE else None


def _betrays_article(question: Question) -> str | None:
    match = re.search(_ARTICLE_AT_GAP, question.stem)
    if match is None:
        return None
    article = (match.group(1) or match.group(2)).casefold()
    misfits = [option for option in question.options if takes_an(option) != (article == "an")]
    return f"“{article}” does not fit “{misfits[0]}”" if misfits else None


def _found(question: Question, *tables: tuple[tuple[str, ItemCheck], ...]) -> Iterator[Flaw]:
    for table in tables:
        for name, rule in table:
            sentence = rule(question)
            if sentence is not None:
                yield Flaw(name, Text(sentence))


_STEM: tuple[tuple[str, ItemCheck], ...] = (
    ("empty-stem", _is_empty),
    ("long-stem", _is_long),
    ("key-in-stem", _tells_key),
    ("two-questions", _asks_twice),
    ("question-as-statement", _is_asked_as_statement),
)
_STEM_IN_ENGLISH: tuple[tuple[str, ItemCheck], ...] = (
    ("no-end-mark", _has_no_end),
    ("refers-back", _refers_back),
    ("negation", _negates),
    ("missing-media", _needs_media),
    ("repeated-word", _repeats_word),
    ("unfocused", _is_unfocused),
)
_OPTIONS: tuple[tuple[str, ItemCheck], ...] = (
    ("empty-option", _has_empty),
    ("double-option", _has_double),
    ("shared-word", _shares_word),
    ("longest-key", _is_longest),
    ("odd-key", _is_odd_one),
    ("full-stop-at-key", _ends_alone_with_stop),
)
_OPTIONS_IN_ENGLISH: tuple[tuple[str, ItemCheck], ...] = (
    ("all-of-these", _offers_all),
    ("none-of-these", _offers_none),
    ("letters-as-options", _offers_letters),
    ("options-by-place", _speaks_of_place),
    ("hedged-option", _hedges),
    ("true-false-as-options", _offers_true_and_false),
    ("article-at-gap", _betrays_article),
)
Rule = tuple(name for table in (_STEM, _STEM_IN_ENGLISH, _OPTIONS, _OPTIONS_IN_ENGLISH) for name, _ in table)
"""Every fault’s name, as `docs/packs.md` lists them."""


def _key(question: Question) -> Text:
    return question.options[question.key]


def _distractors(question: Question) -> list[Text]:
    return _without(question.options, question.key)


def _without(options: Sequence[Text], index: int) -> list[Text]:
    return [option for number, option in enumerate(options) if number != index]


def _content_words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) > _LONG_WORDS and word not in _COMMON]


def _without_quotations(text: str) -> str:
    """Leave out what stands in quotation marks: titles may say what they like."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "“”", text) if "“" in text or '"' in text else text


def _search(cue: tuple[str, tuple[str, ...]], text: str) -> re.Match[str] | None:
    pattern, words = cue
    folded = text.casefold()
    return re.search(pattern, text) if any(word in folded for word in words) else None


def _quoted(question: Question, cue: tuple[str, tuple[str, ...]], fault: str) -> str | None:
    _, words = cue
    together = " ".join(question.options).casefold()
    if not any(word in together for word in words):
        return None
    option = next((option for option in question.options if _search(cue, option)), None)
    return f"“{option}” {fault}" if option is not None else None


@lru_cache(maxsize=1 << 10)
def _signs(text: str) -> tuple[bool, ...]:
    """Say what is seen of a text at first sight; it is asked often of the options of one question."""
    folded = text.casefold()
    return (
        folded.startswith(("a ", "an ", "the ")),
        folded.startswith(("a ", "an ")),
        any(map(str.isdecimal, text)),
        any(mark in text for mark in '“”"'),
        text[:1].isupper(),
        "(" in text,
    )
