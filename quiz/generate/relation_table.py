"""The facts of one relation as the rows of a table.

Example: three facts whose sentences are equal but for their values.

    lima      The capital of <country=Peru> is <city=Lima>.
    sucre     The capital of <country=Bolivia> is <city=Sucre>.
    la-paz    The capital of <country=Bolivia> is <city=La Paz>.

They are the rows 0, 1 and 2. Column 0 contains the countries, column 1 the cities.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import chain

from quiz.generate.aliases import AliasIndex
from quiz.model.pack import AnswerGroup, Fact, Value
from quiz.text.normalize import fold

SubjectNames = tuple[tuple[int, str], ...]
"""The canonical names of a row's values but one, with their indexes."""


class RelationColumn:
    """The values at one index in the facts of a relation, at most one per row."""

    def __init__(self, rows: Sequence[Fact], value_index: int, aliases: AliasIndex) -> None:
        self._rows = rows
        self._value_index = value_index
        self._aliases = aliases
        self._found: dict[str, Sequence[int]] = {}

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
    def names(self) -> list[str]:
        """The canonical names of the values, one per row, empty for a row without one."""
        return self._aliases.canonical_many(self._folded)

    @cached_property
    def has_several_answers(self) -> bool:
        """Whether a row has several right answers."""
        return any(value.has_other_answers for value in self.values)

    def find_row_numbers(self, name: str) -> Sequence[int]:
        """Return the numbers of the rows, ascending, in which a name is right: 1 and 2 for `bolivia`.

        Names that are right in the same rows because of one group of answers share one list.
        """
        if name not in self._found:
            lists = [self._rows_by_name.get(name, []), *self._group_rows_by_name.get(name, ())]
            lists = [numbers for numbers in lists if numbers]
            self._found[name] = lists[0] if len(lists) == 1 else sorted(set(chain.from_iterable(lists)))
        return self._found[name]

    @cached_property
    def _rows_by_name(self) -> dict[str, list[int]]:
        """The rows by each right name, without those with a group of answers."""
        numbers: dict[str, list[int]] = {}
        for number, (row, name) in enumerate(zip(self._rows, self.names, strict=True)):
            value = row.values[self._value_index] if self._value_index < len(row.values) else None
            if value is not None and value.group is None:
                for correct in self._aliases.correct_names(value) if value.also else (name,):
                    numbers.setdefault(correct, []).append(number)
        return numbers

    def find_rows(self, name: str) -> list[Fact]:
        """Find the rows in which a name is right."""
        return [self._rows[number] for number in self.find_row_numbers(name)]

    @cached_property
    def _group_rows_by_name(self) -> dict[str, list[list[int]]]:
        """The rows of each group of answers that a name belongs to, by the name."""
        by_group: dict[AnswerGroup, list[int]] = {}
        for number, row in enumerate(self._rows):
            value = row.values[self._value_index] if self._value_index < len(row.values) else None
            if value is not None and value.group is not None:
                by_group.setdefault(value.group, []).append(number)
        by_name: dict[str, list[list[int]]] = {}
        for group, numbers in by_group.items():
            for name in self._aliases.names_of_group(group):
                by_name.setdefault(name, []).append(numbers)
        return by_name

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
        self._by_subject: dict[tuple[int, int], dict[SubjectNames, list[Fact]]] = {}

    def column(self, value_index: int) -> RelationColumn:
        """Return the column of the values at an index, from 0."""
        if value_index not in self._columns:
            self._columns[value_index] = RelationColumn(self.rows, value_index, self._aliases)
        return self._columns[value_index]

    def subject_key(self, fact: Fact, value_index: int) -> Hashable:
        """Return a key that is equal for the rows about one subject, if one value is left out."""
        names = self._subject_names(fact, value_index)
        if not self._has_several_answers(fact, value_index):
            return names
        # Equal lists of rows are one object, because each belongs to a group of answers.
        return tuple([id(self.column(index).find_row_numbers(name)) for index, name in names])

    def find_rows_about_subject(self, fact: Fact, value_index: int) -> Sequence[Fact]:
        """Find the rows that are true of the subject of a row, for which one value is left out.

        The city in `sucre` is left out, for example: the rows about Bolivia are `sucre` and `la-paz`.
        """
        subject = self._subject_names(fact, value_index)
        if len(self.rows) == 1 or not subject:
            return self.rows
        if not self._has_several_answers(fact, value_index):
            return self._group_by_subject(fact, value_index)[subject]
        numbers = min((self.column(index).find_row_numbers(name) for index, name in subject), key=len)
        rows = [self.rows[number] for number in numbers]
        return [row for row in rows if all(self._has_name(row, index, name) for index, name in subject)]

    def _has_name(self, row: Fact, value_index: int, name: str) -> bool:
        return value_index < len(row.values) and name in self._aliases.correct_names(row.values[value_index])

    def _subject_names(self, fact: Fact, value_index: int) -> SubjectNames:
        number = self._row_numbers[fact.id]
        return tuple(
            [
                (index, self.column(index).names[number])
                for index in range(len(fact.values))
                if index != value_index
            ]
        )

    @cached_property
    def _row_numbers(self) -> dict[str, int]:
        return {row.id: number for number, row in enumerate(self.rows)}

    def _has_several_answers(self, fact: Fact, value_index: int) -> bool:
        """Return whether a row may be about several subjects."""
        return any(
            self.column(index).has_several_answers
            for index in range(len(fact.values))
            if index != value_index
        )

    def _group_by_subject(self, fact: Fact, value_index: int) -> dict[SubjectNames, list[Fact]]:
        """Group the rows by their subjects."""
        key = (value_index, len(fact.values))
        if key not in self._by_subject:
            indexes = [index for index in range(len(fact.values)) if index != value_index]
            columns = [self.column(index).names for index in indexes]
            groups: dict[SubjectNames, list[Fact]] = {}
            for row, names in zip(self.rows, zip(*columns, strict=True), strict=True):
                groups.setdefault(tuple(zip(indexes, names, strict=True)), []).append(row)
            self._by_subject[key] = groups
        return self._by_subject[key]
