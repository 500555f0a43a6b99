"""Questions and statements written by hand."""

from quiz.model.pack import OPTIONS_AT_MOST, HandwrittenQuestion, Kind
from quiz.packs.format.fields import QUESTION
from quiz.packs.read.checked_mapping import Entry
from quiz.packs.read.facts import difficulty
from quiz.packs.read.shared_fields import Context, as_of, category, citations, not_with, own_id, tact, told_id
from quiz.packs.syntax.nodes import Mapping
from quiz.text.safe import Text


def question(node: Mapping, context: Context) -> HandwrittenQuestion | None:
    """Read a question written by hand; `None` where something in it is wrong."""
    entry = Entry(QUESTION, node, context.document, context.problems, question=told_id(node))
    is_statement = "statement" in entry
    stem, right, wrong = _statement(entry) if is_statement else _choice(entry)
    found = HandwrittenQuestion(
        id=own_id(entry, stem),
        category=category(entry, context),
        kind=Kind.TRUEFALSE if is_statement else Kind.CHOICE,
        stem=stem,
        right=right,
        wrong=wrong,
        explanation=entry.text("because") or Text(),
        citations=citations(entry, context),
        place=entry.place("statement" if is_statement else "question"),
        attribution=entry.text("claim"),
        as_of=as_of(entry),
        tact=tact(entry),
        difficulty=difficulty(entry),
        find=entry.texts("find"),
        not_with=not_with(entry),
    )
    return found if entry.sound else None


def _statement(entry: Entry) -> tuple[Text, Text, tuple[Text, ...]]:
    for name in ("question", "right", "wrong"):
        if name in entry:
            entry.problem(
                "misplaced-field",
                entry.document.place_of_key(entry.node, name),
                f"a statement has no `{name}`",
                help="make two entries of it: a question and a statement",
            )
    true = entry.flag("true")
    if "true" not in entry.node.values:
        _missing(entry, "true", "statement")
    stem = entry.text("statement") or Text()
    right, wrong = (Text("False"), Text("True")) if true is False else (Text("True"), Text("False"))
    return stem, right, (wrong,)


def _choice(entry: Entry) -> tuple[Text, Text, tuple[Text, ...]]:
    for name in ("question", "right", "wrong"):
        if name not in entry.node.values:
            _missing(entry, name, "question")
    if "true" in entry:
        entry.problem(
            "misplaced-field",
            entry.document.place_of_key(entry.node, "true"),
            "`true` belongs to a `statement`, and this is a question",
        )
    right = entry.text("right") or Text()
    wrong = entry.texts("wrong")
    if len(wrong) >= OPTIONS_AT_MOST:
        entry.problem(
            "too-many-options",
            entry.place("wrong"),
            f"{len(wrong)} wrong answers and the right one are more than {OPTIONS_AT_MOST} options",
            help=f"keep {OPTIONS_AT_MOST - 1} wrong ones at most",
        )
    _refuse_equal_options(entry, right, wrong)
    return entry.text("question") or Text(), right, wrong


def _refuse_equal_options(entry: Entry, right: Text, wrong: tuple[Text, ...]) -> None:
    """Say which options are equal; punctuation matters here, since the author wrote each of them."""
    keys = [" ".join(text.casefold().split()) for text in (right, *wrong)]
    if len(set(keys)) == len(keys):
        return
    seen = set(keys[:1])
    for key, text, scalar in zip(keys[1:], wrong, entry.scalars("wrong"), strict=True):
        if key in seen:
            entry.problem(
                "duplicate-option",
                entry.document.place_of(scalar),
                f"“{text}” stands twice among the options",
            )
        seen.add(key)


def _missing(entry: Entry, name: str, what: str) -> None:
    field = QUESTION.fields[name]
    entry.problem(
        "missing-field",
        entry.place(),
        f"this {what} has no `{name}`",
        help=f"for example `{name}: {field.example}`",
    )
