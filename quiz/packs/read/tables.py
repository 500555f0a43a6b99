"""Tables: facts from the rows, one for each sentence that a row can fill.

The sentence “The <river> is <length> long.” and these rows make three facts; the first is “The Loire is
1,012 kilometres long.”:

    river | length           | cite
    Loire | 1,012 kilometres | atlas 8
    Rhine | 1,233 kilometres |
    Volga | 3,530 kilometres |
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, UnknownCells, Value
from quiz.model.problems import EntryRef, Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import TABLE
from quiz.packs.format.ids import is_id, slug
from quiz.packs.format.marks import Mark, MarkedSentence, fill_marks, fill_sentence
from quiz.packs.read.checked_mapping import CheckedMapping, check_mapping
from quiz.packs.read.columns import RESERVED_COLUMNS, TableSentence, read_table_sentences
from quiz.packs.read.facts import build_fact, check_claimant_named, check_several_answers
from quiz.packs.read.rows import TableRow, read_cell_grid
from quiz.packs.read.shared_fields import ReadContext, declared_id, read_shared_fields, resolve_id
from quiz.packs.read.table_analysis import TableAnalysis, analyse_table
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.normalize import fold
from quiz.text.safe import Text


class ReadTable(NamedTuple):
    """The facts of a table, built one at a time, and the values that it leaves open."""

    facts: Iterable[Fact] = ()
    unknown_cells: tuple[UnknownCells, ...] = ()


def read_table(node: MappingNode, context: ReadContext) -> ReadTable:
    """Read a table; the result is empty if the table has an error outside its rows."""
    collector = context.collector
    with collector.scope() as scope:
        ref = EntryRef(fact=declared_id(node))
        mapping = check_mapping(TABLE, node, context.file, collector, ref=ref)
        shared = read_shared_fields(mapping, context)
        with collector.scope():  # a bad row leaves out that row only
            grid = read_cell_grid(mapping, context)
        sentences = read_table_sentences(mapping, context, shared, grid.columns) if grid is not None else []
        if grid is None or not sentences:
            return ReadTable()
        table_id = resolve_id(mapping, sentences[0].template.sentence)
    rows = [TableRow(grid, row) for row in grid.rows]
    analyses = [analyse_table(rows, sentence) for sentence in sentences]
    for analysis in analyses:
        for finding, location in analysis.findings:
            mapping.report(finding, location)
    unknown_cells = tuple(cells for analysis in analyses for cells in analysis.unknown_cells)
    if scope.has_errors:
        return ReadTable(unknown_cells=unknown_cells)
    builders = [
        _SentenceFacts(sentence, analysis, table_id, mapping, context)
        for sentence, analysis in zip(sentences, analyses, strict=True)
    ]
    return ReadTable(_build_facts(rows, builders), unknown_cells)


def _build_facts(rows: Iterable[TableRow], builders: Sequence["_SentenceFacts"]) -> Iterator[Fact]:
    for row in rows:
        for builder in builders:
            fact = builder.fact_for(row)
            if fact is not None:
                yield fact


class _SentenceFacts:
    """Builds the facts of one sentence."""

    def __init__(
        self,
        sentence: TableSentence,
        analysis: TableAnalysis,
        table_id: str,
        mapping: CheckedMapping,
        context: ReadContext,
    ) -> None:
        self._sentence = sentence
        self._analysis = analysis
        self._table_id = table_id
        self._mapping = mapping
        self._context = context
        self._is_checked = False

    def fact_for(self, row: TableRow) -> Fact | None:
        """Build the fact of a row; return `None` if the row is unusable or has an error."""
        if row not in self._analysis.usable_rows:
            return None
        sentence = self._sentence
        location = row.location if sentence.own_column is None else row.location_of(sentence.own_column)
        citations = self._read_citations(row, location)
        if citations is None:
            return None
        marked = fill_marks(sentence.template, [row.cell(name)[0] for name in sentence.names])
        values = tuple(
            [
                self._build_value(name, mark, row)
                for name, mark in zip(sentence.names, marked.marks, strict=True)
            ]
        )
        if any(self._report_wrong_answer(value, location) for value in values):
            return None
        self._check_once(marked, values)
        shared = sentence.shared._replace(citations=citations)
        return build_fact(self._build_id(row), marked, values, shared, location, self._analysis.relation)

    def _build_value(self, name: str, mark: Mark, row: TableRow) -> Value:
        sentence, column = self._sentence, self._sentence.columns[name]
        is_asked = name in self._analysis.asked_columns
        templates = sentence.questions_by_column.get(name)
        questions = tuple(_fill_questions(templates or (), row)) if is_asked else ()
        also = row.cell(name)[1:]
        if column.open:
            also += self._analysis.dependencies.other_correct_values(name, row)
        return Value(
            label=None if name == sentence.own_column else name,
            text=mark.text,
            type=column.type,
            start=mark.start,
            end=mark.end,
            ask=next(iter(questions), None),
            ask_also=questions[1:],
            also=also,
            wrong=column.wrong,
            wrong_because=column.wrong_because,
            open=column.open,
            asked=is_asked and (bool(questions) or templates is None or name == sentence.own_column),
            difficulty=column.difficulty,
            kind=column.kind,
        )

    def _build_id(self, row: TableRow) -> str:
        """Build an id from those of the table and the row, and the column that the sentence belongs to."""
        own_id = row.cell("id")
        subject = next(
            row.cell(name)[0] for name in row.columns if row.cell(name) and name not in RESERVED_COLUMNS
        )
        row_id = own_id[0] if own_id and is_id(own_id[0]) else slug(own_id[0] if own_id else subject)
        column = self._sentence.own_column
        return f"{self._table_id}-{row_id}" if column is None else f"{self._table_id}-{row_id}-{slug(column)}"

    def _read_citations(self, row: TableRow, location: Location) -> tuple[Citation, ...] | None:
        """Read the citations of a row or its table; return `None` if there are none or they have an error."""
        cell = row.cell("cite")
        if not cell:
            if self._sentence.shared.citations:
                return self._sentence.shared.citations
            message = "this row has no citation, and neither has its table"
            finding = Finding(Rule.MISSING_FIELD, message, "Add `cite` to the table, or a column `cite`.")
            self._mapping.report(finding, location)
            return None
        parsed = self._context.citation_parser.parse(", ".join(cell))
        with self._context.collector.scope() as scope:
            for finding in parsed.findings:
                self._mapping.report(finding, row.location_of("cite"))
        return None if scope.has_errors else parsed.citations

    def _report_wrong_answer(self, value: Value, location: Location) -> bool:
        """Report the first wrong answer that is right in this row, and return whether there is one."""
        if not value.wrong:
            return False
        right = {fold(text) for text in (value.text, *value.also)}
        text = next((text for text in value.wrong if fold(text) in right), None)
        if text is None:
            return False
        message = f"“{text}” is under `wrong` for its column, but it is right in this row"
        self._mapping.report(
            Finding(Rule.ANSWER_DECLARED_WRONG, message, "Delete it in one place."), location
        )
        return True

    def _check_once(self, marked: MarkedSentence, values: tuple[Value, ...]) -> None:
        """Check the sentence with the values of its first fact."""
        if self._is_checked:
            return
        self._is_checked = True
        if self._context.is_english:
            check_several_answers(self._sentence.mapping, self._sentence.template, values)
        check_claimant_named(self._mapping, self._sentence.shared, marked.sentence, values)


def _fill_questions(templates: Iterable[MarkedSentence], row: TableRow) -> Iterator[Text]:
    """Yield the wordings of a question for a row, except those that need an unknown value."""
    for template in templates:
        cells = [row.cell(mark.label or "") for mark in template.marks]
        if all(cells):
            yield fill_sentence(template, [cell[0] for cell in cells])
