"""One mapping of a file, checked against the table of fields."""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from quiz.core.problem import Place, Problems, Severity
from quiz.packs.fields import THINGS, Field, Shape, Thing
from quiz.packs.nodes import Document, Mapping, Node, Scalar, Sequence
from quiz.text.safe import Text

CHARACTERS_AT_MOST = 4_000
LINES_AT_MOST = 200

_UNKNOWN_TOLD = 100
_COMPARED_AT_MOST = 1_000
_ADVISED_AT_MOST = 1_000
"""Of a pack with more problems than that, unknown fields are told without the one that may be meant."""
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}
_WRITTEN_SO = {
    Shape.TEXT: "a text",
    Shape.TEXTS: "a text or a list of texts",
    Shape.REASONED: "a text, a list of texts, or texts each with a reason",
    Shape.FLAG: "`yes` or `no`",
    Shape.WORD: "a word",
    Shape.ROWS: "a block of lines after `|`, or a file’s name",
    Shape.NAMED_TEXT: "names, each with a text",
    Shape.NAMED_TEXTS: "names, each with a list of texts",
    Shape.NAMED: "names, each with fields of its own",
    Shape.ENTRIES: "a list",
}
_SCALAR = frozenset((Shape.TEXT, Shape.TEXTS, Shape.REASONED, Shape.FLAG, Shape.WORD, Shape.ROWS))


def near(word: str, words: Iterable[str]) -> str | None:
    """Give the word that was probably meant; `None` too where there are too many to look through."""
    among = tuple(islice(words, _COMPARED_AT_MOST + 1))
    return None if len(among) > _COMPARED_AT_MOST else _near(word, among)


@lru_cache(maxsize=1_000)
def _near(word: str, words: tuple[str, ...]) -> str | None:
    found = difflib.get_close_matches(word, words, n=1, cutoff=0.7)
    return found[0] if found else None


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """Give the advice that names the word that was probably meant."""
    meant = near(word, words)
    return None if meant is None else f"did you mean “{meant}”?"


class Entry:
    """The fields of one thing, and whether they are as they should be.

    Only well-formed fields can be asked for; each of the others is a problem, told once.
    """

    __slots__ = ("_fields", "_meant", "document", "fact", "node", "problems", "question", "sound", "thing")

    def __init__(
        self,
        thing: Thing,
        node: Mapping,
        document: Document,
        problems: Problems,
        *,
        fact: str | None = None,
        question: str | None = None,
        lost: frozenset[str] = frozenset(),
    ) -> None:
        """Check the fields; of those in `lost` YAML could not read something, which is told already."""
        self.thing = thing
        self.node = node
        self.document = document
        self.problems = problems
        self.fact = fact
        self.question = question
        self.sound = True
        self._fields: dict[str, Node] = {}
        self._meant: set[str] = set(lost)
        self._check()

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def is_told(self, name: str) -> bool:
        """Say whether a field is there, well-formed or not, or another that was probably meant for it."""
        return name in self.node.values or name in self._meant

    def text(self, name: str) -> Text | None:
        """Give a field's text."""
        node = self._fields.get(name)
        return Text(node.text) if isinstance(node, Scalar) else None

    def texts(self, name: str) -> tuple[Text, ...]:
        """Give a field's texts; none where the field is absent."""
        node = self._fields.get(name)
        if node is None:
            return ()
        return tuple(Text(scalar.text) for scalar in _scalars(node))

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        """Give a field's texts with their places."""
        node = self._fields.get(name)
        return () if node is None else tuple(_scalars(node))

    def reasons(self, name: str) -> tuple[Text, ...]:
        """Give what stands behind each of a field's texts; none where they are given without."""
        node = self._fields.get(name)
        values = node.values.values() if isinstance(node, Mapping) else ()
        return tuple(Text(value.text) for value in values if isinstance(value, Scalar))

    def flag(self, name: str) -> bool | None:
        """Give whether a field says yes."""
        node = self._fields.get(name)
        return _FLAGS[node.text] if isinstance(node, Scalar) else None

    def node_of(self, name: str) -> Node | None:
        """Give a field's node."""
        return self._fields.get(name)

    def named(self, name: str) -> Iterator[tuple[str, Node]]:
        """Give the names in a field, and what stands behind each."""
        node = self._fields.get(name)
        if isinstance(node, Mapping):
            yield from node.values.items()

    def entries(self, name: str) -> Iterator[Mapping]:
        """Give the mappings of a list."""
        node = self._fields.get(name)
        if isinstance(node, Sequence):
            yield from (item for item in node.items if isinstance(item, Mapping))

    def place(self, name: str | None = None) -> Place:
        """Give the place of a field, or of the thing itself."""
        node = None if name is None else self.node.values.get(name)
        if node is not None:
            return self.document.place_of(node)
        return self.document.place(self.node.start, self.node.start + self._first_line())

    def problem(
        self,
        name: str,
        place: Place,
        message: str,
        *,
        help: str | None = None,  # noqa: A002 - the field's published name
    ) -> None:
        """Note a problem of this thing; an error makes it unsound."""
        severity = self.problems.add(name, place, message, help=help, fact=self.fact, question=self.question)
        if severity is Severity.ERROR:
            self.sound = False

    def _check(self) -> None:
        fields = self.thing.fields
        unknown: list[str] = []
        for name, node in self.node.values.items():
            field = fields.get(name)
            if field is None:
                unknown.append(name)
            elif self._fits(field, node):
                self._fields[name] = node
        for name in unknown[:_UNKNOWN_TOLD]:
            self._unknown(name)
        left = unknown[_UNKNOWN_TOLD:]
        if left:
            self.problem(
                "unknown-field",
                self.document.place_of_key(self.node, left[0]),
                f"from here on, {len(left):,} more names are no fields of a {self.thing.name}",
                help="take them out, or mend the names above first",
            )
        for field in self.thing.required:
            if not self.is_told(field.name):
                self.problem(
                    "missing-field",
                    self.place(),
                    f"this {self.thing.name} has no `{field.name}`",
                    help=f"for example `{field.name}: {field.example}`",
                )

    def _fits(self, field: Field, node: Node) -> bool:
        shape = field.shape
        if isinstance(node, Scalar):
            if shape is Shape.TEXT:
                return self._is_good_text(field.name, node)
            if shape not in _SCALAR:
                if node.text or node.style:
                    return self._wrong_shape(field, node)
                return self._empty(f"`{field.name}`", node)
            if shape is Shape.ROWS:
                return bool(node.text.strip()) or self._empty(f"`{field.name}`", node)
            if not self._is_good_text(field.name, node):
                return False
            if shape is Shape.WORD and node.text not in field.words:
                return self._unknown_value(field, node, field.words)
            if shape is Shape.FLAG and node.text not in _FLAGS:
                return self._unknown_value(field, node, ("yes", "no"))
            return True
        if isinstance(node, Sequence):
            if shape in (Shape.TEXTS, Shape.REASONED):
                return self._all_texts(field.name, node)
            if shape is Shape.ENTRIES:
                return self._all_mappings(field, node)
            return self._wrong_shape(field, node)
        return self._mapping_fits(field, node)

    def _mapping_fits(self, field: Field, node: Mapping) -> bool:
        shape = field.shape
        if shape is Shape.REASONED:
            good = [self._is_text(name, value) for name, value in node.values.items()]
            return all(good)
        if shape is Shape.ENTRIES:
            return self._wrong_shape(field, node, "begin each entry with `- `")
        if shape in (Shape.NAMED, Shape.NAMED_TEXT, Shape.NAMED_TEXTS):
            for name, value in node.values.items():
                self._is_good_member(field, name, value, node)
            return True  # one bad name leaves the others
        return self._wrong_shape(field, node)

    def _is_good_member(self, field: Field, name: str, value: Node, node: Mapping) -> bool:
        if field.shape is Shape.NAMED:
            return self._is_mapping(name, value, node)
        if field.shape is Shape.NAMED_TEXTS and isinstance(value, Sequence):
            return self._all_texts(name, value)
        return self._is_text(name, value)

    def _is_mapping(self, name: str, value: Node, node: Mapping) -> bool:
        if isinstance(value, Mapping):
            return True
        self.problem(
            "wrong-shape",
            self.document.place_of_key(node, name),
            f"“{name}” needs fields of its own",
            help="put them in the lines below, indented further",
        )
        return False

    def _all_mappings(self, field: Field, node: Sequence) -> bool:
        first = next(iter(THINGS[field.of or ""].fields))
        for item in node.items:
            if not isinstance(item, Mapping):
                self.problem(
                    "wrong-shape",
                    self.document.place_of(item),
                    f"an entry of `{field.name}` is a set of fields, not {_called(item)}",
                    help=f"begin it with a field’s name, as in `- {first}: ...`",
                )
        return True

    def _all_texts(self, name: str, node: Sequence) -> bool:
        good = [self._is_text(name, item) for item in node.items]
        if not good:
            return self._empty(f"`{name}`", node)
        return all(good)

    def _is_text(self, name: str, node: Node) -> bool:
        if isinstance(node, Scalar):
            return self._is_good_text(name, node)
        advice = None
        if isinstance(node, Mapping):
            advice = "a colon and a space make a field of a text: write it after `>-`"
        self.problem(
            "wrong-shape",
            self.document.place_of(node),
            f"an entry of `{name}` is a text, not {_called(node)}",
            help=advice,
        )
        return False

    def _is_good_text(self, name: str, node: Scalar) -> bool:
        text = node.text
        if len(text) > LINES_AT_MOST and (
            len(text) > CHARACTERS_AT_MOST or text.count("\n") >= LINES_AT_MOST
        ):
            self.problem(
                "text-too-long",
                self.document.place_of(node),
                f"`{name}` is longer than {CHARACTERS_AT_MOST:,} characters or {LINES_AT_MOST} lines",
            )
            return False
        if not text or text.isspace() or not (text.isascii() or Text(text).strip()):
            return self._empty(f"`{name}`", node)
        return True

    def _empty(self, what: str, node: Node) -> bool:
        advice = "write it, or take the line out"
        if isinstance(node, Scalar) and node.style in ("|", ">"):
            advice = f"`{node.style}` at the beginning opens a block of lines; begin with another character"
        self.problem("empty-text", self.document.place_of(node), f"{what} is empty", help=advice)
        return False

    def _wrong_shape(self, field: Field, node: Node, advice: str | None = None) -> bool:
        self.problem(
            "wrong-shape",
            self.document.place_of(node),
            f"`{field.name}` is {_WRITTEN_SO[field.shape]}, not {_called(node)}",
            help=advice or f"for example `{field.name}: {field.example}`",
        )
        return False

    def _unknown_value(self, field: Field, node: Scalar, words: tuple[str, ...]) -> bool:
        known = ", ".join(words[:-1]) + " or " + words[-1]
        self.problem(
            "unknown-value",
            self.document.place_of(node),
            f"`{field.name}` is {known}, not “{node.text}”",
            help=did_you_mean(node.text, words),
        )
        return False

    def _unknown(self, name: str) -> None:
        meant = near(name, self.thing.fields) if len(self.problems) < _ADVISED_AT_MOST else None
        if meant is not None:
            self._meant.add(meant)
        self.problem(
            "unknown-field",
            self.document.place_of_key(self.node, name),
            f"a {self.thing.name} has no field “{name}”",
            help=f"did you mean “{meant}”?" if meant else f"its fields are {', '.join(self.thing.fields)}",
        )

    def _first_line(self) -> int:
        end = self.document.text.find("\n", self.node.start)
        return (end if end >= 0 else len(self.document.text)) - self.node.start


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Scalar))
    else:
        yield from (Scalar(name, start, start + len(name), "") for name, start in node.keys.items())


def _called(node: Node) -> str:
    if isinstance(node, Scalar):
        return "a text"
    return "a list" if isinstance(node, Sequence) else "a set of fields"
