"""The subject of a table: the column that names what each row is about."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from quiz.authoring.table import lexicon
from quiz.authoring.table.columns import Column
from quiz.authoring.table.value_kinds import (
    is_address,
    is_cluttered,
    is_code,
    is_dated,
    is_flag,
    is_name,
    is_numeric,
)
from quiz.model.errors import UsageError
from quiz.packs.read.csv_reader import to_column_name
from quiz.text.english import join_words, plural, quote
from quiz.text.normalize import fold

_NAME_SHARE = 0.7
_MAX_MEDIAN_LENGTH = 45
_MIN_DISTINCT_SHARE = 0.4
_MIN_FILLED_SHARE = 0.6
_MAX_LISTED = 12
_OTHER_NAMES = frozenset("official original alternative short long former old nick".split())
"""Words before “name” that mean another name than the usual one."""
_FORENAMES = frozenset(("first name", "forename", "given name", "firstname", "vorname", "prénom"))
_SURNAMES = frozenset(("last name", "surname", "family name", "lastname", "nachname", "familienname"))


class Subject(NamedTuple):
    """The columns whose values, joined, name the rows."""

    columns: tuple[Column, ...]
    next_best: Column | None = None

    @property
    def title(self) -> str:
        """The headings, as written."""
        return "+".join(column.heading.written or column.name for column in self.columns)

    @property
    def noun(self) -> str:
        """The words of its heading."""
        return self.columns[0].heading.words

    def join_cells(self) -> list[str]:
        """Return the subject of each row; empty if a part is missing."""
        rows = zip(*(column.cells for column in self.columns), strict=True)
        return [_join(parts, is_person=_are_names(self.columns)) for parts in rows]


def find_subject(columns: Sequence[Column], table_name: str) -> Subject:
    """Find the subject of a table.

    Raises:
        UsageError: No column has names.
    """
    scores: dict[str, float] = {}
    candidates: list[Column] = []
    for min_distinct, may_be_small in ((_MIN_DISTINCT_SHARE, False), (0, False), (0, True)):
        rate = partial(_rate, table_name=table_name, min_distinct=min_distinct, may_be_small=may_be_small)
        scores = {column.name: rate(column, index) for index, column in enumerate(columns)}
        candidates = candidates or [column for column in columns if scores[column.name] > 0]
    rated = sorted(candidates, key=lambda column: _rate_repetition(column, candidates) - scores[column.name])
    full_name = _find_full_name(columns)
    if full_name is not None and not (rated and _is_headed_as_name(rated[0])):
        return Subject(full_name, rated[0] if rated else None)
    if not rated:
        raise UsageError(
            "no column has names that could be the subjects of its rows. Name one with --subject: "
            f"{_list_headings(columns)}"
        )
    return Subject((rated[0],), next((column for column in rated[1:] if column.heading.words), None))


def select_subject(columns: Sequence[Column], text: str) -> Subject:
    """Return the columns that the value of `--subject` names, as in `athlete+year`."""
    found = []
    for part in [text] if _find_column(columns, text) else text.split("+"):
        column = _find_column(columns, part)
        if column is None:
            raise UsageError(f"--subject: no column {quote(part)}. The columns are {_list_headings(columns)}")
        found.append(column)
    return Subject(tuple(found))


def are_located(subject: Subject, columns: Sequence[Column]) -> bool:
    """Return whether the rows are about things in places, so that one can ask in which country each is."""
    words = {word for heading in (subject.noun,) for word in _singulars(heading)}
    has_position = any(column.heading.last in ("latitude", "longitude") for column in columns)
    return not are_people(columns) and (has_position or not words.isdisjoint(lexicon.LOCATED))


def are_people(columns: Sequence[Column]) -> bool:
    """Return whether the rows are about people, by headings that only they have."""
    words = {word for column in columns for word in column.heading.words.casefold().split()}
    return not words.isdisjoint(lexicon.PERSON_SIGNS)


def _rate(column: Column, index: int, *, table_name: str, min_distinct: float, may_be_small: bool) -> float:
    """Return how well a column names the rows; 0 if it can't.

    With `may_be_small`, a column that is headed as a name may have names in small letters.
    """
    values = column.values
    if column.type is not None or not values or len(values) < _MIN_FILLED_SHARE * len(column.cells):
        return 0
    is_small = may_be_small and _is_headed_as_name(column)
    names = sum(is_name(value.capitalize() if is_small else value) for value in values)
    odd = sum(
        is_numeric(v) or is_dated(v) or is_address(v) or is_flag(v) or is_code(v) or is_cluttered(v)
        for v in values
    )
    lengths = sorted(map(len, values))
    distinct = len({fold(value) for value in values}) / len(values)
    if (
        names < _NAME_SHARE * len(values)
        or odd > (1 - _NAME_SHARE) * len(values)
        or lengths[len(lengths) // 2] > _MAX_MEDIAN_LENGTH
        or distinct < min_distinct
    ):
        return 0
    filled = len(values) / len(column.cells)
    length = min(lengths[len(lengths) // 2], 15) / 15
    return 2 * distinct * filled + _rate_heading(column, table_name) + 0.2 / (1 + index) + 0.1 * length


def _rate_repetition(column: Column, columns: Sequence[Column]) -> float:
    """Return a penalty if most values of a column are those of another one: it has no names of its own."""
    folded = list(map(fold, column.values))
    for other in columns:
        if other is not column and len(other.cells) == len(folded):
            same = sum(mine == fold(cell) for mine, cell in zip(folded, other.cells, strict=True))
            if 2 * same > len(folded):
                return 0.4
    return 0


def _rate_heading(column: Column, table_name: str) -> float:
    words = column.heading.words.casefold()
    if not words:
        return 0.1
    parts = words.split()
    if (
        parts[-1] in lexicon.IDENTIFIERS
        or parts[-1] in lexicon.REMARKS
        or (len(parts) > 1 and _is_translated(parts))
    ):
        return -0.8
    if {"birth", "born", "headquarters", "by"} & set(parts) or parts[-1] in ("place", "location", "address"):
        return -0.5
    if _is_headed_as_name(column):
        return 0.2 if parts[0] in lexicon.PLACES else 0.5
    if parts[-1] in ("of", "for", "in", "at", "from", "to", "with"):
        return -0.5
    singulars = _singulars(parts[-1])
    if not set(_singulars(table_name)).isdisjoint(singulars):
        return 0.5
    if not lexicon.THINGS.isdisjoint(singulars):
        return 0.4
    return 0.1 if not lexicon.PLACES.isdisjoint(singulars) else 0.0


def _is_headed_as_name(column: Column) -> bool:
    parts = column.heading.words.casefold().split()
    is_part = " ".join(parts) in _FORENAMES | _SURNAMES
    return (
        bool(parts)
        and not is_part
        and not _is_translated(parts)
        and (parts[0] in lexicon.NAME_WORDS or parts[-1] in lexicon.NAME_WORDS)
    )


def _is_translated(parts: Sequence[str]) -> bool:
    """Return whether a heading means another name of the same thing."""
    is_other = parts[-1] in lexicon.NAME_WORDS and parts[0] in _OTHER_NAMES
    return is_other or not lexicon.LANGUAGES.isdisjoint(parts)


def _singulars(words: str) -> list[str]:
    """Return the words, each also without the ending of a regular plural."""
    parts = words.casefold().replace("-", " ").replace("_", " ").split()
    return parts + [
        each
        for each in lexicon.THINGS | lexicon.PLACES
        for part in parts
        if part != each and plural(each) == part
    ]


def _find_full_name(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    forename = next((c for c in columns if c.heading.words.casefold() in _FORENAMES), None)
    surname = next((c for c in columns if c.heading.words.casefold() in _SURNAMES), None)
    return (forename, surname) if forename is not None and surname is not None else None


def _are_names(columns: Sequence[Column]) -> bool:
    words = {column.heading.words.casefold() for column in columns}
    return not words.isdisjoint(_FORENAMES) and not words.isdisjoint(_SURNAMES)


def _join(parts: Sequence[str], *, is_person: bool) -> str:
    if not all(parts):
        return ""
    if len(parts) == 1:
        return parts[0]
    return " ".join(parts) if is_person else f"{parts[0]} ({', '.join(parts[1:])})"


def _find_column(columns: Sequence[Column], text: str) -> Column | None:
    wanted = text.strip()
    matches = [c for c in columns if wanted in (c.heading.written.strip(), c.name)]
    matches += [
        c
        for c in columns
        if wanted.casefold() in (c.heading.written.strip().casefold(), c.heading.words.casefold())
        or to_column_name(wanted) == to_column_name(c.name)
    ]
    return matches[0] if matches else None


def _list_headings(columns: Sequence[Column]) -> str:
    written = [column.heading.written or column.name for column in columns]
    shown = [quote(heading) for heading in written[:_MAX_LISTED]]
    rest = len(written) - len(shown)
    return join_words([*shown, f"{rest} more"] if rest > 0 else shown)
