"""What an author says of a table's columns, and the sentences that mark them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.model.location import Location
from quiz.model.pack import Kind
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import COLUMN
from quiz.packs.format.marks import MarkedSentence, MarkError, parse_marks
from quiz.packs.read.cells import to_column_name
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.facts import NUMERIC, read_difficulty, read_kind, read_sentence, read_wrong_reasons
from quiz.packs.read.shared_fields import ReadContext, SharedFields, read_as_of, read_category, read_citations
from quiz.packs.syntax.nodes import EMPTY_MAPPING, ScalarNode
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.text.safe import Text

RESERVED = ("id", "cite")
"""Columns that say something of their rows and can't be told in a sentence."""

_OF_A_SENTENCE = ("ask-back", "cite", "category", "as-of")
"""Fields of a column that mean something only beside a sentence of its own."""


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What is said of a column."""

    type: str
    wrong: tuple[Text, ...]
    wrong_because: tuple[Text, ...]
    open: bool
    difficulty: float | None
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class TableSentence:
    """A sentence of a table, whose labels are the names of the columns that it marks."""

    template: MarkedSentence
    columns: Mapping[str, ColumnSpec]
    """What is said of the columns that it marks, in their order."""
    own_column: str | None
    """The column whose own sentence it is."""
    questions_by_column: Mapping[str, tuple[MarkedSentence, ...] | None]
    """The columns that may be asked for, each with its question if it has one."""
    mapping: CheckedMapping
    """Where the sentence stands."""
    shared: SharedFields

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it marks, in their order."""
        return tuple(self.columns)

    @property
    def depending(self) -> frozenset[str]:
        """The columns that have one value for each set of the others.

        Of a column's own sentence it is that column; of a table's, numbers and the second of two.
        """
        if self.own_column is not None:
            return frozenset((self.own_column,))
        later = self.names[1:]
        return frozenset(name for name in later if len(later) == 1 or self.columns[name].type in NUMERIC)


def read_table_sentences(
    entry: CheckedMapping, context: ReadContext, shared: SharedFields, known: Sequence[str]
) -> list[TableSentence]:
    """Read the sentences of a table whose sheet has the columns `known`; none where one can't be read."""
    return _TableSentenceParser(
        entry, context, shared, [name for name in known if name not in RESERVED]
    ).sentences()


class _TableSentenceParser:
    """The columns of a table while its sentences are read."""

    def __init__(
        self, entry: CheckedMapping, context: ReadContext, shared: SharedFields, known: Sequence[str]
    ) -> None:
        self._entry = entry
        self._context = context
        self._shared = shared
        self._known = known
        self._fields = {
            to_column_name(name) or name: CheckedMapping(
                COLUMN, node, entry.file, entry.problems, ref=entry.ref
            )
            for name, node in entry.iter_named("columns")
            if isinstance(node, MappingNode)
        }
        nothing = CheckedMapping(COLUMN, EMPTY_MAPPING, entry.file, entry.problems)
        for name in known:
            self._fields.setdefault(name, nothing)

    def sentences(self) -> list[TableSentence]:
        """Read the table's sentence and those of its columns."""
        of_columns = {name: fields for name, fields in self._fields.items() if fields.is_present("fact")}
        if not of_columns and not self._entry.is_present("fact"):
            self._entry.report(
                Finding(
                    Rule.MISSING_FIELD,
                    "this table has no `fact`, and neither has one of its columns",
                    "for example `fact: The capital of <country> is <capital>.`",
                ),
                self._entry.location(),
            )
        found = [self._of_table(frozenset(of_columns))] if "fact" in self._entry else []
        found += [self._of_column(name, fields) for name, fields in of_columns.items() if "fact" in fields]
        told = [sentence for sentence in found if sentence is not None]
        self._refuse_unused({name for sentence in told for name in sentence.names})
        for fields in self._fields.values():
            self._entry.is_sound = self._entry.is_sound and fields.is_sound
        return told if self._entry.is_sound and len(told) == len(found) else []

    def _of_table(self, elsewhere: frozenset[str]) -> TableSentence | None:
        """Read the table's sentence; it does not ask for columns with a sentence `elsewhere`."""
        template = self._template(self._entry, at_least=1)
        if template is None:
            return None
        asks = {}
        for name in _labels(template):
            fields = self._fields[name]
            # Another subject may share a value, so the first column is asked for at its author's word alone.
            asked = fields.boolean("asked")
            if asked is None:
                asked = name not in elsewhere and (name != self._known[0] or "ask" in fields)
            if asked:
                asks[name] = self._ask(fields, "ask", name)
        return self._sentence(template, None, asks, self._entry, self._shared)

    def _of_column(self, name: str, fields: CheckedMapping) -> TableSentence | None:
        template = self._template(fields, at_least=2)
        subject = self._known[0] if self._known else name
        if template is None:
            return None
        labels = _labels(template)
        if name not in labels:
            fields.report(
                Finding(Rule.BAD_MARK, f"the sentence of “{name}” doesn’t mark it"), fields.location("fact")
            )
            return None
        asks = {}
        if fields.boolean("asked") is not False:
            asks[name] = self._ask(fields, "ask", name)
        if "ask-back" in fields:
            asks[subject] = self._ask(fields, "ask-back", subject)
            if subject not in labels or subject == name:
                fields.report(
                    Finding(
                        Rule.BAD_MARK,
                        f"`ask-back` asks for “{subject}”, the first column, and the sentence doesn’t mark it"
                        if subject != name
                        else "`ask-back` asks for the first column, which is this one",
                    ),
                    fields.location("ask-back"),
                )
        return self._sentence(template, name, asks, fields, self._shared_by(fields))

    def _sentence(
        self,
        template: MarkedSentence,
        about: str | None,
        asks: Mapping[str, tuple[MarkedSentence, ...] | None],
        entry: CheckedMapping,
        shared: SharedFields,
    ) -> TableSentence:
        columns = {name: _column(name, self._fields[name]) for name in _labels(template)}
        return TableSentence(template, columns, about, asks, entry, shared)

    def _shared_by(self, fields: CheckedMapping) -> SharedFields:
        """Give what the facts of a column's sentence have in common."""
        shared = self._shared
        if "category" in fields:
            shared = shared._replace(category=read_category(fields, self._context))
        if "cite" in fields:
            shared = shared._replace(citations=read_citations(fields, self._context))
        return shared._replace(as_of=read_as_of(fields) or shared.as_of)

    def _template(self, entry: CheckedMapping, *, at_least: int) -> MarkedSentence | None:
        """Read a sentence, with the names of its columns for labels."""
        read = read_sentence(entry)
        if read is None:
            return None
        marks = tuple(mark._replace(label=to_column_name(mark.text)) for mark in read.marks)
        labels = [mark.label or "" for mark in marks]
        if len(marks) < at_least:
            entry.report(
                Finding(
                    Rule.BAD_MARK,
                    "the sentence of a table marks none of its columns"
                    if not marks
                    else "the sentence of a column marks no other, so it would say the same of every row",
                    "write the column’s name where its values go, as in `<country>`",
                ),
                entry.location("fact"),
            )
            return None
        for mark, name in zip(read.marks, labels, strict=True):
            if name not in self._known:
                self._unknown(entry, entry.location("fact"), mark.text, self._known, "rows have no column")
                return None
            if labels.count(name) > 1:
                entry.report(
                    Finding(Rule.DUPLICATE_LABEL, f"two marks name the column “{name}”"),
                    entry.location("fact"),
                )
                return None
        return MarkedSentence(read.sentence, marks)

    def _ask(self, fields: CheckedMapping, field: str, answer: str) -> tuple[MarkedSentence, ...] | None:
        """Read the wordings of a question, with the names of columns for labels."""
        if field not in fields:
            return None
        scalars = fields.scalars(field)
        return tuple(self._wording(fields, field, scalar, answer) for scalar in scalars) or None

    def _wording(self, fields: CheckedMapping, field: str, scalar: ScalarNode, answer: str) -> MarkedSentence:
        place = fields.file.location_of(scalar)
        try:
            read = parse_marks(Text(scalar.text))
        except MarkError as error:
            fields.report(error.finding._replace(help="close it with `>`"), place)
            return MarkedSentence(Text(scalar.text), ())
        marks = tuple(mark._replace(label=to_column_name(mark.text)) for mark in read.marks)
        for mark in marks:
            if mark.label == answer:
                message = f"`{field}` gives its own answer by “<{mark.text}>”"
                fields.report(Finding(Rule.BAD_MARK, message), place)
            elif mark.label not in self._known:
                self._unknown(fields, place, mark.text, self._known, "rows have no column")
        return MarkedSentence(read.sentence, marks)

    def _refuse_unused(self, used: Iterable[str]) -> None:
        """Say where something is said of a column that no sentence marks, or that means nothing."""
        named = self._entry.node_of("columns")
        told = [name for name, node in self._entry.iter_named("columns") if isinstance(node, MappingNode)]
        for name in told:
            fields = self._fields[to_column_name(name) or name]
            if (
                isinstance(named, MappingNode)
                and (to_column_name(name) or name) not in used
                and fields.is_sound
            ):
                place = self._entry.file.location_of_key(named, name)
                self._unknown(self._entry, place, name, list(used), "table’s sentences have no mark")
            for field in _OF_A_SENTENCE if not fields.is_present("fact") else ():
                if field in fields:
                    fields.report(
                        Finding(
                            Rule.MISPLACED_FIELD,
                            f"`{field}` belongs to a sentence of the column’s own",
                            "write `fact:` beside it",
                        ),
                        fields.file.location_of_key(fields.node, field),
                    )

    @staticmethod
    def _unknown(entry: CheckedMapping, place: Location, name: str, known: Sequence[str], what: str) -> None:
        entry.report(Finding(Rule.UNKNOWN_COLUMN, f"the {what} “{name}”", did_you_mean(name, known)), place)


def _labels(template: MarkedSentence) -> tuple[str, ...]:
    return tuple(mark.label or "" for mark in template.marks)


def _column(name: str, fields: CheckedMapping) -> ColumnSpec:
    return ColumnSpec(
        type=fields.text("type") or name,
        wrong=fields.texts("wrong"),
        wrong_because=read_wrong_reasons(fields),
        open=fields.boolean("open") or False,
        difficulty=read_difficulty(fields),
        kind=read_kind(fields),
    )
