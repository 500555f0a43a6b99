"""The columns that are worth asking for, and the reasons why others aren't."""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quiz.authoring.table import lexicon
from quiz.authoring.table.columns import Column
from quiz.authoring.table.dates import SHORT_YEAR, are_ambiguous
from quiz.authoring.table.value_kinds import (
    has_markup,
    is_address,
    is_bracketed,
    is_cluttered,
    is_code,
    is_flag,
    is_shouted,
)
from quiz.text.normalize import contains, fold

MAX_ASKED = 10
"""Maximum number of columns that are asked for."""
_MAX_POOR = 3
"""Maximum number of columns that are asked for although they are not worth it, if no other is."""
_MAX_ANSWER = 60
"""Maximum characters of an answer."""
_MIN_VALUES, _MIN_VALUES_OF_SMALL, _SMALL_TABLE = 4, 3, 12
_SERIES = 5
_DECIMALS = re.compile(r"\D*\d[\d,]*\.\d{3,}\D*|\d+:\d\d\.\d+")
_MEASURED = re.compile(r"[-−]?\d[\d.,:]*(?: ?\(|$)|\d+ [a-z]+, \d|\d+:\d\d\.\d{3}")
_LAST_NUMBER = re.compile(r"(?<=[^\W\d])\d+$|\b\d+\b")
_RATINGS = "with ratings or the like, by the heading"
_POSITIONS = "with places on a map, by the heading"
_ABBREVIATION = "with an unknown abbreviation in the heading"
_SERIES_OF_COLUMNS = "in a series of columns with similar headings"
_LONG_DECIMALS = "with three decimals or more"
_CODES = "with codes"
_TOLERABLE = frozenset((_RATINGS, _POSITIONS, _ABBREVIATION, _SERIES_OF_COLUMNS, _LONG_DECIMALS, _CODES))
"""Reasons that don't count if there is nothing else to ask for."""
_NOT_NUMBERS = (None, "year", "date")
_MIN_NUMBERS = 2
"""Number of columns of known quantities that are asked for, even if there are fewer other columns."""
_MAX_ONLY_NUMBERS = 5
"""Number of columns of known quantities that are asked for in a table that has no other columns."""
_ENOUGH = 3
"""Number of columns that are enough, so that unknown quantities need not be asked for."""


class Judgement(NamedTuple):
    """A column, and the reason why it isn't asked for."""

    column: Column
    reason: str | None
    is_usable: bool = True
    """Whether an author could ask for it all the same."""
    is_poor: bool = False
    """Whether it is asked for only because no column is worth it."""


def judge_columns(
    columns: Sequence[Column], subject: Sequence[Column], subjects: Sequence[str]
) -> list[Judgement]:
    """Choose the columns to ask for, in the order of the table; the others have a reason."""
    judge = _Judge(columns, subject, subjects)
    judgements = [judge.judge(column) for column in columns if column not in subject]
    if not any(each.reason is None for each in judgements):
        poor = [each for each in judgements if each.reason in _TOLERABLE][:_MAX_POOR]
        judgements = [
            each._replace(reason=None, is_poor=True) if each in poor else each for each in judgements
        ]
    asked = [each.column for each in judgements if each.reason is None]
    chosen = {column.name for column in _choose(asked)}
    reason = "because there are enough others"
    return [
        each._replace(reason=reason) if each.reason is None and each.column.name not in chosen else each
        for each in judgements
    ]


def _choose(columns: Sequence[Column]) -> list[Column]:
    """Choose the best columns: names, years and dates before numbers, and well-known quantities first."""
    others = sorted(
        (column for column in columns if column.type in _NOT_NUMBERS),
        key=lambda column: _NOT_NUMBERS.index(column.type),
    )
    numbers = sorted((column for column in columns if column not in others), key=lambda c: len(set(c.values)))
    known = [column for column in numbers if _is_quantity(column)]
    unknown = [column for column in numbers if column not in known]
    number_count = max(_MIN_NUMBERS, len(others)) if others else _MAX_ONLY_NUMBERS
    chosen = [*others, *known[:number_count]][:MAX_ASKED]
    return chosen + unknown[: max(0, _ENOUGH - len(chosen))]


def _is_quantity(column: Column) -> bool:
    """Return whether the heading says that a column of numbers is about something that people ask for."""
    is_known = column.type in ("money", "percent", "ordinal") or column.heading.unit is not None
    return is_known or column.heading.noun in lexicon.QUANTITIES


class _Judge:
    """Finds a reason why a column isn't worth asking for."""

    def __init__(self, columns: Sequence[Column], subject: Sequence[Column], subjects: Sequence[str]) -> None:
        self._columns = columns
        self._subject = subject
        self._subjects = subjects
        self._series = _find_series(columns)
        self._folded = {column.name: [fold(cell) for cell in column.cells] for column in columns}

    def judge(self, column: Column) -> Judgement:
        """Return a column with the first reason that applies, if any."""
        for reason in self._iter_unusable(column):
            return Judgement(column, reason, is_usable=False)
        for reason in self._iter_poor(column):
            return Judgement(column, reason)
        return Judgement(column, None)

    def _iter_unusable(self, column: Column) -> Iterator[str]:
        """Yield the reasons why no one could ask for a column."""
        values = column.values
        if not values:
            yield "without values"
        elif not column.heading.words:
            yield "without a heading"
        elif 5 * sum(map(is_address, values)) > len(values):
            yield "with addresses or file names"
        elif 5 * sum(map(has_markup, values)) > len(values):
            yield "with HTML"
        elif 5 * sum(map(is_bracketed, values)) > len(values):
            yield "with lists in brackets"
        elif 2 * sum(any(map(str.isalnum, value)) for value in values) < len(values):
            yield "with signs only"
        elif 20 * sum(len(value) > _MAX_ANSWER for value in values) > len(values):
            yield f"with texts of more than {_MAX_ANSWER} characters"
        elif column.type is None and are_ambiguous(column.cells):
            yield "with dates in which the month may be either number"
        elif column.type in (None, "duration") and 2 * sum(map(_has_short_year, values)) > len(values):
            yield "with years of two digits"
        elif len({fold(value) for value in values}) == 1:
            yield "with a single value"

    def _iter_poor(self, column: Column) -> Iterator[str]:
        """Yield the reasons why a column is hardly worth asking for."""
        values = column.values
        if column.name in self._series:
            yield _SERIES_OF_COLUMNS
        yield from _judge_heading(column, column.heading.words.casefold().split())
        if 2 * len(values) < len(column.cells):
            yield "mostly empty"
        if all(map(is_flag, values)):
            yield "with yes or no"
        counts = Counter(fold(value) for value in values)
        most = counts.most_common(1)[0][1]
        if 2 * most > len(values):
            yield "with one value in more than half of the rows"
        minimum = _MIN_VALUES if len(values) >= _SMALL_TABLE else _MIN_VALUES_OF_SMALL
        if column.type is None and len(counts) < minimum:
            yield "with hardly any different values"
        if column.type is None:
            yield from self._judge_texts(column)
        else:
            yield from self._judge_numbers(column)
        yield from self._judge_relation(column)

    def _judge_texts(self, column: Column) -> Iterator[str]:
        values = column.values
        if "symbol" not in column.heading.words and 4 * sum(map(is_code, values)) > 3 * len(values):
            yield _CODES
        if 4 * sum(_MEASURED.match(value) is not None for value in values) > 3 * len(values):
            yield "with numbers and words mixed"
        if 4 * sum(map(is_shouted, values)) > 3 * len(values):
            yield "with texts in capitals only"
        if self._is_of_other_script(values):
            yield "in another alphabet"
        if 3 * sum(map(is_cluttered, values)) > len(values):
            yield "with signs between the words"

    def _judge_numbers(self, column: Column) -> Iterator[str]:
        values = column.values
        if 2 * sum(_DECIMALS.fullmatch(value) is not None for value in values) > len(values):
            yield _LONG_DECIMALS
        if any(
            len(value) > 1 and (value[0] == "+" or (value[0] == "0" and value.isdigit())) for value in values
        ):
            yield "with numbers that are codes"
        if column.type in ("count", "number") and self._is_row_number(column):
            yield "with the numbers of the rows"

    def _judge_relation(self, column: Column) -> Iterator[str]:
        """Yield the reasons that depend on other columns."""
        pairs = [
            (subject, value)
            for subject, cell in zip(self._subjects, column.cells, strict=True)
            if (value := cell.partition(";")[0].strip())
        ]
        repeated = sum(contains(subject, value) or contains(value, subject) for subject, value in pairs)
        if column.type is None and 2 * repeated > len(pairs):
            yield "with values that are a part of the subject"
        for other in self._columns:
            if other is column:
                break
            if other.heading.words and _is_headed_alike(other, column):
                yield f"headed like “{other.heading.written}”"
            elif column.type == "year" and other.type == "date" and self._is_year_of(column, other):
                yield f"with the years of “{other.heading.written}”"
            elif self._are_equal(column, other):
                yield f"with nearly the same values as “{other.heading.written}”"

    def _are_equal(self, column: Column, other: Column) -> bool:
        pairs = [
            (first, second)
            for first, second in zip(self._folded[column.name], self._folded[other.name], strict=True)
            if first and second
        ]
        is_substantial = 2 * len(pairs) > sum(map(bool, self._folded[column.name]))
        return is_substantial and sum(first == second for first, second in pairs) >= 0.9 * len(pairs)

    def _is_year_of(self, column: Column, other: Column) -> bool:
        """Return whether the years of a column are those of the dates of another one."""
        pairs = [(year, date) for year, date in zip(column.cells, other.cells, strict=True) if year and date]
        return 2 * len(pairs) > len(column.values) and (
            sum(date.endswith(year) for year, date in pairs) >= 0.9 * len(pairs)
        )

    def _is_row_number(self, column: Column) -> bool:
        """Return whether a column only numbers rows that are in alphabetical or in no order."""
        if column.heading.words.casefold() not in lexicon.SERIALS or not all(map(str.isdigit, column.values)):
            return False
        numbers = list(map(int, column.values))
        steps = [second - first for first, second in itertools.pairwise(numbers)]
        is_sequence = sum(0 < step <= 3 for step in steps) >= 0.9 * len(steps)
        folded = list(map(fold, self._subjects))
        is_sorted = sum(a <= b for a, b in itertools.pairwise(folded)) >= 0.9 * (len(folded) - 1)
        return is_sequence and (is_sorted or column.heading.words.casefold() not in ("rank", "position"))

    def _is_of_other_script(self, values: Sequence[str]) -> bool:
        scripts = _script_of(values), _script_of(self._subjects)
        return all(scripts) and len(set(scripts)) == 2


def _judge_heading(column: Column, words: Sequence[str]) -> Iterator[str]:
    heading = column.heading
    is_text = column.type is None
    if words[-1] in lexicon.POSITIONS:
        yield _POSITIONS
    is_number_of_row = words[-1] == "number" and words[-2:-1] in (
        ["id"],
        ["unique"],
        ["serial"],
        ["reference"],
    )
    if (words[-1] in lexicon.IDENTIFIERS and words != ["key"]) or is_number_of_row:
        yield "with identifiers or links, by the heading"
    if is_text and words[-1] in lexicon.REMARKS:
        yield "with remarks, by the heading"
    if not lexicon.FAME.isdisjoint(words):
        yield _RATINGS
    if is_text and len(words) > 1 and not lexicon.LANGUAGES.isdisjoint((words[0], words[-1])):
        yield "in another language, by the heading"
    if heading.abbreviation is not None:
        yield _ABBREVIATION


def _has_short_year(value: str) -> bool:
    return SHORT_YEAR.fullmatch(value) is not None


def _is_headed_alike(first: Column, second: Column) -> bool:
    """Return whether a heading repeats an earlier one, perhaps with the number that pandas adds."""
    written = re.sub(r"\.\d+$", "", second.heading.written.strip())
    return written.casefold() == first.heading.written.strip().casefold()


def _find_series(columns: Sequence[Column]) -> set[str]:
    """Return the names of the columns that belong to a long series.

    Headings are of one series if they differ only in a number, or if they begin with the same word and their
    columns have values of one type: `peak_name` and `peak_height` are not a series.
    """
    keys: tuple[Callable[[Column], tuple[str, str | None]], ...] = (
        lambda column: (_stem_of(column), None),
        lambda column: (_first_word_of(column), column.type),
    )
    found: set[str] = set()
    for key in keys:
        groups: dict[tuple[str, str | None], list[Column]] = {}
        for column in columns:
            groups.setdefault(key(column), []).append(column)
        for (stem, _), group in groups.items():
            if stem and len(group) >= _SERIES:
                found.update(column.name for column in group)
    return found


def _stem_of(column: Column) -> str:
    """Return a heading with `#` for its number; empty if it has none."""
    stem, count = _LAST_NUMBER.subn("#", column.heading.written.strip().casefold())
    return stem if count else ""


def _first_word_of(column: Column) -> str:
    parts = re.split(r"[_.:/]|\s-\s", column.heading.written.strip())
    return parts[0].casefold() if len(parts) > 1 and len(parts[0]) > 1 else ""


def _script_of(texts: Sequence[str]) -> str:
    """Return the script of most letters, by the first word of their Unicode names."""
    scripts = Counter(
        unicodedata.name(character, "?").partition(" ")[0]
        for text in texts[:200]
        for character in text[:10]
        if character.isalpha()
    )
    return scripts.most_common(1)[0][0] if scripts else ""
