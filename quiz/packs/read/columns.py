"""What an author says of a table's columns, and the sentences that mark them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.model.location import Location
from quiz.model.pack import Kind
from quiz.packs.format.fields import COLUMN
from quiz.packs.format.marks import Marked, MarkError, parse
from quiz.packs.read.cells import column_name
from quiz.packs.read.checked_mapping import Entry, did_you_mean
from quiz.packs.read.facts import NUMERIC, difficulty, kind, sentence, wrong_because
from quiz.packs.read.shared_fields import Common, Context, as_of, category, citations
from quiz.packs.syntax.nodes import NOTHING, Scalar
from quiz.packs.syntax.nodes import Mapping as MappingNode
from quiz.text.safe import Text

RESERVED = ("id", "cite")
"""Columns that say something of their rows and can't be told in a sentence."""

_OF_A_SENTENCE = ("ask-back", "cite", "category", "as-of")
"""Fields of a column that mean something only beside a sentence of its own."""


@dataclass(frozen=True, slots=True)
class Column:
    """What is said of a column."""

    type: str
    wrong: tuple[Text, ...]
    wrong_because: tuple[Text, ...]
    open: bool
    difficulty: float | None
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a table, whose labels are the names of the columns that it marks."""

    template: Marked
    columns: Mapping[str, Column]
    """What is said of the columns that it marks, in their order."""
    about: str | None
    """The column whose own sentence it is."""
    asks: Mapping[str, tuple[Marked, ...] | None]
    """The columns that may be asked for, each with its question if it has one."""
    entry: Entry
    """Where the sentence stands."""
    shared: Common

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that it marks, in their order."""
        return tuple(self.columns)

    @property
    def depending(self) -> frozenset[str]:
        """The columns that have one value for each set of the others.

        Of a column's own sentence it is that column; of a table's, numbers and the second of two.
        """
        if self.about is not None:
            return frozenset((self.about,))
        later = self.names[1:]
        return frozenset(name for name in later if len(later) == 1 or self.columns[name].type in NUMERIC)


def sentences(entry: Entry, context: Context, shared: Common, known: Sequence[str]) -> list[Sentence]:
    """Read the sentences of a table whose sheet has the columns `known`; none where one can't be read."""
    return _Columns(entry, context, shared, [name for name in known if name not in RESERVED]).sentences()


class _Columns:
    """The columns of a table while its sentences are read."""

    def __init__(self, entry: Entry, context: Context, shared: Common, known: Sequence[str]) -> None:
        self._entry = entry
        self._context = context
        self._shared = shared
        self._known = known
        self._fields = {
            column_name(name) or name: Entry(COLUMN, node, entry.document, entry.problems, fact=entry.fact)
            for name, node in entry.named("columns")
            if isinstance(node, MappingNode)
        }
        nothing = Entry(COLUMN, NOTHING, entry.document, entry.problems)
        for name in known:
            self._fields.setdefault(name, nothing)

    def sentences(self) -> list[Sentence]:
        """Read the table's sentence and those of its columns."""
        of_columns = {name: fields for name, fields in self._fields.items() if fields.is_told("fact")}
        if not of_columns and not self._entry.is_told("fact"):
            self._entry.problem(
                "missing-field",
                self._entry.place(),
                "this table has no `fact`, and neither has one of its columns",
                help="for example `fact: The capital of <country> is <capital>.`",
            )
        found = [self._of_table(frozenset(of_columns))] if "fact" in self._entry else []
        found += [self._of_column(name, fields) for name, fields in of_columns.items() if "fact" in fields]
        told = [sentence for sentence in found if sentence is not None]
        self._refuse_unused({name for sentence in told for name in sentence.names})
        for fields in self._fields.values():
            self._entry.sound = self._entry.sound and fields.sound
        return told if self._entry.sound and len(told) == len(found) else []

    def _of_table(self, elsewhere: frozenset[str]) -> Sentence | None:
        """Read the table's sentence; it does not ask for columns with a sentence `elsewhere`."""
        template = self._template(self._entry, at_least=1)
        if template is None:
            return None
        asks = {}
        for name in _labels(template):
            fields = self._fields[name]
            # Another subject may share a value, so the first column is asked for at its author's word alone.
            asked = fields.flag("asked")
            if asked is None:
                asked = name not in elsewhere and (name != self._known[0] or "ask" in fields)
            if asked:
                asks[name] = self._ask(fields, "ask", name)
        return self._sentence(template, None, asks, self._entry, self._shared)

    def _of_column(self, name: str, fields: Entry) -> Sentence | None:
        template = self._template(fields, at_least=2)
        subject = self._known[0] if self._known else name
        if template is None:
            return None
        labels = _labels(template)
        if name not in labels:
            fields.problem("bad-mark", fields.place("fact"), f"the sentence of “{name}” doesn’t mark it")
            return None
        asks = {}
        if fields.flag("asked") is not False:
            asks[name] = self._ask(fields, "ask", name)
        if "ask-back" in fields:
            asks[subject] = self._ask(fields, "ask-back", subject)
            if subject not in labels or subject == name:
                fields.problem(
                    "bad-mark",
                    fields.place("ask-back"),
                    f"`ask-back` asks for “{subject}”, the first column, and the sentence doesn’t mark it"
                    if subject != name
                    else "`ask-back` asks for the first column, which is this one",
                )
        return self._sentence(template, name, asks, fields, self._shared_by(fields))

    def _sentence(
        self,
        template: Marked,
        about: str | None,
        asks: Mapping[str, tuple[Marked, ...] | None],
        entry: Entry,
        shared: Common,
    ) -> Sentence:
        columns = {name: _column(name, self._fields[name]) for name in _labels(template)}
        return Sentence(template, columns, about, asks, entry, shared)

    def _shared_by(self, fields: Entry) -> Common:
        """Give what the facts of a column's sentence have in common."""
        shared = self._shared
        if "category" in fields:
            shared = shared._replace(category=category(fields, self._context))
        if "cite" in fields:
            shared = shared._replace(citations=citations(fields, self._context))
        return shared._replace(as_of=as_of(fields) or shared.as_of)

    def _template(self, entry: Entry, *, at_least: int) -> Marked | None:
        """Read a sentence, with the names of its columns for labels."""
        read = sentence(entry)
        if read is None:
            return None
        marks = tuple(mark._replace(label=column_name(mark.text)) for mark in read.marks)
        labels = [mark.label or "" for mark in marks]
        if len(marks) < at_least:
            entry.problem(
                "bad-mark",
                entry.place("fact"),
                "the sentence of a table marks none of its columns"
                if not marks
                else "the sentence of a column marks no other, so it would say the same of every row",
                help="write the column’s name where its values go, as in `<country>`",
            )
            return None
        for mark, name in zip(read.marks, labels, strict=True):
            if name not in self._known:
                self._unknown(entry, entry.place("fact"), mark.text, self._known, "rows have no column")
                return None
            if labels.count(name) > 1:
                entry.problem("duplicate-label", entry.place("fact"), f"two marks name the column “{name}”")
                return None
        return Marked(read.sentence, marks)

    def _ask(self, fields: Entry, field: str, answer: str) -> tuple[Marked, ...] | None:
        """Read the wordings of a question, with the names of columns for labels."""
        if field not in fields:
            return None
        scalars = fields.scalars(field)
        return tuple(self._wording(fields, field, scalar, answer) for scalar in scalars) or None

    def _wording(self, fields: Entry, field: str, scalar: Scalar, answer: str) -> Marked:
        place = fields.document.place_of(scalar)
        try:
            read = parse(Text(scalar.text))
        except MarkError as error:
            fields.problem(error.name, place, error.message, help="close it with `>`")
            return Marked(Text(scalar.text), ())
        marks = tuple(mark._replace(label=column_name(mark.text)) for mark in read.marks)
        for mark in marks:
            if mark.label == answer:
                message = f"`{field}` gives its own answer by “<{mark.text}>”"
                fields.problem("bad-mark", place, message)
            elif mark.label not in self._known:
                self._unknown(fields, place, mark.text, self._known, "rows have no column")
        return Marked(read.sentence, marks)

    def _refuse_unused(self, used: Iterable[str]) -> None:
        """Say where something is said of a column that no sentence marks, or that means nothing."""
        named = self._entry.node_of("columns")
        told = [name for name, node in self._entry.named("columns") if isinstance(node, MappingNode)]
        for name in told:
            fields = self._fields[column_name(name) or name]
            if isinstance(named, MappingNode) and (column_name(name) or name) not in used and fields.sound:
                place = self._entry.document.place_of_key(named, name)
                self._unknown(self._entry, place, name, list(used), "table’s sentences have no mark")
            for field in _OF_A_SENTENCE if not fields.is_told("fact") else ():
                if field in fields:
                    fields.problem(
                        "misplaced-field",
                        fields.document.place_of_key(fields.node, field),
                        f"`{field}` belongs to a sentence of the column’s own",
                        help="write `fact:` beside it",
                    )

    @staticmethod
    def _unknown(entry: Entry, place: Location, name: str, known: Sequence[str], what: str) -> None:
        entry.problem("unknown-column", place, f"the {what} “{name}”", help=did_you_mean(name, known))


def _labels(template: Marked) -> tuple[str, ...]:
    return tuple(mark.label or "" for mark in template.marks)


def _column(name: str, fields: Entry) -> Column:
    return Column(
        type=fields.text("type") or name,
        wrong=fields.texts("wrong"),
        wrong_because=wrong_because(fields),
        open=fields.flag("open") or False,
        difficulty=difficulty(fields),
        kind=kind(fields),
    )
