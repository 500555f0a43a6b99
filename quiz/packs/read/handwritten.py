"""Questions and statements written by hand."""

from quiz.model.pack import OPTIONS_AT_MOST, HandwrittenQuestion, Kind
from quiz.model.problems import EntryRef, Finding
from quiz.model.rules import Rule
from quiz.packs.format.fields import QUESTION
from quiz.packs.read.checked_mapping import CheckedMapping
from quiz.packs.read.facts import read_difficulty
from quiz.packs.read.shared_fields import (
    ReadContext,
    declared_id,
    read_as_of,
    read_category,
    read_citations,
    read_not_with,
    read_sensitivity,
    resolve_id,
)
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.safe import Text


def read_question(node: MappingNode, context: ReadContext) -> HandwrittenQuestion | None:
    """Read a question written by hand; `None` where something in it is wrong."""
    entry = CheckedMapping(
        QUESTION, node, context.file, context.collector, ref=EntryRef(question=declared_id(node))
    )
    is_statement = "statement" in entry
    stem, right, wrong = _statement(entry) if is_statement else _choice(entry)
    found = HandwrittenQuestion(
        id=resolve_id(entry, stem),
        category=read_category(entry, context),
        kind=Kind.TRUEFALSE if is_statement else Kind.CHOICE,
        stem=stem,
        right=right,
        wrong=wrong,
        explanation=entry.text("because") or Text(),
        citations=read_citations(entry, context),
        location=entry.location("statement" if is_statement else "question"),
        attribution=entry.text("claim"),
        as_of=read_as_of(entry),
        tact=read_sensitivity(entry),
        difficulty=read_difficulty(entry),
        find=entry.texts("find"),
        not_with=read_not_with(entry),
    )
    return found if entry.is_sound else None


def _statement(entry: CheckedMapping) -> tuple[Text, Text, tuple[Text, ...]]:
    for name in ("question", "right", "wrong"):
        if name in entry:
            entry.report(
                Finding(
                    Rule.MISPLACED_FIELD,
                    f"a statement has no `{name}`",
                    "make two entries of it: a question and a statement",
                ),
                entry.file.location_of_key(entry.node, name),
            )
    true = entry.boolean("true")
    if "true" not in entry.node.values:
        _missing(entry, "true", "statement")
    stem = entry.text("statement") or Text()
    right, wrong = (Text("False"), Text("True")) if true is False else (Text("True"), Text("False"))
    return stem, right, (wrong,)


def _choice(entry: CheckedMapping) -> tuple[Text, Text, tuple[Text, ...]]:
    for name in ("question", "right", "wrong"):
        if name not in entry.node.values:
            _missing(entry, name, "question")
    if "true" in entry:
        entry.report(
            Finding(Rule.MISPLACED_FIELD, "`true` belongs to a `statement`, and this is a question"),
            entry.file.location_of_key(entry.node, "true"),
        )
    right = entry.text("right") or Text()
    wrong = entry.texts("wrong")
    if len(wrong) >= OPTIONS_AT_MOST:
        entry.report(
            Finding(
                Rule.TOO_MANY_OPTIONS,
                f"{len(wrong)} wrong answers and the right one are more than {OPTIONS_AT_MOST} options",
                f"keep {OPTIONS_AT_MOST - 1} wrong ones at most",
            ),
            entry.location("wrong"),
        )
    _refuse_equal_options(entry, right, wrong)
    return entry.text("question") or Text(), right, wrong


def _refuse_equal_options(entry: CheckedMapping, right: Text, wrong: tuple[Text, ...]) -> None:
    """Say which options are equal; punctuation matters here, since the author wrote each of them."""
    keys = [" ".join(text.casefold().split()) for text in (right, *wrong)]
    if len(set(keys)) == len(keys):
        return
    seen = set(keys[:1])
    for key, text, scalar in zip(keys[1:], wrong, entry.scalars("wrong"), strict=True):
        if key in seen:
            entry.report(
                Finding(Rule.DUPLICATE_OPTION, f"“{text}” stands twice among the options"),
                entry.file.location_of(scalar),
            )
        seen.add(key)


def _missing(entry: CheckedMapping, name: str, what: str) -> None:
    field = QUESTION.fields[name]
    entry.report(
        Finding(Rule.MISSING_FIELD, f"this {what} has no `{name}`", f"for example `{name}: {field.example}`"),
        entry.location(),
    )
