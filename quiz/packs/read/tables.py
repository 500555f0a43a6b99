"""Tables: facts from the rows, one for each sentence that a row can fill.

With “The <river> is <length> long.”, these rows make two facts, first “The Loire is 1,012 kilometres long.”:

    river | length           | cite
    Loire | 1,012 kilometres | atlas 8
    Rhine | 1,233 kilometres |
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, NearCell, RowQuestions, UnknownCells, Value
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import TABLE
from quiz.packs.format.ids import is_id, slug
from quiz.packs.format.marks import Mark, MarkedSentence, fill_marks, fill_sentence, fit_articles
from quiz.packs.read.answer_groups import is_right_answer
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.columns import TableSentence, read_table_sentences
from quiz.packs.read.csv_reader import to_column_name
from quiz.packs.read.facts import (
    build_fact,
    check_claimant_named,
    out_of_range_finding,
)
from quiz.packs.read.open_values import report_open_phrases, report_recurring_column
from quiz.packs.read.pasted_texts import check_pasted_texts
from quiz.packs.read.row_questions import fill_row_questions
from quiz.packs.read.rows import RESERVED_COLUMNS, TableRow, read_cell_grid, read_rows
from quiz.packs.read.same_answers import find_right_answer
from quiz.packs.read.several_answers import assume_open, find_open_phrase, find_recurring_event
from quiz.packs.read.shared_fields import (
    ReadContext,
    check_entry,
    parse_citations,
    parse_known,
    read_shared_fields,
    resolve_id,
)
from quiz.packs.read.table_analysis import TableAnalysis, analyse_table
from quiz.packs.read.traps import add_traps, fill_traps
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.english import format_count, join_words
from quiz.text.safe import Text


def read_table(node: MappingNode, context: ReadContext) -> tuple[Iterable[Fact], tuple[UnknownCells, ...]]:
    """Return the facts of a table, built one at a time, and the values that it leaves open.

    A table with an error outside its rows makes no facts.
    """
    collector = context.collector
    with collector.scope() as scope:
        mapping = check_entry(TABLE, node, context)
        shared = read_shared_fields(mapping, context)
        check_pasted_texts(mapping)
        with collector.scope():  # a bad row leaves out that row only
            grid = read_cell_grid(mapping, context)
        sentences = read_table_sentences(mapping, context, shared, grid) if grid is not None else []
        if grid is None or not sentences:
            return (), ()
        table_id = resolve_id(mapping, sentences[0].template.sentence)
    with collector.scope():  # without `known`, the difficulty is estimated
        known_column = _read_known_column(mapping, grid.columns)
    used = {name for sentence in sentences for name in sentence.used_columns}
    if known_column is not None:
        used.add(known_column)
    with collector.scope():  # without `near`, similarity is estimated from the sentences
        near_columns = _read_near_columns(mapping, grid.columns)
    used.update(near_columns)
    rows = read_rows(grid, [name for name in grid.columns if name in used], collector)
    known_by_row = _read_known(mapping, known_column, rows)
    analyses = [analyse_table(rows, sentence) for sentence in sentences]
    for analysis in analyses:
        for finding, location in analysis.findings:
            mapping.report(finding, location)
    if not mapping.is_present("cite") and not all(sentence.shared.citations for sentence in sentences):
        _report_uncited_rows(mapping, rows)
    _check_asks_something(mapping, sentences, analyses)
    unknown_cells = tuple(cells for analysis in analyses for cells in analysis.unknown_cells)
    if scope.has_errors:
        return (), unknown_cells
    builders = [
        _SentenceFacts(sentence, analysis, table_id, mapping, context, known_by_row, near_columns)
        for sentence, analysis in zip(sentences, analyses, strict=True)
    ]
    return _iter_facts(rows, builders), unknown_cells


def _report_uncited_rows(mapping: CheckedMapping, rows: Sequence[TableRow]) -> None:
    """Report rows without a citation, at the table if none of its rows has one."""
    uncited = [row for row in rows if not row.cell("cite")]
    if not uncited:
        return
    location, subject = uncited[0].location, "this row has"
    if len(uncited) == len(rows):
        location, subject = mapping.location(), "the rows of this table have"
    elif len(uncited) > 1:
        subject = f"this and {format_count(len(uncited) - 1, 'other row')} have"
    advice = "Add `cite` to the table, or a column `cite`."
    mapping.report_at(
        location, Rule.MISSING_FIELD, f"{subject} no citation, and neither has the table", advice
    )


def _iter_facts(rows: Iterable[TableRow], builders: Sequence["_SentenceFacts"]) -> Iterator[Fact]:
    """Yield the facts of the rows; report a row with the subject of an earlier one, once."""
    first_rows: dict[str, TableRow] = {}
    for row in rows:
        is_reported = any(row in builder.analysis.contradicting_rows for builder in builders)
        for builder in builders:
            fact = builder.fact_for(row)
            if fact is None:
                continue
            first = first_rows.setdefault(fact.id, row)
            if first is row:
                yield fact
            elif not is_reported:
                is_reported = True
                builder.report_repeated_row(row, first)


def _check_asks_something(
    mapping: CheckedMapping, sentences: Iterable[TableSentence], analyses: Iterable[TableAnalysis]
) -> None:
    """Report a table that asks for no column, unless another finding or the author says why."""
    has_reason = any(analysis.findings or analysis.asked_columns for analysis in analyses)
    columns = {name: column for sentence in sentences for name, column in sentence.columns.items()}
    is_intended = len(columns) > 1 and not any(column.asked for column in [*columns.values()][1:])
    if not has_reason and not is_intended and mapping.has("fact"):
        message = "this table asks for no column: the first one needs `ask` or `asked: yes`"
        subject = next(iter(columns))
        advice = f"Mark another column in the sentence, or write `{subject}: {{asked: yes}}` under `columns`."
        mapping.report_field("fact", Rule.NEVER_ASKED, message, advice)


@dataclass(slots=True)
class _SentenceFacts:
    """Builds the facts of one sentence."""

    sentence: TableSentence
    analysis: TableAnalysis
    table_id: str
    mapping: CheckedMapping
    context: ReadContext
    known_by_row: Mapping[TableRow, float]
    near_columns: tuple[str, ...]
    open_phrases: tuple[str | None, ...] | None = None
    """The words of each mark that suggest more right answers, in the first row with a fact."""

    def fact_for(self, row: TableRow) -> Fact | None:
        """Build the fact of a row; return `None` if the row is unusable or has an error."""
        if row not in self.analysis.usable_rows:
            return None
        sentence = self.sentence
        location = row.location if sentence.own_column is None else row.location_of(sentence.own_column)
        citations = self._read_citations(row)
        if citations is None:
            return None
        cells = [row.cell(name)[0] for name in sentence.names]
        is_english = self.context.is_english
        template = fit_articles(sentence.template, cells) if is_english else sentence.template
        marked = fill_marks(template, cells)
        values = tuple([self._build_value(mark, row) for mark in marked.marks])
        if any(
            self._report_wrong_answer(value, location) or self._report_range(value, row) for value in values
        ):
            return None
        if self.open_phrases is None:
            self.open_phrases = self._check_sentence(marked, values)
        if any(self.open_phrases):
            values = assume_open(values, self.open_phrases)
        shared = sentence.shared._replace(
            citations=citations,
            more=self._fill_more(row),
            known=self.known_by_row.get(row),
            near=self._list_near(row),
        )
        return build_fact(self._build_id(row), marked, values, shared, location, self.analysis.relation)

    def _list_near(self, row: TableRow) -> tuple[NearCell, ...]:
        """List what makes the subject of a row easy to confuse."""
        return tuple(NearCell(name, text) for name in self.near_columns for text in row.cell(name))

    def _fill_more(self, row: TableRow) -> Text | None:
        """Return the story for a row; `None` if a cell that it marks is empty."""
        story = self.sentence.more
        return None if story is None else next(self._fill_questions((story,), row), None)

    def report_repeated_row(self, row: TableRow, first: TableRow) -> None:
        """Report a row whose facts have the ids of an earlier row."""
        line = first.location.line
        if all(row.cell(name) == first.cell(name) for name in row.columns):
            message, advice = f"this row is the same as line {line}", "Delete one of them."
        else:
            message = f"this row has the same subject as line {line}, “{row.cell(self.sentence.names[0])[0]}”"
            advice = (
                "If both are about one thing, write all values in one row, separated by `;`. "
                "If not, add a column `id`."
            )
        self.mapping.report_at(row.location, Rule.DUPLICATE_ID, message, advice)

    def _build_value(self, mark: Mark, row: TableRow) -> Value:
        name = mark.label or ""
        column = self.sentence.columns[name]
        is_own = name == self.sentence.own_column
        is_asked = self.analysis.is_asked(name, row)
        templates = self.sentence.questions_by_column.get(name)
        questions = tuple(self._fill_questions(templates or (), row)) if is_asked else ()
        if is_asked and templates and not questions and not is_own:
            self._report_incomplete_question(name, templates[0], row)
        column = add_traps(column, tuple(fill_traps(column.traps, row)))
        group = self.analysis.dependencies.find_group(name, row) if column.open else None
        return column._replace(
            label=None if is_own else name,
            text=mark.text,
            start=mark.start,
            end=mark.end,
            ask=next(iter(questions), None),
            ask_also=questions[1:],
            row_questions=self._fill_row_questions(name, row) if is_asked else None,
            also=() if group else row.cell(name)[1:],
            group=group,
            asked=is_asked and (bool(questions) or templates is None or is_own),
        )

    def _fill_questions(self, templates: Iterable[MarkedSentence], row: TableRow) -> Iterator[Text]:
        """Yield the wordings of a question for a row, except those that need an unknown value."""
        for template in templates:
            cells = [row.cell(mark.label or "") for mark in template.marks]
            if all(cells):
                texts = [cell[0] for cell in cells]
                fitted = fit_articles(template, texts) if self.context.is_english else template
                yield fill_sentence(fitted, texts)

    def _fill_row_questions(self, name: str, row: TableRow) -> RowQuestions | None:
        templates = self.sentence.row_questions.get(name)
        return None if templates is None else fill_row_questions(templates, row)

    def _report_incomplete_question(self, name: str, template: MarkedSentence, row: TableRow) -> None:
        empty = next(mark.label for mark in template.marks if mark.label and not row.cell(mark.label))
        message = f"this row is not asked for `{name}`, because its question needs `{empty}`, which is empty"
        finding = Finding(Rule.ROW_INCOMPLETE, message, cause=f"{self.analysis.relation}\n{name}\n{empty}")
        self.mapping.report(finding, row.location)

    def _build_id(self, row: TableRow) -> str:
        """Build an id from those of the table and the row, and the column that the sentence belongs to."""
        own_id = row.cell("id")
        subject = next(
            row.cell(name)[0] for name in row.columns if row.cell(name) and name not in RESERVED_COLUMNS
        )
        row_id = own_id[0] if own_id and is_id(own_id[0]) else slug(own_id[0] if own_id else subject)
        column = self.sentence.own_column
        return f"{self.table_id}-{row_id}" if column is None else f"{self.table_id}-{row_id}-{slug(column)}"

    def _read_citations(self, row: TableRow) -> tuple[Citation, ...] | None:
        """Read the citations of a row or its table; return `None` if there are none or they have an error."""
        cell = row.cell("cite")
        if not cell:
            return self.sentence.shared.citations or None
        with self.context.collector.scope() as scope:
            text = ", ".join(cell)
            citations = parse_citations(text, self.mapping, lambda: row.location_of("cite"), self.context)
        return None if scope.has_errors else citations

    def _report_wrong_answer(self, value: Value, location: Location) -> bool:
        """Report the first wrong answer that is right in this row, and return whether there is one."""
        for text in value.wrong:
            if is_right_answer(text, value):
                same = find_right_answer(text, value.right_answers, "but it is right in this row")
                if same is not None:
                    self.mapping.report_at(location, Rule.ANSWER_DECLARED_WRONG, *same)
                return True
        return False

    def _report_range(self, value: Value, row: TableRow) -> bool:
        """Report a cell outside the bounds of its column, and return whether it is."""
        finding = out_of_range_finding(value, english=self.context.is_english)
        if finding is not None:
            self.mapping.report(finding, row.location_of(value.label or self.sentence.own_column or ""))
        return finding is not None

    def _check_sentence(self, marked: MarkedSentence, values: tuple[Value, ...]) -> tuple[str | None, ...]:
        """Check the sentence with the values of its first fact, and return the phrase of each value.

        An event that may recur doesn't open a value, because a cell can have several years.
        """
        check_claimant_named(self.mapping, self.sentence.shared, marked.sentence, values)
        if not self.context.is_english:
            return (None,) * len(values)
        pairs = tuple(enumerate(values))
        phrases = tuple(find_open_phrase(marked, index, value.type) for index, value in pairs)
        events = [find_recurring_event(marked, index, value.type) for index, value in pairs]
        if not self._has_one_value(values, phrases):
            report_open_phrases(self.sentence.mapping, Rule.SEVERAL_ANSWERS_POSSIBLE, values, phrases)
        report_recurring_column(self.sentence.mapping, values, events)
        return phrases

    def _has_one_value(self, values: Iterable[Value], phrases: Iterable[str | None]) -> bool:
        """Return whether each subject has one value, so that other rows are wrong answers to `ask-back`."""
        pairs = zip(values, phrases, strict=True)
        return any(value.label is None and not value.open and phrase is None for value, phrase in pairs)


def _read_known_column(mapping: CheckedMapping, columns: Collection[str]) -> str | None:
    """Read the name of the column with the numbers of `known`; report a name that is not a column."""
    text = mapping.text("known")
    if text is None:
        return None
    return _find_column(mapping, "known", text, columns)


def _read_near_columns(mapping: CheckedMapping, columns: Collection[str]) -> tuple[str, ...]:
    """Read the names of the columns of `near`; report a name that is not a column."""
    found = (_find_column(mapping, "near", text, columns) for text in mapping.texts("near"))
    return tuple(name for name in found if name is not None)


def _find_column(mapping: CheckedMapping, field: str, text: Text, columns: Collection[str]) -> str | None:
    """Return the name of a column in a field, with or without the signs of a mark, if there is one."""
    name = to_column_name(text.strip().strip("<>"))
    if name in columns:
        return name
    message, advice = f"no column “{name}”", f"The columns are {join_words(list(columns))}."
    mapping.report_field(field, Rule.UNKNOWN_COLUMN, message, advice)
    return None


def _read_known(
    mapping: CheckedMapping, column: str | None, rows: Iterable[TableRow]
) -> dict[TableRow, float]:
    """Read how well known the subject of each row is; report a cell that is not a number."""
    known_by_row: dict[TableRow, float] = {}
    if column is None:
        return known_by_row
    for row in rows:
        cell = row.cell(column)
        known = parse_known(cell[0]) if cell else None
        if known is not None:
            known_by_row[row] = known
        elif cell:
            message = f"`known` can’t be “{cell[0]}”"
            finding = Finding(Rule.UNKNOWN_VALUE, message, "Write a number, larger for better known.")
            mapping.report(finding, row.location_of(column))
    return known_by_row
