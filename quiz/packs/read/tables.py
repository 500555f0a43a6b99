"""Tables: the same sentences for many subjects, made into facts row by row."""

from collections.abc import Iterable, Iterator, Sequence

from quiz.model.location import Location
from quiz.model.pack import Citation, Fact, UnknownCells, Value
from quiz.model.problems import EntryRef, Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import TABLE
from quiz.packs.format.ids import is_id, slug
from quiz.packs.format.marks import Mark, MarkedSentence, fill_marks, fill_sentence, relation_key
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.columns import RESERVED, TableSentence, read_table_sentences
from quiz.packs.read.dependencies import ColumnDependencies
from quiz.packs.read.facts import build_fact, check_claimant_named, check_several_answers
from quiz.packs.read.rows import TableRow, read_cell_grid
from quiz.packs.read.shared_fields import ReadContext, declared_id, read_shared_fields, resolve_id
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.text.normalize import fold
from quiz.text.safe import Text


def read_table(node: MappingNode, context: ReadContext) -> Iterator[Fact]:
    """Make facts of each row of a table, one for each of its sentences that the row can fill."""
    entry = CheckedMapping(TABLE, node, context.file, context.collector, ref=EntryRef(fact=declared_id(node)))
    shared = read_shared_fields(entry, context)
    sheet = read_cell_grid(entry, context)
    if sheet is None:
        return
    told = read_table_sentences(entry, context, shared, list(sheet.columns))
    if not told:
        return
    base = resolve_id(entry, told[0].template.sentence)
    rows = [TableRow(sheet, line) for line in sheet.rows]
    told_of = [_SentenceFacts(sentence, rows, base, entry, context) for sentence in told]
    if entry.is_sound:
        yield from (fact for row in rows for one in told_of if (fact := one.of(row)) is not None)


class _SentenceFacts:
    """One sentence of a table, told of its rows."""

    def __init__(
        self,
        sentence: TableSentence,
        rows: Sequence[TableRow],
        base: str,
        entry: CheckedMapping,
        context: ReadContext,
    ) -> None:
        self._sentence = sentence
        self._names = sentence.names
        self._base = base
        self._entry = entry
        self._context = context
        self._full = {row: None for row in rows if self._is_full(row)}
        types = [column.type for column in sentence.columns.values()]
        self._relation = relation_key(sentence.template, types)
        self._directions = ColumnDependencies(list(self._full), self._names, sentence.depending)
        self._refuse_contradictions()
        context.unknown_cells.extend(self._doubts(row for row in rows if row not in self._full))
        self._asked = (
            frozenset(sentence.questions_by_column)
            - frozenset(self._directions.ambiguous)
            - self._directions.lopsided
        )
        self._hint_at_shared()
        self._is_first = True

    def of(self, row: TableRow) -> Fact | None:
        """Make the fact of a row; `None` where it lacks a value, or something in it is wrong."""
        if row not in self._full:
            return None
        sentence = self._sentence
        place = row.location if sentence.own_column is None else row.location_of(sentence.own_column)
        cited = self._citations(row, place)
        if cited is None:
            return None
        marked = fill_marks(sentence.template, [row.cell(name)[0] for name in self._names])
        values = tuple(
            [self._value(name, mark, row) for name, mark in zip(self._names, marked.marks, strict=True)]
        )
        if not all(self._is_consistent(value, place) for value in values):
            return None
        self._hint(marked, values)
        shared = sentence.shared._replace(citations=cited)
        return build_fact(self._id(row), marked, values, shared, place, self._relation)

    def _is_full(self, row: TableRow) -> bool:
        """Say whether a row has a value for every mark; an unknown value of a column's own needs no word."""
        empty = next((name for name in self._names if not row.cell(name)), None)
        about = self._sentence.own_column
        if empty is None or (about is not None and not row.cell(about)):
            return empty is None
        place, what = (row.location, "row") if about is None else (row.location_of(about), "cell")
        self._line_problem(
            Finding(Rule.ROW_INCOMPLETE, f"this {what} makes no fact, since its row’s `{empty}` is empty"),
            place,
        )
        return False

    def _doubts(self, rows: Iterable[TableRow]) -> Iterator[UnknownCells]:
        """List the values that stand alone in their rows: of them the sentence may be true or not."""
        alone: dict[str, list[Text]] = {}
        for row in rows:
            known = [name for name in self._names if row.cell(name)]
            if len(known) == 1 < len(self._names):
                alone.setdefault(known[0], []).extend(row.cell(known[0]))
        for name, values in alone.items():
            yield UnknownCells(self._relation, self._names.index(name), tuple(values))

    def _refuse_contradictions(self) -> None:
        """Leave out the rows of which one must be wrong, and say so."""
        refuted: dict[TableRow, None] = {}
        for name in self._names:
            if name not in self._sentence.depending or self._sentence.columns[name].open:
                continue
            for group, others in self._directions.iter_contradictions(name):
                refuted.update(dict.fromkeys(group))  # which of them is right nobody can tell
                for other in others:
                    self._tell_contradiction(name, group[0], other)
        for row in refuted:
            del self._full[row]

    def _tell_contradiction(self, name: str, one: TableRow, other: TableRow) -> None:
        self._line_problem(
            Finding(
                Rule.CONTRADICTION,
                f"the row in line {one.location.line} has “{one.cell(name)[0]}” where this one has "
                f"“{other.cell(name)[0]}”, and all else is equal",
                "correct one of them, or write both in one cell with `;` between",
            ),
            other.location,
        )

    def _hint_at_shared(self) -> None:
        """Say where a question was written that has several right answers by the rows."""
        for name, ask in self._sentence.questions_by_column.items():
            pair = self._directions.ambiguous.get(name)
            if ask is not None and pair is not None:
                one, other = pair
                self._line_problem(
                    Finding(
                        Rule.SEVERAL_ANSWERS,
                        f"“{name}” is not asked for: of what the sentence tells, this row and the one in "
                        f"line {one.location.line} differ in it alone",
                        "take the question out, or tell more in the sentence",
                    ),
                    other.location,
                )

    def _value(self, name: str, mark: Mark, row: TableRow) -> Value:
        sentence, column = self._sentence, self._sentence.columns[name]
        asked, ask = name in self._asked, sentence.questions_by_column.get(name)
        questions = tuple(_questions(ask or (), row)) if asked else ()
        also = row.cell(name)[1:]
        if column.open:
            also += self._directions.other_correct_values(name, row)
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
            asked=asked and (bool(questions) or ask is None or name == sentence.own_column),
            difficulty=column.difficulty,
            kind=column.kind,
        )

    def _id(self, row: TableRow) -> str:
        """Make a fact's id: the table's with the row's, and the column's where the sentence is a column's."""
        told = row.cell("id")
        subject = next(row.cell(name)[0] for name in row.columns if row.cell(name) and name not in RESERVED)
        of_row = told[0] if told and is_id(told[0]) else slug(told[0] if told else subject)
        about = self._sentence.own_column
        return f"{self._base}-{of_row}" if about is None else f"{self._base}-{of_row}-{slug(about)}"

    def _citations(self, row: TableRow, place: Location) -> tuple[Citation, ...] | None:
        told = row.cell("cite")
        if not told:
            if self._sentence.shared.citations:
                return self._sentence.shared.citations
            self._line_problem(
                Finding(
                    Rule.MISSING_FIELD,
                    "this row has no citation, and neither has its table",
                    "write `cite:` for the table, or a column `cite`",
                ),
                place,
            )
            return None
        entry = self._entry
        before, entry.is_sound = entry.is_sound, True  # a bad citation leaves out its row, not the table
        cited = self._context.citation_parser.parse(", ".join(told), entry, lambda: row.location_of("cite"))
        fine, entry.is_sound = entry.is_sound, before
        return cited if fine else None

    def _is_consistent(self, value: Value, place: Location) -> bool:
        if not value.wrong:
            return True
        rights = {fold(text) for text in (value.text, *value.also)}
        for text in value.wrong:
            if fold(text) in rights:
                self._line_problem(
                    Finding(
                        Rule.ANSWER_DECLARED_WRONG,
                        f"“{text}” is declared wrong for its column, and it is right in this row",
                        "take it out of one of the two",
                    ),
                    place,
                )
                return False
        return True

    def _hint(self, marked: MarkedSentence, values: tuple[Value, ...]) -> None:
        """Note once, by its first fact, what is amiss with a sentence."""
        if self._is_first:
            self._is_first = False
            if self._context.is_english:
                check_several_answers(self._sentence.mapping, self._sentence.template, values)
            check_claimant_named(self._entry, self._sentence.shared, marked.sentence, values)

    def _line_problem(self, finding: Finding, place: Location) -> None:
        """Note a problem of one row; the others stay."""
        self._context.collector.report(finding, place, self._entry.ref)


def _questions(asks: Iterable[MarkedSentence], row: TableRow) -> Iterator[Text]:
    """Fill a row's values in the wordings of a question, save those that name a value which is unknown."""
    for ask in asks:
        cells = [row.cell(mark.label or "") for mark in ask.marks]
        if all(cells):
            yield fill_sentence(ask, [cell[0] for cell in cells])
