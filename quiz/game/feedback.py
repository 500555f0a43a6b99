"""Say once, for every front end, what a player is told."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.game.outcome import Outcome, Verdict
from quiz.game.scoring import GRACE, POINTS, STREAK_BONUS, STREAK_STEPS
from quiz.game.session import View
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


class Row(NamedTuple):
    """A line of a source's card: what it is, and what it says."""

    name: Text
    text: Text


def word(verdict: Verdict) -> Text:
    """Give the verdict as a word: `Right.`, `Too late.`"""
    return _WORDS[verdict]


def mark(verdict: Verdict, *, ascii_only: bool = False) -> Text:
    """Give the verdict as a mark."""
    return (_ASCII_MARKS if ascii_only else _MARKS)[verdict]


def gain(outcome: Outcome) -> Text:
    """Give what the answer earned: `+950`, or nothing."""
    return Text(f"+{outcome.points}" if outcome.points else "")


def not_saved(reason: Text) -> Text:
    """Say that an answer could not be saved, and why."""
    return Text(f"Not saved: {reason}.")


def flagged(trouble: Text | None) -> Text:
    """Say that a question is marked as wrong or bad, or why that could not be kept."""
    if trouble is not None:
        return Text(f"Marked for this game only: {trouble}.")
    return Text("Marked as wrong or bad: it is asked no more. “quiz flags” lists it.")


def answer(question: Question) -> Text:
    """Give the right option."""
    return question.options[question.key]


def source_line(citation: Citation) -> Text:
    """Name a source and the place in it, in one line."""
    source = citation.source
    publisher = f", {source.publisher}" if source.publisher and source.publisher != source.title else ""
    return Text(f"{source.title}{publisher}: {citation.locator}")


def source_lines(question: Question) -> tuple[Text, ...]:
    """Name every source of a question, in the order in which its author cites them."""
    return tuple(source_line(citation) for citation in question.citations)


def card(citation: Citation) -> tuple[Row, ...]:
    """Give a source's card: what there is to know of it, empty lines left out."""
    return tuple(_card_rows(citation.source, citation.locator))


def standing(view: View) -> Text:
    """Give the score so far: `1900 points, 2 of 3 right`."""
    return Text(f"{view.score} points, {view.right} of {len(view.outcomes)} right")


def final(view: View, seed: int | None) -> Text:
    """Give the last line of a round: `Score 7430, 8 of 10 right, seed 7`."""
    end = "" if seed is None else f", seed {seed}"
    return Text(f"Score {view.score}, {view.right} of {counted_of(view)} right{end}")


def best(view: View) -> Text | None:
    """Say whether a round that was played to its end is the best of its kind, or which score was."""
    if view.best is None or len(view.tallies) > 1:
        return None
    clock = "" if view.limit is not None or view.ladder is not None else " without a clock"
    if view.score > view.best:
        return Text(f"A new best{clock}: the one before was {view.best:,}.")
    return Text(f"The best so far{clock} is {view.best:,}.")


def counted_of(view: View) -> int:
    """Give how many questions a result is out of: all, or those that were asked before a miss ended it."""
    return view.total if view.lives is None else len(view.outcomes)


def _card_rows(source: Source, locator: Text) -> Iterator[Row]:
    yield Row(Text("Title"), source.title)
    if source.author:
        yield Row(Text("Author"), source.author)
    if source.publisher:
        yield Row(Text("Publisher"), source.publisher)
    if source.kind:
        yield Row(Text("Kind"), source.kind)
    if source.date:
        yield Row(Text("Date"), source.date)
    yield Row(Text("Place"), locator)
    if source.url:
        yield Row(Text("Address"), source.url)
    if source.trust:
        yield Row(Text("Trust"), Text(source.trust.value))
    if source.depends_on:
        yield Row(Text("Depends on"), Text(", ".join(source.depends_on)))
    if source.licence:
        yield Row(Text("Licence"), source.licence)
    if source.note:
        yield Row(Text("Note"), source.note)
