"""Stems, statements, options and explanations, written from the sentences of facts.

Example: `It was built by <Ada>.` is asked as `It was built by _____.` A false statement with Max in it is
explained with `It was built by Ada, not Max.`
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from quiz.generate import cloze
from quiz.generate.values.parse import COUNT_TYPES, TIME_TYPES, find_suffix, has_noun
from quiz.model.pack import GAP, Citation, Fact, Source, Value
from quiz.model.value_types import PARSED_TYPES
from quiz.text.english import capitalize_start, cardinal, format_date, join_words, with_article
from quiz.text.normalize import contains, same
from quiz.text.safe import Text
from quiz.text.sentence_end import find_end

# Patterns are texts in this package: each is compiled when it is first needed, and a round seldom needs all.
_OPENING = "“‘\"'(["
_OF_MONEY = ("$", "£", "€")
# The last and first words that a hedge can have follow its pattern. Most sentences have none of these words
# in the right position, so they need no search.
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
"""Words that stay with a value in every sentence: `the Alps`, `number three`."""
_GOVERNING = frozenset(
    "about after against as at before behind between by for from in inside into like near of off on out "
    "outside over than through to under up with is are was were be been".split()
)
"""Words before a bare noun or adjective; after any other word it may be a verb."""
_LIKE_A_VERB = r"(?:is|[a-z]+(?:[^\W_suio]s|ed|ing))\b"
"""Matches `dies`, `is shot`, `killed` and `boring`, but not `arsenic`, `phosphorus` or `brass`."""
_NOUN_AFTER = r" (?!\w*(?:s|ed|ing)\b)[a-z]+(?:[.!?,;]| (?:at|by|in|near|of|on|with)\b)"
"""Matches the noun of an adjective, whose article doesn't belong to the value: `a <green> light.`"""
_NEGATION = r"(?i)\b(?:not|never|no|nobody|nothing|nor|neither|none|without)\b|n[’']t\b"
_MAX_LISTED = 3
"""Maximum number of right answers that a correction lists completely."""
_MID_SENTENCE = frozenset(
    "a an the in on at by for from of to with after before "  # prose: ok
    "during when where who whom whose which what how why as until since near outside inside under over his "
    "her its their he she it they this that these those there any no not none neither all every another "
    "nobody nothing both here one two three four five some many most each just through between".split()
)
"""Words that lose the capital of a sentence's beginning when other words precede them."""


def write_stem(fact: Fact, value: Value, *, english: bool, ask: Text | None = None) -> Text:
    """Write the question whose answer is the value: `ask`, the author's, or the sentence with a gap."""
    question = ask or value.ask
    if question is None:
        question = Text(cloze.make_cloze(fact, value) if english else fact.sentence_with(GAP, value))
    return _attribute(question, fact, value, english=english)


def write_statement(fact: Fact, value: Value, shown: str, *, english: bool) -> Text:
    """Write the fact's sentence with `shown` in the place of the value."""
    text = capitalize_start(shown) if _begins_sentence(fact, value) else shown
    sentence = cloze.fill_value(fact, value, text) if english else fact.sentence_with(text, value)
    return _attribute(Text(sentence), fact, value, english=english)


def write_option(fact: Fact, value: Value, text: Text, *, english: bool) -> Text:
    """Write a value as an option: with its article, if the sentence with the gap has lost it."""
    is_article_lost = english and value.ask is None and cloze.takes_article(fact, value)
    return Text(cloze.add_article(text)) if is_article_lost else text


def write_explanation(fact: Fact, sources: Mapping[str, Source], *, english: bool) -> Text:
    """Write the fact, its date and claimant, and whether several sources confirm it."""
    sentence = add_date(fact.sentence, fact.as_of, english=english)
    remarks = write_remarks(fact, sources) if english else None
    return Text(" ".join(part for part in (sentence, remarks, fact.more) if part))


def write_remarks(fact: Fact, sources: Mapping[str, Source]) -> Text | None:
    """Write who claims a fact, and whether several independent sources confirm it."""
    remarks = [*_write_claim(fact), *_write_agreement(fact.citations, sources)]
    return Text(" ".join(remarks)) if remarks else None


def write_correction(
    fact: Fact, value: Value, shown: Text, true: Text, sentence: Text, *, english: bool
) -> Text:
    """Write the correction of a false statement, with the true value and the false one that it showed.

    If the value ends the sentence, the sentence contrasts them: `It was built by Ada, not Max.`

    Args:
        fact: The fact.
        value: The value of the fact that the statement replaced.
        shown: The false value.
        true: The value as it is written inside a sentence.
        sentence: The fact's sentence.
        english: Whether the pack is in English.
    """
    if not english:
        return sentence
    reason = _write_reason(value, shown)
    quoted = any(re.match(_LIKE_A_VERB, text) for text in (shown, true))
    shown, true = (Text(_write_mention(fact, value, text, quoted=quoted)) for text in (shown, true))
    end = _find_contrast_end(fact, value, shown)
    if end is not None:
        return Text(f"{sentence[:end]}, not {_remove_noun(value, shown)}{reason}{sentence[end:]}")
    others = value.also
    if value.group is not None:
        others = tuple(text for text in value.group.texts if not same(text, value.text))
    if others and (value.open or len(others) >= _MAX_LISTED):  # too many to name, and the sentence has one
        return Text(f"Not {shown}{reason}. {sentence}")
    right = [true, *(_write_mention(fact, value, also, quoted=quoted) for also in others)]
    return Text(f"Not {shown}{reason} but {join_words(right)}. {sentence}")


def find_wrong_reason(value: Value, text: str) -> str | None:
    """Return the author's clause with the reason why a text is wrong, if there is one."""
    if text not in value.wrong or not value.wrong_because:
        return None
    return value.wrong_because[value.wrong.index(text)].rstrip(". ") or None


def is_bound(fact: Fact, value: Value) -> bool:
    """Return whether a number is only a bound, so that others are true too: `over 8 million`, `by 2003`."""
    if value.type in TIME_TYPES:
        before = fact.sentence[: value.start]
        if cloze.find_last_word(before) == "of":
            before = re.sub(_PART_OF_TIME, "", before)
        if cloze.find_last_word(before) in _BOUND_IN_TIME:
            return True
    return _is_hedged(fact, value, *_BOUND)


def is_vague(fact: Fact, value: Value) -> bool:
    """Return whether a number is only approximate: `about 8 million`."""
    return _is_hedged(fact, value, *_VAGUE)


def is_repeated_in_sentence(fact: Fact, value: Value) -> bool:
    """Return whether the rest of the sentence repeats a name, so that any other would look false."""
    if value.type in PARSED_TYPES:
        return False
    return contains(fact.sentence_with(f" {GAP} ", value), value.text)


def add_date(sentence: str, as_of: str | None, *, english: bool) -> Text:
    """Add the date at which a sentence was true, unless it contains the year."""
    if as_of is None or contains(sentence, as_of[:4]):
        return Text(sentence)
    when = f" (as of {format_date(as_of)})" if english else f" ({as_of})"
    at = find_end(sentence)
    return Text(sentence[:at] + when + sentence[at:])


def claimant_name(attribution: Text | None) -> Text | None:
    """Return the name in an attribution: `Ada Byron` from `Ada Byron, to The Paper`."""
    return None if attribution is None else Text(attribution.split(",", 1)[0].strip())


def count_independent_sources(citations: Iterable[Citation], sources: Mapping[str, Source]) -> int:
    """Count the cited sources that neither depend on one another nor share a source they depend on.

    Question banks don't count: they repeat answers and support none.
    """
    taken: set[str] = set()
    count = 0
    for citation in citations:
        if citation.source.is_question_bank:
            continue
        roots = _collect_roots(citation.source, sources)
        if not roots & taken:
            count += 1
        taken |= roots
    return count


def _attribute(sentence: Text, fact: Fact, value: Value, *, english: bool) -> Text:
    """Attribute a sentence to its claimant, unless the sentence or the answer names the claimant."""
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
    """Return whether a pattern matches right before a value, or at its start or the start of its sentence."""
    before = fact.sentence[: value.start]
    bare = before.rstrip()
    last = cloze.find_last_word(bare[:-1] if bare.endswith(_OF_MONEY) else before)
    if last in last_words and re.search(pattern, before):
        return True
    texts = (text for text in (before, value.text) if cloze.find_first_word(text) in first_words)
    return any(re.match(pattern, f"{text} ") for text in texts)


def _write_claim(fact: Fact) -> list[str]:
    name = claimant_name(fact.attribution)
    if fact.attribution is None or not name:
        return []
    rest = fact.attribution[len(name) :].strip(" ,")
    if contains(fact.sentence, name.split()[-1]):
        return [f"Said {rest}."] if rest.startswith(("to ", "in ", "on ")) else []
    return [f"Said by {fact.attribution}."]


def _write_agreement(citations: Sequence[Citation], sources: Mapping[str, Source]) -> list[str]:
    count = count_independent_sources(citations, sources) if len(citations) > 1 else 1
    number = cardinal(count)
    return [f"{number.capitalize()} sources confirm it."] if count > 1 else []


def _collect_roots(source: Source, sources: Mapping[str, Source]) -> set[str]:
    """Collect a source and every source that it depends on, directly or not."""
    roots = {source.id}
    pending = list(source.depends_on)
    while pending:
        name = pending.pop()
        if name not in roots:
            roots.add(name)
            pending.extend(sources[name].depends_on if name in sources else ())
    return roots


def _write_mention(fact: Fact, value: Value, text: str, *, quoted: bool) -> str:
    """Write a value as a phrase: with the article or the quotation marks of its sentence, or in quotes."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    if before.endswith("“") and after.startswith("”"):
        return f"“{text}”"
    word = cloze.find_last_word(before)
    has_determiner = cloze.find_first_word(text) in _DETERMINERS
    if word in ("a", "an") and re.match(_NOUN_AFTER, after):
        return text
    if word in ("a", "an") and not has_determiner:
        return with_article(text)
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


def _find_contrast_end(fact: Fact, value: Value, shown: str) -> int | None:
    """Find the offset for `, not B` after a value; `None` if the sentence would not read well."""
    before, after = fact.sentence[: value.start], fact.sentence[value.end :]
    is_quoted = before.endswith("“") and after.startswith("”")
    end = value.end + is_quoted
    reads_badly = (
        value.has_other_answers
        or fact.sentence[end:].strip() not in (".", "!")
        or before.endswith(", ")
        or re.search(_NEGATION, before)
        or (shown.startswith("“") and not is_quoted)
    )
    return None if reads_badly else end


def _remove_noun(value: Value, shown: str) -> str:
    """Remove the noun of a number if the right number has the same: `three weeks, not two`."""
    noun = find_suffix(shown) if value.type in COUNT_TYPES else ""
    is_same = find_suffix(value.text) == noun and re.match(r"\s[^\W\d_]{2}", noun) and has_noun(noun)
    return shown.removesuffix(noun) if is_same else shown


def _write_reason(value: Value, shown: str) -> str:
    """Write in brackets why a declared value is wrong; `he` or `this song` means that value there."""
    reason = find_wrong_reason(value, shown)
    if reason is None:
        return ""
    first, space, rest = reason.partition(" ")
    begins = first.casefold() if first.casefold() in _MID_SENTENCE else first
    return f" ({begins}{space}{rest})"
