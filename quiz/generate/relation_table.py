"""The facts of one relation as the rows of a table.

Example: three facts whose sentences are equal but for their values.

    lima      The capital of <country=Peru> is <city=Lima>.
    sucre     The capital of <country=Bolivia> is <city=Sucre>.
    la-paz    The capital of <country=Bolivia> is <city=La Paz>.

They are the rows 0, 1 and 2. Column 0 contains the countries, column 1 the cities.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from quiz.generate.aliases import AliasIndex
from quiz.model.pack import Fact, Value
from quiz.text.normalize import fold

_MAX_COMPARED_ROWS = 32
"""Maximum number of rows that are compared one by one; of more, another column is indexed."""


class RelationColumn:
    """The values at one index in the facts of a relation, at most one per row."""

    def __init__(self, rows: Sequence[Fact], value_index: int, aliases: AliasIndex) -> None:
        self._rows = rows
        self._value_index = value_index
        self._aliases = aliases

    @property
    def values(self) -> list[Value]:
        """The values in the order of the rows; a row may have none."""
        return [row.values[self._value_index] for row in self._rows if self._value_index < len(row.values)]

    @cached_property
    def is_lopsided(self) -> bool:
        """Whether one value fills more than half of the rows: Bolivia in column 0."""
        highest = max(Counter(filter(None, self._folded)).values())
        return len(self._rows) > 2 and 2 * highest > len(self._rows)

    @cached_property
    def row_numbers(self) -> dict[str, list[int]]:
        """The rows, ascending, by each name that is right in them: 1 and 2 for `bolivia`."""
        numbers: dict[str, list[int]] = {}
        names = self._aliases.canonical_many(self._folded)
        for number, (row, name) in enumerate(zip(self._rows, names, strict=True)):
            if self._value_index < len(row.values):
                value = row.values[self._value_index]
                for correct in self._aliases.correct_names(value) if value.also else (name,):
                    numbers.setdefault(correct, []).append(number)
        return numbers

    def find_rows(self, name: str) -> list[Fact]:
        """Find the rows in which a name is right."""
        return [self._rows[number] for number in self.row_numbers.get(name, ())]

    @cached_property
    def _folded(self) -> list[str]:
        """The folded values, one per row, empty for a row without one."""
        index = self._value_index
        return [fold(row.values[index].text) if index < len(row.values) else "" for row in self._rows]


class RelationTable:
    """The rows of one relation, with their columns."""

    def __init__(self, aliases: AliasIndex) -> None:
        self.rows: list[Fact] = []
        self._aliases = aliases
        self._columns: dict[int, RelationColumn] = {}

    def column(self, value_index: int) -> RelationColumn:
        """Return the column of the values at an index, from 0."""
        if value_index not in self._columns:
            self._columns[value_index] = RelationColumn(self.rows, value_index, self._aliases)
        return self._columns[value_index]

    def find_rows_about_subject(self, fact: Fact, value_index: int) -> Sequence[Fact]:
        """Find the rows that are true of the subject of a row, for which one value is left out.

        The city in `sucre` is left out, for example: the rows about Bolivia are `sucre` and `la-paz`.
        """
        subject = [
            (index, self._aliases.canonical_of(value))
            for index, value in enumerate(fact.values)
            if index != value_index
        ]
        if len(self.rows) == 1 or not subject:
            return self.rows
        numbers: Sequence[int] = range(len(self.rows))
        for index, name in subject:
            matching = self.column(index).row_numbers.get(name, ())
            numbers = (
                matching if len(numbers) == len(self.rows) else sorted({*numbers}.intersection(matching))
            )
            if len(numbers) <= _MAX_COMPARED_ROWS:
                break
        rows = [self.rows[number] for number in numbers]
        return [row for row in rows if all(self._has_name(row, index, name) for index, name in subject)]

    def _has_name(self, row: Fact, value_index: int, name: str) -> bool:
        return value_index < len(row.values) and name in self._aliases.correct_names(row.values[value_index])
