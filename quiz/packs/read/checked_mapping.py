"""One mapping of a file, checked against the table of fields."""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from quiz.model.location import Location
from quiz.model.problems import NO_ENTRY, EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule, Severity
from quiz.packs.format.field_types import Field, FieldType, MappingSchema
from quiz.packs.format.fields import SCHEMAS
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile
from quiz.text.safe import Text

CHARACTERS_AT_MOST = 4_000
LINES_AT_MOST = 200

_UNKNOWN_TOLD = 100
_COMPARED_AT_MOST = 1_000
_ADVISED_AT_MOST = 1_000
"""Of a pack with more problems than that, unknown fields are told without the one that may be meant."""
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_WRITTEN_SO = {
    FieldType.TEXT: "a text",
    FieldType.TEXTS: "a text or a list of texts",
    FieldType.REASONED: "a text, a list of texts, or texts each with a reason",
    FieldType.FLAG: "`yes` or `no`",
    FieldType.WORD: "a word",
    FieldType.ROWS: "a block of lines after `|`, or a file’s name",
    FieldType.NAMED_TEXT: "names, each with a text",
    FieldType.NAMED_TEXTS: "names, each with a list of texts",
    FieldType.NAMED: "names, each with fields of its own",
    FieldType.ENTRIES: "a list",
}
_TEXTUAL = frozenset((FieldType.TEXT, FieldType.TEXTS, FieldType.REASONED, FieldType.FLAG, FieldType.WORD))
_TEXT = FieldType.TEXT  # of most fields; to look it up by its name takes longer than all else of a look


def closest_match(word: str, words: Iterable[str]) -> str | None:
    """Give the word that was probably meant; `None` too where there are too many to look through."""
    among = tuple(islice(words, _COMPARED_AT_MOST + 1))
    return None if len(among) > _COMPARED_AT_MOST else _near(word, among)


@lru_cache(maxsize=1_000)
def _near(word: str, words: tuple[str, ...]) -> str | None:
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.7)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """Give the advice that names the word that was probably meant."""
    meant = closest_match(word, words)
    return None if meant is None else f"did you mean “{meant}”?"


class CheckedMapping:
    """The fields of one thing, and whether they are as they should be.

    Only well-formed fields can be asked for; each of the others is a problem, told once.
    """

    __slots__ = (
        "_bad",
        "_meant",
        "_texts",
        "file",
        "is_sound",
        "node",
        "problems",
        "ref",
        "schema",
    )

    def __init__(
        self,
        thing: MappingSchema,
        node: MappingNode,
        document: TextFile,
        problems: ProblemCollector,
        *,
        ref: EntryRef = NO_ENTRY,
        lost: frozenset[str] = frozenset(),
    ) -> None:
        """Check the fields; of those in `lost` YAML could not read something, which is told already."""
        self.schema = thing
        self.node = node
        self.file = document
        self.problems = problems
        self.ref = ref
        self.is_sound = True
        self._texts: dict[str, tuple[Text, ...]] = {}
        self._bad: frozenset[str] = frozenset()
        """The fields that are not as they should be."""
        self._meant = lost
        self._check()

    def __contains__(self, name: str) -> bool:
        return name in self.node.values and name not in self._bad

    def is_present(self, name: str) -> bool:
        """Say whether a field is there, well-formed or not, or another that was probably meant for it."""
        return name in self.node.values or name in self._meant

    def text(self, name: str) -> Text | None:
        """Give a field's text."""
        texts = self._texts.get(name)
        return texts[0] if texts else None

    def texts(self, name: str) -> tuple[Text, ...]:
        """Give a field's texts; none where the field is absent."""
        return self._texts.get(name, ())

    def scalars(self, name: str) -> tuple[ScalarNode, ...]:
        """Give a field's texts with their places."""
        node = self.node_of(name)
        return () if node is None else tuple(_scalars(node))

    def reasons(self, name: str) -> tuple[Text, ...]:
        """Give what stands behind each of a field's texts; none where they are given without."""
        node = self.node_of(name)
        values = node.values.values() if isinstance(node, MappingNode) else ()
        return tuple(Text(value.text) for value in values if isinstance(value, ScalarNode))

    def boolean(self, name: str) -> bool | None:
        """Give whether a field says yes."""
        text = self.text(name)
        return None if text is None else _FLAGS[text]

    def node_of(self, name: str) -> Node | None:
        """Give a field's node."""
        return None if name in self._bad else self.node.values.get(name)

    def iter_named(self, name: str) -> Iterator[tuple[str, Node]]:
        """Give the names in a field, and what stands behind each."""
        node = self.node_of(name)
        if isinstance(node, MappingNode):
            yield from node.values.items()

    def iter_mappings(self, name: str) -> Iterator[MappingNode]:
        """Give the mappings of a list."""
        node = self.node_of(name)
        if isinstance(node, SequenceNode):
            yield from (item for item in node.items if isinstance(item, MappingNode))

    def location(self, name: str | None = None) -> Location:
        """Give the place of a field, or of the thing itself."""
        node = None if name is None else self.node.values.get(name)
        if node is not None:
            return self.file.location(node.start, node.end)
        return self.file.location(self.node.start, self.node.start + self._first_line())

    def report(self, finding: Finding, location: Location) -> None:
        """Note a problem of this thing; an error makes it unsound."""
        self.problems.report(finding, location, self.ref)
        if finding.rule.severity is Severity.ERROR:
            self.is_sound = False

    def _check(self) -> None:
        fields = self.schema.fields
        unknown: list[str] = []
        for name, node in self.node.values.items():
            field = fields.get(name)
            if field is None:
                unknown.append(name)
            elif not self._fits(field, node):
                self._bad |= {name}
        if unknown:
            self._refuse_unknown(unknown)
        for field in self.schema.required:
            if not self.is_present(field.name):
                self.report(
                    Finding(
                        Rule.MISSING_FIELD,
                        f"this {self.schema.name} has no `{field.name}`",
                        f"for example `{field.name}: {field.example}`",
                    ),
                    self.location(),
                )

    def _refuse_unknown(self, names: list[str]) -> None:
        for name in names[:_UNKNOWN_TOLD]:
            self._unknown(name)
        left = names[_UNKNOWN_TOLD:]
        if left:
            self.report(
                Finding(
                    Rule.UNKNOWN_FIELD,
                    f"from here on, {len(left):,} more names are no fields of a {self.schema.name}",
                    "take them out, or mend the names above first",
                ),
                self.file.location_of_key(self.node, left[0]),
            )

    def _fits(self, field: Field, node: Node) -> bool:
        """Say whether a field is as it should be, and keep its texts."""
        name, shape = field.name, field.type
        if isinstance(node, MappingNode):
            return self._mapping_fits(field, node)
        if isinstance(node, SequenceNode):
            return self._sequence_fits(field, node)
        if shape is _TEXT or shape in _TEXTUAL:
            text = self._good_text(name, node)
            if text is None or not (shape is _TEXT or self._is_known(field, node)):
                return False
            self._texts[name] = (text,)
            return True
        if shape is FieldType.ROWS:
            return bool(node.text.strip()) or self._empty(f"`{name}`", node)
        if node.text or node.style:
            return self._wrong_shape(field, node)
        return self._empty(f"`{name}`", node)

    def _is_known(self, field: Field, node: ScalarNode) -> bool:
        """Say whether a text is one of those that its field takes, where that takes not any."""
        if field.type is FieldType.WORD and node.text not in field.choices:
            return self._unknown_value(field, node, field.choices)
        if field.type is FieldType.FLAG and node.text not in _FLAGS:
            return self._unknown_value(field, node, ("yes", "no"))
        return True

    def _sequence_fits(self, field: Field, node: SequenceNode) -> bool:
        if field.type in (FieldType.TEXTS, FieldType.REASONED):
            self._texts[field.name] = texts = self._all_texts(field.name, node)
            return bool(texts)
        if field.type is FieldType.ENTRIES:
            return self._all_mappings(field, node)
        return self._wrong_shape(field, node)

    def _mapping_fits(self, field: Field, node: MappingNode) -> bool:
        shape = field.type
        if shape is FieldType.REASONED:
            reasons = [self._text_of(name, value) for name, value in node.values.items()]
            if None in reasons:
                return False
            self._texts[field.name] = tuple(map(Text, node.values))
            return True
        if shape is FieldType.ENTRIES:
            return self._wrong_shape(field, node, "begin each entry with `- `")
        if shape in (FieldType.NAMED, FieldType.NAMED_TEXT, FieldType.NAMED_TEXTS):
            for name, value in node.values.items():
                self._is_good_member(field, name, value, node)
            return True  # one bad name leaves the others
        return self._wrong_shape(field, node)

    def _is_good_member(self, field: Field, name: str, value: Node, node: MappingNode) -> bool:
        if field.type is FieldType.NAMED:
            return self._is_mapping(name, value, node)
        if field.type is FieldType.NAMED_TEXTS and isinstance(value, SequenceNode):
            return bool(self._all_texts(name, value))
        return self._text_of(name, value) is not None

    def _is_mapping(self, name: str, value: Node, node: MappingNode) -> bool:
        if isinstance(value, MappingNode):
            return True
        self.report(
            Finding(
                Rule.WRONG_SHAPE,
                f"“{name}” needs fields of its own",
                "put them in the lines below, indented further",
            ),
            self.file.location_of_key(node, name),
        )
        return False

    def _all_mappings(self, field: Field, node: SequenceNode) -> bool:
        first = next(iter(SCHEMAS[field.item_schema or ""].fields))
        for item in node.items:
            if not isinstance(item, MappingNode):
                self.report(
                    Finding(
                        Rule.WRONG_SHAPE,
                        f"an entry of `{field.name}` is a set of fields, not {_called(item)}",
                        f"begin it with a field’s name, as in `- {first}: ...`",
                    ),
                    self.file.location_of(item),
                )
        return True

    def _all_texts(self, name: str, node: SequenceNode) -> tuple[Text, ...]:
        """Give the texts of a list; none where one is bad."""
        if not node.items:
            self._empty(f"`{name}`", node)
        found = [self._text_of(name, item) for item in node.items]
        texts = tuple([text for text in found if text is not None])
        return texts if len(texts) == len(found) else ()

    def _text_of(self, name: str, node: Node) -> Text | None:
        """Give an entry's text; `None` where it is bad."""
        if isinstance(node, ScalarNode):
            return self._good_text(name, node)
        advice = None
        if isinstance(node, MappingNode):
            advice = "a colon and a space make a field of a text: write it after `>-`"
        self.report(
            Finding(Rule.WRONG_SHAPE, f"an entry of `{name}` is a text, not {_called(node)}", advice),
            self.file.location_of(node),
        )
        return None

    def _good_text(self, name: str, node: ScalarNode) -> Text | None:
        typed = node.text
        if len(typed) > LINES_AT_MOST and (
            len(typed) > CHARACTERS_AT_MOST or typed.count("\n") >= LINES_AT_MOST
        ):
            self.report(
                Finding(
                    Rule.TEXT_TOO_LONG,
                    f"`{name}` is longer than {CHARACTERS_AT_MOST:,} characters or {LINES_AT_MOST} lines",
                ),
                self.file.location_of(node),
            )
            return None
        text = Text(typed)
        if text and not text.isspace():
            return text
        self._empty(f"`{name}`", node)
        return None

    def _empty(self, what: str, node: Node) -> bool:
        advice = "write it, or take the line out"
        if isinstance(node, ScalarNode) and node.style in ("|", ">"):
            advice = f"`{node.style}` at the beginning opens a block of lines; begin with another character"
        self.report(Finding(Rule.EMPTY_TEXT, f"{what} is empty", advice), self.file.location_of(node))
        return False

    def _wrong_shape(self, field: Field, node: Node, advice: str | None = None) -> bool:
        self.report(
            Finding(
                Rule.WRONG_SHAPE,
                f"`{field.name}` is {_WRITTEN_SO[field.type]}, not {_called(node)}",
                advice or f"for example `{field.name}: {field.example}`",
            ),
            self.file.location_of(node),
        )
        return False

    def _unknown_value(self, field: Field, node: ScalarNode, words: tuple[str, ...]) -> bool:
        known = ", ".join(words[:-1]) + " or " + words[-1]
        self.report(
            Finding(
                Rule.UNKNOWN_VALUE,
                f"`{field.name}` is {known}, not “{node.text}”",
                did_you_mean(node.text, words),
            ),
            self.file.location_of(node),
        )
        return False

    def _unknown(self, name: str) -> None:
        meant = closest_match(name, self.schema.fields) if len(self.problems) < _ADVISED_AT_MOST else None
        if meant is not None:
            self._meant |= {meant}
        self.report(
            Finding(
                Rule.UNKNOWN_FIELD,
                f"a {self.schema.name} has no field “{name}”",
                f"did you mean “{meant}”?" if meant else f"its fields are {', '.join(self.schema.fields)}",
            ),
            self.file.location_of_key(self.node, name),
        )

    def _first_line(self) -> int:
        end = self.file.text.find("\n", self.node.start)
        return (end if end >= 0 else len(self.file.text)) - self.node.start


def _scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, ScalarNode))
    else:
        yield from (ScalarNode(name, start, start + len(name), "") for name, start in node.keys.items())


def _called(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return "a text"
    return "a list" if isinstance(node, SequenceNode) else "a set of fields"
