"""Flaws in a question's wording that reveal its key or make it hard to read."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar

from quiz.generate import item_patterns
from quiz.model.pack import GAP, Kind
from quiz.model.question import Question
from quiz.text import sentence_end
from quiz.text.english import takes_an
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

Chosen = TypeVar("Chosen")

_MAX_SHORT_WORD = 3
"""Maximum length, in letters, of a word that a stem and its key may share."""
_MAX_SHORT_KEY_WORDS = 3
_MAX_LENGTH_RATIO = 1.25
_MIN_EXTRA_LETTERS = 4
_MAX_STEM_WORDS = 50
_BLANK = " \n…_–—"
"""Characters that mean a text is still missing; other signs may be an answer, as an operator is."""
_COMMON = frozenset(
    "about after also another been before being both came does done during each else first from gave goes "
    "have having here into itself just last like made make many more most much name named next only other "
    "over part same said says shown some such take than that their them then there these they thing this "
    "those took under until upon very want went were what when where which while whose will with without "
    "year years".split()
)
"""Words so common that a stem and its key share them without revealing anything."""

_TRUE_FALSE = (frozenset(("true", "false")), frozenset(("yes", "no")))
_KINDS_WITH_RULES = (Kind.TRUEFALSE, Kind.ODDONE)
"""The kinds whose stems have rules of their own."""
_DECIMAL_POINT = r"\d\.\d"
_FORMS = (
    "begins with an article",
    "begins with “a” or “an”",
    "has a digit",
    "has a quotation mark",
    "begins with a capital",
    "has a bracket",
    "has a decimal point",
)
"""Forms of an option that a player sees at first glance, in the order of `list_forms`."""


class ItemCheck(StrEnum):
    """A check of one question; its value is the name of the rule in `docs/packs.md`."""

    EMPTY_STEM = "empty-stem"
    LONG_STEM = "long-stem"
    KEY_IN_STEM = "key-in-stem"
    TWO_QUESTIONS = "two-questions"
    QUESTION_AS_STATEMENT = "question-as-statement"
    NO_END_MARK = "no-end-mark"
    REFERS_BACK = "refers-back"
    NEGATION = "negation"
    MISSING_MEDIA = "missing-media"
    REPEATED_WORD = "repeated-word"
    UNFOCUSED = "unfocused"
    EMPTY_OPTION = "empty-option"
    DOUBLE_OPTION = "double-option"
    SHARED_WORD = "shared-word"
    LONGEST_KEY = "longest-key"
    ODD_KEY = "odd-key"
    FULL_STOP_AT_KEY = "full-stop-at-key"
    ALL_OF_THESE = "all-of-these"
    NONE_OF_THESE = "none-of-these"
    LETTERS_AS_OPTIONS = "letters-as-options"
    OPTIONS_BY_PLACE = "options-by-place"
    HEDGED_OPTION = "hedged-option"
    TRUE_FALSE_AS_OPTIONS = "true-false-as-options"
    ARTICLE_AT_GAP = "article-at-gap"


class ItemFlaw(NamedTuple):
    """A failed check, with a sentence about what it found."""

    check: ItemCheck
    sentence: Text


_OptionCheck = Callable[[Question], str | None]
_StemCheck = Callable[[str, Kind], str | None]


def find_flaws(question: Question, *, english: bool = True) -> tuple[ItemFlaw, ...]:
    """List a question's flaws, those of the stem first; some checks are for English only."""
    return (*find_stem_flaws(question, english=english), *find_option_flaws(question, english=english))


def find_stem_flaws(question: Question, *, english: bool = True) -> tuple[ItemFlaw, ...]:
    """List the flaws that other options would not fix."""
    return find_wording_flaws(question.stem, question.kind, _key(question), english=english)


def find_wording_flaws(stem: Text, kind: Kind, key: str, *, english: bool = True) -> tuple[ItemFlaw, ...]:
    """List the flaws of a stem, whatever its wrong options are."""
    flaws = _find_text_flaws(stem, kind if kind in _KINDS_WITH_RULES else Kind.CHOICE, english=english)
    if kind is Kind.TRUEFALSE or not contains(stem, key):
        return flaws
    shown = ItemFlaw(ItemCheck.KEY_IN_STEM, Text(f"the question contains its answer, “{key}”"))
    return tuple(sorted((*flaws, shown), key=lambda flaw: _CHECK_ORDER.index(flaw.check)))


def find_option_flaws(question: Question, *, english: bool = True) -> tuple[ItemFlaw, ...]:
    """List the flaws that other options might fix; a statement and a typed answer have none."""
    if question.kind is Kind.TRUEFALSE or not question.options:
        return ()
    flaws = _check_options(question, _OPTION_CHECKS)
    if english:
        flaws += [*find_cues(question.options), *_check_options(question, _ENGLISH_OPTION_CHECKS)]
    return tuple(flaws)


def has_odd_option(options: Sequence[Text]) -> bool:
    """Return whether any option has a form that no other has, or lacks one that all others have."""
    odd = (1, len(options) - 1)
    return any(sum(form) in odd for form in zip(*map(list_forms, options), strict=True))


def put_odd_last(
    sets: Iterable[Chosen], list_options: Callable[[Chosen], Sequence[Text]]
) -> Iterator[Chosen]:
    """Yield sets of options, those with an odd option after all others."""
    odd: list[Chosen] = []
    for chosen in sets:
        if has_odd_option(list_options(chosen)):
            odd.append(chosen)
        else:
            yield chosen
    yield from odd


@lru_cache(maxsize=1 << 8)  # several kinds ask for a value with one stem, and a fact has one true statement
def _find_text_flaws(stem: str, kind: Kind, *, english: bool) -> tuple[ItemFlaw, ...]:
    """List the flaws of a stem that do not depend on its key."""
    checks = _ALL_STEM_CHECKS if english else _STEM_CHECKS
    found = ((check, find_fault(stem, kind)) for check, find_fault in checks)
    return tuple(ItemFlaw(check, Text(sentence)) for check, sentence in found if sentence is not None)


def _check_stem_is_not_empty(stem: str, _kind: Kind) -> str | None:
    return "the question has no words" if stem.strip(_BLANK) == "" else None


def _check_stem_length(stem: str, _kind: Kind) -> str | None:
    count = len(stem.split())
    if count <= _MAX_STEM_WORDS:
        return None
    return f"the question has {count} words; {_MAX_STEM_WORDS} are enough"


def _check_single_question(stem: str, _kind: Kind) -> str | None:
    return "this asks more than one question" if sentence_end.count_question_marks(stem) > 1 else None


def _check_statement_is_no_question(stem: str, kind: Kind) -> str | None:
    if kind is Kind.TRUEFALSE and sentence_end.is_question(stem):
        return "a statement ends with a question mark"
    return None


def _check_end_mark(stem: str, _kind: Kind) -> str | None:
    bare = sentence_end.strip_closers(stem)
    if not bare or bare.endswith(GAP) or sentence_end.has_end_mark(bare):
        return None
    return "the question has no full stop or question mark at its end"


def _check_references(stem: str, kind: Kind) -> str | None:
    if kind is not Kind.TRUEFALSE:
        return None
    blanked = _blank_quotations(stem)
    at_start = re.match(item_patterns.REFERENCE_AT_START, blanked)
    match = at_start or _search(item_patterns.REFERENCE, blanked)
    return f"“{match.group()}” refers to something that the statement doesn’t name" if match else None


def _check_negation(stem: str, kind: Kind) -> str | None:
    if kind is Kind.ODDONE:
        is_plain = re.search(item_patterns.CAPITAL_NOT, stem)
        return None if is_plain else "the question for the odd one has no NOT in capitals"
    match = _search(item_patterns.NEGATION, _blank_quotations(stem))
    if match is None:
        return None
    if kind is Kind.TRUEFALSE:
        return f"a statement with “{match.group()}” is hard to call true or false"
    return f"“{match.group()}” is easily overlooked in a question"


def _check_media(stem: str, _kind: Kind) -> str | None:
    match = _search(item_patterns.MEDIA, _blank_quotations(stem))
    return f"“{match.group()}” refers to something that is not there" if match else None


def _check_repeated_word(stem: str, _kind: Kind) -> str | None:
    return find_repeated_word(stem)


def find_repeated_word(text: str) -> str | None:
    """Return what is wrong with an English text in which a word appears twice in a row."""
    blanked = _blank_quotations(text)
    for match in re.finditer(item_patterns.REPEATED, blanked):
        first, second = match.groups()
        is_inside = bool(blanked[: match.start()].rstrip("“‘\"'(").strip())
        is_name = second[0].isupper() or (is_inside and first[0].isupper())  # Duran Duran, or In for indium
        if first.casefold() not in item_patterns.MAY_REPEAT and not is_name:
            return f"“{match.group()}” repeats a word"
    return None


def _check_focus(stem: str, _kind: Kind) -> str | None:
    return "the question has no subject of its own" if _search(item_patterns.OF_THESE, stem.strip()) else None


def _check_options(question: Question, checks: Iterable[tuple[ItemCheck, _OptionCheck]]) -> list[ItemFlaw]:
    found = [(check, find_fault(question)) for check, find_fault in checks]
    return [ItemFlaw(check, Text(sentence)) for check, sentence in found if sentence is not None]


def _check_options_are_not_empty(question: Question) -> str | None:
    is_blank = any(option.strip(_BLANK) == "" for option in question.options)
    return "an option has no words" if is_blank else None


def _check_options_differ(question: Question) -> str | None:
    folded = [fold(option) for option in question.options]
    if len(set(folded)) == len(folded):
        return None
    pairs = zip(question.options, folded, strict=True)
    double = next((option for option, text in pairs if folded.count(text) > 1), None)
    return f"the option “{double}” is there twice" if double is not None else None


def _check_shared_words(question: Question) -> str | None:
    if contains(question.stem, _key(question)):
        return None  # reported as a whole
    stem = _list_content_words(question.stem)
    shared = [word for word in _list_content_words(_key(question)) if word in stem]
    if not shared:  # as in most questions
        return None
    wrong = {word for option in _distractors(question) for word in _list_content_words(option)}
    clang = next((word for word in shared if word not in wrong), None)
    return f"only the right option repeats “{clang}” from the question" if clang else None


def _check_key_length(question: Question) -> str | None:
    key = _key(question)
    longest = max((len(option) for option in _distractors(question)), default=0)
    if len(key) < longest + _MIN_EXTRA_LETTERS:
        return None
    is_long = len(key) > _MAX_LENGTH_RATIO * longest or len(key.split()) > _MAX_SHORT_KEY_WORDS
    return "the right option is the longest by far" if is_long else None


def _check_key_form(question: Question) -> str | None:
    form = _find_odd_form(question.options, question.key) if len(question.options) > 2 else None
    if form is None:
        return None
    has_form = list_forms(_key(question))[form]
    return f"{'only the right option' if has_form else 'every option but the right one'} {_FORMS[form]}"


def _check_key_end(question: Question) -> str | None:
    if not _key(question).endswith(".") or any(option.endswith(".") for option in _distractors(question)):
        return None
    return "only the right option ends with a full stop"


def find_cues(options: Sequence[Text]) -> Iterator[ItemFlaw]:
    """Find options that are a cue in every question, or have no meaning when options are shuffled."""
    joined = " ".join(options).casefold()
    for check, (pattern, words), fault in _CUES:
        if any(map(joined.__contains__, words)):  # as in few questions
            option = next((option for option in options if _search((pattern, words), option)), None)
            if option is not None:
                yield ItemFlaw(check, Text(f"“{option}” {fault}"))


def _check_true_and_false(question: Question) -> str | None:
    words = frozenset(option.strip().casefold() for option in question.options)
    return "the options are true and false: write a statement" if words in _TRUE_FALSE else None


def _check_article(question: Question) -> str | None:
    match = re.search(item_patterns.ARTICLE_AT_GAP, question.stem)
    if match is None:
        return None
    article = (match.group(1) or match.group(2)).casefold()
    misfits = [option for option in question.options if takes_an(option) != (article == "an")]
    return f"“{article}” does not fit “{misfits[0]}”" if misfits else None


_CUES = (
    (ItemCheck.ALL_OF_THESE, item_patterns.ALL_OF_THESE, "is a cue: it is mostly right"),
    (ItemCheck.NONE_OF_THESE, item_patterns.NONE_OF_THESE, "is a cue: it is mostly wrong"),
    (
        ItemCheck.LETTERS_AS_OPTIONS,
        item_patterns.LETTERS,
        "names options by letter, but they are shuffled",
    ),
    (
        ItemCheck.OPTIONS_BY_PLACE,
        item_patterns.BY_POSITION,
        "names options by position, but they are shuffled",
    ),
    (ItemCheck.HEDGED_OPTION, item_patterns.HEDGES, "means something different to everyone"),
)
_STEM_CHECKS: tuple[tuple[ItemCheck, _StemCheck], ...] = (
    (ItemCheck.EMPTY_STEM, _check_stem_is_not_empty),
    (ItemCheck.LONG_STEM, _check_stem_length),
    (ItemCheck.TWO_QUESTIONS, _check_single_question),
    (ItemCheck.QUESTION_AS_STATEMENT, _check_statement_is_no_question),
    (ItemCheck.NO_END_MARK, _check_end_mark),
)
_ENGLISH_STEM_CHECKS: tuple[tuple[ItemCheck, _StemCheck], ...] = (
    (ItemCheck.REFERS_BACK, _check_references),
    (ItemCheck.NEGATION, _check_negation),
    (ItemCheck.MISSING_MEDIA, _check_media),
    (ItemCheck.REPEATED_WORD, _check_repeated_word),
    (ItemCheck.UNFOCUSED, _check_focus),
)
_ALL_STEM_CHECKS = (*_STEM_CHECKS, *_ENGLISH_STEM_CHECKS)
_OPTION_CHECKS: tuple[tuple[ItemCheck, _OptionCheck], ...] = (
    (ItemCheck.EMPTY_OPTION, _check_options_are_not_empty),
    (ItemCheck.DOUBLE_OPTION, _check_options_differ),
    (ItemCheck.SHARED_WORD, _check_shared_words),
    (ItemCheck.LONGEST_KEY, _check_key_length),
    (ItemCheck.ODD_KEY, _check_key_form),
    (ItemCheck.FULL_STOP_AT_KEY, _check_key_end),
)
_ENGLISH_OPTION_CHECKS: tuple[tuple[ItemCheck, _OptionCheck], ...] = (
    (ItemCheck.TRUE_FALSE_AS_OPTIONS, _check_true_and_false),
    (ItemCheck.ARTICLE_AT_GAP, _check_article),
)

_CHECK_ORDER = tuple(ItemCheck)
OPTION_CHECKS = frozenset(check for check, *_ in (*_OPTION_CHECKS, *_CUES, *_ENGLISH_OPTION_CHECKS))
"""The checks that other options might pass."""


def _key(question: Question) -> Text:
    return question.options[question.key] if question.options else question.answer


def _distractors(question: Question) -> list[Text]:
    return [option for number, option in enumerate(question.options) if number != question.key]


def _list_content_words(text: str) -> list[str]:
    return [word for word in fold(text).split() if len(word) > _MAX_SHORT_WORD and word not in _COMMON]


def _blank_quotations(text: str) -> str:
    """Empty the quotation marks in a text: titles may contain anything."""
    return re.sub(r"“[^”]*”|\"[^\"]*\"", "“”", text) if "“" in text or '"' in text else text


def _search(cue: tuple[str, tuple[str, ...]], text: str) -> re.Match[str] | None:
    pattern, words = cue
    return re.search(pattern, text) if any(map(text.casefold().__contains__, words)) else None


def _find_odd_form(options: Sequence[Text], index: int) -> int | None:
    """Return the index in `_FORMS` of a form in which this option differs from all others."""
    forms = zip(*map(list_forms, options), strict=True)
    return next((number for number, form in enumerate(forms) if form.count(form[index]) == 1), None)


@lru_cache(maxsize=1 << 10)
def list_forms(text: str) -> tuple[bool, ...]:
    """List which of `_FORMS` a text has; cached, as each option is compared in many sets."""
    folded = text.casefold()
    return (
        folded.startswith(("a ", "an ", "the ")),
        folded.startswith(("a ", "an ")),
        any(map(str.isdecimal, text)),
        any(mark in text for mark in '“”"'),
        text[:1].isupper(),
        "(" in text,
        re.search(_DECIMAL_POINT, text) is not None,
    )
