"""Grading of answers."""

from math import log

from quiz.game.outcome import Answer, Verdict
from quiz.game.typed_answers import match_answer
from quiz.model.pack import GAP
from quiz.model.question import GuessedNumber, Question
from quiz.text.answers import parse_typed_number


def grade_answer(question: Question, answer: Answer) -> Verdict | None:
    """Return `RIGHT` or `WRONG`, or `None` for an answer that the question can't have, or that is unclear."""
    if question.options:
        return _grade_option(question, answer.option)
    if answer.option is not None or answer.text is None:
        return None
    if question.guessed is not None:
        guess = parse_guess(question.guessed, answer.text)
        if guess is None:
            return None
        is_right = measure_distance(question.guessed, guess) <= question.guessed.full
        return Verdict.RIGHT if is_right else Verdict.WRONG
    match = None if question.accepted is None else match_answer(question.accepted, answer.text)
    return None if match is None else match.verdict


def parse_guess(guessed: GuessedNumber, text: str) -> float | None:
    """Return the number in a guess, which may have the unit of the answer; `None` if there is none."""
    stripped = text.strip()
    prefix, _, suffix = guessed.unit.partition(GAP)
    for part in filter(None, (prefix.strip(), suffix.strip())):
        if stripped.casefold().startswith(part.casefold()):
            stripped = stripped[len(part) :].strip()
        elif stripped.casefold().endswith(part.casefold()):
            stripped = stripped[: -len(part)].strip()
    return parse_typed_number(stripped)


def measure_distance(guessed: GuessedNumber, guess: float) -> float:
    """Return the distance of a guess from the number: the difference, or the logarithm of the ratio."""
    if not guessed.is_ratio:
        return abs(guess - guessed.value)
    return abs(log(guess) - log(guessed.value)) if guess > 0 else guessed.none


def closeness(question: Question, answer: Answer | None) -> float:
    """Return the share of the points that a guess earns: 1 for the number itself, 0 for one far away."""
    guessed = question.guessed
    guess = None if guessed is None or answer is None else parse_guess(guessed, answer.text or "")
    if guessed is None or guess is None:
        return 0.0
    return max(0.0, 1.0 - measure_distance(guessed, guess) / guessed.none)


def _grade_option(question: Question, option: int | None) -> Verdict | None:
    if option is None or not 0 <= option < len(question.options):
        return None
    return Verdict.RIGHT if option == question.key else Verdict.WRONG
