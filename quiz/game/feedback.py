"""Say once, for every front end, what a player is told."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.game.outcome import Outcome, Verdict
from quiz.game.scoring import GRACE, POINTS, STREAK_BONUS, STREAK_STEPS
from quiz.game.session import SessionState
from quiz.model.pack import Citation, Source
from quiz.model.question import Question
from quiz.text.safe import Text

SCORING = Text(
    f"A right answer within {GRACE:g} seconds, or without a clock, earns {POINTS} points; "
    f"a slower one fewer, down to {POINTS // 2} at the bell. "
    f"From the second right answer in a row each adds {STREAK_BONUS}, up to {STREAK_BONUS * STREAK_STEPS}. "
    "Wrong, late and skipped answers earn nothing and end the streak. A pause costs nothing."
)

_WORDS = {
    Verdict.RIGHT: Text("Right."),
    Verdict.WRONG: Text("Wrong."),
    Verdict.LATE: Text("Too late."),
    Verdict.SKIPPED: Text("Skipped."),
}
_MARKS = {
    Verdict.RIGHT: Text("✓"),
    Verdict.WRONG: Text("✗"),
    Verdict.LATE: Text("✗"),
    Verdict.SKIPPED: Text("–"),
}
_ASCII_MARKS = {
    Verdict.RIGHT: Text("+"),
    Verdict.WRONG: Text("x"),
    Verdict.LATE: Text("x"),
    Verdict.SKIPPED: Text("-"),
}


class LabelledLine(NamedTuple):
    """A line of a source's card: what it is, and what it says."""

    name: Text
    text: Text


def verdict_word(verdict: Verdict) -> Text:
    """Give the verdict as a word: `Right.`, `Too late.`"""
    return _WORDS[verdict]


def verdict_mark(verdict: Verdict, *, ascii_only: bool = False) -> Text:
    """Give the verdict as a mark."""
    return (_ASCII_MARKS if ascii_only else _MARKS)[verdict]


def format_points(outcome: Outcome) -> Text:
    """Give what the answer earned: `+950`, or nothing."""
    return Text(f"+{outcome.points}" if outcome.points else "")


def format_not_saved(reason: Text) -> Text:
    """Say that an answer could not be saved, and why."""
    return Text(f"Not saved: {reason}.")


def format_flagged(trouble: Text | None) -> Text:
    """Say that a question is marked as wrong or bad, or why that could not be kept."""
    if trouble is not None:
        return Text(f"Marked for this game only: {trouble}.")
    return Text("Marked as wrong or bad: it is asked no more. “quiz flags” lists it.")


def format_answer(question: Question) -> Text:
    """Give the right option."""
    return question.options[question.key]


def format_source(citation: Citation) -> Text:
    """Name a source and the place in it, in one line."""
    source = citation.source
    publisher = f", {source.publisher}" if source.publisher and source.publisher != source.title else ""
    return Text(f"{source.title}{publisher}: {citation.locator}")


def format_sources(question: Question) -> tuple[Text, ...]:
    """Name every source of a question, in the order in which its author cites them."""
    return tuple(format_source(citation) for citation in question.citations)


def source_rows(citation: Citation) -> tuple[LabelledLine, ...]:
    """Give a source's card: what there is to know of it, empty lines left out."""
    return tuple(_card_rows(citation.source, citation.locator))


def format_progress(view: SessionState) -> Text:
    """Give the score so far: `1900 points, 2 of 3 right`."""
    return Text(f"{view.score} points, {view.right_count} of {len(view.outcomes)} right")


def format_final_score(view: SessionState, seed: int | None) -> Text:
    """Give the last line of a round: `Score 7430, 8 of 10 right, seed 7`."""
    end = "" if seed is None else f", seed {seed}"
    return Text(f"Score {view.score}, {view.right_count} of {count_scored_questions(view)} right{end}")


def format_best_score(view: SessionState) -> Text | None:
    """Say whether a round that was played to its end is the best of its kind, or which score was."""
    if view.previous_best is None or len(view.player_scores) > 1:
        return None
    clock = "" if view.limit_seconds is not None or view.ladder is not None else " without a clock"
    if view.score > view.previous_best:
        return Text(f"A new best{clock}: the one before was {view.previous_best:,}.")
    return Text(f"The best so far{clock} is {view.previous_best:,}.")


def count_scored_questions(view: SessionState) -> int:
    """Give how many questions a result is out of: all, or those that were asked before a miss ended it."""
    return view.total if view.lives is None else len(view.outcomes)


def _card_rows(source: Source, locator: Text) -> Iterator[LabelledLine]:
    yield LabelledLine(Text("Title"), source.title)
    if source.author:
        yield LabelledLine(Text("Author"), source.author)
    if source.publisher:
        yield LabelledLine(Text("Publisher"), source.publisher)
    if source.kind:
        yield LabelledLine(Text("Kind"), source.kind)
    if source.date:
        yield LabelledLine(Text("Date"), source.date)
    yield LabelledLine(Text("Place"), locator)
    if source.url:
        yield LabelledLine(Text("Address"), source.url)
    if source.trust:
        yield LabelledLine(Text("Trust"), Text(source.trust.value))
    if source.depends_on:
        yield LabelledLine(Text("Depends on"), Text(", ".join(source.depends_on)))
    if source.licence:
        yield LabelledLine(Text("Licence"), source.licence)
    if source.note:
        yield LabelledLine(Text("Note"), source.note)
