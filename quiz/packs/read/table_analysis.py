"""Analysis of a table's rows for one of its sentences.

With “The <river> is <length> long.”, the rows of the Rhine contradict each other, so neither is used. The row
of the Volga makes no fact, and the Volga is never a wrong answer to a question for a river.

    river | length
    Rhine | 1,233 kilometres
    Rhine | 865 kilometres
    Volga |
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import UnknownCells
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.marks import MarkedSentence, fill_sentence, relation_key
from quiz.packs.read.columns import TableSentence
from quiz.packs.read.dependencies import Ambiguity, ColumnDependencies
from quiz.packs.read.rows import TableRow
from quiz.text.english import format_count, format_number, join_words
from quiz.text.normalize import fold
from quiz.text.safe import Text


class RowFinding(NamedTuple):
    """Something wrong in a row of a table."""

    finding: Finding
    location: Location


class TableAnalysis(NamedTuple):
    """The usable rows for a sentence, and what the rows say about its columns."""

    relation: str
    usable_rows: frozenset[TableRow]
    """Complete rows that contradict no other."""
    dependencies: ColumnDependencies
    asked_columns: frozenset[str]
    """Columns that a question can ask for with one right answer, in some rows at least."""
    ambiguous_rows: Mapping[str, frozenset[TableRow]]
    """The rows of each column in which a question would have several right answers."""
    contradicting_rows: frozenset[TableRow]
    unknown_cells: tuple[UnknownCells, ...]
    findings: tuple[RowFinding, ...]

    def is_asked(self, column: str, row: TableRow) -> bool:
        """Return whether a question can ask for a column in a row."""
        return column in self.asked_columns and row not in self.ambiguous_rows.get(column, ())


def analyse_table(rows: Sequence[TableRow], sentence: TableSentence) -> TableAnalysis:
    """Find the usable rows for a sentence, and the columns that it can ask for."""
    names = sentence.names
    complete: list[TableRow] = []
    incomplete: list[TableRow] = []
    for row in rows:
        (complete if all(map(row.cell, names)) else incomplete).append(row)
    relation = relation_key(sentence.template, [column.type for column in sentence.columns.values()])
    dependencies = ColumnDependencies(complete, names, sentence.dependent_columns)
    contradicting_rows, contradictions = _find_contradictions(sentence, dependencies)
    ambiguous = dependencies.ambiguous
    # Without the author's question, two equal rows show that the column need not depend on the others at all.
    unasked = {name for name in ambiguous if not sentence.questions_by_column.get(name)}
    return TableAnalysis(
        relation=relation,
        usable_rows=frozenset(complete) - contradicting_rows,
        dependencies=dependencies,
        asked_columns=frozenset(sentence.questions_by_column) - unasked - dependencies.lopsided,
        ambiguous_rows={name: each.rows for name, each in ambiguous.items()},
        contradicting_rows=frozenset(contradicting_rows),
        unknown_cells=tuple(_find_unknown_cells(incomplete, names, relation)),
        findings=(
            *_check_incomplete_rows(incomplete, sentence),
            *contradictions,
            *_check_ambiguous_columns(sentence, dependencies),
            *(_check_lopsided_columns(complete, sentence, dependencies) if not contradictions else ()),
        ),
    )


def _check_incomplete_rows(rows: Iterable[TableRow], sentence: TableSentence) -> Iterator[RowFinding]:
    """Yield a finding for each row that lacks a value; a column's own value may be unknown."""
    column = sentence.own_column
    for row in rows:
        if column is not None and not row.cell(column):
            continue
        empty = next(name for name in sentence.names if not row.cell(name))
        if row.is_unusable(empty):
            continue
        if column is None:
            finding = Finding(Rule.ROW_INCOMPLETE, f"this row makes no fact because `{empty}` is empty")
            yield RowFinding(finding, row.location)
        else:
            message = f"this cell makes no fact because `{empty}` is empty in its row"
            yield RowFinding(Finding(Rule.ROW_INCOMPLETE, message), row.location_of(column))


def _find_unknown_cells(
    rows: Iterable[TableRow], names: Sequence[str], relation: str
) -> Iterator[UnknownCells]:
    """Yield the values that are alone in their rows: the sentence may be true of them or not."""
    lone_values: dict[str, list[Text]] = {}
    for row in rows:
        filled = [name for name in names if row.cell(name)]
        if len(filled) == 1:
            lone_values.setdefault(filled[0], []).extend(row.cell(filled[0]))
    for name, values in lone_values.items():
        yield UnknownCells(relation, names.index(name), tuple(values))


def _find_contradictions(
    sentence: TableSentence, dependencies: ColumnDependencies
) -> tuple[set[TableRow], list[RowFinding]]:
    """Find rows that can't all be right; no one knows which of them is, so none of them is used."""
    rows: set[TableRow] = set()
    findings: list[RowFinding] = []
    for name in sentence.names:
        if name not in sentence.dependent_columns or sentence.columns[name].open:
            continue
        for group, conflicting in dependencies.iter_contradictions(name):
            rows.update(group)
            findings += [_contradiction(name, group[0], row) for row in conflicting]
    return rows, findings


def _contradiction(name: str, first: TableRow, row: TableRow) -> RowFinding:
    message = (
        f"this row has “{row.cell(name)[0]}”, but line {first.location.line}, "
        f"which is equal otherwise, has “{first.cell(name)[0]}”"
    )
    advice = "Correct one of them, or write both values in one cell, separated by `;`."
    return RowFinding(Finding(Rule.CONTRADICTION, message, advice), row.location)


def _check_ambiguous_columns(
    sentence: TableSentence, dependencies: ColumnDependencies
) -> Iterator[RowFinding]:
    """Yield a finding for each column with several right answers to one question."""
    for name, questions in sentence.questions_by_column.items():
        ambiguity = dependencies.ambiguous.get(name)
        if ambiguity is not None and name not in dependencies.lopsided:
            yield _ambiguous_question(sentence, name, questions[0] if questions else None, ambiguity)


def _check_lopsided_columns(
    rows: Sequence[TableRow], sentence: TableSentence, dependencies: ColumnDependencies
) -> Iterator[RowFinding]:
    """Yield a finding for each column in which one value fills most rows, so that most guesses are right."""
    for name in sentence.questions_by_column:
        if name in dependencies.lopsided:
            counts = Counter(fold(row.cell(name)[0]) for row in rows)
            value, count = counts.most_common(1)[0]
            text = next(row.cell(name)[0] for row in rows if fold(row.cell(name)[0]) == value)
            message = f"`{name}` is never asked for: “{text}” fills "
            message += f"{format_number(count)} of {format_number(len(rows))} rows"
            advice = f"Add rows with other values, or write `asked: no` for `{name}` under `columns`."
            finding = Finding(Rule.LOPSIDED, message, advice)
            yield RowFinding(finding, sentence.mapping.location("fact"))


def _ambiguous_question(
    sentence: TableSentence, name: str, template: MarkedSentence | None, ambiguity: Ambiguity
) -> RowFinding:
    first, second = ambiguity.example
    same = [f"{column} ({second.cell(column)[0]})" for column in sentence.names if column != name]
    if template is None:
        message = f"`{name}` is never asked for: lines {first.location.line} and {second.location.line} "
        message += f"have the same {join_words(same)}" if same else "differ in it"
        advice = f"Mark another column, or write `asked: no` for `{name}` under `columns`."
        return RowFinding(Finding(Rule.SEVERAL_ANSWERS, message, advice), second.location)
    cells = [second.cell(mark.label or "") for mark in template.marks]
    question = fill_sentence(template, [cell[0] for cell in cells]) if all(cells) else f"{name}?"
    message = f"lines {first.location.line} and {second.location.line} "
    message += (
        f"have the same {join_words(same)}, so “{question}” has two answers"
        if same
        else f"have different answers to “{question}”"
    )
    advice = (
        f"`{name}` is not asked for in {format_count(len(ambiguity.rows), 'such row')}. "
        "To ask for it there too, mark another column."
    )
    return RowFinding(Finding(Rule.SEVERAL_ANSWERS, message, advice), second.location)
