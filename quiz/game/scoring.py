"""Points for an answer, by Kahoot's published rule; a guessed number earns points by its distance."""

from typing import NamedTuple

from quiz.game.grading import closeness
from quiz.game.outcome import Outcome, PastAnswer, Verdict
from quiz.model.pack import INPUT_KINDS
from quiz.model.question import Question

POINTS = 1000
GRACE = 0.5
"""Time in seconds within which an answer earns all points."""
STREAK_BONUS = 100
STREAK_STEPS = 5
_TYPING_FACTOR = 2
"""An answer that is typed has this many times the usual time."""


class PlayerScore(NamedTuple):
    """The score of one player."""

    score: int = 0
    streak: int = 0
    best_streak: int = 0
    right_count: int = 0
    missed_count: int = 0


def compute_points(seconds: float, limit: float | None, streak: int, *, bonus: bool = True) -> int:
    """Return the points of a right answer after `seconds` of `limit`, the `streak`th right one in a row.

    An answer within `GRACE` or without a limit earns `POINTS`; later ones earn less, down to half at the
    limit. From the second right answer in a row, each adds `STREAK_BONUS`, at most `STREAK_STEPS` times.
    """
    speed = 1.0 if limit is None or seconds <= GRACE else 1 - seconds / (2 * limit)
    return round(POINTS * speed) + _streak_points(streak, bonus=bonus)


def score_answer(
    question: Question, result: PastAnswer | Outcome, limit: float | None, streak: int, *, bonus: bool
) -> int:
    """Return the points of an answer; `streak` counts it if it is right. Only a guess earns some if wrong."""
    is_right = result.verdict is Verdict.RIGHT
    if question.sensitive:
        streak = 0
    if question.guessed is not None:
        points = round(POINTS * closeness(question, result.answer))
        return points + (_streak_points(streak, bonus=bonus) if is_right else 0)
    return compute_points(result.seconds, limit, streak, bonus=bonus) if is_right else 0


def find_limit(question: Question, usual: float | None) -> float | None:
    """Return the time for a question in seconds; `None` without a clock."""
    return usual if usual is None or question.kind not in INPUT_KINDS else usual * _TYPING_FACTOR


def _streak_points(streak: int, *, bonus: bool) -> int:
    return STREAK_BONUS * min(max(streak - 1, 0), STREAK_STEPS) if bonus else 0
