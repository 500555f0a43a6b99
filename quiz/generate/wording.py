"""Word stems, statements and explanations out of a fact's own sentences."""

import re
from collections.abc import Collection, Iterable, Mapping

from quiz.generate import cloze
from quiz.generate.values.parse import COUNT_TYPES, PARSED_TYPES, TIME_TYPES, find_suffix, has_noun
from quiz.model.pack import GAP, Citation, Fact, Pack, Source, Value
from quiz.text.english import capitalize_start, cardinal, format_date, join_words, takes_an
from quiz.text.normalize import contains
from quiz.text.safe import Text

# Patterns are texts here and in the modules beside this one: each is compiled when it is first needed,
# and a round seldom needs them all.
_END = r"[.?!…]?[”’\"')\]]*\s*$"
_OPENING = "“‘\"'(["
_OF_MONEY = ("$", "£", "€")
# Beside the patterns of hedges stand the words that they end and begin with: most sentences have none of them
# there, and are not searched.
_BOUND = (
    r"(?i)\b(?:over|under|above|below|beyond|exceed(?:s|ed|ing)?|more than|less than|fewer than|at least|"
    r"at most|no (?:more|less|fewer|later|earlier) than|up to|as (?:many|much|few|little|early|late) as|"
    r"within|longer than|shorter than|(?:the|a) top|passed|reached|minimum of|maximum of)\s+(?:[$£€]\s*)?$"
    r"|^(?:over|under|more than|less than|fewer than|at least|at most|up to)\s",
    frozenset(
        "over under above below beyond exceed exceeds exceeded exceeding than least most to as within top "
        "passed reached of".split()
    ),
    frozenset("over under more less fewer at up".split()),
)
_BOUND_IN_TIME = frozenset("by before after since until till from through".split())
_PART_OF_TIME = r"(?i)\bthe (?:end|start|beginning) of\s+$"
_VAGUE = (
    r"(?i)\b(?:about|around|almost|nearly|roughly|approximately|some|circa|close to)\s+(?:[$£€]\s*)?$"
    r"|^(?:about|around|almost|nearly|roughly|approximately|some|circa)\s",
    frozenset("about around almost nearly roughly approximately some circa to".split()),
    frozenset("about around almost nearly roughly approximately some circa".split()),
)
_DETERMINERS = frozenset("a an the his her its their".split())
_LEADING = _DETERMINERS | {"number"}
"""What goes with a value wherever it goes: `the Alps`, `number three`."""
_GOVERNING = frozenset(
    "about after against as at before behind between by for from in inside into like near of off on out "
    "outside over than through to under up with is are was were be been".split()
)
"""After such a word a bare noun or adjective stands as it is; after others it may be a verb."""
_LIKE_A_VERB = r"(?:is|[a-z]+(?:[^\W_suio]s|ed|ing))\b"
"""`dies`, `is shot`, `killed`, `boring`, and not `arsenic`, `phosphorus` or `brass`."""
_NEGATION = r"(?i)\b(?:not|never|no|nobody|nothing|nor|neither|none|without)\b|n[’']t\b"
_LISTED_AT_MOST = 3
"""So many right answers are all named where one of them was got wrong."""
_MID_SENTENCE = frozenset(
    "a an the in on at by for from of to with after before during when where who whom whose which what how "
    "why as until since near outside inside under over his her its their he she it they this that these "
    "those there any no not none neither all every another nobody nothing both here one two three four five "
    "some many most each just through between".split()
)
"""Words that begin a sentence with a capital and lose it when something is put before them."""


def is_english(pack: Pack) -> bool:
    """Say whether the rules of English hold for a pack."""
    return pack.language.casefold().split("-")[0] == "en"


def stem(fact: Fact, value: Value, *, english: bool, ask: Text | None = None) -> Text:
    """Word the question whose answer is the value: in its author's words, or as the sentence with a gap.

    Of several wordings it is the first one, unless `ask` is another.
    """
    asked = ask or value.ask
    if asked is None:
        asked = Text(cloze.make_cloze(fact, value) if english else _with(fact, value, GAP))
    tells_key = fact.as_of is not None and contains(value.text, fact.as_of[:4])
    said = asked if tells_key else add_date(asked, fact.as_of, english=english)
    return _attributed(said, fact, value, english=english)


def statement(fact: Fact, value: Value, shown: str, *, english: bool) -> Text:
    """Word the fact with another value in the value's place, or with its own."""
    put = capitalize_start(shown) if _begins_sentence(fact, value) else shown
    said = cloze.fill_value(fact, value, put) if english else _with(fact, value, put)
    return _attributed(add_date(said, fact.as_of, english=english), fact, value, english=english)


def option(fact: Fact, value: Value, text: Text, *, english: bool) -> Text:
    """Word a value as it stands among the options: with its article, if the sentence with the gap lost it."""
    is_in_gap = english and value.ask is None and cloze.takes_article(fact, value)
    return Text(cloze.with_article(text)) if is_in_gap else text


def explanation(fact: Fact, sources: Mapping[str, Source], *, english: bool) -> Text:
    """Say the fact, whose claim it is, as of when, and whether independent sources agree."""
    parts: list[str] = [add_date(fact.sentence, fact.as_of, english=english)]
    if fact.more:
        parts.append(fact.more)
    if english:
        parts.extend(_said_by(fact))
        parts.extend(_agreement(fact.citations, sources))
    return Text(" ".join(parts))


def correction(fact: Fact, value: Value, shown: Text, true: Text, said: Text, *, english: bool) -> Text:
    """Explain a false statement by its fact's explanation, and say what is true instead of what was shown.

    Where the value ends the sentence, that is said in it: `It was built by Ada, not Max.`
    """
    if not english:
        return said
    reason = _why_wrong(value, shown)
    quoted = any(re.match(_LIKE_A_VERB, one) for one in (shown, true))
    shown, true = (Text(_mentioned(fact, value, one, quoted=quoted)) for one in (shown, true))
    end = _contrast_at(fact, value, shown)
    if end is not None:
        return Text(f"{said[:end]}, not {_without_noun(value, shown)}{reason}{said[end:]}")
    if value.also and (value.open or len(value.also) >= _LISTED_AT_MOST):
        instead = f"but, among others, {true}"
    else:
        right = [true, *(_mentioned(fact, value, other, quoted=quoted) for other in value.also)]
        instead = f"but {join_words(right, 'or')}"
    return Text(f"Not {shown}{reason} {instead}. {said}")


def is_bound(fact: Fact, value: Value) -> bool:
    """Say whether a number is only a bound, so that others would be as true: `over 8 million`, `by 2003`."""
    if value.type in TIME_TYPES:
        before = fact.sentence[: value.start]
        if cloze.last_word(before) == "of":
            before = re.sub(_PART_OF_TIME, "", before)
        if cloze.last_word(before) in _BOUND_IN_TIME:
            return True
    return _is_hedged(fact, value, *_BOUND)


def is_vague(fact: Fact, value: Value) -> bool:
    """Say whether a number is only about right: `about 8 million`."""
    return _is_hedged(fact, value, *_VAGUE)


def is_repeated_in_sentence(fact: Fact, value: Value) -> bool:
    """Say whether the sentence tells a name once more, so that no other would be taken for true."""
    if value.type in PARSED_TYPES:
        return False
    return contains(f"{fact.sentence[: value.start]} {GAP} {fact.sentence[value.end :]}", value.text)


def add_date(sentence: str, as_of: str | None, *, english: bool) -> Text:
    """Say as of when, unless the year is there already."""
    if as_of is None or contains(sentence, as_of[:4]):
        return Text(sentence)
    when = f" (as of {format_date(as_of)})" if english else f" ({as_of})"
    end = re.search(_END, sentence)
    at = end.start() if end else len(sentence)
    return Text(sentence[:at] + when + sentence[at:])


def claimant_name(attribution: Text | None) -> Text | None:
    """Give the name alone: `Jennifer Love Hewitt` of `Jennifer Love Hewitt, to Entertainment Tonight`."""
    return None if attribution is None else Text(attribution.split(",", 1)[0].strip())


def count_independent_sources(citations: Iterable[Citation], sources: Mapping[str, Source]) -> int:
    """Count the sources of which none depends on another, nor on one that another depends on too."""
    taken: set[str] = set()
    count = 0
    for citation in citations:
        roots = _roots(citation.source, sources)
        if not roots & taken:
            count += 1
        taken |= roots
    return count


def _with(fact: Fact, value: Value, put: str) -> str:
    return fact.sentence[: value.start] + put + fact.sentence[value.end :]


def _attributed(sentence: Text, fact: Fact, value: Value, *, english: bool) -> Text:
    """Name the claimant first, unless the sentence does or the claimant is the answer."""
    name = claimant_name(fact.attribution)
    if not name:
        return sentence
    surname = name.split()[-1]
    if contains(sentence, surname) or contains(value.text, surname):
        return sentence
    if not english:
        return Text(f"{name}: {sentence}")
    first, space, rest = sentence.partition(" ")
    if first.casefold() in _MID_SENTENCE:
        return Text(f"According to {name}, {first.casefold()}{space}{rest}")
    return Text(f"According to {name}: {sentence}")


def _begins_sentence(fact: Fact, value: Value) -> bool:
    bare = fact.sentence[: value.start].rstrip(_OPENING)
    ended = bare.rstrip()
    return not bare or (ended != bare and ended.endswith((".", "!", "?")))


def _is_hedged(
    fact: Fact, value: Value, pattern: str, last_words: Collection[str], first_words: Collection[str]
) -> bool:
    """Say whether a pattern stands right before a value, or begins it or its sentence."""
    before = fact.sentence[: value.start]
    bare = before.rstrip()
    last = cloze.last_word(bare[:-1] if bare.endswith(_OF_MONEY) else before)
    if last in last_words and re.search(pattern, before):
        return True
    texts = (text for text in (before, value.text) if cloze.first_word(text) in first_words)
    return any(re.match(pattern, f"{text} ") for text in texts)


def _said_by(fact: Fact) -> list[str]:
    name = claimant_name(fact.attribution)
    if fact.attribution is None or not name:
        return []
    rest = fact.attribution[len(name) :].strip(" ,")
    if contains(fact.sentence, name.split()[-1]):
        return [f"Said {rest}."] if rest.startswith(("to ", "in ", "on ")) else []
    return [f"Said by {fact.attribution}."]


def _agreement(citations: Iterable[Citation], sources: Mapping[str, Source]) -> list[str]:
    count = count_independent_sources(citations, sources)
    number = cardinal(count)
    return [f"{number.capitalize()} independent sources agree."] if count > 1 else []


def _roots(source: Source, sources: Mapping[str, Source]) -> set[str]:
    """Collect the source and every one that it depends on, however indirectly."""
    roots = {source.id}
    left = list(source.depends_on)
    while left:
        name = left.pop()
        if name not in roots:
            roots.add(name)
            left.extend(sources[name].depends_on if name in sources else ())
    return roots


def _mentioned(fact: Fact, value: Value, text: str, *, quoted: bool) -> str:
    """Put a value in a phrase of its own: with its article, in its quotation marks, or in some if needed."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if before.endswith("“") and after.startswith("”"):
        return f"“{text}”"
    word = cloze.last_word(before)
    has_determiner = cloze.first_word(text) in _DETERMINERS
    if word in ("a", "an") and not has_determiner:
        return f"{'an' if takes_an(text) else 'a'} {text}"
    if word in _LEADING and not has_determiner:
        return f"{word} {text}"
    is_phrase = (
        quoted
        and value.type not in PARSED_TYPES
        and word not in _GOVERNING
        and text[:1].islower()
        and not has_determiner
        and "“" not in text
    )
    return f"“{text}”" if is_phrase else text


def _contrast_at(fact: Fact, value: Value, shown: str) -> int | None:
    """Find where a sentence takes `, not B` after its value; `None` where that would not read well."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    is_quoted = before.endswith("“") and after.startswith("”")
    end = value.end + is_quoted
    reads_badly = (
        value.also
        or fact.sentence[end:].strip() not in (".", "!")
        or before.endswith(", ")
        or re.search(_NEGATION, before)
        or (shown.startswith("“") and not is_quoted)
    )
    return None if reads_badly else end


def _without_noun(value: Value, shown: str) -> str:
    """Leave out what the number counts where it has been said of the right one: `three weeks, not two`."""
    noun = find_suffix(shown) if value.type in COUNT_TYPES else ""
    is_said = find_suffix(value.text) == noun and re.match(r"\s[^\W\d_]{2}", noun) and has_noun(noun)
    return shown.removesuffix(noun) if is_said else shown


def _why_wrong(value: Value, shown: str) -> str:
    """Say in brackets why a declared value is wrong: so `he` and `this song` mean that value alone."""
    if shown not in value.wrong or not value.wrong_because:
        return ""
    reason = value.wrong_because[value.wrong.index(shown)].rstrip(". ")
    first, space, rest = reason.partition(" ")
    begins = first.casefold() if first.casefold() in _MID_SENTENCE else first
    return f" ({begins}{space}{rest})"
