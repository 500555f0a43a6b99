"""Facts, read from their fields."""

import re
from collections.abc import Iterable

from quiz.model.location import Location
from quiz.model.pack import DIFFICULTIES, Fact, Kind, RoundRole, Sensitivity, Value
from quiz.model.problems import Finding
from quiz.model.rules import Rule
from quiz.packs.format.bounds import is_outside, split_bounds
from quiz.packs.format.fields import FACT, VALUE
from quiz.packs.format.marks import Mark, MarkedSentence, MarkError, parse_marks, relation_key
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.open_values import decide_openness
from quiz.packs.read.pasted_texts import check_pasted_texts
from quiz.packs.read.same_answers import find_right_answer
from quiz.packs.read.shared_fields import (
    ReadContext,
    SharedFields,
    check_entry,
    read_shared_fields,
    resolve_id,
)
from quiz.packs.read.suggestions import did_you_mean
from quiz.packs.read.traps import add_traps, read_traps, report_right_traps
from quiz.packs.syntax.nodes import EMPTY_MAPPING, MappingNode, ScalarNode
from quiz.text.english import format_count
from quiz.text.normalize import contains
from quiz.text.safe import Text

MAX_MARKS = 50
"""Maximum number of marks in a sentence; each value is compared with all others."""

_OTHER_MARK = re.compile(
    r"\{\{(?:c\d+::)?([^{}]{1,80}?)(?:::[^{}]*)?\}\}|\*\*([^*]{1,80})\*\*|__([^_]{1,80})__|\[([^][]{1,80})\]"
    r"|\{([^{}]{1,80})\}|&lt;(.{1,80}?)&gt;|[＜‹⟨〈《«]([^＞›⟩〉》»]{1,80})[＞›⟩〉》»]|_{3,}"
)
"""Signs around a value in other formats, such as `**value**` and `{{c1::value}}`."""


def read_fact(node: MappingNode, context: ReadContext) -> Fact | None:
    """Read a fact; return `None` if it has an error."""
    with context.collector.scope() as scope:
        mapping = check_entry(FACT, node, context)
        shared = read_shared_fields(mapping, context)
        marked = read_sentence(mapping)
        if marked is None:
            return None
        values = _read_values(mapping, marked, is_english=context.is_english)
        check_pasted_texts(mapping, [mark.text for mark in marked.marks])
        if not marked.marks and not shared.find:
            _report_missing_mark(mapping)
        if context.is_english:
            values = decide_openness(mapping, marked, values)
        check_claimant_named(mapping, shared, marked.sentence, values)
        id_ = resolve_id(mapping, marked.sentence)
    if scope.has_errors:
        return None
    relation = relation_key(marked, [value.type for value in values])
    return build_fact(id_, marked, values, shared, mapping.location("fact"), relation)


def build_fact(
    id_: str,
    marked: MarkedSentence,
    values: tuple[Value, ...],
    shared: SharedFields,
    location: Location,
    relation: str,
) -> Fact:
    """Build a fact from its parts."""
    return Fact(
        id=id_,
        category=shared.category,
        sentence=marked.sentence,
        values=values,
        citations=shared.citations,
        location=location,
        relation=relation,
        more=shared.more,
        attribution=shared.claimant,
        as_of=shared.as_of,
        tact=shared.sensitivity,
        find=shared.find,
        note=shared.note,
        not_with=shared.not_with,
        known=shared.known,
        near=shared.near,
    )


def read_sentence(mapping: CheckedMapping) -> MarkedSentence | None:
    """Read the sentence of an entry with its marks; return `None` if a mark is invalid."""
    node = mapping.node_of("fact")
    if not isinstance(node, ScalarNode):
        return None
    text = Text(node.text)
    try:
        marked = parse_marks(text)
    except MarkError as error:
        _report_mark_error(mapping, node, text, error.finding)
        return None
    if len(marked.marks) > MAX_MARKS:
        message = f"{len(marked.marks)} marks in this sentence, at most {MAX_MARKS} are allowed"
        mapping.report_field("fact", Rule.TOO_MANY_VALUES, message, "Make several sentences of it.")
        return None
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    repeated = next((label for label in labels if labels.count(label) > 1), None)
    if repeated is not None:
        message = f"two marks have the label “{repeated}”"
        mapping.report_field("fact", Rule.DUPLICATE_LABEL, message, "Give each mark its own label.")
        return None
    return marked


def read_difficulty(mapping: CheckedMapping) -> float | None:
    """Read the author's estimate of the difficulty, from 0 to 1."""
    text = mapping.text("difficulty")
    return None if text is None else DIFFICULTIES[text]


def _read_wrong_reasons(mapping: CheckedMapping) -> tuple[Text, ...]:
    """Read the reason of each wrong answer: its own, or the common one."""
    own_reasons = mapping.reasons("wrong")
    common_reason = mapping.text("wrong-because")
    if common_reason is None:
        return own_reasons
    if own_reasons or not mapping.is_present("wrong"):
        message, advice = "`wrong-because` needs wrong answers", "List them under `wrong`."
        if own_reasons:
            message, advice = "each wrong answer already has a reason", "Delete `wrong-because`."
        mapping.report_at(mapping.location_of_key("wrong-because"), Rule.MISPLACED_FIELD, message, advice)
    return (common_reason,) * len(mapping.texts("wrong"))


def read_role(mapping: CheckedMapping) -> RoundRole | None:
    """Read the place of a question in a round."""
    text = mapping.text("role")
    if str(mapping.text("asked")) == RoundRole.SELDOM.value:
        return RoundRole.SELDOM
    return None if text is None else RoundRole(text)


def read_value(mark: Mark, type_: str, mapping: CheckedMapping) -> Value:
    """Read the fields of a marked value."""
    questions = mapping.texts("ask")
    return Value(
        label=mark.label,
        text=mark.text,
        type=type_,
        start=mark.start,
        end=mark.end,
        ask=next(iter(questions), None),
        ask_also=questions[1:],
        also=mapping.texts("also"),
        accept=mapping.texts("accept"),
        wrong=mapping.texts("wrong"),
        wrong_because=_read_wrong_reasons(mapping),
        open=mapping.boolean("open") or False,
        closed=mapping.boolean("open") is False,
        asked=mapping.boolean("asked") is not False,
        difficulty=read_difficulty(mapping),
        kinds=tuple(map(Kind, mapping.texts("kind"))),
        between=_read_bounds(mapping),
        role=read_role(mapping),
        traps=read_traps(mapping, type_),
    )


def _read_bounds(mapping: CheckedMapping) -> tuple[Text, ...]:
    """Read the least and the greatest value; none if the author set none or they can't be read."""
    text = mapping.text("between")
    ends = None if text is None else split_bounds(text)
    if text is not None and ends is None:
        message = f"`between` can’t be “{text}”"
        advice = "Write the least and the greatest number or date, as in `1 to 118`."
        mapping.report_field("between", Rule.UNKNOWN_VALUE, message, advice)
    return () if ends is None else (Text(ends[0]), Text(ends[1]))


def out_of_range_finding(value: Value, *, english: bool) -> Finding | None:
    """Return a finding if a right answer is outside the bounds that the author set."""
    for text in (value.text, *value.also) if value.between else ():
        if is_outside(text, value.between, english=english):
            low, high = value.between
            message = f"“{text}” is not between {low} and {high}"
            return Finding(Rule.OUT_OF_RANGE, message, "Correct the value or `between`.")
    return None


def check_wrong_answers(mapping: CheckedMapping, wrong: tuple[Text, ...], right: Iterable[Text]) -> None:
    """Report right answers that are listed under `wrong`."""
    right_answers = tuple(right) if wrong else ()
    for index, text in enumerate(wrong):
        same = find_right_answer(text, right_answers, "but it is right")
        if same is not None:
            location = mapping.file.location_of(mapping.scalars("wrong")[index])
            mapping.report_at(location, Rule.ANSWER_DECLARED_WRONG, *same)


def check_claimant_named(
    mapping: CheckedMapping, shared: SharedFields, sentence: Text, values: Iterable[Value]
) -> None:
    """Report a claim whose sentence and questions don't name the claimant."""
    claimant = shared.claimant
    asked_values = [value for value in values if value.asked]
    if claimant is None or shared.sensitivity is Sensitivity.NEVER_ASK or not asked_values:
        return
    name = claimant.partition(",")[0].strip()
    last_name = name.split()[-1] if name else name
    texts = [sentence, *(wording for value in asked_values for wording in value.wordings)]
    if any(contains(text, last_name) for text in texts):
        return
    message = f"{name} claims this, but neither the sentence nor the question says it"
    mapping.report_field(
        "claim", Rule.CLAIMANT_NOT_NAMED, message, f"Name {name} in the sentence or in `ask`."
    )


def _report_missing_mark(mapping: CheckedMapping) -> None:
    """Report a fact without a mark, and the signs that its author may have taken for those of a mark."""
    advice = "Mark a value, as in `The longest river is the <Volga>.`, or add `find`."
    other = _OTHER_MARK.search(mapping.text("fact") or "")
    if other is not None:
        value = next(filter(None, other.groups()), "value")
        advice = f"Write `<{value}>` in place of `{other[0]}`, or add `find`."
    mapping.report_field("fact", Rule.MISSING_FIELD, "this fact has no mark and no `find`", advice)


def _report_mark_error(mapping: CheckedMapping, node: ScalarNode, text: Text, finding: Finding) -> None:
    location = mapping.file.location_of(node)
    if text == node.text and finding.span is not None:
        location = mapping.file.location_within(node, *finding.span)
    mapping.report(finding, location)


def _read_values(mapping: CheckedMapping, marked: MarkedSentence, *, is_english: bool) -> tuple[Value, ...]:
    value_nodes = dict(mapping.iter_named_mappings("values"))
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    _check_labels(mapping, value_nodes, marked)
    has_one_mark = len(marked.marks) == 1
    if not has_one_mark or not value_nodes.keys().isdisjoint(labels):
        _check_misplaced_fields(mapping, len(marked.marks))
    values: list[Value] = []
    for mark in marked.marks:
        fields = mapping
        if mark.label in value_nodes or not has_one_mark:
            fields = mapping.check_part(VALUE, value_nodes.get(mark.label or "", EMPTY_MAPPING))
        type_ = fields.text("type") or mark.label
        if type_ is not None:
            value = read_value(mark, type_, fields)
            if fields is not mapping:
                check_pasted_texts(fields, (mark.text,))
            right = (value.text, *value.also, *value.accept)
            check_wrong_answers(fields, value.wrong, right)
            report_right_traps(fields, value, right)
            value = add_traps(value, value.traps)
            finding = out_of_range_finding(value, english=is_english)
            if finding is not None:
                mapping.report(finding, mapping.location("fact"))
            values.append(value)
        elif not (fields.is_present("type") or mapping.is_present("type") or mark.text in value_nodes):
            advice = "Add `type`, or a label that names the type, as in `<river=Volga>`."
            mapping.report_field("fact", Rule.MISSING_TYPE, f"the value “{mark.text}” has no type", advice)
    return tuple(values)


def _check_labels(mapping: CheckedMapping, names: Iterable[str], marked: MarkedSentence) -> None:
    """Report the names under `values` that no mark has as its label."""
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    texts = {mark.text for mark in marked.marks if mark.label is None}
    for name in names:
        if name in labels:
            continue
        message = f"no mark has the label “{name}”"
        advice = did_you_mean(name, labels, mapping.collector) or f"Label a mark, as in `<{name}=…>`."
        if name in texts:
            message = f"“{name}” is a value of the sentence, and its mark has no label"
            advice = f"Write a label in both places: `<answer={name}>` in the sentence, and `answer:` here."
        mapping.report_at(mapping.location_of_name("values", name), Rule.UNKNOWN_LABEL, message, advice)


def _check_misplaced_fields(mapping: CheckedMapping, mark_count: int) -> None:
    """Report a field of a value that belongs to no single mark, or whose mark has its own fields."""
    misplaced = next((name for name in VALUE.fields if mapping.has(name)), None)
    is_bare = not mark_count and not mapping.has("find")  # the missing mark is reported by itself
    if misplaced is None or is_bare:
        return
    marks = format_count(mark_count, "mark") if mark_count else "no mark"
    message = f"`{misplaced}` belongs to one value, and the sentence has {marks}"
    advice = "Write it under `values:` and the label of the mark." if mark_count else "Mark a value."
    mapping.report_at(mapping.location_of_key(misplaced), Rule.MISPLACED_FIELD, message, advice)
