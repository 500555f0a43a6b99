"""A draft pack for a table in a file, with a sentence and a question for each column."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.authoring import scaffold
from quiz.generate.values import parse
from quiz.model.errors import UsageError
from quiz.model.problems import ProblemCollector
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.format.ids import ID, slug
from quiz.packs.read import csv_reader
from quiz.packs.read.csv_reader import CellGrid
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.packs.read.rows import RESERVED_COLUMNS
from quiz.packs.read.unusable_cells import find_unusable_cells
from quiz.text.english import join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text

_MAX_ANSWER_LENGTH = 60
"""Maximum characters of an answer. A column with longer values contains remarks or addresses."""
_YEARS = range(1000, 2101)
_MAX_COUNT = 1_000
_SIGNS = {"percent": re.compile("%"), "money": re.compile("[$€£¥₹]"), "duration": re.compile(r"\d:\d\d")}

_ABOUT = "A draft for {rows}. You can play it now. Do each TODO, and watch the questions as you write:"
_TABLE = """\
# TODO: the documents that the rows come from, and their paragraphs.
sources:
{sources}
tables:
  # The first column is the subject of a row. Players’ answers are saved by it, so keep its values.
  - id: {id}
    rows: {rows}
    cite: {cite}
    columns:
"""
_SOURCE = """\
  {name}:
    title: {title}
"""
_COLUMN = """\
      # TODO: a sentence that is true for every row, and a question.
      {name}:
        fact: The {words} of <{key}> is <{name}>.
        ask: What is the {words} of <{key}>?
"""
_TYPE = "        type: {type}\n"
_BACK = """\
        # Only if each value belongs to one row, in the table and outside it:
        # ask-back: Which {key_words} has the {words} <{name}>?
"""


def write_pack_from_table(name: str, table: Path) -> Path:
    """Write a pack next to a CSV file with its rows, and return the path of the pack."""
    path = scaffold.path_of(name)
    grid = _read_table(table)
    if path.parent.resolve() != table.parent.resolve():
        better = table.with_name(path.stem)
        raise UsageError(f"a pack must be in the folder of its tables. Use: quiz new {better} --from {table}")
    scaffold.write_new(path, _format_pack(path.stem, table.name, grid))
    return path


def infer_type(values: Sequence[str]) -> str | None:
    """Infer a built-in type for a column; `None` if the column needs a type of its own."""
    if not values:
        return None
    if all(re.fullmatch(r"\d{4}", value) and int(value) in _YEARS for value in values):
        return "year"
    for type_, sign in _SIGNS.items():
        if all(sign.search(value) and parse.parse_value(value, type_) for value in values):
            return type_
    if all(parse.parse_value(value, "ordinal") for value in values):
        return "ordinal"
    if all(parse.parse_value(value, "date") and not value.isdigit() for value in values):
        return "date"
    if all(parse.parse_value(value, "number") for value in values):
        is_small = all(value.isdigit() and int(value) <= _MAX_COUNT for value in values)
        return "count" if is_small else "number"
    return None


def _read_table(table: Path) -> CellGrid:
    """Read the table; raise `UsageError` if a pack can't be made from it."""
    problems = ProblemCollector()
    if table.suffix not in TABLE_SUFFIXES:
        raise UsageError(
            f"--from needs a file whose name ends with {join_words(TABLE_SUFFIXES, 'or')} (got “{table}”)"
        )
    grid = csv_reader.read_csv(table, problems, within=table.parent)
    problem = next(iter(problems), None)
    if grid is None or not grid.columns or not grid.rows or grid.repeated_columns:
        raise UsageError(
            f"{table}: {'there are no rows below the first line' if problem is None else problem.message}"
        )
    columns = [name for name in grid.columns if name not in RESERVED_COLUMNS]
    if len(columns) < 2:
        raise UsageError(f"{table}: a table needs at least two columns: a subject and a value")
    if not _is_unique(_cell_texts(grid, columns[0])):
        unique = [name for name in columns if _is_unique(_cell_texts(grid, name))]
        advice = f"Move the column “{unique[0]}” to the front" if unique else "Put the subjects there"
        raise UsageError(
            f"{table}: the first column must name a different subject in each row, and “{columns[0]}” has "
            f"an empty or a repeated one. {advice}"
        )
    return grid


def _format_pack(name: str, rows: str, grid: CellGrid) -> str:
    columns = {
        column: _first_values(grid, column) for column in grid.columns if column not in RESERVED_COLUMNS
    }
    types = {column: infer_type(values) for column, values in columns.items()}
    first = next(iter(columns))
    named = (column for column in columns if types[column] is None and _is_unique(_cell_texts(grid, column)))
    key = next(named, first)
    sources, cite = _list_sources(grid, rows)
    title, about = scaffold.title_of(name), _ABOUT.format(rows=_quote(rows))
    head = scaffold.HEAD.format(name=name, title=title, about=about) + _TABLE.format(
        id=slug(Path(rows).stem),
        rows=_quote(rows),
        sources="".join(
            _SOURCE.format(name=source, title=_quote(title)) for source, title in sources.items()
        ),
        cite=cite,
    )
    asked_columns = [column for column in columns if column != key]
    if not any(map(_is_worth_asking, (columns[column] for column in asked_columns))):
        raise UsageError(f"{rows}: no column has short values that could be answers")
    return head + "".join(
        part
        for column in asked_columns
        for part in _format_column(column, key, columns[column], types[column], key == first)
    )


def _format_column(
    name: str, key: str, values: Sequence[str], type_: str | None, has_back: bool
) -> Iterator[str]:
    if not _is_worth_asking(values):
        yield f"      # {name} is left out: it has long texts, addresses or no values.\n"
        return
    words, key_words = _to_words(name), _to_words(key)
    yield _COLUMN.format(name=name, key=key, words=words)
    if type_ is None and name in PARSED_TYPES:
        type_ = f"{name} of {key}"  # the built-in type of this name would parse the values
    if type_ is not None:
        yield _TYPE.format(type=type_)
    if has_back and _is_unique(values):
        yield _BACK.format(name=name, words=words, key_words=key_words)


def _is_worth_asking(values: Sequence[str]) -> bool:
    return bool(values) and not any(len(value) > _MAX_ANSWER_LENGTH or "://" in value for value in values)


def _list_sources(grid: CellGrid, rows: str) -> tuple[dict[str, str], str]:
    """Return the titles of the sources by name, and the default citation."""
    cited = _first_values(grid, "cite") if "cite" in grid.columns else []
    names = (part.split()[0] for text in cited for part in text.split(",") if part.strip())
    sources = {name: name for name in names if ID.fullmatch(name)} or {"table": rows}
    return sources, f"{next(iter(sources))} 1"


def _cell_texts(grid: CellGrid, column: str) -> list[str]:
    index = grid.columns[column]
    return [line.cells[index].strip() for line in grid.rows]


def _first_values(grid: CellGrid, column: str) -> list[str]:
    """Return the first value of each usable cell that is not empty."""
    cells = _cell_texts(grid, column)
    unusable = find_unusable_cells(cells)
    usable = (cell for index, cell in enumerate(cells) if index not in unusable)
    return [value for cell in usable if (value := cell.partition(";")[0].strip())]


def _is_unique(values: Sequence[str]) -> bool:
    return all(values) and len({fold(value) for value in values}) == len(values)


def _to_words(name: str) -> str:
    return re.sub("[-_]+", " ", name).strip()


def _quote(text: str) -> str:
    """Quote a text for YAML if necessary."""
    if re.fullmatch(r"[A-Za-z][\w. -]*\w", text):
        return text
    if Text(text) != text:
        raise UsageError(f"the name “{text}” has characters that a pack can't contain. Rename the file")
    return json.dumps(text, ensure_ascii=False)
