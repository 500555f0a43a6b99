"""Lists: one sentence for many values, made into a fact each."""

from quiz.model.location import Location
from quiz.model.pack import Fact, Value
from quiz.packs.format.fields import LIST, VALUES_AT_MOST
from quiz.packs.format.ids import slug
from quiz.packs.format.marks import Marked, filled, relation
from quiz.packs.read.checked_mapping import Entry
from quiz.packs.read.facts import (
    difficulty,
    kind,
    made,
    refuse_right_as_wrong,
    sentence,
    warn_of_unspoken_claim,
    wrong_because,
)
from quiz.packs.read.shared_fields import Context, common, own_id, told_id
from quiz.packs.syntax.nodes import Mapping as MappingNode
from quiz.text.normalize import fold
from quiz.text.safe import Text


def listed(node: MappingNode, context: Context) -> list[Fact]:
    """Make a fact of each value of a list."""
    entry = Entry(LIST, node, context.document, context.problems, fact=told_id(node))
    shared = common(entry, context)
    template = sentence(entry)
    if template is None:
        return []
    base = own_id(entry, template.sentence)
    if len(template.marks) != 1:
        entry.problem(
            "bad-mark",
            entry.place("fact"),
            f"the sentence of a list has one mark, not {len(template.marks) or 'none'}",
            help="mark the place where each value goes, as in `<film>`",
        )
        return []
    texts = _each(entry)
    refuse_right_as_wrong(entry, entry.texts("wrong"), texts)
    value = _value(entry, template)
    if not entry.sound:
        return []
    # The label names the mark in the sentence; with one value a fact there is nothing to tell apart.
    unlabelled = Marked(template.sentence, (template.marks[0]._replace(label=None),))
    related = relation(unlabelled, [value.type])
    facts = []
    for number, (text, scalar) in enumerate(zip(texts, entry.scalars("each"), strict=True)):
        marked = filled(unlabelled, [text])
        (mark,) = marked.marks
        others = texts[:number] + texts[number + 1 :]
        own = value._replace(text=text, start=mark.start, end=mark.end, also=others)
        place = context.document.place_of(scalar)
        facts.append(made(f"{base}-{slug(text)}", marked, (own,), shared, place, related))
    warn_of_unspoken_claim(entry, shared, template.sentence, facts[0].values)
    return facts


def _value(entry: Entry, template: Marked) -> Value:
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
        wrong_because=wrong_because(entry),
        open=entry.flag("complete") is not True,
        asked=entry.flag("asked") is not False,
        difficulty=difficulty(entry),
        kind=kind(entry),
    )


def _each(entry: Entry) -> tuple[Text, ...]:
    texts = entry.texts("each")
    if len(texts) > VALUES_AT_MOST:
        entry.problem(
            "too-many-values",
            entry.place("each"),
            f"this list has {len(texts):,} values, and {VALUES_AT_MOST:,} are the most",
            help="make a table of it",
        )
        return ()
    first: dict[str, Location] = {}
    for text, scalar in zip(texts, entry.scalars("each"), strict=True):
        place = entry.document.place_of(scalar)
        key = fold(text)
        if key in first:
            entry.problem(
                "duplicate-value",
                place,
                f"“{text}” stands in this list twice; the first is in line {first[key].line}",
                help="keep one of the two",
            )
        first.setdefault(key, place)
    return texts
