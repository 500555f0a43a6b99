"""English sentences that several values may make true, and events that may recur.

    <Lyon> is a city in France.                 so is Marseille
    A city in France is <Lyon>.                 another one is Marseille
    Liverpool won the European Cup in <1977>.   and in 1978

The value of such a sentence counts as open, unless its author has decided otherwise.
"""

import re
from collections.abc import Sequence

from quiz.model.pack import Value
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.format.marks import MarkedSentence

_CLAUSE_START = r"(?:^|[.?!:;,…—–] +)(?:[A-Z]?[\w’'-]+ ){0,3}[“‘\"'(]*$"
"""Matches before a value that is the subject of its clause; at most three words, as in `The pilot <…>`."""
_NOT_A_SUBJECT = frozenset(
    "about after against and as at before between beyond but by during for from had has have if in "
    "inside into is like near not of off on or out over since than through to towards under until was "
    "were when where which who whose with within without".split()
)
"""Words between the start of a clause and a value that is not its subject: `The son of <…>`."""


def _one_of(words: str) -> str:
    """Return a pattern for one of some words."""
    return f"(?:{'|'.join(words.split())})"


_BE = r"(?:is|was|are|were|became|becomes|remains?|remained|(?:has|had|have) been)"
_ADVERB = rf"(?:(?:\w+ly|{_one_of('also later once still now often long then again both all')}) )?"
_WHERE = _one_of("in on at for with under aboard against to live")
_PLURAL_NOUN = r"(?!across\b|always\b|this\b|his\b|its\b)[a-z]{3,}(?<![su])s\b(?! of\b)"
_NOT_SUPERLATIVE = _one_of(
    "west east rest best forest guest interest request test contest protest quest nest chest harvest "
    "conquest arrest invest priest budapest"
)
_UNIQUE = (
    r"\b(?:1\d{3}|20\d{2}|\d+(?:st|nd|rd|th)|"
    + _one_of(
        "first second third fourth fifth sixth seventh eighth ninth tenth last latest only sole most least"
    )
    + rf"|(?!{_NOT_SUPERLATIVE}\b)\w{{2,}}est)\b"
)
"""Matches words that leave one answer: a year, an ordinal or a superlative."""
_AFTER_SUBJECT = tuple(
    rf"^[”’\"')]*,? ?(?:who |which |that )?{_ADVERB}({phrase})\b"
    for phrase in (
        rf"{_BE} {_ADVERB}(?:an?|another|one of|among|part of|members? of)\b(?! (?:the )?$)",
        r"(?:is|was|are|were|lies?|lay|stands?|stood|sits?) (?:(?:situated|located|based|still|now|also) )?"
        r"(?:in|on|at|near|within|off)",
        r"belong(?:s|ed)? to|t(?:akes?|ook) part in|joins|" + _one_of("joined helped visited attended"),
        r"(?:flew|fly|flies|walked|landed|sailed) (?:on|in|with|aboard|to)",
        _one_of("plays played sings sang performs performed appears appeared acts acted stars starred danced")
        + f" {_WHERE}",
        _one_of(
            "competes competed fought serves served works worked studied taught lives lived raced trained"
        )
        + f" {_WHERE}",
        _one_of(
            "writes wrote makes made sang builds built painted composed recorded produced directed designed"
        )
        + f" {_PLURAL_NOUN}",
        _one_of("sells sold invented published translated discovered founded drew taught")
        + f" {_PLURAL_NOUN}",
        "co-?"
        + _one_of("founded wrote created directed discovered invented produced hosted starred designed"),
    )
)
"""Patterns for the text after a value that is the subject of its clause."""
_DETERMINER = _one_of("the an? its his her their more most less fewer no all half any up out for and")
_BARE_NOUN = rf"(?!{_DETERMINER}\b)[a-z]{{3,}}\b"
_BARE_PHRASE = rf"{_BARE_NOUN}(?: (?:than|over|in|with|at) {_BARE_NOUN}(?: {_BARE_NOUN})?)?"
_HABITS = tuple(
    rf"^[”’\"')]*,? ?({phrase})"
    for phrase in (
        rf"{_one_of('grows exports imports produces mines eats drinks speaks')} {_ADVERB}{_BARE_NOUN}",
        rf"(?:is|are) (?:\w+ly )?{_BARE_PHRASE}(?=[.!]?$)",
        rf"{_one_of('writes wrote composed recorded published directed made')} an? "
        r"(?:\w+ )?\w+ (?:about|on)\b(?![^.?!]* called\b)",
    )
)
"""Patterns for what is true of a value, and of others: `grows robusta`, `is sour`, `wrote an opera about`."""
_MISSED = r"^[”’\"')]*,? ?((?:scored|missed|saved) an?)\b"
_BEFORE_HABITAT = (
    r"\b((?:is|are) (?:(?:mostly|mainly|often|also|still) )?"
    r"(?:drunk|eaten|spoken|grown|worn|bred|farmed|common|popular) in)(?: the)? $"
)
_BEFORE_ADDED = r"\b((?:is|are) (?:an? )?(?!\w+ed\b)[a-z]+ with)(?: an?)? $"
_BEFORE_CUSTOM = r"(?:^|[.?!] )In(?: the)? $"
_CUSTOM = (
    rf"^, (?!{_DETERMINER}\b)((?:[a-z]+ ){{1,3}}(?:is|are) {_BARE_NOUN})"
    r"(?: (?!by\b)(?:(?!\bthe\b)[^.?!A-Z\d])*)?[.!]?$"
)
"""Matches after a place what is usual there, and nothing definite."""
_DEFEATED = (
    r"(?:(?<!\b[Tt]he )(?<!\ba )(?<!\bwas )(?<!\bwere )"
    r"(?:beat|beats|defeats|defeated|los(?:es|t) to)(?! of\b)"
    r"|(?:beaten|defeated) by)(?![^.?!]*\b(?:[Bb]attle|[Ss]iege)\b)"
)
"""Matches a victory over an opponent, who may be met again; a battle has one victor and one year."""
_PRIZES = (
    r"^[”’\"')]*,? ?((?:has |had )?" + _one_of("won wins hosted hosts received earned lost")
    + rf"|{_DEFEATED}|(?:was|were) (?:awarded|nominated|elected))\b"
)  # fmt: skip
"""Matches what happens to several, though not in one year."""
_WITH_OTHERS = (
    r"\b(?:with|alongside) (?:" + _one_of("an? his her their its one two three four several another")
    + r" )?(?:other |\w+ )?" + _one_of("partner colleague friend brother sister husband wife team other")
    + r"s?\b"
)  # fmt: skip
_BEFORE_MEMBER = (
    r"\b((?:one of|among)\b[^.?!]*\b(?:is|was|are|were|came|comes|stands?|stood))\b[^.?!,]{0,20}$"
)
_BEFORE_EXAMPLE = (
    r"\b(include[sd]?|including|features?|featured|starring|such as|for example|for instance"
    r"|(?:among|one of) (?:them|these|those))[,:]?(?: [^ .?!]+){0,6} ?[“\"']?$"
)
_BEFORE_PLACE = r"\b(there (?:is|was|are|were)) (?!no\b|only\b)[^.?!,]* (?:in|on|at|near) (?:the )?$"
_AFTER_MEMBER = r"\b(one of|among)\b(?! (?:the |its |his |her |their )?$)"
_BEFORE_WINNER = r"\b(won by)(?: the)? [“\"']?$"
_KIND_OF = (
    r"(?:^|[.?!:;…] )((?:An?|Another|One|Some) [^.?!,]*? (?:is|was|are|were))"
    r"(?: (the|an?))?(?: \w+ed)? [“\"']?$"
)
_HEDGE = (
    rf"(?<!that )\b({_BE} (?:{_one_of('often sometimes commonly frequently occasionally')}))\b"
    r"(?! (?:called|known|named|nicknamed|considered|regarded|described|referred)\b)"
)
"""Matches before what is true of one value at one time and of another at another."""
_NUMBERS = frozenset(("number", "year", "date"))
_QUANTITIES = PARSED_TYPES - _NUMBERS
"""Types with one value for each subject, however many subjects there are."""
_HAPPENED = _one_of("won wins hosted held elected re-elected nominated awarded crowned champions? victory")
_EVENT = (
    "(?:prime minister|"
    + _one_of(
        "cup league prize award title election championship medal tournament games olympics trophy oscar "
        "grammy emmy contest festival series final race match marathon tour president mayor chancellor "
        "governor pope senate parliament congress chair chairman chairwoman captain leader"
    )
    + ")s?"
)
_RECURRING = (
    rf"\b({_HAPPENED}\b[^.?!]*\b{_EVENT}|{_EVENT}\b[^.?!]*\b{_HAPPENED}|erupt(?:s|ed)|champions?"
    rf"|{_DEFEATED})\b"
)


def find_open_phrase(sentence: MarkedSentence, index: int, type_: str) -> str | None:
    """Return the words that suggest more right answers for the value of a mark, or `None`."""
    if type_ in _QUANTITIES:
        return None
    mark = sentence.marks[index]
    before, after = sentence.sentence[: mark.start], sentence.sentence[mark.end :]
    if phrase := _find_kind_of(before, after, mark.text, type_):
        return phrase
    if _is_subject(before) and (phrase := _find_after_subject(before, after)):
        return phrase
    if type_ in _NUMBERS:
        return None
    if phrase := _find_habit(before, after):
        return phrase
    for pattern in (_BEFORE_MEMBER, _BEFORE_EXAMPLE, _BEFORE_PLACE):
        if match := re.search(pattern, before, re.IGNORECASE):
            return match.group(1)
    if (match := re.search(_HEDGE, f"{before} _ {after}")) and not _is_unique(before, after):
        return match.group(1)
    if match := re.search(_BEFORE_WINNER, before):
        return None if _is_unique(before, after) else match.group(1)
    match = re.search(_AFTER_MEMBER, after, re.IGNORECASE) if _is_subject(before) else None
    return match.group(1) if match else None


def find_recurring_event(sentence: MarkedSentence, index: int, type_: str) -> str | None:
    """Return the words for an event that may have happened in other years too, or `None`."""
    if type_ not in ("year", "date"):
        return None
    mark = sentence.marks[index]
    rest = f"{sentence.sentence[: mark.start]} _ {sentence.sentence[mark.end :]}"
    match = re.search(_RECURRING, rest, re.IGNORECASE)
    if match is None or re.search(_UNIQUE, rest, re.IGNORECASE):
        return None
    return re.sub(r" +_ +", " … ", match.group(1))


def is_decided(value: Value) -> bool:
    """Return whether the author has decided how many answers a value has, or it is never asked for."""
    return bool(value.open or value.closed or value.has_other_answers or not value.asked)


def assume_open(values: Sequence[Value], phrases: Sequence[str | None]) -> tuple[Value, ...]:
    """Open the values with a phrase, except those that the author has decided about."""
    return tuple(
        value if phrase is None or is_decided(value) else value._replace(open=True, assumed_open=True)
        for value, phrase in zip(values, phrases, strict=True)
    )


def _is_unique(before: str, after: str) -> bool:
    return re.search(_UNIQUE, before + after, re.IGNORECASE) is not None


def _is_subject(before: str) -> bool:
    match = re.search(_CLAUSE_START, before)
    return match is not None and _NOT_A_SUBJECT.isdisjoint(match.group().casefold().split())


def _find_habit(before: str, after: str) -> str | None:
    """Find what is true of a value as a rule, and of others too, if nothing in the sentence is unique."""
    if _is_unique(before, after):
        return None
    matches = [re.search(pattern, before) for pattern in (_BEFORE_HABITAT, _BEFORE_ADDED)]
    if re.search(_BEFORE_CUSTOM, before):
        matches.append(re.search(_CUSTOM, after))
    if _is_subject(before):
        matches += [re.search(pattern, after) for pattern in _HABITS]
    match = next(filter(None, matches), None)
    return match.group(1) if match else None


def _find_after_subject(before: str, after: str) -> str | None:
    matches = (re.search(pattern, after) for pattern in (*_AFTER_SUBJECT, _MISSED))
    match = next(filter(None, matches), None)
    if match is not None:
        return match.group(1)
    match = re.search(_PRIZES, after)
    if match is not None and not _is_unique(before, after):
        return match.group(1)
    match = re.search(_WITH_OTHERS, after)
    return match.group() if match else None


def _find_kind_of(before: str, after: str, text: str, type_: str) -> str | None:
    """Find `A city in France is`, but not `A young swan is a`, which defines a word."""
    match = re.search(_KIND_OF, before)
    if match is None:
        return None
    article = match.group(2) or text.partition(" ")[0].casefold()
    is_definition = article in ("a", "an") and not text[:1].isupper()
    is_measure = type_ in _NUMBERS and after.strip(" ”\"')") not in (".", "!", "")
    return None if is_definition or is_measure else match.group(1)
