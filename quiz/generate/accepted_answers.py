"""The right answers to a question about one value of a fact.

Example: three facts that make two cities right for Bolivia.

    sucre     The capital of <country=Bolivia> is <city=Sucre>.
    la-paz    The capital of <country=Bolivia> is <city=La Paz>, accepted as Nuestra Señora de La Paz.
    lima      The capital of <country=Peru> is <city=Lima>.
"""

from collections.abc import Sequence
from typing import NamedTuple

from quiz.generate.aliases import fold_spellings
from quiz.generate.fact_index import FactIndex
from quiz.model.pack import Fact, Value


class AcceptedAnswers(NamedTuple):
    """All that the facts of a pack show to be right for one value."""

    spellings: tuple[str, ...]
    """Every spelling of every right answer, folded."""
    fact_ids: tuple[str, ...]
    """The facts that show it, the value's own first."""
    is_many: bool
    """Whether the pack has more than one right answer."""
    is_open: bool
    """Whether one of the facts allows right answers that the pack does not have."""
    magnitudes: frozenset[float]
    """The magnitudes of right numbers and dates, if there are several ways to write one."""


def collect_accepted(fact: Fact, value_index: int, facts: FactIndex) -> AcceptedAnswers:
    """Collect the right answers for one value: those of its fact, its subject and its question.

    For the city in `sucre` they are Sucre and, in both spellings, La Paz.
    """
    own = fact.values[value_index]
    values = {fact.id: [own]}
    for row in facts.table_of(fact).find_rows_about_subject(fact, value_index):
        if row.id not in values and value_index < len(row.values):
            values[row.id] = [row.values[value_index]]
    for other in facts.find_facts_asking(own):
        if other.id not in values:
            values[other.id] = [value for value in other.values if {*own.wordings} & {*value.wordings}]
    return _join_answers([value for found in values.values() for value in found], tuple(values), facts)


def _join_answers(values: Sequence[Value], fact_ids: tuple[str, ...], facts: FactIndex) -> AcceptedAnswers:
    aliases = facts.aliases
    texts = [text for value in values for text in fold_spellings(value)]
    return AcceptedAnswers(
        tuple(dict.fromkeys(spelling for text in texts for spelling in aliases.spellings(text))),
        fact_ids,
        len({aliases.canonical_of(value) for value in values}) > 1 or any(value.also for value in values),
        any(value.open for value in values),
        _collect_magnitudes(values, facts),
    )


def _collect_magnitudes(values: Sequence[Value], facts: FactIndex) -> frozenset[float]:
    texts = {(text, value.type) for value in values for text in (value.text, *value.also, *value.accept)}
    if len(texts) < 2 and not values[0].wrong:
        return frozenset()
    magnitudes = (facts.parse_magnitude(text, type_) for text, type_ in texts)
    return frozenset(magnitude for magnitude in magnitudes if magnitude is not None)
