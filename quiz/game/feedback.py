"""Feedback on answers, as text for both front ends."""

from collections.abc import Iterator
from typing import NamedTuple

from quiz.game.grading import parse_guess
from quiz.game.ladder import Ladder
from quiz.game.outcome import Outcome, Verdict
from quiz.game.scoring import GRACE, POINTS, STREAK_BONUS, STREAK_STEPS
from quiz.game.session import SessionRules, SessionState
from quiz.game.typed_answers import match_answer
from quiz.model.pack import Citation, Source
from quiz.model.question import GuessedNumber, Question
from quiz.text.english import format_count, format_date, format_number, join_words
from quiz.text.safe import Text
from quiz.text.web_address import describe_link

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
_NO_EXPLANATION = Text("No explanation in the source.")
_ASCII_MARKS = {
    Verdict.RIGHT: Text("+"),
    Verdict.WRONG: Text("x"),
    Verdict.LATE: Text("x"),
    Verdict.SKIPPED: Text("-"),
}


class LabelledLine(NamedTuple):
    """A line of a source's card."""

    name: Text
    text: Text


def format_scoring(rules: SessionRules) -> Text:
    """Describe how points are earned in a round."""
    return Text(" ".join(_iter_ladder_rules(rules.ladder) if rules.ladder else _iter_point_rules(rules)))


def format_input_rules(question: Question) -> Text | None:
    """Describe what is special about the points of a question without options; `None` for any other."""
    if question.guessed is not None:
        return Text("The nearer your number, the more points, whatever the time. A very near one is right.")
    if question.accepted is not None:
        return Text("Accents and capitals don't matter. There is twice the usual time to type.")
    return None


def verdict_word(verdict: Verdict) -> Text:
    """Return the verdict as a word, such as `Right.` or `Too late.` (with its full stop)."""
    return _WORDS[verdict]


def verdict_mark(verdict: Verdict, *, ascii_only: bool = False) -> Text:
    """Return the verdict as a mark."""
    return (_ASCII_MARKS if ascii_only else _MARKS)[verdict]


def format_points(outcome: Outcome) -> Text:
    """Format the points of an answer: `+950`, or nothing."""
    return Text(f"+{format_number(outcome.points)}" if outcome.points else "")


def format_not_saved(reason: Text) -> Text:
    """Format the reason why an answer was not saved."""
    return Text(f"Not saved: {reason}.")


def format_flagged(trouble: Text | None) -> Text:
    """Format the confirmation of a flag, with the reason if it was not saved."""
    if trouble is not None:
        return Text(f"Flagged for this game only: {trouble}.")
    return Text("Flagged. You won't be asked this again. Press ! to undo.")


def format_unflagged(trouble: Text | None) -> Text:
    """Format the confirmation that a flag was removed, with the reason if that was not saved."""
    if trouble is not None:
        return Text(f"Unflagged for this game only: {trouble}.")
    return Text("Unflagged. You may be asked this again.")


def format_answer(question: Question) -> Text:
    """Return the right answer."""
    return question.options[question.key] if question.options else question.answer


def format_source(citation: Citation) -> Text:
    """Format a source and the cited location in one line."""
    return _format_source(citation.source, citation.locator)


def format_sources(question: Question, *, is_short: bool = False) -> tuple[Text, ...]:
    """Format the sources of a question, in the order of its citations, with the date of its fact.

    Args:
        question: The question.
        is_short: Whether headings are enough, without the paragraphs below them.
    """
    date = "" if question.as_of is None else f" ({format_date(question.as_of)})"
    lines = (
        _format_source(each.source, each.heading if is_short and each.heading else each.locator)
        for each in question.citations
    )
    return tuple(dict.fromkeys(Text(f"{line}{date}") for line in lines))


def format_news(question: Question) -> Text | None:
    """Return the explanation without what the question and its answer say already."""
    return question.remarks if question.repeats else question.explanation or _NO_EXPLANATION


def find_wrong_reason(outcome: Outcome) -> Text | None:
    """Return what is wrong with the answer that the player chose, if the pack says."""
    answer, reasons = outcome.answer, outcome.question.why_wrong
    if outcome.verdict is not Verdict.WRONG or answer is None or answer.option is None or not reasons:
        return None
    return reasons[answer.option]


def format_typed(outcome: Outcome) -> Text | None:
    """Format how a typed answer was taken: `Accepted: Kiev.`, or how far a guess is from the number."""
    question, answer = outcome.question, outcome.answer
    if answer is None or answer.text is None:
        return None
    if question.guessed is not None:
        return _format_guess(question.guessed, answer.text)
    if question.accepted is None or outcome.verdict is not Verdict.RIGHT:
        return Text(f"You typed: {answer.text}")
    match = match_answer(question.accepted, answer.text)
    spelling = question.answer if match is None or match.answer is None else match.answer
    if answer.text.casefold() != spelling.casefold():
        return Text(f"Accepted: {answer.text} for {spelling}.")
    return None if spelling == question.answer else Text(f"Accepted: {answer.text}.")


def source_rows(citation: Citation) -> tuple[LabelledLine, ...]:
    """Return the lines of a source's card, without empty ones."""
    return tuple(_card_rows(citation.source, citation.locator))


def format_progress(view: SessionState) -> Text:
    """Format the score so far: `1,900 points · 2 of 3 right`."""
    right = format_right_count(view.right_count, len(view.outcomes))
    return Text(f"{format_number(view.score)} points · {right}")


def format_right_count(right_count: int, asked_count: int) -> Text:
    """Format how many questions were answered right: `2 of 3 right`."""
    return Text(f"{format_number(right_count)} of {format_number(asked_count)} right")


def format_final_score(view: SessionState, seed: int | None) -> Text:
    """Format the last line of a round: `Score 7430, 8 of 10 right, seed 7`, of the answered questions."""
    end = "" if seed is None else f", seed {seed}"
    return Text(f"Score {view.score}, {view.right_count} of {len(view.outcomes)} right{end}")


def format_best_score(view: SessionState) -> Text | None:
    """Format a comparison with the best earlier score; `None` without points or with several players."""
    if not view.previous_best or len(view.player_scores) > 1:
        return None
    clock = "" if view.limit_seconds is not None or view.ladder is not None else " without a clock"
    if view.score > view.previous_best:
        return Text(f"New best{clock}! Your previous best was {format_number(view.previous_best)}.")
    return Text(f"Your best{clock} is {format_number(view.previous_best)}.")


def _format_source(source: Source, location: Text) -> Text:
    publisher = f", {source.publisher}" if source.publisher and source.publisher != source.title else ""
    if source.is_question_bank:
        return Text(f"{source.title}{publisher}, {location} (not checked)")
    return Text(f"{source.title}{publisher}: {location}")


def _format_guess(guessed: GuessedNumber, text: Text) -> Text:
    guess = parse_guess(guessed, text)
    if guess is None or guess == guessed.value:
        return Text(f"You guessed {text}.")
    distance = format_number(abs(round(guess - guessed.value, 6)))
    side = "more" if guess > guessed.value else "less"
    if guessed.type == "year":
        side = "years too late" if guess > guessed.value else "years too early"
        side = side.replace("years", "year") if distance == "1" else side
    return Text(f"You guessed {text}: {distance} {side}.")


def _iter_ladder_rules(ladder: Ladder) -> Iterator[str]:
    safe_steps = join_words([format_number(step) for step in ladder.safe_steps], "or")
    yield f"Each right answer wins the next prize, from {format_number(ladder.prizes[0])} points"
    yield f"to {format_number(ladder.prizes[-1])}. If you miss one, you fall back to the last safe step:"
    yield f"{safe_steps}. Walk away any time and keep your points. There is no clock."


def _iter_point_rules(rules: SessionRules) -> Iterator[str]:
    has_clock = rules.limit_seconds is not None
    if has_clock:
        yield f"A right answer within {GRACE:g} seconds earns {format_number(POINTS)} points;"
        yield f"a slower one fewer, down to {format_number(POINTS // 2)} when the time is up."
    else:
        yield f"A right answer earns {format_number(POINTS)} points. There is no clock."
    if rules.streak_bonus:
        yield f"From the second right answer in a row, each adds {format_number(STREAK_BONUS)},"
        yield f"up to {format_number(STREAK_BONUS * STREAK_STEPS)}."
    misses = "Wrong, late and skipped answers" if has_clock else "Wrong and skipped answers"
    yield f"{misses} earn nothing{' and end the streak' if rules.streak_bonus else ''}."
    if rules.lives is not None:
        yield f"The round ends after {format_count(rules.lives, 'miss', 'misses')}."
    if has_clock:
        yield "A pause, such as this page, costs nothing."


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
    yield LabelledLine(Text("Where"), locator)
    if source.url:
        yield LabelledLine(Text("Link"), describe_link(source.url))
    if source.trust:
        yield LabelledLine(Text("Reliability"), Text(source.trust.value))
    if source.depends_on:
        yield LabelledLine(Text("Depends on"), Text(", ".join(source.depends_on)))
    if source.licence:
        yield LabelledLine(Text("Licence"), source.licence)
    if source.note:
        yield LabelledLine(Text("Note"), source.note)
