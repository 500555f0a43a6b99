"""Columns whose letters reveal a value: `.pe` is the domain of Peru, and polonium is named after Poland.

In a column of codes, wrong options must fit as well as the key. A value for which there are too few is not
asked for. In a column of names that share letters with their rows, such options only come first.
"""

from collections.abc import Sequence, Set
from typing import NamedTuple

from quiz.generate.fact_index import FactIndex
from quiz.generate.spelling import SpellingRule, can_balance, measure_fit, measure_shared_letters
from quiz.generate.targets import TargetContext
from quiz.model.pack import BASIC_KINDS, Fact, Kind
from quiz.model.rng import uniform
from quiz.model.value_types import PARSED_TYPES
from quiz.text.safe import Text

_MIN_ROWS = 5
"""Minimum number of rows in which letters can be compared."""
_MAX_SAMPLED = 64
_MAX_SHARED_ROWS = 300
"""Maximum number of rows among which texts are shared out, in a time that grows with their square."""
_MAX_CODE_LENGTH = 3
_MIN_EXCESS = 0.5
"""Fit to the own row, above that to other rows, from which letters reveal an answer."""
_MAX_RIVALS = 3
"""Number of other values that each value of a column is compared with by its shared letters."""
_MAX_WINS = 0.57
"""Share of these comparisons that a value may win; half of them are won by chance."""


class SpelledColumns:
    """The columns of a pack in which the letters of a value resemble the other names of its row."""

    def __init__(self, facts: FactIndex) -> None:
        self._facts = facts
        self._spelled: dict[tuple[str, int], bool] = {}
        self._sharing: dict[tuple[str, int], bool] = {}

    def find_rule(self, context: TargetContext) -> SpellingRule | None:
        """Return the rule for a question, or `None` if letters reveal nothing in its column."""
        fact, index = context.fact, context.value_index
        if context.kind not in BASIC_KINDS:
            return None
        has_codes = self.is_spelled(fact, index)
        if not has_codes and not (context.kind is Kind.CHOICE and self._shares_letters(fact, index)):
            return None
        names = _list_names(fact, index)
        target = context.target
        draw = uniform(target.pack, target.fact, target.label or "", context.kind, "spelling", context.seed)
        rule = SpellingRule(names, 0.0, draw, has_codes)
        return rule._replace(key_fit=rule.measure(context.value.text))

    def is_spelled(self, fact: Fact, value_index: int) -> bool:
        """Return whether a column has codes, or names with codes, and they fit in their own rows only."""
        key = (fact.relation, value_index)
        if key not in self._spelled:
            rows = self._facts.table_of(fact).rows
            sample = rows[:: 1 + (len(rows) - 1) // _MAX_SAMPLED]
            self._spelled[key] = (
                len(rows) >= _MIN_ROWS
                and _has_codes(sample, value_index)
                and _measure_excess(sample, value_index) > _MIN_EXCESS
            )
        return self._spelled[key]

    def _shares_letters(self, fact: Fact, value_index: int) -> bool:
        """Return whether the values of a column share more letters with their own rows than with others."""
        key = (fact.relation, value_index)
        if key not in self._sharing:
            rows = self._facts.table_of(fact).rows
            sample = rows[:: 1 + (len(rows) - 1) // _MAX_SAMPLED]
            self._sharing[key] = (
                len(rows) >= _MIN_ROWS
                and fact.values[value_index].type not in PARSED_TYPES
                and _measure_wins(sample, value_index) > _MAX_WINS
            )
        return self._sharing[key]


def _has_codes(rows: Sequence[Fact], value_index: int) -> bool:
    """Return whether, in most rows, the value or the names next to it are short."""
    lengths = [
        min(_count_letters(text) for text in (row.values[value_index].text, *_list_names(row, value_index)))
        for row in rows
        if value_index < len(row.values)
    ]
    return 2 * sum(length <= _MAX_CODE_LENGTH for length in lengths) > len(rows)


def _count_letters(text: str) -> int:
    """Return the length of a text with a letter; one without is longer than any code."""
    return len(text) if any(map(str.isalpha, text)) else _MAX_CODE_LENGTH + 1


def _measure_excess(rows: Sequence[Fact], value_index: int) -> float:
    """Return how much better the values of a column fit their own row than the next one, on average."""
    total = 0.0
    for row, other in zip(rows, (*rows[1:], rows[0]), strict=True):
        if value_index < len(row.values):
            text = row.values[value_index].text
            own, next_ = _list_names(row, value_index), _list_names(other, value_index)
            total += measure_fit(text, own) - measure_fit(text, next_)
    return total / len(rows)


def _measure_wins(rows: Sequence[Fact], value_index: int) -> float:
    """Return how often a value shares more letters with its row than the values of the next rows do."""
    wins = count = 0.0
    for at, row in enumerate(rows):
        names, text = _list_names(row, value_index), row.values[value_index].text
        own = measure_shared_letters(text, names)
        for step in range(1, _MAX_RIVALS + 1):
            rival = rows[(at + step) % len(rows)].values[value_index].text
            if rival != text:
                other = measure_shared_letters(rival, names)
                wins += 0.5 if own == other else own > other
                count += 1
    return wins / count if count else 0.0


def _list_names(fact: Fact, value_index: int) -> tuple[Text, ...]:
    """List the other names in a fact."""
    return tuple(
        value.text
        for index, value in enumerate(fact.values)
        if index != value_index and value.type not in PARSED_TYPES
    )


class SharedTexts(NamedTuple):
    """The rows and texts of a column of codes that may be in questions."""

    askable: frozenset[str]
    """The ids of the facts that can be asked for the column."""
    owners: dict[str, str]
    """The ids of the facts that alone may show a text that is never right, by the text in lower case."""


def share_texts(rows: Sequence[Fact], value_index: int, keys: Set[str]) -> SharedTexts:
    """Find the rows that can be asked for a column of codes, and share out the texts that are never right.

    A row can be asked if one of the texts it may show fits better than its own, or two fit as well. Each row
    that can't be asked makes one more text that is never right, so this is repeated until nothing changes.
    In a large column, every row counts as one that can be asked: nearly all have texts that fit as well.

    Args:
        rows: The rows of the column.
        value_index: Its index.
        keys: The texts that are right in questions about other columns, in lower case.
    """
    if len(rows) > _MAX_SHARED_ROWS:
        return SharedTexts(frozenset(row.id for row in rows), {})
    names = [_list_names(row, value_index) for row in rows]
    texts = [row.values[value_index].text for row in rows]
    fits = [[measure_fit(text, each) for text in texts] for each in names]
    askable = set(range(len(rows)))
    while True:
        spares = [at for at, text in enumerate(texts) if at not in askable and text.casefold() not in keys]
        owners: dict[int, int] = {}
        counts = dict.fromkeys(sorted(askable), 0)
        for spare in spares if counts else ():
            owners[spare] = max(
                counts, key=lambda at: (fits[at][spare] >= fits[at][at], -counts[at], fits[at][spare])
            )
            counts[owners[spare]] += 1
        kept = {
            at
            for at in askable
            if can_balance(
                [
                    fits[at][other] - fits[at][at]
                    for other in range(len(rows))
                    if other != at and owners.get(other, at) == at
                ]
                + [measure_fit(text, names[at]) - fits[at][at] for text in rows[at].values[value_index].wrong]
            )
        }
        if kept == askable:
            break
        askable = kept
    return SharedTexts(
        frozenset(rows[at].id for at in askable),
        {texts[spare].casefold(): rows[at].id for spare, at in owners.items()},
    )
