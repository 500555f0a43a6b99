"""Mappings of a pack file, checked against the fields of the format."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.model.location import Location
from quiz.model.problems import NO_ENTRY, EntryRef, Finding, ProblemCollector
from quiz.model.rules import Rule
from quiz.packs.format.field_types import Field, FieldType, MappingSchema
from quiz.packs.read import entities
from quiz.packs.read.field_validator import FLAGS, check_field, read_plain_text
from quiz.packs.read.unknown_fields import Suggestion, suggest_field
from quiz.packs.syntax.nodes import MappingNode, Node, ScalarNode, SequenceNode, TextFile
from quiz.text.english import format_count
from quiz.text.safe import Text

_MAX_UNKNOWN_FIELDS = 100
_MAX_LISTED_FIELDS = 12
_MAX_PROBLEMS_WITH_SUGGESTIONS = 1_000
"""After this many problems, unknown fields are reported without suggestions, which take long to find."""


class CheckedMapping(NamedTuple):
    """The fields of a mapping; those with errors are absent."""

    schema: MappingSchema
    node: MappingNode
    file: TextFile
    collector: ProblemCollector
    ref: EntryRef
    texts_by_field: dict[str, tuple[Text, ...]]
    invalid_fields: frozenset[str]
    intended_fields: frozenset[str]
    """Absent fields that the author probably meant to write."""

    def has(self, name: str) -> bool:
        """Return whether a field is present and valid."""
        return name in self.node.values and name not in self.invalid_fields

    def is_present(self, name: str) -> bool:
        """Return whether the author wrote the field, correctly or not."""
        return name in self.node.values or name in self.intended_fields

    def is_lost(self, name: str) -> bool:
        """Return whether the author wrote the field, but it can't be used, or not all of it."""
        return name in self.invalid_fields or name in self.intended_fields

    def text(self, name: str) -> Text | None:
        """Return the text of a field."""
        texts = self.texts_by_field.get(name)
        return texts[0] if texts else None

    def texts(self, name: str) -> tuple[Text, ...]:
        """Return the texts of a field; none if it is absent."""
        return self.texts_by_field.get(name, ())

    def scalars(self, name: str) -> tuple[ScalarNode, ...]:
        """Return the nodes of a field's texts."""
        node = self.node_of(name)
        return () if node is None else tuple(_iter_scalars(node))

    def reasons(self, name: str) -> tuple[Text, ...]:
        """Return the reasons of a field's texts; none if the texts have no reasons."""
        node = self.node_of(name)
        values = node.values.values() if isinstance(node, MappingNode) else ()
        return tuple(Text(value.text) for value in values if isinstance(value, ScalarNode))

    def boolean(self, name: str) -> bool | None:
        """Return the value of a `yes` or `no` field; any other word that it allows means yes."""
        text = self.text(name)
        return None if text is None else FLAGS.get(text, True)

    def node_of(self, name: str) -> Node | None:
        """Return the node of a field's value."""
        return None if name in self.invalid_fields else self.node.values.get(name)

    def iter_named(self, name: str) -> Iterator[tuple[str, Node]]:
        """Yield the names in a field and their values."""
        node = self.node_of(name)
        if isinstance(node, MappingNode):
            yield from node.values.items()

    def iter_named_mappings(self, name: str) -> Iterator[tuple[str, MappingNode]]:
        """Yield the names in a field that have a mapping, and the mappings."""
        return ((key, node) for key, node in self.iter_named(name) if isinstance(node, MappingNode))

    def location(self, name: str | None = None) -> Location:
        """Return the location of a field, or of the first line of the mapping."""
        node = None if name is None else self.node.values.get(name)
        if node is not None:
            return self.file.location_of(node)
        line_end = self.file.text.find("\n", self.node.start)
        return self.file.location(self.node.start, line_end if line_end >= 0 else len(self.file.text))

    def location_of_key(self, name: str) -> Location:
        """Return the location of a field's name."""
        return self.file.location_of_key(self.node, name)

    def location_of_name(self, field: str, name: str) -> Location:
        """Return the location of a name in a field."""
        node = self.node_of(field)
        return (
            self.file.location_of_key(node, name) if isinstance(node, MappingNode) else self.location(field)
        )

    def report(self, finding: Finding, location: Location) -> None:
        """Report a finding as a problem of the entry that this mapping belongs to."""
        self.collector.report(finding, location, self.ref)

    def report_at(self, location: Location, rule: Rule, message: str, advice: str | None = None) -> None:
        """Report a finding from its parts."""
        self.report(Finding(rule, message, advice), location)

    def report_field(self, name: str, rule: Rule, message: str, advice: str | None = None) -> None:
        """Report a finding at the value of a field."""
        self.report_at(self.location(name), rule, message, advice)

    def check_part(self, schema: MappingSchema, node: MappingNode) -> "CheckedMapping":
        """Check another mapping that belongs to the same entry."""
        return check_mapping(schema, node, self.file, self.collector, ref=self.ref)


def check_mapping(
    schema: MappingSchema,
    node: MappingNode,
    file: TextFile,
    collector: ProblemCollector,
    *,
    ref: EntryRef = NO_ENTRY,
    lost_keys: frozenset[str] = frozenset(),
) -> CheckedMapping:
    """Check a mapping and report what is wrong with its fields.

    Args:
        schema: The fields that the mapping can have.
        node: The mapping.
        file: The file of the mapping.
        collector: The collector of the problems.
        ref: The entry that the mapping belongs to.
        lost_keys: Names whose values could not be parsed; these errors are reported already.
    """
    texts: dict[str, tuple[Text, ...]] = {}
    invalid: list[str] = []
    unknown: list[str] = []
    for name, value in node.values.items():
        field = schema.fields.get(name)
        if field is None:
            unknown.append(name)
            continue
        plain_text = read_plain_text(field, value)
        if plain_text is not None:
            texts[name] = (plain_text,)
            continue
        checked = check_field(file, field, value)
        if checked.is_valid:
            texts[name] = checked.texts
        else:
            invalid.append(name)
        for finding in checked.findings:
            collector.report(finding, file.location_of_span(finding.span), ref)
    suggestions = _find_suggestions(schema, node, unknown, collector) if unknown else {}
    intended = lost_keys.union(*(each.intended for each in suggestions.values())) if unknown else lost_keys
    mapping = CheckedMapping(schema, node, file, collector, ref, texts, frozenset(invalid), intended)
    if file.text.find("&", node.start, node.end) >= 0:
        _report_entities(mapping)
    if unknown:
        _report_unknown_fields(mapping, unknown, suggestions)
    for field in schema.required:
        if not mapping.is_present(field.name):
            report_missing_field(mapping, field, schema.name)
    return mapping


def _report_entities(mapping: CheckedMapping) -> None:
    """Report the first HTML character reference in the texts of each valid field."""
    for name in mapping.texts_by_field:
        if mapping.schema.fields[name].type is not FieldType.ROWS:
            _report_entity(mapping, mapping.node.values[name])


def _report_entity(mapping: CheckedMapping, node: Node) -> None:
    for scalar in _iter_texts(node):
        entity = entities.find_entity(scalar.text)
        if entity is not None:
            message = f"“{entity[0]}” is HTML, and players see it as it is"
            location = mapping.file.location_within(scalar, *entity.span())
            mapping.report_at(location, Rule.HTML_ENTITY, message, entities.advise(entity[0]))
            return


def report_missing_field(mapping: CheckedMapping, field: Field, subject: str) -> None:
    """Report that the mapping, a `subject`, lacks a field."""
    advice = f"Add `{field.name}`: {field.help[0].lower()}{field.help[1:]}"
    if field.pattern or field.choices:
        advice += f" For example: `{field.name}: {field.example}`"
    mapping.report_at(mapping.location(), Rule.MISSING_FIELD, f"this {subject} has no `{field.name}`", advice)


def _find_suggestions(
    schema: MappingSchema, node: MappingNode, unknown: list[str], collector: ProblemCollector
) -> dict[str, Suggestion]:
    """Return advice about the unknown names that resemble a field or mean the same."""
    if len(collector) >= _MAX_PROBLEMS_WITH_SUGGESTIONS:
        return {}
    suggestions = ((name, suggest_field(name, schema, node)) for name in unknown[:_MAX_UNKNOWN_FIELDS])
    return {name: suggestion for name, suggestion in suggestions if suggestion is not None}


def _report_unknown_fields(
    mapping: CheckedMapping, unknown: list[str], suggestions: dict[str, Suggestion]
) -> None:
    fields = mapping.schema.fields
    known = f"Delete it. The fields are {', '.join(fields)}."
    if len(fields) > _MAX_LISTED_FIELDS:
        known = f"Delete it. `quiz schema` describes the fields of a {mapping.schema.name}."
    for name in unknown[:_MAX_UNKNOWN_FIELDS]:
        advice = suggestions[name].advice if name in suggestions else known
        mapping.report_at(
            mapping.location_of_key(name), Rule.UNKNOWN_FIELD, f"unknown field “{name}”", advice
        )
    rest = unknown[_MAX_UNKNOWN_FIELDS:]
    if rest:
        message = f"{format_count(len(rest), 'more unknown field')} from here on"
        advice = "Delete them, or fix the names above first."
        mapping.report_at(mapping.location_of_key(rest[0]), Rule.UNKNOWN_FIELD, message, advice)


def _iter_scalars(node: Node) -> Iterator[ScalarNode]:
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, ScalarNode))
    else:
        yield from (ScalarNode(name, start, start + len(name), "") for name, start in node.keys.items())


def _iter_texts(node: Node) -> Iterator[ScalarNode]:
    """Yield the texts of a field, with names and reasons, but not the texts of entries."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, SequenceNode):
        yield from (item for item in node.items if isinstance(item, ScalarNode))
    elif not any(isinstance(value, MappingNode) for value in node.values.values()):
        yield from _iter_scalars(node)
        for value in node.values.values():
            yield from _iter_texts(value)
