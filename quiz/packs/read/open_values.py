"""Opening of values: the words of an English sentence may allow other right answers, which is reported."""

from collections.abc import Iterable, Sequence

from quiz.model.location import Location
from quiz.model.pack import Value
from quiz.model.rules import Rule
from quiz.packs.format.marks import MarkedSentence
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.several_answers import (
    assume_open,
    find_open_phrase,
    find_recurring_event,
    is_decided,
)
from quiz.packs.syntax.nodes import ScalarNode

_MESSAGES = {
    Rule.SEVERAL_ANSWERS_POSSIBLE: (
        "answers other than “{value}” may fit “{phrase}”, so only answers under `wrong` are offered",
        "If none does, write `open: no`.",
    ),
    Rule.MAY_RECUR: (
        "“{phrase}” may be true of years other than {value}, so only answers under `wrong` are offered",
        "If it happened once, write `open: no`.",
    ),
}


def decide_openness(
    mapping: CheckedMapping, marked: MarkedSentence, values: tuple[Value, ...]
) -> tuple[Value, ...]:
    """Open the values that others may fit too, by the words of the sentence, and report them."""
    if len(values) < len(marked.marks):  # one of them has no type
        return values
    pairs = tuple(enumerate(values))
    phrases = [find_open_phrase(marked, index, value.type) for index, value in pairs]
    events = [find_recurring_event(marked, index, value.type) for index, value in pairs]
    report_open_phrases(mapping, Rule.SEVERAL_ANSWERS_POSSIBLE, values, phrases)
    report_open_phrases(mapping, Rule.MAY_RECUR, values, events)
    return assume_open(values, [phrase or event for phrase, event in zip(phrases, events, strict=True)])


def report_open_phrases(
    mapping: CheckedMapping, rule: Rule, values: Sequence[Value], phrases: Iterable[str | None]
) -> None:
    """Report the first value that others may fit too, unless its author has decided about it."""
    for value, phrase in zip(values, phrases, strict=True):
        if phrase and not value.wrong and not is_decided(value):
            message, advice = _MESSAGES[rule]
            message = message.format(phrase=phrase, value=value.text)
            mapping.report_at(_locate_phrase(mapping, phrase), rule, message, advice)
            return


def report_recurring_column(
    mapping: CheckedMapping, values: Sequence[Value], events: Iterable[str | None]
) -> None:
    """Report a column of years of an event that may have happened more than once."""
    for value, event in zip(values, events, strict=True):
        if event and not value.wrong and not is_decided(value):
            message = f"“{event}” may have several years for one subject"
            advice = "Write all of them into the cell, separated by `;`, or write `open: no` for the column."
            mapping.report_at(_locate_phrase(mapping, event), Rule.MAY_RECUR, message, advice)
            return


def _locate_phrase(mapping: CheckedMapping, phrase: str) -> Location:
    """Return the location of a phrase in the sentence, or of the sentence."""
    node = mapping.node_of("fact")
    start = node.text.find(phrase) if isinstance(node, ScalarNode) else -1
    if start < 0 or not isinstance(node, ScalarNode):
        return mapping.location("fact")
    return mapping.file.location_within(node, start, start + len(phrase))
