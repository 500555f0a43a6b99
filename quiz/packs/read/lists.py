"""Lists: one sentence with many values, and one fact for each of them."""

from quiz.model.location import Location
from quiz.model.pack import Fact
from quiz.model.rules import Rule
from quiz.packs.format.fields import LIST, MAX_LIST_VALUES
from quiz.packs.format.ids import slug
from quiz.packs.format.marks import MarkedSentence, fill_marks, relation_key
from quiz.packs.read.answer_groups import group_answers
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.facts import (
    build_fact,
    check_claimant_named,
    check_wrong_answers,
    read_sentence,
    read_value,
)
from quiz.packs.read.pasted_texts import check_pasted_texts
from quiz.packs.read.shared_fields import ReadContext, check_entry, read_shared_fields, resolve_id
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.normalize import fold
from quiz.text.safe import Text


def read_list(node: MappingNode, context: ReadContext) -> list[Fact]:
    """Read a list and build a fact for each value; return none if the list has an error."""
    with context.collector.scope() as scope:
        mapping = check_entry(LIST, node, context)
        shared = read_shared_fields(mapping, context)
        template = read_sentence(mapping)
        if template is None:
            return []
        list_id = resolve_id(mapping, template.sentence)
        if len(template.marks) != 1:
            message = f"a list needs one mark in its sentence, not {len(template.marks) or 'none'}"
            mapping.report_field(
                "fact", Rule.BAD_MARK, message, "Mark the place of the values, as in `<river>`."
            )
            return []
        texts = _read_values(mapping)
        check_pasted_texts(mapping)
        check_wrong_answers(mapping, mapping.texts("wrong"), texts)
        # The label names the mark in the sentence; a fact with one value needs no label.
        mark = template.marks[0]._replace(label=None)
        type_ = mapping.text("type") or template.marks[0].label or mark.text
        template_value = read_value(mark, type_, mapping)
    if scope.has_errors:
        return []
    unlabelled = MarkedSentence(template.sentence, (mark,))
    is_complete = mapping.boolean("complete") is True
    relation = relation_key(unlabelled, [type_])
    facts = []
    group = group_answers(texts)
    for text, scalar in zip(texts, mapping.scalars("each"), strict=True):
        marked = fill_marks(unlabelled, [text])
        (mark,) = marked.marks
        value = template_value._replace(
            text=text, start=mark.start, end=mark.end, group=group, open=not is_complete, closed=is_complete
        )
        location = context.file.location_of(scalar)
        facts.append(build_fact(f"{list_id}-{slug(text)}", marked, (value,), shared, location, relation))
    check_claimant_named(mapping, shared, template.sentence, facts[0].values)
    return facts


def _read_values(mapping: CheckedMapping) -> tuple[Text, ...]:
    texts = mapping.texts("each")
    if len(texts) > MAX_LIST_VALUES:
        message = f"{len(texts):,} values in this list, at most {MAX_LIST_VALUES:,} are allowed"
        mapping.report_field("each", Rule.TOO_MANY_VALUES, message, "Make it a table.")
        return ()
    first_locations: dict[str, Location] = {}
    for text, scalar in zip(texts, mapping.scalars("each"), strict=True):
        location = mapping.file.location_of(scalar)
        first = first_locations.setdefault(fold(text), location)
        if first is not location:
            message = f"“{text}” is already in line {first.line} of this list"
            mapping.report_at(location, Rule.DUPLICATE_VALUE, message, "Delete one of the two.")
    return texts
