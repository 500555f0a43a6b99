"""Questions in the rows of a table: with headings, as Kahoot, Blooket and Quizizz have them, or without."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from quiz.importers import texts
from quiz.importers.bank_file import BankError, BankFile
from quiz.importers.headings import Heading, Meaning, read_heading
from quiz.importers.reading import Notes, ReadOptions
from quiz.importers.records import Reason, Record
from quiz.importers.rows import Columns, NumberedRow, find_header, iter_rows

_SAMPLED_ROWS = 200
_SHOWN_ROWS = 3
_MIN_WORDS = 4
_MIN_DISTINCT = 0.9
_MIN_ROWS = 4
"""Number of rows from which columns are compared with each other."""
_MAX_PLACES = 6
_MAX_LOOSE = 0.2
"""Share of rows that are shorter than the headings from which short rows are usual."""
_NUMBER = re.compile(r"([1-9]\d?)(?:\.0)?")
_PARTS = re.compile(r"[,;/&\s]+")
_MEANINGS = {meaning.value: meaning for meaning in Meaning}
_QUESTION, _TYPE, _MEDIA = Meaning.QUESTION, Meaning.TYPE, Meaning.MEDIA
_FIELDS = {
    Meaning.CATEGORY: "category",
    Meaning.DIFFICULTY: "difficulty",
    Meaning.EXPLANATION: "because",
    Meaning.SOURCE: "source",
    Meaning.URL: "url",
    Meaning.ID: "id",
}
"""The columns whose cells are fields of a record as they are."""
_NOT_GUESSED = frozenset(
    (
        Meaning.CATEGORY,
        Meaning.DIFFICULTY,
        Meaning.EXPLANATION,
        Meaning.SOURCE,
        Meaning.URL,
        Meaning.ID,
        Meaning.MEDIA,
    )
)
"""The meanings that a heading decides also where others are not understood."""
_LABEL = re.compile(r"(?:option|answer|choice)\b\W*(?:[a-h\d]\b\W*)?|\(?[a-h\d][.):]\s*|\(?[a-h]$")
"""The number or the letter of an option, before its text or instead of it."""
_MIN_APART = 2
"""Number of answers that must not be among the options of a table whose options are wrong."""
_MAX_INSIDE = 0.1
"""Number of answers among the options of such a table, by mistake, for each one that isn't."""
_ESSAYS = ("open", "essay", "paragraph", "long answer", "free text")
_TYPED = ("fill", "blank", "short", "type")
_OTHER_KINDS = (
    "poll",
    "draw",
    "match",
    "reorder",
    "order",
    "drag",
    "survey",
    "word cloud",
    "video",
    "slide",
    "hotspot",
)


def read_csv_records(file: BankFile, notes: Notes, options: ReadOptions) -> Iterator[Record]:
    """Yield the records of a table’s rows.

    Raises:
        BankError: The headings are missing, and the columns can’t be guessed.
    """
    notes.info = notes.info._replace(unit="row")
    columns = _find_columns(file, notes, options)
    is_template = any(
        heading is not None and heading.meaning is Meaning.OPTION for heading in columns.headings
    )
    sample = [row for row in islice(iter_rows(file), _SAMPLED_ROWS) if row.number > columns.row and row.cells]
    short = sum(len(row.cells or ()) < len(columns.headings) for row in sample)
    is_loose = bool(columns.row) and short > _MAX_LOOSE * len(sample)
    reader = _RowReader(
        columns,
        is_numbered=is_template and _has_numbers_as_answers(columns, sample),
        are_options_wrong=is_template and _are_options_wrong(columns, sample),
    )
    width = (
        max((len(row.cells or ()) for row in sample), default=0) if not columns.row else len(columns.headings)
    )
    for row in iter_rows(file):
        if row.number <= columns.row:
            notes.not_questions += 1
        elif row.cells is None:
            yield Record(row.number, reason=Reason.BROKEN)
        elif reader.is_blank(row.cells):
            notes.not_questions += 1
        elif _is_ragged(row.cells, len(columns.headings), width, may_be_short=is_loose):
            yield Record(row.number, reason=Reason.RAGGED_ROW)
        else:
            yield reader.read(row.number, row.cells)


def _find_columns(file: BankFile, notes: Notes, options: ReadOptions) -> Columns:
    if options.columns:
        return _parse_columns(options.columns)
    columns = find_header(iter_rows(file))
    if columns is not None:
        return columns
    sample = [
        row for row in islice(iter_rows(file), _SAMPLED_ROWS) if row.cells and any(map(str.strip, row.cells))
    ]
    headings = sample[0] if _has_headings([row.cells or () for row in sample]) else None
    sample = sample if headings is None else sample[1:]
    columns = guess_columns([row.cells for row in sample if row.cells], headings.cells if headings else None)
    if columns is None:
        raise BankError(
            "is a table without headings and without a column of questions. Name its columns with --columns, "
            "as in --columns question,right,wrong,wrong"
        )
    names = ",".join("-" if heading is None else heading.meaning for heading in columns.headings)
    shown = [" | ".join(row.cells or ()) for row in sample[:_SHOWN_ROWS]]
    notes.guess = (f"--columns {names}", *shown)
    return columns if headings is None else columns._replace(row=headings.number)


def _parse_columns(names: Sequence[str]) -> Columns:
    unknown = next((name for name in names if name not in _MEANINGS), None)
    if unknown is not None:
        known = ", ".join(name for name in _MEANINGS if name not in ("type", "media"))
        raise BankError(f"has no column “{unknown}”: --columns takes {known}")
    if "question" not in names:
        raise BankError("needs a column “question” in --columns")
    headings = [Heading(_MEANINGS[name], index + 1) for index, name in enumerate(names)]
    return Columns(tuple(None if heading.meaning is Meaning.SKIPPED else heading for heading in headings))


def guess_columns(rows: Sequence[Sequence[str]], headings: Sequence[str] | None = None) -> Columns | None:
    """Guess the meaning of columns whose headings are missing or not understood.

    Returns `None` if no column has questions.
    """
    width = max(map(len, rows), default=0)
    cells = [[row[index].strip() if index < len(row) else "" for row in rows] for index in range(width)]
    question = next((index for index, column in enumerate(cells) if _are_questions(column)), None)
    if question is None or question + 1 >= width:
        return None
    known = [*map(read_heading, headings or ()), *[None] * width][:width]
    guessed: list[Heading | None] = [
        heading if heading is not None and heading.meaning in _NOT_GUESSED else None for heading in known
    ]
    guessed[question] = Heading(Meaning.QUESTION)
    before = set(cells[question - 1]) if question else set()
    if 0 < len(before) <= max(1, len(rows) // 2):
        guessed[question - 1] = Heading(Meaning.CATEGORY)
    others = [index for index in range(question + 1, width) if any(cells[index]) and guessed[index] is None]
    others = [
        index for index in others if index == others[0] or not _is_remark(cells[index], cells[others[0]])
    ]
    places = [index for index in others if len(others) > 2 and _are_places(cells[index], len(others) - 1)]
    for number, index in enumerate(others, 1):
        if places:
            meaning = Meaning.ANSWER if index == places[0] else Meaning.OPTION
        else:
            meaning = Meaning.RIGHT if number == 1 else Meaning.WRONG
        guessed[index] = Heading(meaning, number)
    return Columns(tuple(guessed))


def _has_headings(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first row is not a question, but those below it have questions in one column."""
    below = rows[1:]
    if len(below) < _MIN_ROWS:
        return False
    for index, first in enumerate(rows[0]):
        column = [row[index].strip() if index < len(row) else "" for row in below]
        if _are_questions(column):
            asked = sum(cell.endswith("?") or len(cell.split()) >= _MIN_WORDS for cell in column)
            is_short = not first.strip().endswith("?") and len(first.split()) < _MIN_WORDS
            return is_short and asked >= _MIN_DISTINCT * len(column)
    return False


def _is_remark(column: Sequence[str], right: Sequence[str]) -> bool:
    """Return whether a column has points, times or the name of a round, not wrong answers."""
    filled = [cell for cell in column if cell]
    if len(filled) < _MIN_ROWS:
        return False
    is_repeated = len(set(filled)) * _MIN_ROWS <= len(filled) and len(set(right)) * 2 > len(right)
    numbers = sum(cell.replace(".", "").isdigit() for cell in right)
    is_numeric = all(cell.replace(".", "").isdigit() for cell in filled) and numbers < len(right) / 2
    is_key = _are_places(column, _MAX_PLACES) and (len(set(filled)) > 1 or filled[0].isalpha())
    return (is_repeated or is_numeric) and not is_key


def _are_questions(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    long = sum(len(cell.split()) >= _MIN_WORDS for cell in filled)
    return bool(filled) and long > len(filled) / 2 and len(set(filled)) >= _MIN_DISTINCT * len(filled)


def _are_places(column: Sequence[str], option_count: int) -> bool:
    """Return whether all cells are numbers or letters of options."""
    places = [_to_index(cell) for cell in column if cell]
    return bool(places) and all(place is not None and place < option_count for place in places)


def _has_numbers_as_answers(columns: Columns, sample: Sequence[NumberedRow]) -> bool:
    """Return whether the answer is always the number or the letter of an option."""
    answers = [_select(row, columns, Meaning.ANSWER, Meaning.RIGHT) for row in sample]
    given = [part for cells in answers for cell in cells for part in _PARTS.split(cell.strip()) if part]
    return bool(given) and all(_to_index(part) is not None for part in given)


def _are_options_wrong(columns: Columns, sample: Sequence[NumberedRow]) -> bool:
    """Return whether the options are wrong answers only, and the right one is in a column of its own.

    That is so if most answers are neither an option nor the place of one. An answer such as “Option 2” or
    “B) Loire” means an option.
    """
    apart = inside = rows = 0
    for row in sample:
        answers = [cell for cell in _select(row, columns, Meaning.ANSWER, Meaning.RIGHT) if cell.strip()]
        options = _split_options(_select(row, columns, Meaning.OPTION))
        if len(answers) != 1 or not any(map(str.strip, options)):
            continue
        rows += 1
        if _find_right(answers, options, is_numbered=False):
            is_place = all(_to_index(part) is not None for part in _PARTS.split(answers[0].strip()) if part)
            inside += not is_place or _fold(answers[0]) in map(_fold, options)
        elif _names_option(answers[0], options):
            return False
        else:
            apart += 1
    return apart >= _MIN_APART and 2 * apart >= rows and inside <= _MAX_INSIDE * apart


def _names_option(answer: str, options: Sequence[str]) -> bool:
    """Return whether an answer and an option differ only in a letter or a word in front."""
    text = _LABEL.sub("", _fold(answer))
    return not text or text in (_LABEL.sub("", _fold(option)) for option in options)


def _split_options(options: list[str]) -> list[str]:
    """Return the options; a single cell may have several."""
    return [part.strip() for part in re.split(r"[;|]", options[0])] if len(options) == 1 else options


def _is_ragged(cells: Sequence[str], heading_count: int, width: int, *, may_be_short: bool) -> bool:
    if len(cells) == heading_count:
        return False
    has_more = any(cell.strip() for cell in cells[max(heading_count, width) :])
    return has_more or (not may_be_short and len(cells) < min(heading_count, width))


class _RowReader:
    """Reads the rows of a table whose columns are known."""

    def __init__(self, columns: Columns, *, is_numbered: bool, are_options_wrong: bool) -> None:
        indices: dict[Meaning, list[int]] = {meaning: [] for meaning in Meaning}
        for index, heading in enumerate(columns.headings):
            if heading is not None:
                indices[heading.meaning].append(index)
        self._first = {meaning: found[0] for meaning, found in indices.items() if found}
        self._options, self._wrong = indices[Meaning.OPTION], indices[Meaning.WRONG]
        self._right = sorted(indices[Meaning.RIGHT] + indices[Meaning.ANSWER])
        self._content = [*indices[Meaning.QUESTION], *self._right, *self._wrong, *self._options]
        self._fields = [
            (name, self._first[meaning]) for meaning, name in _FIELDS.items() if meaning in self._first
        ]
        self._is_numbered = is_numbered
        self._are_options_wrong = are_options_wrong
        self._is_right_apart = bool(indices[Meaning.RIGHT])
        self._has_kinds = _TYPE in self._first or _MEDIA in self._first

    def is_blank(self, cells: Sequence[str]) -> bool:
        """Return whether a row has no question and no answer; it may be numbered."""
        if self._cell(cells, _QUESTION):
            return False
        return not any(index < len(cells) and cells[index].strip() for index in self._content)

    def read(self, place: int, cells: Sequence[str]) -> Record:
        """Return the record of a row."""
        record = self._add_answers(place, cells)
        if not self._has_kinds:
            return record
        kind = self._cell(cells, _TYPE).casefold()
        if kind.startswith(_ESSAYS):
            return record._replace(reason=Reason.ESSAY)
        if kind.startswith(_OTHER_KINDS):
            return record._replace(reason=Reason.KIND)
        if self._cell(cells, _MEDIA):
            return record._replace(reason=Reason.MEDIA)
        if record.options and kind.startswith(_TYPED):
            return record._replace(options=(), right=(), answers=tuple(filter(str.strip, record.options)))
        return record

    def _add_answers(self, place: int, cells: Sequence[str]) -> Record:
        options, wrong = _pick(cells, self._options), _pick(cells, self._wrong)
        right = [cell for cell in _pick(cells, self._right) if cell.strip()]
        found: tuple[int, ...] = ()
        answers: tuple[str, ...] = ()
        if not wrong:
            options = _split_options(options)
        if options and self._are_options_wrong:
            options, found = [*right, *options], tuple(range(len(right)))
        elif options:
            found = _find_right(right, options, is_numbered=self._is_numbered)
            if right and not found and self._is_right_apart:
                options, found = [*right, *options], tuple(range(len(right)))
        elif any(map(str.strip, wrong)):
            options, found = [*right, *wrong], tuple(range(len(right)))
        else:
            spellings = self._cell(cells, Meaning.ACCEPT).split(";")
            answers = (*right, *filter(str.strip, spellings)) if right else ()
        fields = {name: cells[index].strip() for name, index in self._fields if index < len(cells)}
        question = self._cell(cells, _QUESTION)
        return Record(place, question, tuple(options), found, answers=answers, **fields)  # type: ignore[arg-type]

    def _cell(self, cells: Sequence[str], meaning: Meaning) -> str:
        index = self._first.get(meaning)
        return "" if index is None or index >= len(cells) else cells[index].strip()


def _pick(cells: Sequence[str], indices: Sequence[int]) -> list[str]:
    width = len(cells)
    return [cells[index] for index in indices if index < width]


def _find_right(answers: Sequence[str], options: Sequence[str], *, is_numbered: bool) -> tuple[int, ...]:
    """Return the indices of the options that an answer cell names by text, number or letter."""
    folded = [_fold(option) for option in options]
    right: list[int] = []
    for answer in answers:
        text = _fold(answer)
        if not is_numbered and text in folded:
            right.append(folded.index(text))
            continue
        indices = [_to_index(part) for part in _PARTS.split(answer.strip()) if part]
        if all(index is not None for index in indices):
            right += [index for index in indices if index is not None and index < len(options)]
        elif text in folded:
            right.append(folded.index(text))
        else:
            right += [folded.index(part) for part in map(_fold, re.split(r"[,;]", answer)) if part in folded]
    return tuple(dict.fromkeys(right))


def _fold(cell: str) -> str:
    return texts.fold_answer(texts.clean_text(cell))


def _to_index(text: str) -> int | None:
    """Return the index of an option from its number, from 1, or its letter."""
    number = _NUMBER.fullmatch(text.strip())
    if number is not None:
        return int(number[1]) - 1
    letter = text.strip().lower()
    return ord(letter) - ord("a") if len(letter) == 1 and "a" <= letter <= "h" else None


def _select(row: NumberedRow, columns: Columns, *meanings: Meaning) -> list[str]:
    pairs = zip(row.cells or (), columns.headings, strict=False)
    return [cell for cell, heading in pairs if heading is not None and heading.meaning in meanings]
