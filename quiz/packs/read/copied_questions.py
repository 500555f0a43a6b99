"""Questions that were copied from another fact and not changed.

    The captain of the Heron was <Ada>.     ask: Who was the captain of the Kite?
    The captain of the Kite was <Tom>.      ask: Who was the captain of the Kite?

Two facts with one question have two right answers. Here, the question is not about the first sentence.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quiz.model.pack import GAP, Fact, Value
from quiz.text.names import find_other_subject
from quiz.text.normalize import fold
from quiz.text.safe import Text

_MAX_PLACES = 32
"""Maximum number of facts with one question that each of them is compared with."""
_MAX_DIFFERENCE = 3
"""Maximum number of words by which two sentences differ that are otherwise equal."""


class CopiedQuestion(NamedTuple):
    """A question of a fact that is about another fact."""

    fact: Fact
    value: Value
    question: Text
    origin: Fact
    """The fact that the question is about."""


def find_copied_questions(facts: Iterable[Fact], *, english: bool) -> list[CopiedQuestion]:
    """Find the questions of several facts with different answers, in the facts that they don't fit."""
    shared = _find_shared_questions(facts)
    return [
        CopiedQuestion(fact, value, question, origin)
        for question, places in shared.items()
        for fact, value in places
        if (origin := _find_origin(question, fact, value, places, english=english)) is not None
    ]


def remove_questions(fact: Fact, copied: Sequence[CopiedQuestion]) -> Fact:
    """Return the fact without its copied questions, so that its values are asked for by its sentence."""
    removed = {(each.value.label, each.question) for each in copied}
    return fact._replace(values=tuple(_remove_from(value, removed) for value in fact.values))


def _remove_from(value: Value, removed: set[tuple[str | None, Text]]) -> Value:
    kept = tuple(wording for wording in value.wordings if (value.label, wording) not in removed)
    return value._replace(ask=next(iter(kept), None), ask_also=kept[1:])


def _find_shared_questions(facts: Iterable[Fact]) -> dict[Text, list[tuple[Fact, Value]]]:
    """Find the questions of facts of different relations, with their places."""
    places: dict[Text, list[tuple[Fact, Value]]] = {}
    for fact in facts:
        for value in fact.values:
            for wording in value.wordings:
                places.setdefault(wording, []).append((fact, value))
    return {
        question: found
        for question, found in places.items()
        if len(found) > 1 and len({fact.relation for fact, _ in found}) > 1
    }


def _find_origin(
    question: Text, fact: Fact, value: Value, places: Sequence[tuple[Fact, Value]], *, english: bool
) -> Fact | None:
    """Find the fact with another answer that a question fits better than the fact that has it."""
    rest = fact.sentence_with(GAP, value)
    has_other_subject = find_other_subject(question, rest, english=english) is not None
    words, asked = frozenset(fold(rest).split()), frozenset(fold(question).split())
    for other, other_value in places[:_MAX_PLACES]:
        if fold(other_value.text) == fold(value.text):
            continue
        other_rest = other.sentence_with(GAP, other_value)
        if has_other_subject and find_other_subject(question, other_rest, english=english) is None:
            return other
        other_words = frozenset(fold(other_rest).split())
        own_words, foreign_words = words - other_words, other_words - words
        is_variant = 0 < len(own_words) <= _MAX_DIFFERENCE and 0 < len(foreign_words) <= _MAX_DIFFERENCE
        if is_variant and foreign_words <= asked and own_words.isdisjoint(asked):
            return other
    return None
