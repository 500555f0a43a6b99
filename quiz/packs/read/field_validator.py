"""Checks of one field's value against the field's type.

fact: The <Loire> is long.   its text
type: []                     the finding `empty-text`
open: maybe                  the finding `unknown-value`
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quiz.model.problems import Finding, Span
from quiz.model.rules import Rule
from quiz.packs.format.field_types import Field, FieldType
from quiz.packs.format.fields import SCHEMAS
from quiz.packs.read.list_texts import find_divided_text, find_list_in_text
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile
from quiz.text.english import join_words
from quiz.text.safe import Text

MAX_CHARACTERS = 4_000

_MAX_BAD_ENTRIES = 1_000
"""Maximum number of entries without fields that are reported one by one."""

FLAGS = {"yes": True, "no": False, "true": True, "false": False}

_FORMS = {
    FieldType.TEXT: "a text",
    FieldType.TEXTS: "a text or a list of texts",
    FieldType.REASONED: "a text, a list of texts, or texts with reasons",
    FieldType.FLAG: "`yes` or `no`",
    FieldType.WORD: "a word",
    FieldType.WORDS: "a word or a list of words",
    FieldType.ROWS: "a block of lines after `|`, or the name of a file",
    FieldType.NAMED_TEXT: "names, each with a text",
    FieldType.NAMED_TEXTS: "names, each with a list of texts",
    FieldType.NAME_GROUPS: "types, each with names and their other names",
    FieldType.NAMED: "names, each with fields",
    FieldType.ENTRIES: "a list",
}
_SINGLE_TEXTS = frozenset(
    (
        FieldType.TEXT,
        FieldType.TEXTS,
        FieldType.REASONED,
        FieldType.FLAG,
        FieldType.WORD,
        FieldType.WORDS,
    )
)
_TEXT = FieldType.TEXT  # looking the member up in its class takes longer than the rest of a check


class CheckedField(NamedTuple):
    """The texts of a field, and what is wrong with it."""

    texts: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_valid: bool = True
    """Whether the field can be used; one bad name or entry leaves the others usable."""


def read_plain_text(field: Field, node: Node) -> Text | None:
    """Return the text of a field that can have any text; `None` if it must be checked with `check_field`.

    Most fields are of this kind, and need no more than this.
    """
    if field.type is not _TEXT or not isinstance(node, ScalarNode):
        return None
    text = _check_text(field.name, node)
    return text if isinstance(text, Text) else None


def check_field(file: TextFile, field: Field, node: Node) -> CheckedField:
    """Check a field's value against its type."""
    if isinstance(node, ScalarNode):
        return _check_scalar(file, field, node)
    if isinstance(node, SequenceNode):
        return _check_sequence(file, field, node)
    return _check_mapping(file, field, node)


def _check_mapping(file: TextFile, field: Field, node: MappingNode) -> CheckedField:
    if field.type is FieldType.REASONED:
        values = node.values.values()
        if len(values) > 1 and all(isinstance(value, ScalarNode) and not value.text for value in values):
            advice = f"Write `{field.name}: [{', '.join(node.values)}]`."
            return _invalid(_wrong_shape(field, node, advice))
        findings = _collect_findings(field.name, node.values.values())
        return CheckedField(tuple(map(Text, node.values)), findings, not findings)
    if field.type in (FieldType.NAMED_TEXT, FieldType.NAMED_TEXTS):
        members = (_check_member(file, field, name, value) for name, value in node.values.items())
        return CheckedField(findings=tuple(finding for member in members for finding in member))
    if field.type is FieldType.NAME_GROUPS:
        return CheckedField(findings=tuple(_iter_group_findings(file, node)))
    if field.type is FieldType.NAMED:
        advice = "Write them in the lines below it, indented."
        return CheckedField(
            findings=tuple(
                Finding(
                    Rule.WRONG_SHAPE,
                    f"“{name}” must have fields",
                    _advise_on_fields(field, name, value) or advice,
                    file.span_of_key(node, name),
                )
                for name, value in node.values.items()
                if not isinstance(value, MappingNode)
            )
        )
    return _invalid(
        _wrong_shape(field, node, "Begin each entry with `- `." if field.type is FieldType.ENTRIES else None)
    )


def _advise_on_fields(field: Field, name: str, value: Node) -> str | None:
    """Return how to write a text as the required field of a name."""
    required = SCHEMAS[field.item_schema or ""].required
    if not required or not isinstance(value, ScalarNode) or not value.text or ":" in value.text:
        return None
    return f"Write `{name}: {{{required[0].name}: {' '.join(value.text.split())}}}`."


def _iter_group_findings(file: TextFile, node: MappingNode) -> Iterator[Finding]:
    """Yield what is wrong with the names of each type."""
    for type_, names in node.values.items():
        if not isinstance(names, MappingNode):
            advice = "Write a name and its other names, as in `Kyiv: [Kiev]`."
            span = file.span_of_key(node, type_)
            yield Finding(Rule.WRONG_SHAPE, f"“{type_}” must have names", advice, span)
            continue
        for name, others in names.values.items():
            if isinstance(others, SequenceNode):
                yield from _check_texts(file, name, others).findings
            else:
                yield from _collect_findings(name, (others,))


def _check_member(file: TextFile, field: Field, name: str, value: Node) -> tuple[Finding, ...]:
    if field.type is not FieldType.NAMED_TEXTS or isinstance(value, MappingNode):
        return _collect_findings(name, (value,))
    finding = find_pool_fault(file, name, value)
    if finding is not None:
        return (finding,)
    if isinstance(value, SequenceNode):
        return _check_texts(file, name, value).findings
    return _collect_findings(name, (value,))


def find_pool_fault(file: TextFile, name: str, value: Node) -> Finding | None:
    """Return a finding if the values of a pool are in one text, or one of them is in several."""
    if isinstance(value, ScalarNode):
        return find_list_in_text(file, name, value, "pools")
    return find_divided_text(file, value) if isinstance(value, SequenceNode) else None


def _check_scalar(file: TextFile, field: Field, node: ScalarNode) -> CheckedField:
    if field.type is _TEXT or field.type in _SINGLE_TEXTS:
        text = _check_text(field.name, node)
        if isinstance(text, Finding):
            return _invalid(text)
        finding = None if field.type is _TEXT else _check_word(file, field, node)
        return CheckedField((text,)) if finding is None else _invalid(finding)
    if field.type is FieldType.ROWS:
        return CheckedField() if node.text.strip() else _invalid(_empty_text(field.name, node))
    if node.text or node.style:
        return _invalid(_wrong_shape(field, node))
    return _invalid(_empty_text(field.name, node))


def _check_word(file: TextFile, field: Field, node: ScalarNode) -> Finding | None:
    if field.type in (FieldType.TEXTS, FieldType.REASONED):
        return find_list_in_text(file, field.name, node)
    if field.type in (FieldType.WORD, FieldType.WORDS) and node.text not in field.choices:
        return _unknown_value(field, node, field.choices)
    if field.type is FieldType.FLAG and node.text not in (*FLAGS, *field.choices):
        return _unknown_value(field, node, ("yes", "no", *field.choices))
    return None


def _check_sequence(file: TextFile, field: Field, node: SequenceNode) -> CheckedField:
    if field.type in (FieldType.TEXTS, FieldType.REASONED):
        return _check_texts(file, field.name, node)
    if field.type is FieldType.WORDS:
        return _check_words(file, field, node)
    if field.type is FieldType.ENTRIES:
        return CheckedField(findings=tuple(_check_entries(field, node)))
    return _invalid(_wrong_shape(field, node))


def _check_entries(field: Field, node: SequenceNode) -> Iterator[Finding]:
    """Yield a finding for each of the first entries without fields, and one for all others."""
    first = next(iter(SCHEMAS[field.item_schema or ""].fields))
    bad = [item for item in node.items if not isinstance(item, MappingNode)]
    for item in bad[:_MAX_BAD_ENTRIES]:
        yield Finding(
            Rule.WRONG_SHAPE,
            f"an entry of `{field.name}` must have fields, but this is {_describe(item)}",
            f"Begin it with a field name, as in `- {first}: …`.",
            Span(item.start, item.end),
        )
    rest = bad[_MAX_BAD_ENTRIES:]
    if rest:
        message = f"{len(rest):,} more entries of `{field.name}` from here on have no fields"
        yield Finding(
            Rule.WRONG_SHAPE, message, "Fix the entries above first.", Span(rest[0].start, rest[0].end)
        )


def _check_texts(file: TextFile, name: str, node: SequenceNode) -> CheckedField:
    """Check a list of texts; one bad text makes the list unusable."""
    if not node.items:
        return _invalid(_empty_text(name, node))
    divided = find_divided_text(file, node)
    if divided is not None:
        return _invalid(divided)
    texts: list[Text] = []
    findings: list[Finding] = []
    for item in node.items:
        checked = _check_list_item(name, item)
        if isinstance(checked, Text):
            texts.append(checked)
        else:
            findings.append(checked)
    return CheckedField(findings=tuple(findings), is_valid=False) if findings else CheckedField(tuple(texts))


def _check_words(file: TextFile, field: Field, node: SequenceNode) -> CheckedField:
    """Check a list of words; one bad word makes the list unusable."""
    checked = _check_texts(file, field.name, node)
    words = (item for item in node.items if isinstance(item, ScalarNode))
    findings = tuple(
        _unknown_value(field, word, field.choices) for word in words if word.text not in field.choices
    )
    return (
        checked if not checked.is_valid or not findings else CheckedField(findings=findings, is_valid=False)
    )


def _collect_findings(name: str, nodes: Iterable[Node]) -> tuple[Finding, ...]:
    checked = (_check_list_item(name, node) for node in nodes)
    return tuple([item for item in checked if isinstance(item, Finding)])


def _check_list_item(name: str, node: Node) -> Text | Finding:
    if isinstance(node, ScalarNode):
        return _check_text(name, node)
    advice = None
    if isinstance(node, MappingNode):
        advice = "A colon followed by a space starts a field. Write the text after `>-`."
    message = f"an entry of `{name}` must be a text, not {_describe(node)}"
    return Finding(Rule.WRONG_SHAPE, message, advice, Span(node.start, node.end))


def _check_text(name: str, node: ScalarNode) -> Text | Finding:
    raw = node.text
    if len(raw) > MAX_CHARACTERS:
        message = f"`{name}` is longer than {MAX_CHARACTERS:,} characters"
        return Finding(Rule.TEXT_TOO_LONG, message, span=Span(node.start, node.end))
    text = Text(raw)
    return text if text and not text.isspace() else _empty_text(name, node)


def _invalid(finding: Finding) -> CheckedField:
    return CheckedField(findings=(finding,), is_valid=False)


def _empty_text(name: str, node: Node) -> Finding:
    advice = "Write a text, or delete the line."
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        advice = f"`{node.style}` at the start opens a block of lines. Begin with another character."
    return Finding(Rule.EMPTY_TEXT, f"`{name}` is empty", advice, Span(node.start, node.end))


def _wrong_shape(field: Field, node: Node, advice: str | None = None) -> Finding:
    return Finding(
        Rule.WRONG_SHAPE,
        f"`{field.name}` must be {_FORMS[field.type]}, not {_describe(node)}",
        advice or f"For example: `{field.name}: {field.example}`",
        Span(node.start, node.end),
    )


def _unknown_value(field: Field, node: ScalarNode, choices: Sequence[str]) -> Finding:
    return Finding(
        Rule.UNKNOWN_VALUE,
        f"`{field.name}` can’t be “{node.text}”",
        did_you_mean(node.text, choices) or f"Use {join_words(choices, 'or')}.",
        Span(node.start, node.end),
    )


def _describe(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return "a text"
    return "a list" if isinstance(node, SequenceNode) else "fields"
