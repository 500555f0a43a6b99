"""The columns of a table and the sentences that mark them.

A table can have one sentence for the table, which marks several columns, and one for each column, which marks
the column and its subject:

    fact: The <river> is <length> long.
    columns:
      sea: {fact: The <river> flows into the <sea>.}
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from quiz.model.location import Location
from quiz.model.pack import Value
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.model.value_types import PARSED_TYPES
from quiz.packs.format.fields import COLUMN
from quiz.packs.format.marks import MarkedSentence, MarkError, parse_marks
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.csv_reader import CellGrid, to_column_name
from quiz.packs.read.facts import read_sentence, read_value
from quiz.packs.read.pasted_texts import check_pasted_texts
from quiz.packs.read.row_questions import (
    ROW_FIELDS,
    RowQuestionTemplates,
    check_compared_type,
    check_not_question,
    check_pair_question,
    name_second,
    report_unasked_fields,
)
from quiz.packs.read.rows import RESERVED_COLUMNS
from quiz.packs.read.shared_causes import SharedCauses
from quiz.packs.read.shared_fields import ReadContext, SharedFields, read_as_of, read_category, read_citations
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.read.table_marks import label_marks, list_labels
from quiz.packs.read.traps import list_trap_columns
from quiz.packs.syntax.nodes import EMPTY_MAPPING, ScalarNode
from quiz.text.english import join_words
from quiz.text.safe import Text

_SENTENCE_FIELDS = ("ask-back", "cite", "category", "as-of", "more")
"""Fields of a column that need a sentence of the column."""
_MAX_LISTED_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class TableSentence:
    """A sentence of a table; the labels of its marks are column names."""

    template: MarkedSentence
    columns: Mapping[str, Value]
    """The columns that it marks, in order, each with a template of its values."""
    own_column: str | None
    """The column that it belongs to; `None` for the sentence of the table."""
    questions_by_column: Mapping[str, tuple[MarkedSentence, ...] | None]
    """The columns that can be asked for, with their questions if they have any."""
    mapping: CheckedMapping
    """The mapping that contains the sentence."""
    shared: SharedFields
    row_questions: Mapping[str, RowQuestionTemplates]
    """The questions about several rows, by the column that they are about."""
    more: MarkedSentence | None = None
    """The story of its column, or else that of the table."""

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it marks, in order."""
        return tuple(self.columns)

    @property
    def used_columns(self) -> frozenset[str]:
        """The columns that it, its questions and its story mark."""
        templates = [each for questions in self.questions_by_column.values() for each in questions or ()]
        templates += [each for asked in self.row_questions.values() for each in asked.sentences]
        if self.more is not None:
            templates.append(self.more)
        marked = [label for each in templates for label in list_labels(each)]
        return frozenset((*self.columns, *marked, *list_trap_columns(self.columns.values())))

    @property
    def dependent_columns(self) -> frozenset[str]:
        """The columns with one value for each combination of the others.

        In a column's own sentence, that is the column. In the sentence of the table, it is the second of two
        columns, and each numeric one except the first.
        """
        if self.own_column is not None:
            return frozenset((self.own_column,))
        later = self.names[1:]
        return frozenset(name for name in later if len(later) == 1 or self.columns[name].type in PARSED_TYPES)


def read_table_sentences(
    mapping: CheckedMapping, context: ReadContext, shared: SharedFields, grid: CellGrid
) -> list[TableSentence]:
    """Read the sentences of a table that have no error and mark no repeated heading."""
    names = [name for name in grid.columns if name not in RESERVED_COLUMNS]
    sentences = _TableSentenceParser(mapping, context, shared, names).parse()
    return [each for each in sentences if each.used_columns.isdisjoint(grid.repeated_columns)]


class _TableSentenceParser:
    """Reads the columns of a table and their sentences."""

    def __init__(
        self, mapping: CheckedMapping, context: ReadContext, shared: SharedFields, names: Sequence[str]
    ) -> None:
        self._mapping = mapping
        self._context = context
        self._shared = shared
        self._names = names
        self._causes = SharedCauses()
        self._story: MarkedSentence | None = None
        """The story of the table."""
        self._invalid_columns: set[str] = set()
        self._marked_columns: set[str] = set()
        """The columns that sentences mark, also those with errors elsewhere."""
        self._row_columns: set[str] = set()
        """The columns with questions about several rows that are read."""
        self._columns: dict[str, CheckedMapping] = {}
        for key, node in mapping.iter_named_mappings("columns"):
            name = to_column_name(key) or key
            with self._column_scope(name):
                self._columns[name] = mapping.check_part(COLUMN, node)
                check_pasted_texts(self._columns[name])
        self._configured = frozenset(self._columns)
        self._damaged_columns = frozenset(self._invalid_columns)
        """Columns with fields that can't be read: they may say that other answers are right too."""
        empty = mapping.check_part(COLUMN, EMPTY_MAPPING)
        for name in names:
            self._columns.setdefault(name, empty)

    def parse(self) -> list[TableSentence]:
        """Read the sentence of the table and those of its columns; an error costs its own sentence only.

        An error in the story of the table costs all of them.
        """
        with self._context.collector.scope() as story_scope:
            self._story = self._read_more(self._mapping)
        own = {name: column for name, column in self._columns.items() if column.is_present("fact")}
        if not own and not self._mapping.is_present("fact"):
            message = "this table has no `fact`, and neither has any of its columns"
            advice = "Add a sentence, as in `fact: The <river> is <length> long.`"
            self._mapping.report_at(self._mapping.location(), Rule.MISSING_FIELD, message, advice)
        if own and not any(name in self._names for name in self._columns if name in self._configured):
            return self._report_other_headings(own)
        sentences: list[TableSentence | None] = []
        if self._mapping.has("fact"):
            with self._context.collector.scope() as scope:
                sentence = self._read_table_sentence(frozenset(own))
            is_damaged = sentence is None or not self._damaged_columns.isdisjoint(sentence.columns)
            sentences.append(None if scope.has_errors or is_damaged else sentence)
        for name, column in own.items():
            if column.has("fact"):
                with self._column_scope(name):
                    sentence = self._read_column_sentence(name, column)
                sentences.append(None if name in self._invalid_columns else sentence)
        with self._context.collector.scope() as scope:
            self._check_unused_columns()
        with self._context.collector.scope():
            self._causes.report(self._context.collector)
        read = [sentence for sentence in sentences if sentence is not None and not story_scope.has_errors]
        # The fields of a column with a misspelled name may be meant for the table's sentence.
        return [each for each in read if each.own_column is not None] if scope.has_errors else read

    def _report_other_headings(self, own: Mapping[str, CheckedMapping]) -> list[TableSentence]:
        """Report once that the table has none of the columns that have sentences."""
        message = f"the table has none of the columns {join_words([f'“{name}”' for name in own])}"
        if len(own) == 1:
            message = f"the table has no column “{next(iter(own))}”"
        advice = "The first line of the table must have the names of the columns."
        location = self._mapping.location("columns")
        for name in own:
            self._invalid_columns.add(name)
        self._mapping.report_at(location, Rule.UNKNOWN_COLUMN, message, f"{self._list_columns()} {advice}")
        return []

    @contextmanager
    def _column_scope(self, name: str) -> Iterator[None]:
        """Open a scope whose errors make a column invalid."""
        with self._context.collector.scope() as scope:
            yield
        if scope.has_errors:
            self._invalid_columns.add(name)

    def _read_table_sentence(self, columns_with_sentence: frozenset[str]) -> TableSentence | None:
        """Read the sentence of the table; it doesn't ask for columns with a sentence of their own."""
        template = self._read_template(self._mapping)
        if template is None:
            return None
        questions = {}
        for name in list_labels(template):
            column = self._columns[name]
            # Another subject may have the same value, so only the author can decide to ask for the subject.
            is_asked = column.boolean("asked")
            if is_asked is None:
                is_asked = name not in columns_with_sentence and (name != self._names[0] or column.has("ask"))
            if is_asked:
                questions[name] = self._read_questions(column, "ask", name)
        columns = self._read_columns(template)
        row_questions = self._read_row_questions(questions, list_labels(template))
        return TableSentence(
            template, columns, None, questions, self._mapping, self._shared, row_questions, self._story
        )

    def _read_column_sentence(self, name: str, column: CheckedMapping) -> TableSentence | None:
        if name not in self._names:
            self._report_unknown_column(column, column.location("fact"), name)
            return None
        template = self._read_template(column, own_column=name)
        if template is None:
            return None
        labels = list_labels(template)
        questions = {}
        if column.boolean("asked") is not False:
            questions[name] = self._read_questions(column, "ask", name)
        if column.has("ask-back") and self._names[0] not in self._damaged_columns:
            subject = self._names[0]
            questions[subject] = self._read_questions(column, "ask-back", subject)
            self._check_ask_back(column, name, labels)
        shared = self._read_shared_fields(column)
        columns = self._read_columns(template)
        row_questions = self._read_row_questions([name] if name in questions else [], labels)
        story = self._read_more(column) or self._story
        return TableSentence(template, columns, name, questions, column, shared, row_questions, story)

    def _read_row_questions(
        self, names: Iterable[str], labels: Sequence[str]
    ) -> dict[str, RowQuestionTemplates]:
        """Read the questions about several rows of the columns that a sentence asks for."""
        found: dict[str, RowQuestionTemplates] = {}
        for name in names:
            column = self._columns[name]
            subjects = [label for label in labels if label != name]
            second = [name_second(subject) for subject in subjects]
            wordings = {
                field: self._read_wording(
                    column, field, scalar, answer_column=name, more=second if field == "ask-both" else ()
                )
                for field in ROW_FIELDS
                for scalar in column.scalars(field)
            }
            if "ask-both" in wordings:
                check_pair_question(column, wordings["ask-both"], subjects)
            if "ask-not" in wordings:
                check_not_question(column, wordings["ask-not"], subjects)
            if wordings:
                found[name] = RowQuestionTemplates(*map(wordings.get, ROW_FIELDS))
                self._marked_columns.update(
                    label for each in wordings.values() for label in list_labels(each)
                )
                self._row_columns.add(name)
        return found

    def _read_more(self, mapping: CheckedMapping) -> MarkedSentence | None:
        """Read the story of a column or of the table; label its marks with the column names."""
        scalars = mapping.scalars("more")
        if not scalars:
            return None
        story = self._read_wording(mapping, "more", scalars[0], answer_column=None)
        self._marked_columns.update(list_labels(story))
        return story

    def _check_ask_back(self, column: CheckedMapping, name: str, labels: Sequence[str]) -> None:
        subject = self._names[0]
        if subject == name:
            message, advice = "`ask-back` asks for the first column, which is this one", "Use `ask`."
        elif subject not in labels:
            message = f"`ask-back` asks for “{subject}”, but the sentence doesn’t mark it"
            advice = f"Add `<{subject}>` to the sentence."
        else:
            return
        column.report_field("ask-back", Rule.BAD_MARK, message, advice)

    def _read_columns(self, template: MarkedSentence) -> dict[str, Value]:
        for name in list_labels(template):
            check_compared_type(self._columns[name], name)
        columns = {
            name: read_value(mark, self._columns[name].text("type") or name, self._columns[name])
            for name, mark in zip(list_labels(template), template.marks, strict=True)
        }
        for name in columns:
            for other in list_trap_columns([columns[name]]):
                self._marked_columns.add(other)
                if other not in self._names:
                    location = self._columns[name].location_of_key("trap")
                    self._report_unknown_column(self._columns[name], location, other)
        return columns

    def _read_shared_fields(self, column: CheckedMapping) -> SharedFields:
        """Return the shared fields of the table, replaced by those of the column."""
        context, shared = self._context, self._shared
        return shared._replace(
            category=read_category(column, context) if column.has("category") else shared.category,
            citations=read_citations(column, context) if column.has("cite") else shared.citations,
            as_of=read_as_of(column) or shared.as_of,
        )

    def _read_template(
        self, mapping: CheckedMapping, *, own_column: str | None = None
    ) -> MarkedSentence | None:
        """Read a sentence whose marks are the headings of columns; label them with the column names.

        The sentence of a column must mark that column and another one.
        """
        sentence = read_sentence(mapping)
        if sentence is None:
            return None
        template = label_marks(sentence)
        labels = list_labels(template)
        for mark, name in zip(sentence.marks, labels, strict=True):
            if name not in self._names:
                self._report_unknown_column(mapping, mapping.location("fact"), mark.text)
                return None
            if labels.count(name) > 1:
                mapping.report_field("fact", Rule.DUPLICATE_LABEL, f"two marks name the column “{name}”")
                return None
        self._marked_columns.update(labels)
        if own_column is not None and own_column not in labels:
            message = f"the sentence of “{own_column}” must mark its own column"
            mapping.report_field("fact", Rule.BAD_MARK, message, f"Add `<{own_column}>`.")
            return None
        if len(labels) > (own_column is not None):
            return template
        subject = self._names[0] if own_column not in self._names[:1] else "river"
        message, advice = "the sentence of a column must mark another column too", "Add the subject"
        if not labels:
            message, advice = "this sentence marks no column", "Add the name of a column"
        mapping.report_field("fact", Rule.BAD_MARK, message, f"{advice}, as in `<{subject}>`.")
        return None

    def _read_questions(
        self, column: CheckedMapping, field: str, answer_column: str
    ) -> tuple[MarkedSentence, ...] | None:
        """Read the wordings of a question; label their marks with the column names."""
        scalars = column.scalars(field)
        return tuple(self._read_wording(column, field, scalar, answer_column) for scalar in scalars) or None

    def _read_wording(
        self,
        column: CheckedMapping,
        field: str,
        scalar: ScalarNode,
        answer_column: str | None,
        more: Collection[str] = (),
    ) -> MarkedSentence:
        location = column.file.location_of(scalar)
        try:
            wording = parse_marks(Text(scalar.text))
        except MarkError as error:
            column.report(error.finding, location)
            return MarkedSentence(Text(scalar.text), ())
        template = label_marks(wording)
        for mark, name in zip(wording.marks, list_labels(template), strict=True):
            if name == answer_column:
                message = f"`{field}` gives away its answer with `<{mark.text}>`"
                column.report_at(location, Rule.BAD_MARK, message, "Reword the question without it.")
            elif name not in self._names and name not in more:
                self._report_unknown_column(column, location, mark.text)
        return template

    def _check_unused_columns(self) -> None:
        """Report columns that no sentence marks, and fields of columns without a sentence that need one."""
        used = self._marked_columns
        for key, _ in self._mapping.iter_named_mappings("columns"):
            name = to_column_name(key) or key
            column = self._columns[name]
            location = self._mapping.location_of_name("columns", key)
            if name not in self._names and name not in self._invalid_columns:
                self._report_unknown_column(self._mapping, location, key)
            elif name not in used and name not in self._invalid_columns:
                message, advice = f"no sentence marks the column “{key}”", f"Add `<{key}>` to a sentence."
                self._mapping.report_at(location, Rule.UNKNOWN_COLUMN, message, advice)
            elif name not in self._row_columns and name not in self._invalid_columns:
                report_unasked_fields(column)
            for field in _SENTENCE_FIELDS if not column.is_present("fact") else ():
                if column.has(field):
                    column.report_at(
                        column.location_of_key(field),
                        Rule.MISPLACED_FIELD,
                        f"`{field}` needs a sentence of the column",
                        "Add `fact` to the column.",
                    )

    def _report_unknown_column(self, mapping: CheckedMapping, location: Location, name: str) -> None:
        advice = " ".join(filter(None, [self._list_columns(), did_you_mean(name, self._names)]))
        finding = Finding(Rule.UNKNOWN_COLUMN, f"no column “{name}”", advice or None)
        self._causes.add(finding, location, mapping.ref, self._context.collector)

    def _list_columns(self) -> str | None:
        """List the first columns of the table in a sentence."""
        if not self._names:
            return None
        rest = len(self._names) - _MAX_LISTED_COLUMNS
        names = [*self._names[:_MAX_LISTED_COLUMNS], *([f"{rest} more"] if rest > 0 else [])]
        return f"The columns are {join_words(names)}."
