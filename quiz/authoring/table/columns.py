"""The columns of a table: cleaned cells, and the type of their values."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from quiz.authoring.table.dates import rewrite_dates
from quiz.authoring.table.decode import UNREADABLE
from quiz.authoring.table.heading_words import ColumnHeading
from quiz.authoring.table.numbers import rewrite_numbers
from quiz.authoring.table.value_kinds import is_numeric, is_year
from quiz.generate.values import parse
from quiz.model.rules import Rule
from quiz.packs.read import entities
from quiz.packs.read.csv_reader import to_column_name
from quiz.packs.read.rows import RESERVED_COLUMNS
from quiz.packs.read.unusable_cells import find_unusable_cells, strip_footnote_marks
from quiz.text.normalize import fold
from quiz.text.safe import one_line

_MAX_COUNT = 1_000
_FITTING_SHARE = 0.85
"""Share of the values of a column that must have a type; the others are left out then."""
_MIN_VALUES_WITH_OTHERS = 6
_SIGNS = {
    "percent": re.compile("%|per ?cent"),
    "money": re.compile("[$€£¥₹]"),
    "duration": re.compile(r"\d:\d\d"),
}
_BAR = re.compile(r"(?<=[^\s|])\s*\|\s*(?=[^\s|])")
_TIGHT_COMMA = re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])")
_ENTITY = re.compile(r"&#?\w{1,31};")


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    heading: ColumnHeading
    name: str
    """Its heading in the file of the pack."""
    cells: Sequence[str]
    """The cleaned cells of all rows; several values are separated by semicolons."""
    type: str | None = None
    """A built-in type that all values have, or `None`."""
    emptied: Counter[str] = field(default_factory=Counter)
    """The number of cells with each text that is not a value, such as `N/A`."""

    @cached_property
    def values(self) -> list[str]:
        """The first value of each cell that is not empty."""
        return [value for cell in self.cells if (value := first_value(cell))]

    def select_rows(self, indices: Sequence[int]) -> "Column":
        """Return the column with the cells at some indices."""
        return replace(self, cells=[self.cells[index] for index in indices])

    @cached_property
    def is_unique(self) -> bool:
        """Whether each cell has a value, and no two are equal."""
        values = self.values
        return len(values) == len(self.cells) and len({fold(value) for value in values}) == len(values)


def build_column(heading: ColumnHeading, name: str, cells: Sequence[str], *, english: bool) -> Column:
    """Clean the cells of a column and infer the type of their values."""
    cleaned = [_clean(cell) for cell in cells]
    if not any(", " in cell for cell in cleaned):
        cleaned = [_TIGHT_COMMA.sub("; ", cell) for cell in cleaned]  # a list that a program wrote
    faults = find_unusable_cells(cleaned)
    emptied: Counter[str] = Counter()
    for index, fault in faults.items():
        emptied[fault.sign if fault.rule is not Rule.HTML_ENTITY else cleaned[index]] += 1
        cleaned[index] = ""
    cleaned = rewrite_dates(rewrite_numbers(cleaned) if english else cleaned, english=english)
    for index, cell in enumerate(cleaned):
        if UNREADABLE in cell:
            emptied[cell] += 1
            cleaned[index] = ""
    type_ = infer_type(list(filter(None, map(first_value, cleaned))), english=english)
    if type_ is not None:
        for index, cell in enumerate(cleaned):
            if cell and not has_type(first_value(cell), type_, english=english):
                emptied[cell] += 1
                cleaned[index] = ""
    return Column(heading, name, cleaned, type_, emptied)


def first_value(cell: str) -> str:
    """Return the first of the values in a cell."""
    return cell.partition(";")[0].strip()


def infer_type(values: Sequence[str], *, english: bool = True) -> str | None:
    """Infer the built-in type that nearly all values of a column have; `None` if there is none."""
    if not values:
        return None
    minimum = len(values) if len(values) < _MIN_VALUES_WITH_OTHERS else _FITTING_SHARE * len(values)
    for type_ in ("year", *_SIGNS, "ordinal", "date", "number"):
        fitting = [value for value in values if has_type(value, type_, english=english)]
        if len(fitting) >= minimum:
            is_small = type_ == "number" and all(
                each.isdigit() and int(each) <= _MAX_COUNT for each in fitting
            )
            return "count" if is_small else type_
    return None


def has_type(value: str, type_: str, *, english: bool = True) -> bool:
    """Return whether a value has a built-in type, and doesn't merely contain such a value."""
    if type_ == "year":
        return is_year(value)
    if type_ in _SIGNS and not _SIGNS[type_].search(value):
        return False
    if type_ in ("count", "number") and not is_numeric(value):
        return False
    if type_ == "date" and value.isdigit() and not is_year(value):
        return False
    return parse.parse_value(value, type_, english=english) is not None


def name_columns(headings: Sequence[ColumnHeading]) -> list[str]:
    """Return a different name for each column: its words, with hyphens if they are in ASCII."""
    names: list[str] = []
    slugs = set(RESERVED_COLUMNS)
    for number, heading in enumerate(headings, 1):
        words = re.sub(r"[^\w ]+", " ", heading.words)
        base = " ".join(words.split()) or f"column {number}"
        base = base.replace(" ", "-") if base.isascii() else base
        candidates = [base, *(f"{base}-{extra}" for extra in range(2, len(headings) + 3))]
        name = next(each for each in candidates if to_column_name(each) not in slugs)
        slugs.add(to_column_name(name) or "")
        names.append(name.lower() if name.isascii() else name)
    return names


def _clean(cell: str) -> str:
    """Return a cell without HTML and footnote marks, and with semicolons between several values."""
    if "|" in cell:
        cell = _BAR.sub("; ", cell)
    if "&" in cell:
        cell = _ENTITY.sub(lambda match: entities.decode(match[0]) or match[0], cell)
    while (tag := entities.find_tag(cell)) is not None:
        cell = f"{cell[: tag.start()]} {cell[tag.end() :]}"
    return str(one_line(strip_footnote_marks(" ".join(cell.split()))))
