"""Tables: one sentence for many subjects, made into a fact a row."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.core.model import Citation, Fact, Kind, Value
from quiz.core.problem import Place
from quiz.packs.entry import Entry, did_you_mean
from quiz.packs.facts import (
    NUMERIC,
    Common,
    Context,
    common,
    difficulty,
    hint_at_many,
    kind,
    made,
    own_id,
    sentence,
    told_id,
    warn_of_unspoken_claim,
    wrong_because,
)
from quiz.packs.fields import COLUMN, TABLE
from quiz.packs.ids import is_id, slug
from quiz.packs.marks import LABEL, Mark, Marked, MarkError, filled, parse, relation
from quiz.packs.nodes import Mapping as MappingNode
from quiz.packs.nodes import Scalar
from quiz.text.fold import fold
from quiz.text.safe import Text

_RESERVED = ("id", "cite")


@dataclass(frozen=True, slots=True)
class _Column:
    """What is said of a column, its `ask` read as a template."""

    type: str
    ask: Marked | None
    wrong: tuple[Text, ...]
    wrong_because: tuple[Text, ...]
    open: bool
    asked: bool
    difficulty: float | None
    kind: Kind | None


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """The cells of one row by the column's name, each with its right values; and where the row stands."""

    cells: Mapping[str, tuple[Text, ...]]
    start: int
    end: int


def tabled(node: MappingNode, context: Context) -> list[Fact]:
    """Make a fact of each row of a table."""
    entry = Entry(TABLE, node, context.document, context.problems, fact=told_id(node))
    shared = common(entry, context)
    template = sentence(entry)
    block = entry.node_of("rows")
    if template is None or not isinstance(block, Scalar):
        return []
    table = _Table(entry, context, shared, template)
    rows = list(table.rows(block))
    if not table.names or not table.read_columns():
        return []
    return table.facts(rows)


class _Table:
    """A table while it is read."""

    def __init__(self, entry: Entry, context: Context, shared: Common, template: Marked) -> None:
        self._entry = entry
        self._context = context
        self._shared = shared
        self._marks = template.marks
        # A column's name is its label.
        marks = tuple(replace(mark, label=str(mark.text)) for mark in template.marks)
        self._template = Marked(template.sentence, marks)
        self._base = own_id(entry, template.sentence)
        self._columns: dict[str, _Column] = {}
        self.names: tuple[str, ...] = ()

    def rows(self, block: Scalar) -> Iterator[_Row]:
        """Read the lines of cells; the first one names the columns."""
        if block.style != "|":
            self._entry.problem(
                "wrong-shape",
                self._entry.document.place_of(block),
                "`rows` is a block of lines after `|`",
                help="write `rows: |`, and each row in a line of its own below",
            )
            return
        for line, start in _lines(self._context.document.text, block):
            cells = [cell.strip() for cell in line.split("|")]
            end = start + len(line)
            if not self.names:
                if not self._name_columns(cells, start, end):
                    return
            elif len(cells) != len(self.names):
                self._line_problem(
                    "wrong-cells",
                    start,
                    end,
                    f"this row has {len(cells)} cells, and the table {len(self.names)} columns",
                    help="the cells stand between `|`; an empty one is unknown",
                )
            else:
                yield _Row(
                    {
                        name: tuple(Text(part.strip()) for part in cell.split(";") if part.strip())
                        for name, cell in zip(self.names, cells, strict=True)
                    },
                    start,
                    end,
                )

    def read_columns(self) -> bool:
        """Read what is said of the columns; say whether facts can be made."""
        entry = self._entry
        named = entry.node_of("columns")
        nodes = {name: node for name, node in entry.named("columns") if isinstance(node, MappingNode)}
        used = [str(mark.text) for mark in self._marks]
        for name in nodes:
            if name not in used and isinstance(named, MappingNode):
                self._unknown_column(
                    name, entry.document.place_of_key(named, name), used, "sentence has no mark"
                )
        for name in used:
            if name not in self.names or name in _RESERVED:
                self._unknown_column(name, entry.place("fact"), self.names, "rows have no column")
            elif used.count(name) > 1:
                entry.problem("duplicate-label", entry.place("fact"), f"two marks name the column “{name}”")
                return False
            fields = Entry(COLUMN, nodes.get(name, _NOTHING), entry.document, entry.problems, fact=entry.fact)
            self._columns[name] = _Column(
                type=fields.text("type") or name,
                ask=self._ask(fields, name),
                wrong=fields.texts("wrong"),
                wrong_because=wrong_because(fields),
                open=fields.flag("open") or False,
                asked=fields.flag("asked") is not False,
                difficulty=difficulty(fields),
                kind=kind(fields),
            )
            entry.sound = entry.sound and fields.sound
        if not used:
            entry.problem(
                "bad-mark",
                entry.place("fact"),
                "the sentence of a table marks none of its columns",
                help="write the column’s name where its values go, as in `<country>`",
            )
        return entry.sound

    def facts(self, rows: list[_Row]) -> list[Fact]:
        """Make a fact of each row that has a value for every mark."""
        full = [row for row in rows if self._is_full(row)]
        directions = _Directions(full, self._columns)
        for name, one, other in directions.contradictions():
            self._contradiction(name, one, other)
        unasked = _columns_of_one_value(full, self._columns) | directions.many
        related = relation(self._template, [column.type for column in self._columns.values()])
        facts = []
        for row in full:
            found = self._fact(row, related, unasked, directions)
            if found is not None:
                facts.append(found)
        if facts and self._context.is_english:
            hint_at_many(self._entry, self._template, facts[0].values)
        if facts:
            warn_of_unspoken_claim(self._entry, self._shared, facts[0].sentence, facts[0].values)
        return facts

    def _name_columns(self, cells: list[str], start: int, end: int) -> bool:
        for cell in cells:
            if cells.count(cell) > 1:
                self._entry.problem(
                    "duplicate-label", self._place(start, end), f"two columns are called “{cell}”"
                )
                return False
            if not LABEL.fullmatch(cell):
                self._entry.problem(
                    "bad-id",
                    self._place(start, end),
                    f"“{cell}” can’t be a column’s name",
                    help="the first line of `rows` names the columns, in lower-case letters and digits",
                )
                return False
        self.names = tuple(cells)
        return True

    def _ask(self, fields: Entry, column: str) -> Marked | None:
        text = fields.text("ask")
        if text is None:
            return None
        try:
            marked = parse(text)
        except MarkError as error:
            fields.problem(error.name, fields.place("ask"), error.message, help="close it with `>`")
            return None
        for mark in marked.marks:
            if mark.text == column:
                fields.problem("bad-mark", fields.place("ask"), f"`ask` gives its own answer by “<{column}>”")
            elif mark.text not in self.names:
                fields.problem(
                    "unknown-column",
                    fields.place("ask"),
                    f"the rows have no column “{mark.text}”",
                    help=did_you_mean(mark.text, self.names),
                )
        return marked

    def _is_full(self, row: _Row) -> bool:
        empty = [name for name in self._columns if not row.cells[name]]
        if empty:
            self._line_problem(
                "row-incomplete",
                row.start,
                row.end,
                f"this row makes no fact, since its `{empty[0]}` is empty",
            )
        return not empty

    def _fact(
        self, row: _Row, related: str, unasked: frozenset[str], directions: "_Directions"
    ) -> Fact | None:
        place = self._place(row.start, row.end)
        chosen = self._row_id(row)
        cited = self._row_citations(row, place)
        if chosen is None or cited is None or row in directions.refuted:
            return None
        marked = filled(self._template, [row.cells[name][0] for name in self._columns])
        values = tuple(
            self._value(name, mark, row, unasked, directions)
            for name, mark in zip(self._columns, marked.marks, strict=True)
        )
        if not all(self._is_consistent(value, place) for value in values):
            return None
        shared = replace(self._shared, citations=cited)
        return made(chosen, marked, values, shared, self._entry, related)._replace(place=place)

    def _value(
        self, name: str, mark: Mark, row: _Row, unasked: frozenset[str], directions: "_Directions"
    ) -> Value:
        column = self._columns[name]
        return Value(
            label=name,
            text=mark.text,
            type=column.type,
            start=mark.start,
            end=mark.end,
            ask=self._asked_of(column, row),
            also=directions.also(name, row),
            wrong=column.wrong,
            wrong_because=column.wrong_because,
            open=column.open,
            asked=column.asked and name not in unasked,
            difficulty=column.difficulty,
            kind=column.kind,
        )

    @staticmethod
    def _asked_of(column: _Column, row: _Row) -> Text | None:
        if column.ask is None or not all(row.cells[mark.text] for mark in column.ask.marks):
            return None
        return filled(column.ask, [row.cells[mark.text][0] for mark in column.ask.marks]).sentence

    def _row_id(self, row: _Row) -> str | None:
        told = row.cells.get("id", ())
        if not told:
            subject = next(cells[0] for name, cells in row.cells.items() if cells and name not in _RESERVED)
            return f"{self._base}-{slug(subject)}"
        if not is_id(told[0]):
            self._line_problem("bad-id", row.start, row.end, f"“{told[0]}” can’t be an id")
            return None
        return f"{self._base}-{told[0]}"

    def _row_citations(self, row: _Row, place: Place) -> tuple[Citation, ...] | None:
        told = row.cells.get("cite", ())
        if not told:
            if self._shared.citations:
                return self._shared.citations
            self._line_problem(
                "missing-field",
                row.start,
                row.end,
                "this row has no citation, and neither has its table",
                help="write `cite:` for the table, or a column `cite`",
            )
            return None
        entry = self._entry
        before, entry.sound = entry.sound, True  # a bad citation leaves out its row, not the table
        cited = self._context.citations.read(", ".join(told), entry, place)
        fine, entry.sound = entry.sound, before
        return cited if fine else None

    def _is_consistent(self, value: Value, place: Place) -> bool:
        rights = {fold(text) for text in (value.text, *value.also)} if value.wrong else set()
        for text in value.wrong:
            if fold(text) in rights:
                self._context.problems.add(
                    "wrong-is-right",
                    place,
                    f"“{text}” is declared wrong for the column `{value.label}`, and it is right in this row",
                    help="take it out of one of the two",
                    fact=self._entry.fact,
                )
                return False
        return True

    def _contradiction(self, name: str, one: _Row, other: _Row) -> None:
        first = self._place(one.start, one.end).line
        self._line_problem(
            "contradiction",
            other.start,
            other.end,
            f"the row in line {first} has “{one.cells[name][0]}” where this one has "
            f"“{other.cells[name][0]}”, and all else is equal",
            help="correct one of them, or write both in one cell with `;` between",
        )

    def _unknown_column(self, name: str, place: Place, known: Sequence[str], what: str) -> None:
        self._entry.problem("unknown-column", place, f"the {what} “{name}”", help=did_you_mean(name, known))

    def _line_problem(
        self,
        name: str,
        start: int,
        end: int,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's published name
    ) -> None:
        """Note a problem of one row; the others stay."""
        place = self._place(start, end)
        self._context.problems.add(name, place, message, help=help, fact=self._entry.fact)

    def _place(self, start: int, end: int) -> Place:
        return self._context.document.place(start, end)


class _Directions:
    """Which values each column has where all the others are equal."""

    def __init__(self, rows: list[_Row], columns: Mapping[str, _Column]) -> None:
        self._columns = columns
        self._groups: dict[str, dict[tuple[str, ...], list[_Row]]] = {}
        self.many: frozenset[str] = frozenset()
        """Columns that have several right values for the same other ones."""
        self.refuted: set[_Row] = set()
        many: set[str] = set()
        for name in columns:
            groups: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
            for row in rows:
                groups[self._key(name, row)].append(row)
            self._groups[name] = {key: group for key, group in groups.items() if len(group) > 1}
            if not self._depends(name) and any(map(self._differs_in(name), self._groups[name].values())):
                many.add(name)
        self.many = frozenset(many)

    def contradictions(self) -> Iterator[tuple[str, _Row, _Row]]:
        """Give the pairs of rows of which one must be wrong, by the column in which they differ."""
        for name, column in self._columns.items():
            if column.open or not self._depends(name):
                continue
            for first, *rest in self._groups[name].values():
                for row in rest:
                    if fold(row.cells[name][0]) not in map(fold, first.cells[name]):
                        self.refuted |= {first, row}
                        yield name, first, row

    def also(self, name: str, row: _Row) -> tuple[Text, ...]:
        """Give the other right values: those of the cell, and those of rows that are equal in all else."""
        own = row.cells[name]
        group = self._groups[name].get(self._key(name, row), ()) if self._groups[name] else ()
        if not group:
            return own[1:]
        found = {fold(text): text for other in group for text in other.cells[name]}
        found = {fold(text): text for text in own[1:]} | found
        found.pop(fold(own[0]), None)
        return tuple(found.values())

    def _depends(self, name: str) -> bool:
        """Say whether the column has one value for each subject: a number, or the second of two columns."""
        names = list(self._columns)
        first = name == names[0]
        return not first and (self._columns[name].type in NUMERIC or len(names) == 2)

    def _key(self, name: str, row: _Row) -> tuple[str, ...]:
        return tuple(fold(row.cells[other][0]) for other in self._columns if other != name)

    @staticmethod
    def _differs_in(name: str) -> Callable[[list[_Row]], bool]:
        return lambda group: len({fold(row.cells[name][0]) for row in group}) > 1


def _columns_of_one_value(rows: list[_Row], columns: Mapping[str, _Column]) -> frozenset[str]:
    """Give the columns in which one value holds more than half of the rows."""
    found = set()
    for name in columns:
        counts = Counter(fold(row.cells[name][0]) for row in rows)
        if counts and 2 * max(counts.values()) > len(rows):
            found.add(name)
    return frozenset(found)


def _lines(text: str, block: Scalar) -> Iterator[tuple[str, int]]:
    """Give the lines of a literal block that hold something, and where each begins in the file."""
    start = text.find("\n", block.start, block.end) + 1
    for raw in text[start : block.end].split("\n") if start else ():
        line = raw.strip()
        if line:
            yield line, start + raw.index(line)
        start += len(raw) + 1


_NOTHING = MappingNode({}, {}, 0, 0)
