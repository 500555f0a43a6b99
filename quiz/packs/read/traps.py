"""Traps: wrong answers that people often choose, each with a reason if there is one.

    capital: {trap: {<largest>: it is the largest city}}

In a table, `<largest>` is the cell of the row; a row with an empty cell has no such trap.
"""

import re
from collections.abc import Iterable, Iterator

from quiz.model.pack import Trap, Value
from quiz.model.rules import Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.csv_reader import to_column_name
from quiz.packs.read.rows import TableRow
from quiz.packs.read.same_answers import find_right_answer
from quiz.text.safe import Text

_MARK = re.compile(r"<([^<>]+)>")


def read_traps(mapping: CheckedMapping, type_: str) -> tuple[Trap, ...]:
    """Read the traps of a value, or of a column with marks in them."""
    texts = mapping.texts("trap")
    if texts and type_ in PARSED_TYPES:
        message = f"`trap` is for names, and quiz makes wrong answers of the type “{type_}” itself"
        advice = "Write the numbers or dates under `wrong`."
        mapping.report_at(mapping.location_of_key("trap"), Rule.MISPLACED_FIELD, message, advice)
        return ()
    reasons = mapping.reasons("trap") or (None,) * len(texts)
    return tuple(map(Trap, texts, reasons))


def add_traps(value: Value, traps: tuple[Trap, ...]) -> Value:
    """Return a value with traps, which count as declared wrong."""
    new = [trap for trap in traps if trap.text not in value.wrong]
    reasons = value.wrong_because
    if reasons or any(trap.reason for trap in new):
        reasons = reasons or (Text(),) * len(value.wrong)
        reasons = (*reasons, *(trap.reason or Text() for trap in new))
    wrong = (*value.wrong, *(trap.text for trap in new))
    return value._replace(traps=traps, wrong=wrong, wrong_because=reasons)


def list_trap_columns(columns: Iterable[Value]) -> list[str]:
    """List the columns that the traps of some columns mark."""
    texts = [text for column in columns for trap in column.traps for text in trap if text]
    return [_name_column(mark[1]) for text in texts for mark in _MARK.finditer(text)]


def fill_traps(traps: Iterable[Trap], row: TableRow) -> Iterator[Trap]:
    """Yield the traps of a row; several values of a cell are a trap each."""
    for trap in traps:
        mark = _MARK.fullmatch(trap.text)
        texts = (trap.text,) if mark is None else row.cell(_name_column(mark[1]))
        for text in texts:
            yield Trap(text, None if trap.reason is None else _fill_reason(trap.reason, row))


def report_right_traps(mapping: CheckedMapping, value: Value, right: Iterable[Text]) -> None:
    """Report right answers that are listed under `trap`."""
    right_answers = tuple(right) if value.traps else ()
    for trap in value.traps:
        same = find_right_answer(trap.text, right_answers, "but it is right")
        if same is not None:
            message, advice = (text.replace("`wrong`", "`trap`") for text in same)
            mapping.report_at(mapping.location_of_key("trap"), Rule.ANSWER_DECLARED_WRONG, message, advice)


def _name_column(heading: str) -> str:
    return to_column_name(heading) or heading


def _fill_reason(reason: Text, row: TableRow) -> Text | None:
    """Fill the marks of a reason with the cells of a row; return `None` if one of them is empty."""
    cells = {mark[0]: row.cell(_name_column(mark[1])) for mark in _MARK.finditer(reason)}
    if not all(cells.values()):
        return None
    return Text(_MARK.sub(lambda mark: cells[mark[0]][0], reason))
