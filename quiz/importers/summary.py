"""The summary of an import: the figures, and the reasons for everything that is left out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quiz.importers.entries import EntryKind
from quiz.importers.existing import Changes
from quiz.importers.importer import ImportResult, list_imported
from quiz.importers.records import Reason
from quiz.model.problems import Problem
from quiz.model.rules import Rule, Severity
from quiz.text.english import format_count, format_number, join_words
from quiz.text.safe import Text, one_line

_MAX_PLACES = 3
_MAX_RULES = 3
_MIN_ANSWERS = 10
_KINDS = {
    EntryKind.CHOICE: ("multiple choice", "multiple choice"),
    EntryKind.STATEMENT: ("true or false", "true or false"),
    EntryKind.TYPED: ("typed", "typed"),
    EntryKind.NUMBER: ("number", "numbers"),
    EntryKind.TABLE: ("table", "tables"),
}
_REASONS = {
    Reason.BROKEN: ("can’t be read", "can’t be read"),
    Reason.RAGGED_ROW: ("row has more or fewer cells", "rows have more or fewer cells"),
    Reason.RUNS_CODE: ("is made by code, which is never run", "are made by code, which is never run"),
    Reason.CLOZE: ("has several gaps", "have several gaps"),
    Reason.ESSAY: ("essay", "essays"),
    Reason.KIND: ("is of a kind that the game doesn’t have", "are of kinds that the game doesn’t have"),
    Reason.MEDIA: ("needs a picture or a sound", "need a picture or a sound"),
    Reason.NO_QUESTION: ("has no question", "have no question"),
    Reason.NO_ANSWER: ("has no right answer", "have no right answer"),
    Reason.PLACEHOLDER: ("placeholder", "placeholders"),
    Reason.SEVERAL_RIGHT: ("has several right answers", "have several right answers"),
    Reason.PART_CREDIT: ("has answers that are worth a part", "have answers that are worth a part"),
    Reason.FORMULA: ("has a formula", "have formulas"),
    Reason.CODE: ("has a block of code", "have blocks of code"),
    Reason.FEW_OPTIONS: ("has no wrong answer", "have no wrong answer"),
    Reason.FEW_PAIRS: ("has fewer than three pairs", "have fewer than three pairs"),
    Reason.TOO_LONG: ("text is too long", "texts are too long"),
    Reason.TOO_MANY: ("is over the limit of a pack", "are over the limit of a pack"),
    Reason.CONTRADICTS: ("statement that contradicts another", "statements that contradict each other"),
    Reason.DUPLICATE: ("duplicate", "duplicates"),
}
_ADVICE = {
    Reason.SEVERAL_RIGHT: "--split makes a question of each right answer",
    Reason.FORMULA: "--keep-formulas shows formulas as typed",
}


class ImportOutcome(NamedTuple):
    """The result of an import, with the pack and its problems."""

    result: ImportResult
    path: str | None
    """The path of the pack; `None` if nothing was written."""
    problems: tuple[Problem, ...] | None
    """The problems that `quiz check` reports; `None` if it did not run."""
    changes: Changes | None
    """Changes of the pack that was there before."""
    is_merged: bool = False
    """Whether new entries were added to an edited pack."""


def format_summary(outcome: ImportOutcome) -> Iterator[Text]:
    """Yield the lines of the summary."""
    result, collector = outcome.result, outcome.result.collector
    for file in result.files:
        categories = (
            f", {format_count(len(collector.categories), 'category', 'categories')}"
            if collector.categories
            else ""
        )
        unit = file.info.unit or "question"
        yield one_line(f"{file.name} is {file.format}: {format_count(file.read_count, unit)}{categories}.")
        if file.encoding is not None:
            yield one_line(
                f"{file.name} is not UTF-8 and was read as Windows-1252. --encoding names another."
            )
    kinds = [
        _format_kind(EntryKind(kind), count)
        for kind, count in list_imported(result).items()
        if kind != "rows"
    ]
    if collector.row_count:
        kinds.append(f"{format_number(collector.row_count)} as rows of tables")
    yield _format_line("imported", result.imported_count, ", ".join(kinds))
    left_out = sum(map(len, collector.left_out.values()))
    if left_out:
        yield _format_line("left out", left_out, _format_left_out(collector.left_out))
    if collector.conflicting:
        places = _format_places(collector.conflicting)
        yield _format_line(
            "note", len(collector.conflicting), f"the same question with another answer {places}"
        )
    for change, count in result.changes.items():
        yield _format_line("changed", count, change)
    if result.not_questions:
        yield _format_line("skipped", result.not_questions, "blank rows, titles and texts between questions")
    common = find_common_answer(collector.answers)
    if common is not None:
        yield one_line(f"“{common}” is the right answer of more than half of the questions.")
    untypeable = sum(problem.rule is Rule.HARD_TO_TYPE for problem in outcome.problems or ())
    if untypeable:
        yield _format_line("not asked", untypeable, "answers that are too long or too odd to be typed")
    if outcome.problems is not None and outcome.problems:
        yield _format_line("problems", len(outcome.problems), _format_problems(outcome.problems))
    yield from _format_origin(result)
    yield from _format_end(outcome)


def find_common_answer(answers: Counter[str]) -> str | None:
    """Return the right answer of more than half of ten questions or more."""
    total = sum(answers.values())
    answer, count = answers.most_common(1)[0] if answers else ("", 0)
    return answer if total >= _MIN_ANSWERS and count * 2 > total else None


def summary_fields(outcome: ImportOutcome) -> dict[str, object]:
    """Return the fields of `--json`."""
    result, collector = outcome.result, outcome.result.collector
    problems = None
    if outcome.problems is not None:
        problems = {
            "error": _count(outcome.problems, Severity.ERROR),
            "warning": _count(outcome.problems, Severity.WARNING),
            "hint": _count(outcome.problems, Severity.HINT),
            "rules": dict(Counter(problem.rule.code for problem in outcome.problems).most_common()),
        }
    changes = outcome.changes or Changes((), (), ())
    return {
        "format": result.files[0].format
        if len(result.files) == 1
        else [file.format for file in result.files],
        "read": result.read_count,
        "imported": list_imported(result),
        "left_out": [
            {"reason": reason.value, "count": len(places), "places": sorted(places)[:_MAX_PLACES]}
            for reason, places in _in_order(collector.left_out)
        ],
        "changed": dict(result.changes),
        "conflicting": sorted(collector.conflicting)[:_MAX_PLACES],
        "not_questions": result.not_questions,
        "without_explanation": collector.without_explanation,
        "problems": problems,
        "licence": [file.info.licence or None for file in result.files],
        "path": outcome.path,
        "added": len(changes.added),
        "changed_entries": len(changes.changed),
        "removed": len(changes.removed),
    }


def _count(problems: Sequence[Problem], severity: Severity) -> int:
    return sum(problem.severity is severity for problem in problems)


def _format_line(label: str, count: int, text: str) -> Text:
    return _indent_line(f"{label:<9}{format_number(count):>8}   {text}")


def _indent_line(text: str) -> Text:
    """Return a line of the summary, which keeps its columns."""
    return Text(f"  {Text(text)}".replace("\n", " "))


def _format_kind(kind: EntryKind, count: int) -> str:
    singular, plural = _KINDS[kind]
    return f"{format_number(count)} {singular if count == 1 else plural}"


def _in_order(left_out: dict[Reason, list[int]]) -> list[tuple[Reason, list[int]]]:
    return [(reason, left_out[reason]) for reason in Reason if left_out.get(reason)]


def _format_left_out(left_out: dict[Reason, list[int]]) -> str:
    parts = []
    for reason, places in _in_order(left_out):
        phrase = _REASONS[reason][len(places) != 1]
        parts.append(f"{format_number(len(places))} {phrase} {_format_places(places)}")
    advice = [_ADVICE[reason] for reason, _ in _in_order(left_out) if reason in _ADVICE]
    return "; ".join([", ".join(parts), *advice])


def _format_places(places: Sequence[int]) -> str:
    shown = ", ".join(f"{place:,}" for place in sorted(places)[:_MAX_PLACES])
    return f"({shown}{' …' if len(places) > _MAX_PLACES else ''})"


def _format_problems(problems: Sequence[Problem]) -> str:
    counts = [
        f"{format_count(count, severity.value)}"
        for severity in (Severity.ERROR, Severity.WARNING, Severity.HINT)
        if (count := _count(problems, severity))
    ]
    rules = Counter(problem.rule.code for problem in problems).most_common(_MAX_RULES)
    return f"{', '.join(counts)}; the most: {', '.join(f'{rule} {count}' for rule, count in rules)}"


def _format_origin(result: ImportResult) -> Iterator[Text]:
    missing = result.collector.without_explanation
    if missing:
        have = "has" if missing == 1 else "have"
        yield Text(f"{format_number(missing)} {have} no explanation, because the bank has none.")
    licences = list(dict.fromkeys(file.info.licence for file in result.files))
    if licences == [""]:
        yield Text(
            "Licence: unknown. Name it with --licence if you find it, and don’t pass the pack on without one."
        )
    else:
        yield one_line(f"Licence: {join_words([licence or 'unknown' for licence in licences])}.")


def _format_end(outcome: ImportOutcome) -> Iterator[Text]:
    changes = outcome.changes
    if changes is not None:
        counts = f"added {len(changes.added)}, changed {len(changes.changed)}, removed {len(changes.removed)}"
        yield Text(counts)
        if outcome.is_merged:
            yield Text("The pack was edited, so its entries stay as they are. --replace overwrites them.")
            if changes.removed:
                shown = ", ".join(changes.removed[:10])
                yield one_line(
                    f"No longer in the bank, but kept: {shown}{' …' if len(changes.removed) > 10 else ''}"
                )
    if outcome.path is None:
        yield Text("Nothing is written.")
    else:
        yield one_line(f"{outcome.path} is written.")
        yield one_line(f"Play it: quiz --pack {outcome.path}")
        yield one_line(f"Keep it: quiz add {outcome.path}")
