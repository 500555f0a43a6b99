"""Propose a pack for a table in a file: what its columns are, and sentences for its author to better."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from quiz.authoring import scaffold
from quiz.generate.values import parse
from quiz.model.errors import UsageError
from quiz.model.problems import ProblemCollector
from quiz.packs.format.ids import ID, slug
from quiz.packs.read import cells
from quiz.packs.read.cells import CellGrid
from quiz.packs.read.columns import RESERVED_COLUMNS
from quiz.packs.read.result import TABLE_SUFFIXES
from quiz.text.english import join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text

_LONGEST = 60
"""A column with a value of more characters than this holds remarks or addresses, not answers."""
_YEARS = range(1000, 2101)
_LARGEST_COUNT = 1_000
_SIGNS = {"percent": re.compile("%"), "money": re.compile("[$€£¥₹]"), "duration": re.compile(r"\d:\d\d")}

_ABOUT = "Proposed for {rows}. It plays as it is, and each TODO waits for you. See it while you write:"
_TABLE = """\
# TODO: the documents that the rows were taken from, and the paragraphs in them.
sources:
{sources}
tables:
  # The first column is the subject of a row, and part of what players’ answers are kept by.
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
      # TODO: a sentence that is true of every row, and a question.
      {name}:
        fact: The {words} of <{key}> is <{name}>.
        ask: What is the {words} of <{key}>?
"""
_TYPE = "        type: {type}\n"
_BACK = """\
        # Only if no other has the same, in the table or outside it:
        # ask-back: Which {key_words} has the {words} <{name}>?
"""


def write_pack_from_table(name: str, table: Path) -> Path:
    """Write a pack for the rows in a CSV file, which stands beside it, and give its path."""
    path = scaffold.path_of(name)
    sheet = _sheet(table)
    if path.parent.resolve() != table.parent.resolve():
        better = table.with_name(path.stem)
        raise UsageError(
            f"a pack stands in one folder with its tables; write “quiz new {better} --from {table}”"
        )
    scaffold.write_new(path, _pack(path.stem, table.name, sheet))
    return path


def infer_type(values: Sequence[str]) -> str | None:
    """Guess the type of a column that the program understands; `None` where it needs a name of its own."""
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
        is_small = all(value.isdigit() and int(value) <= _LARGEST_COUNT for value in values)
        return "count" if is_small else "number"
    return None


def _sheet(table: Path) -> CellGrid:
    """Read the table; refuse one of which no pack could be made."""
    problems = ProblemCollector()
    sheet = cells.read_csv(table, problems, within=table.parent) if table.suffix in TABLE_SUFFIXES else None
    told = next(iter(problems), None)
    if table.suffix not in TABLE_SUFFIXES:
        raise UsageError(
            f"--from takes a file of rows, whose name ends with {join_words(TABLE_SUFFIXES, 'or')}, "
            f"not “{table}”"
        )
    if sheet is None or not sheet.columns or not sheet.rows:
        raise UsageError(
            f"{table}: {told.message if told is not None else 'there are no rows below the first line'}"
        )
    columns = [name for name in sheet.columns if name not in RESERVED_COLUMNS]
    if len(columns) < 2:
        raise UsageError(f"{table}: a table has two columns at least, a subject and what is told of it")
    if not _is_unique(_all(sheet, columns[0])):
        unique = [name for name in columns if _is_unique(_all(sheet, name))]
        advice = f"move the column “{unique[0]}” to the front" if unique else "put the subjects there"
        raise UsageError(
            f"{table}: the first column holds the subjects of the rows, and “{columns[0]}” has one twice, "
            f"or an empty one; {advice}"
        )
    return sheet


def _pack(name: str, rows: str, sheet: CellGrid) -> str:
    columns = {column: _values(sheet, column) for column in sheet.columns if column not in RESERVED_COLUMNS}
    types = {column: infer_type(values) for column, values in columns.items()}
    first = next(iter(columns))
    named = (column for column in columns if types[column] is None and _is_unique(_all(sheet, column)))
    key = next(named, first)
    sources, cite = _sources(sheet, rows)
    title, about = scaffold.title_of(name), _ABOUT.format(rows=_quoted(rows))
    head = scaffold.HEAD.format(name=name, title=title, about=about) + _TABLE.format(
        id=slug(Path(rows).stem),
        rows=_quoted(rows),
        sources="".join(
            _SOURCE.format(name=source, title=_quoted(title)) for source, title in sources.items()
        ),
        cite=cite,
    )
    told = [column for column in columns if column != key]
    if not any(map(_can_be_told, (columns[column] for column in told))):
        raise UsageError(f"{rows}: no column holds short values that could be answers")
    return head + "".join(
        part for column in told for part in _column(column, key, columns[column], types[column], key == first)
    )


def _column(name: str, key: str, values: Sequence[str], type_: str | None, has_back: bool) -> Iterator[str]:
    if not _can_be_told(values):
        yield f"      # {name} is left out: it holds long texts, addresses or nothing.\n"
        return
    words, key_words = _words(name), _words(key)
    yield _COLUMN.format(name=name, key=key, words=words)
    if type_ is None and name in parse.PARSED_TYPES:
        type_ = f"{name} of {key}"  # or its values would be read as what they aren't
    if type_ is not None:
        yield _TYPE.format(type=type_)
    if has_back and _is_unique(values):
        yield _BACK.format(name=name, words=words, key_words=key_words)


def _can_be_told(values: Sequence[str]) -> bool:
    return bool(values) and not any(len(value) > _LONGEST or "://" in value for value in values)


def _sources(sheet: CellGrid, rows: str) -> tuple[dict[str, str], str]:
    """Give the sources by name with titles to begin with, and what is cited where a row says nothing."""
    cited = _values(sheet, "cite") if "cite" in sheet.columns else []
    names = (part.split()[0] for text in cited for part in text.split(",") if part.strip())
    sources = {name: name for name in names if ID.fullmatch(name)} or {"table": rows}
    return sources, f"{next(iter(sources))} 1"


def _all(sheet: CellGrid, column: str) -> list[str]:
    index = sheet.columns[column]
    return [line.cells[index].strip() for line in sheet.rows]


def _values(sheet: CellGrid, column: str) -> list[str]:
    """Give the first value in each cell of a column that holds one."""
    return [value for cell in _all(sheet, column) if (value := cell.partition(";")[0].strip())]


def _is_unique(values: Sequence[str]) -> bool:
    return all(values) and len({fold(value) for value in values}) == len(values)


def _words(name: str) -> str:
    return re.sub("[-_]+", " ", name).strip()


def _quoted(text: str) -> str:
    """Write a text so that YAML takes it as it is."""
    if re.fullmatch(r"[A-Za-z][\w. -]*\w", text):
        return text
    if Text(text) != text:
        raise UsageError(f"the name “{text}” holds what no pack can; rename the file")
    return json.dumps(text, ensure_ascii=False)
