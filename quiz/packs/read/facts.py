"""Facts as they are read from their fields, each with the problems that leave it out."""

import re
from collections.abc import Iterable

from quiz.model.location import Location
from quiz.model.pack import Fact, Kind, Sensitivity, Value
from quiz.model.problems import EntryRef, Finding
from quiz.model.rules import Rule
from quiz.packs.format.common_fields import DIFFICULTIES
from quiz.packs.format.fields import FACT, VALUE
from quiz.packs.format.marks import Mark, MarkedSentence, MarkError, parse_marks, relation_key
from quiz.packs.read.checked_mapping import CheckedMapping, did_you_mean
from quiz.packs.read.shared_fields import (
    ReadContext,
    SharedFields,
    declared_id,
    read_shared_fields,
    resolve_id,
)
from quiz.packs.syntax.nodes import EMPTY_MAPPING, ScalarNode
from quiz.packs.syntax.nodes import MappingNode as MappingNode
from quiz.text.normalize import contains, fold
from quiz.text.safe import Text

NUMERIC = frozenset("year date count number money percent duration ordinal position range score".split())
"""The types whose values the program understands, of which a subject has one."""

_WORDS_OF_MANY = ("one of", "among", "such as", "including")
_MANY = re.compile(r"\b(?:one of|among(?! (?:the )?<)|such as|including)\b", re.IGNORECASE)
"""What goes with several right answers; “among the <comedies>” has a single one, the company itself."""


def read_fact(node: MappingNode, context: ReadContext) -> Fact | None:
    """Read a fact; `None` where something in it is wrong."""
    entry = CheckedMapping(FACT, node, context.file, context.collector, ref=EntryRef(fact=declared_id(node)))
    shared = read_shared_fields(entry, context)
    marked = read_sentence(entry)
    if marked is None:
        return None
    values = _values(entry, marked)
    if not marked.marks and not shared.find:
        entry.report(
            Finding(
                Rule.MISSING_FIELD,
                "no value is marked, so nothing can be asked, and no `find` says what its source must hold",
                "mark a value as in `<Joseph Kahn> directed it`, or write `find`",
            ),
            entry.location("fact"),
        )
    if context.is_english:
        check_several_answers(entry, marked, values)
    check_claimant_named(entry, shared, marked.sentence, values)
    chosen = resolve_id(entry, marked.sentence)
    if not entry.is_sound:
        return None
    related = relation_key(marked, [value.type for value in values])
    return build_fact(chosen, marked, values, shared, entry.location("fact"), related)


def build_fact(
    chosen: str,
    marked: MarkedSentence,
    values: tuple[Value, ...],
    shared: SharedFields,
    place: Location,
    related: str,
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
        attribution=shared.claimant,
        as_of=shared.as_of,
        tact=shared.sensitivity,
        find=shared.find,
        note=shared.note,
        not_with=shared.not_with,
    )


def read_sentence(entry: CheckedMapping) -> MarkedSentence | None:
    """Read an entry's sentence with its marks; `None` where they can’t be read."""
    node = entry.node_of("fact")
    if not isinstance(node, ScalarNode):
        return None
    text = Text(node.text)
    try:
        marked = parse_marks(text)
    except MarkError as error:
        place = entry.file.location_of(node)
        finding = error.finding
        if text == node.text and finding.span is not None:
            place = entry.file.location_within(node, *finding.span)
        if finding.rule is Rule.UNCLOSED_MARK:
            finding = finding._replace(help="close it with `>`, or write `\\<` for the sign itself")
        entry.report(finding, place)
        return None
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    for label in labels:
        if labels.count(label) > 1:
            entry.report(
                Finding(
                    Rule.DUPLICATE_LABEL,
                    f"two marks have the label “{label}”",
                    "each mark needs a label of its own",
                ),
                entry.location("fact"),
            )
            return None
    return marked


def read_kind(entry: CheckedMapping) -> Kind | None:
    """Read the only kind of question that asks for a value."""
    text = entry.text("kind")
    return None if text is None else Kind(text)


def read_wrong_reasons(entry: CheckedMapping) -> tuple[Text, ...]:
    """Read why each wrong answer is wrong: one reason each, or the same for all."""
    wrong, each, shared = entry.texts("wrong"), entry.reasons("wrong"), entry.text("wrong-because")
    if shared is None:
        return each
    if each or not entry.is_present("wrong"):
        entry.report(
            Finding(
                Rule.MISPLACED_FIELD,
                "each wrong answer has a reason of its own" if each else "there are no answers under `wrong`",
                "take this line out" if each else "write the wrong answers under `wrong`",
            ),
            entry.file.location_of_key(entry.node, "wrong-because"),
        )
    return (shared,) * len(wrong)


def read_difficulty(entry: CheckedMapping) -> float | None:
    """Read the author's word for how hard it is."""
    text = entry.text("difficulty")
    return None if text is None else DIFFICULTIES[text]


def read_value(
    mark: Mark, label: str | None, default_type: str | None, fields: CheckedMapping
) -> Value | None:
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
        wrong_because=read_wrong_reasons(fields),
        open=fields.boolean("open") or False,
        asked=fields.boolean("asked") is not False,
        difficulty=read_difficulty(fields),
        kind=read_kind(fields),
    )
    check_wrong_answers(fields, found.wrong, (found.text, *found.also, *found.accept))
    return found


def check_wrong_answers(entry: CheckedMapping, wrong: tuple[Text, ...], right: Iterable[Text]) -> None:
    """Say where a right answer is declared wrong."""
    if not wrong:
        return
    rights = set(map(fold, right))
    for index, text in enumerate(wrong):
        if fold(text) in rights:
            entry.report(
                Finding(
                    Rule.ANSWER_DECLARED_WRONG,
                    f"“{text}” is declared wrong, and it is a right answer too",
                    "take it out of one of the two",
                ),
                entry.file.location_of(entry.scalars("wrong")[index]),
            )


def check_several_answers(entry: CheckedMapping, marked: MarkedSentence, values: Iterable[Value]) -> None:
    """Point to words that go with several right answers, where the author says there is one."""
    if all(value.open or not value.asked or value.also or value.type in NUMERIC for value in values):
        return
    told = marked.sentence.casefold()
    node = entry.node_of("fact")
    # Few sentences hold any of these words, and to look for each is ten times as quick as the expression.
    if not any(words in told for words in _WORDS_OF_MANY) or not isinstance(node, ScalarNode):
        return
    if not _MANY.search(marked.sentence):
        return
    found = _MANY.search(node.text)
    if found is not None:
        entry.report(
            Finding(
                Rule.SEVERAL_ANSWERS_POSSIBLE,
                f"after “{found.group()}” there may be more than one right answer",
                "turn the sentence so that it has one, or write `also` or `open: yes`",
            ),
            entry.file.location_within(node, found.start(), found.end()),
        )


def check_claimant_named(
    entry: CheckedMapping, shared: SharedFields, sentence: Text, values: Iterable[Value]
) -> None:
    """Say where a claim is put as if it were known."""
    claim = shared.claimant
    if claim is None or shared.sensitivity is Sensitivity.NEVER_ASK:
        return
    asked = [value for value in values if value.asked]
    if not asked:
        return
    name = claim.partition(",")[0].strip()
    last = name.split()[-1] if name.split() else name
    spoken = [sentence, *(ask for value in asked for ask in value.wordings)]
    if any(contains(text, last) for text in spoken):
        return
    entry.report(
        Finding(
            Rule.CLAIMANT_NOT_NAMED,
            f"this is the claim of {name}, and neither the sentence nor the question says so",
            f"name {name} in the sentence or in `ask`",
        ),
        entry.location("claim"),
    )


def _values(entry: CheckedMapping, marked: MarkedSentence) -> tuple[Value, ...]:
    named = entry.node_of("values")
    nodes = {label: node for label, node in entry.iter_named("values") if isinstance(node, MappingNode)}
    labels = [mark.label for mark in marked.marks if mark.label is not None]
    for label in nodes:
        if label not in labels and isinstance(named, MappingNode):
            entry.report(
                Finding(
                    Rule.UNKNOWN_LABEL,
                    f"no mark in the sentence has the label “{label}”",
                    did_you_mean(label, labels) or f"label a mark as in `<{label}=...>`",
                ),
                entry.file.location_of_key(named, label),
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
            fields = CheckedMapping(VALUE, own, entry.file, entry.problems, ref=entry.ref)
        elif not alone:
            fields = CheckedMapping(VALUE, EMPTY_MAPPING, entry.file, entry.problems, ref=entry.ref)
        read = read_value(mark, mark.label, mark.label, fields)
        entry.is_sound = entry.is_sound and fields.is_sound
        if read is not None:
            found.append(read)
        elif not (fields.is_present("type") or entry.is_present("type")):
            _missing_type(entry, mark)
    return tuple(found)


def _refuse_misplaced(entry: CheckedMapping, marks: int, *, has_own: bool) -> None:
    """Say where a value's field stands beside several values, or beside one with fields of its own."""
    direct = next((name for name in VALUE.fields if name in entry), None)
    is_bare = not marks and "find" not in entry  # that nothing is marked is told by itself
    if direct is None or is_bare or (marks == 1 and not has_own):
        return
    counted = f"{marks} marks" if marks > 1 else "one mark" if marks else "no mark"
    entry.report(
        Finding(
            Rule.MISPLACED_FIELD,
            f"`{direct}` belongs to one value, and the sentence has {counted}",
            "write it under `values:` and the mark’s label" if marks else "mark a value",
        ),
        entry.file.location_of_key(entry.node, direct),
    )


def _missing_type(entry: CheckedMapping, mark: Mark) -> None:
    entry.report(
        Finding(
            Rule.MISSING_TYPE,
            f"the value “{mark.text}” has no type",
            "write `type:`, or a label that says what it is, as in `<director=Joseph Kahn>`",
        ),
        entry.location("fact"),
    )
