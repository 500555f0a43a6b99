"""Lists: one sentence for many values, made into a fact each."""

from quiz.model.location import Location
from quiz.model.pack import Fact, Value
from quiz.model.problems import EntryRef, Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import LIST, MAX_LIST_VALUES
from quiz.packs.format.ids import slug
from quiz.packs.format.marks import MarkedSentence, fill_marks, relation_key
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.facts import (
    build_fact,
    check_claimant_named,
    check_wrong_answers,
    read_difficulty,
    read_kind,
    read_sentence,
    read_wrong_reasons,
)
from quiz.packs.read.shared_fields import ReadContext, declared_id, read_shared_fields, resolve_id
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.text.normalize import fold
from quiz.text.safe import Text


def read_list(node: MappingNode, context: ReadContext) -> list[Fact]:
    """Make a fact of each value of a list."""
    entry = CheckedMapping(LIST, node, context.file, context.collector, ref=EntryRef(fact=declared_id(node)))
    shared = read_shared_fields(entry, context)
    template = read_sentence(entry)
    if template is None:
        return []
    base = resolve_id(entry, template.sentence)
    if len(template.marks) != 1:
        entry.report(
            Finding(
                Rule.BAD_MARK,
                f"the sentence of a list has one mark, not {len(template.marks) or 'none'}",
                "mark the place where each value goes, as in `<film>`",
            ),
            entry.location("fact"),
        )
        return []
    texts = _each(entry)
    check_wrong_answers(entry, entry.texts("wrong"), texts)
    value = _value(entry, template)
    if not entry.is_sound:
        return []
    # The label names the mark in the sentence; with one value a fact there is nothing to tell apart.
    unlabelled = MarkedSentence(template.sentence, (template.marks[0]._replace(label=None),))
    related = relation_key(unlabelled, [value.type])
    facts = []
    for number, (text, scalar) in enumerate(zip(texts, entry.scalars("each"), strict=True)):
        marked = fill_marks(unlabelled, [text])
        (mark,) = marked.marks
        others = texts[:number] + texts[number + 1 :]
        own = value._replace(text=text, start=mark.start, end=mark.end, also=others)
        place = context.file.location_of(scalar)
        facts.append(build_fact(f"{base}-{slug(text)}", marked, (own,), shared, place, related))
    check_claimant_named(entry, shared, template.sentence, facts[0].values)
    return facts


def _value(entry: CheckedMapping, template: MarkedSentence) -> Value:
    """Give what the values have in common, as the value that the mark is."""
    (mark,) = template.marks
    asks = entry.texts("ask")
    return Value(
        label=None,
        text=mark.text,
        type=entry.text("type") or mark.label or mark.text,
        start=mark.start,
        end=mark.end,
        ask=next(iter(asks), None),
        ask_also=asks[1:],
        wrong=entry.texts("wrong"),
        wrong_because=read_wrong_reasons(entry),
        open=entry.boolean("complete") is not True,
        asked=entry.boolean("asked") is not False,
        difficulty=read_difficulty(entry),
        kind=read_kind(entry),
    )


def _each(entry: CheckedMapping) -> tuple[Text, ...]:
    texts = entry.texts("each")
    if len(texts) > MAX_LIST_VALUES:
        entry.report(
            Finding(
                Rule.TOO_MANY_VALUES,
                f"this list has {len(texts):,} values, and {MAX_LIST_VALUES:,} are the most",
                "make a table of it",
            ),
            entry.location("each"),
        )
        return ()
    first: dict[str, Location] = {}
    for text, scalar in zip(texts, entry.scalars("each"), strict=True):
        place = entry.file.location_of(scalar)
        key = fold(text)
        if key in first:
            entry.report(
                Finding(
                    Rule.DUPLICATE_VALUE,
                    f"“{text}” stands in this list twice; the first is in line {first[key].line}",
                    "keep one of the two",
                ),
                place,
            )
        first.setdefault(key, place)
    return texts
