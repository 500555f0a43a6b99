"""Facts as they are read from their fields, each with the problems that leave it out."""

import re
from collections.abc import Iterable

from quiz.model.location import Location
from quiz.model.pack import Fact, Kind, Sensitivity, Value
from quiz.packs.format.fields import DIFFICULTIES, FACT, VALUE
from quiz.packs.format.marks import Mark, Marked, MarkError, parse, relation
from quiz.packs.read.checked_mapping import Entry, did_you_mean
from quiz.packs.read.shared_fields import Common, Context, common, own_id, told_id
from quiz.packs.syntax.nodes import NOTHING, Scalar
from quiz.packs.syntax.nodes import Mapping as MappingNode
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

NUMERIC = frozenset("year date count number money percent duration ordinal position range score".split())
"""The types whose values the program understands, of which a subject has one."""

_WORDS_OF_MANY = ("one of", "among", "such as", "including")
_MANY = re.compile(r"\b(?:one of|among(?! (?:the )?<)|such as|including)\b", re.IGNORECASE)
"""What goes with several right answers; “among the <comedies>” has a single one, the company itself."""


def fact(node: MappingNode, context: Context) -> Fact | None:
    """Read a fact; `None` where something in it is wrong."""
    entry = Entry(FACT, node, context.document, context.problems, fact=told_id(node))
    shared = common(entry, context)
    marked = sentence(entry)
    if marked is None:
        return None
    values = _values(entry, marked)
    if not marked.marks and not shared.find:
        entry.problem(
            "missing-field",
            entry.place("fact"),
            "no value is marked, so nothing can be asked, and no `find` says what its source must hold",
            help="mark a value as in `<Joseph Kahn> directed it`, or write `find`",
        )
    if context.is_english:
        hint_at_many(entry, marked, values)
    warn_of_unspoken_claim(entry, shared, marked.sentence, values)
    chosen = own_id(entry, marked.sentence)
    if not entry.sound:
        return None
    related = relation(marked, [value.type for value in values])
    return made(chosen, marked, values, shared, entry.place("fact"), related)


def made(
    chosen: str, marked: Marked, values: tuple[Value, ...], shared: Common, place: Location, related: str
) -> Fact:
    """Put a fact together from its parts."""
    return Fact(
        id=chosen,
        category=shared.category,
        sentence=marked.sentence,
        values=values,
        citations=shared.citations,
        location=place,
        relation=related,
        more=shared.more,
        attribution=shared.attribution,
        as_of=shared.as_of,
        tact=shared.tact,
        find=shared.find,
        note=shared.note,
        not_with=shared.not_with,
    )


def sentence(entry: Entry) -> Marked | None:
    """Read an entry's sentence with its marks; `None` where they can’t be read."""
    node = entry.node_of("fact")
    if not isinstance(node, Scalar):
        return None
    text = Text(node.text)
    try:
        marked = parse(text)
    except MarkError as error:
        place = entry.document.place_of(node)
        if text == node.text:
            place = entry.document.place_within(node, error.start, error.end)
        advice = (
            "close it with `>`, or write `\\<` for the sign itself" if error.name == "unclosed-mark" else None
        )
        entry.problem(error.name, place, error.message, help=advice)
        return None
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    for label in labels:
        if labels.count(label) > 1:
            entry.problem(
                "duplicate-label",
                entry.place("fact"),
                f"two marks have the label “{label}”",
                help="each mark needs a label of its own",
            )
            return None
    return marked


def kind(entry: Entry) -> Kind | None:
    """Read the only kind of question that asks for a value."""
    text = entry.text("kind")
    return None if text is None else Kind(text)


def wrong_because(entry: Entry) -> tuple[Text, ...]:
    """Read why each wrong answer is wrong: one reason each, or the same for all."""
    wrong, each, shared = entry.texts("wrong"), entry.reasons("wrong"), entry.text("wrong-because")
    if shared is None:
        return each
    if each or not entry.is_told("wrong"):
        entry.problem(
            "misplaced-field",
            entry.document.place_of_key(entry.node, "wrong-because"),
            "each wrong answer has a reason of its own" if each else "there are no answers under `wrong`",
            help="take this line out" if each else "write the wrong answers under `wrong`",
        )
    return (shared,) * len(wrong)


def difficulty(entry: Entry) -> float | None:
    """Read the author's word for how hard it is."""
    text = entry.text("difficulty")
    return None if text is None else DIFFICULTIES[text]


def value(mark: Mark, label: str | None, default_type: str | None, fields: Entry) -> Value | None:
    """Read what `fields` say of one marked value; `None` where not even its type is said."""
    type_ = fields.text("type") or default_type
    if type_ is None:
        return None
    asks = fields.texts("ask")
    found = Value(
        label=label,
        text=mark.text,
        type=type_,
        start=mark.start,
        end=mark.end,
        ask=next(iter(asks), None),
        ask_also=asks[1:],
        also=fields.texts("also"),
        accept=fields.texts("accept"),
        wrong=fields.texts("wrong"),
        wrong_because=wrong_because(fields),
        open=fields.flag("open") or False,
        asked=fields.flag("asked") is not False,
        difficulty=difficulty(fields),
        kind=kind(fields),
    )
    refuse_right_as_wrong(fields, found.wrong, (found.text, *found.also, *found.accept))
    return found


def refuse_right_as_wrong(entry: Entry, wrong: tuple[Text, ...], right: Iterable[Text]) -> None:
    """Say where a right answer is declared wrong."""
    if not wrong:
        return
    rights = set(map(fold, right))
    for index, text in enumerate(wrong):
        if fold(text) in rights:
            entry.problem(
                "wrong-is-right",
                entry.document.place_of(entry.scalars("wrong")[index]),
                f"“{text}” is declared wrong, and it is a right answer too",
                help="take it out of one of the two",
            )


def hint_at_many(entry: Entry, marked: Marked, values: Iterable[Value]) -> None:
    """Point to words that go with several right answers, where the author says there is one."""
    if all(value.open or not value.asked or value.also or value.type in NUMERIC for value in values):
        return
    told = marked.sentence.casefold()
    node = entry.node_of("fact")
    # Few sentences hold any of these words, and to look for each is ten times as quick as the expression.
    if not any(words in told for words in _WORDS_OF_MANY) or not isinstance(node, Scalar):
        return
    if not _MANY.search(marked.sentence):
        return
    found = _MANY.search(node.text)
    if found is not None:
        entry.problem(
            "maybe-many",
            entry.document.place_within(node, found.start(), found.end()),
            f"after “{found.group()}” there may be more than one right answer",
            help="turn the sentence so that it has one, or write `also` or `open: yes`",
        )


def warn_of_unspoken_claim(entry: Entry, shared: Common, sentence: Text, values: Iterable[Value]) -> None:
    """Say where a claim is put as if it were known."""
    claim = shared.attribution
    if claim is None or shared.tact is Sensitivity.NEVER_ASK:
        return
    asked = [value for value in values if value.asked]
    if not asked:
        return
    name = claim.partition(",")[0].strip()
    last = name.split()[-1] if name.split() else name
    spoken = [sentence, *(ask for value in asked for ask in value.wordings)]
    if any(contains(text, last) for text in spoken):
        return
    entry.problem(
        "claim-unspoken",
        entry.place("claim"),
        f"this is the claim of {name}, and neither the sentence nor the question says so",
        help=f"name {name} in the sentence or in `ask`",
    )


def _values(entry: Entry, marked: Marked) -> tuple[Value, ...]:
    named = entry.node_of("values")
    nodes = {label: node for label, node in entry.named("values") if isinstance(node, MappingNode)}
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    for label in nodes:
        if label not in labels and isinstance(named, MappingNode):
            entry.problem(
                "unknown-label",
                entry.document.place_of_key(named, label),
                f"no mark in the sentence has the label “{label}”",
                help=did_you_mean(label, labels) or f"label a mark as in `<{label}=...>`",
            )
    count = len(marked.marks)
    alone = count == 1
    if not alone or nodes:
        _refuse_misplaced(entry, count, has_own=any(label in nodes for label in labels))
    found: list[Value] = []
    for mark in marked.marks:
        own = nodes.get(mark.label or "")
        fields = entry
        if own is not None:
            fields = Entry(VALUE, own, entry.document, entry.problems, fact=entry.fact)
        elif not alone:
            fields = Entry(VALUE, NOTHING, entry.document, entry.problems, fact=entry.fact)
        read = value(mark, mark.label, mark.label, fields)
        entry.sound = entry.sound and fields.sound
        if read is not None:
            found.append(read)
        elif not (fields.is_told("type") or entry.is_told("type")):
            _missing_type(entry, mark)
    return tuple(found)


def _refuse_misplaced(entry: Entry, marks: int, *, has_own: bool) -> None:
    """Say where a value's field stands beside several values, or beside one with fields of its own."""
    direct = next((name for name in VALUE.fields if name in entry), None)
    is_bare = not marks and "find" not in entry  # that nothing is marked is told by itself
    if direct is None or is_bare or (marks == 1 and not has_own):
        return
    counted = f"{marks} marks" if marks > 1 else "one mark" if marks else "no mark"
    entry.problem(
        "misplaced-field",
        entry.document.place_of_key(entry.node, direct),
        f"`{direct}` belongs to one value, and the sentence has {counted}",
        help="write it under `values:` and the mark’s label" if marks else "mark a value",
    )


def _missing_type(entry: Entry, mark: Mark) -> None:
    entry.problem(
        "missing-type",
        entry.place("fact"),
        f"the value “{mark.text}” has no type",
        help="write `type:`, or a label that says what it is, as in `<director=Joseph Kahn>`",
    )
