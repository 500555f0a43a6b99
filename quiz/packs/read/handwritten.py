"""Hand-written questions and statements."""

from quiz.model.pack import MAX_OPTIONS, HandwrittenQuestion, Kind, are_from_bank
from quiz.model.rules import Rule
from quiz.packs.format.fields import QUESTION
from quiz.packs.read.checked_mapping import CheckedMapping, report_missing_field
from quiz.packs.read.facts import read_difficulty, read_role
from quiz.packs.read.pasted_texts import check_pasted_texts
from quiz.packs.read.same_answers import describe_equal_options
from quiz.packs.read.shared_fields import ReadContext, check_entry, read_shared_fields, resolve_id
from quiz.packs.syntax.nodes import MappingNode
from quiz.text.answers import parse_typed_number
from quiz.text.safe import Text


def read_question(node: MappingNode, context: ReadContext) -> HandwrittenQuestion | None:
    """Read a hand-written question or statement; return `None` if it has an error."""
    with context.collector.scope() as scope:
        mapping = check_entry(QUESTION, node, context)
        shared = read_shared_fields(mapping, context)
        check_pasted_texts(mapping)
        may_be_bank = are_from_bank(shared.citations) or context.citations is None
        if not mapping.is_present("because") and not may_be_bank:
            report_missing_field(mapping, QUESTION.fields["because"], "question")
        is_statement = mapping.has("statement")
        stem, right, wrong = _read_statement(mapping) if is_statement else _read_choice(mapping)
        kind = Kind.TRUEFALSE if is_statement else Kind.CHOICE if mapping.has("wrong") else Kind.TYPED
        _check_typed_fields(mapping, kind, right)
        question = HandwrittenQuestion(
            id=resolve_id(mapping, stem),
            category=shared.category,
            kind=kind,
            stem=stem,
            right=right,
            wrong=wrong,
            explanation=mapping.text("because") or Text(),
            citations=shared.citations,
            location=mapping.location("statement" if is_statement else "question"),
            attribution=shared.claimant,
            as_of=shared.as_of,
            tact=shared.sensitivity,
            difficulty=read_difficulty(mapping),
            find=shared.find,
            not_with=shared.not_with,
            role=read_role(mapping),
            accept=mapping.texts("accept"),
            tolerance=_read_tolerance(mapping),
        )
    return None if scope.has_errors else question


def _read_statement(mapping: CheckedMapping) -> tuple[Text, Text, tuple[Text, ...]]:
    for name in ("question", "right", "wrong"):
        if mapping.has(name):
            mapping.report_at(
                mapping.location_of_key(name),
                Rule.MISPLACED_FIELD,
                f"a statement can’t have `{name}`",
                "Make two entries: a question and a statement.",
            )
    _require_fields(mapping, ("true",), "statement")
    stem = mapping.text("statement") or Text()
    if mapping.boolean("true") is False:
        return stem, Text("False"), (Text("True"),)
    return stem, Text("True"), (Text("False"),)


def _read_choice(mapping: CheckedMapping) -> tuple[Text, Text, tuple[Text, ...]]:
    _require_fields(mapping, ("question", "right"), "question")
    if mapping.has("true"):
        mapping.report_at(
            mapping.location_of_key("true"),
            Rule.MISPLACED_FIELD,
            "a question can’t have `true`, only a `statement` can",
        )
    right = mapping.text("right") or Text()
    wrong = mapping.texts("wrong")
    if len(wrong) >= MAX_OPTIONS:
        message = f"{len(wrong) + 1} options in this question, at most {MAX_OPTIONS} are allowed"
        mapping.report_field(
            "wrong", Rule.TOO_MANY_OPTIONS, message, f"Keep at most {MAX_OPTIONS - 1} wrong answers."
        )
    _check_equal_options(mapping, right, wrong)
    return mapping.text("question") or Text(), right, wrong


def _check_typed_fields(mapping: CheckedMapping, kind: Kind, right: Text) -> None:
    """Report a field that only a typed answer can have, and a tolerance without a number."""
    for name in ("accept", "tolerance"):
        if mapping.has(name) and kind is not Kind.TYPED:
            mapping.report_at(
                mapping.location_of_key(name),
                Rule.MISPLACED_FIELD,
                f"`{name}` belongs to an answer that players type, and this one has options",
                "Delete it, or delete `wrong` so that the answer is typed.",
            )
    if mapping.has("tolerance") and kind is Kind.TYPED and parse_typed_number(right) is None:
        mapping.report_at(
            mapping.location_of_key("tolerance"),
            Rule.MISPLACED_FIELD,
            f"`tolerance` needs a number as the answer, and “{right}” is none",
            "Write a bare number under `right`, and its unit in the question.",
        )


def _read_tolerance(mapping: CheckedMapping) -> float:
    """Read the tolerance; report one that is not a positive number."""
    text = mapping.text("tolerance")
    if text is None:
        return 0.0
    number = parse_typed_number(text)
    if number is None or number < 0:
        mapping.report_field(
            "tolerance", Rule.UNKNOWN_VALUE, f"`tolerance` can’t be “{text}”", "Write a number."
        )
        return 0.0
    return number


def _check_equal_options(mapping: CheckedMapping, right: Text, wrong: tuple[Text, ...]) -> None:
    """Report equal options; punctuation counts, since the author wrote each option."""
    options = [" ".join(text.casefold().split()) for text in (right, *wrong)]
    if len(set(options)) == len(options):
        return
    for number, scalar in enumerate(mapping.scalars("wrong")):
        if options[number + 1] in options[: number + 1]:
            location = mapping.file.location_of(scalar)
            same = describe_equal_options(wrong[number], (right, *wrong[:number]))
            mapping.report_at(location, Rule.DUPLICATE_OPTION, *same)


def _require_fields(mapping: CheckedMapping, names: tuple[str, ...], subject: str) -> None:
    for name in names:
        if not mapping.is_present(name):
            report_missing_field(mapping, QUESTION.fields[name], subject)
