"""The ladder: fifteen steps with rising prizes, and lifelines that can be used once each."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from quiz.model.question import Question
from quiz.model.rng import RandomStream


class Lifeline(StrEnum):
    """Help on a ladder; each kind can be used once."""

    FIFTY = "fifty-fifty"
    """Remove all wrong options but one."""
    SWAP = "another question"
    """Replace the question by one of similar difficulty."""
    SOURCES = "the sources"
    """List the sources of the question's category."""


class Ladder(NamedTuple):
    """The prize of each step, lowest first, and the numbers of the safe steps."""

    prizes: tuple[int, ...]
    safe_steps: tuple[int, ...]

    def prize_at(self, climbed: int) -> int:
        """Return the prize for walking away after `climbed` steps."""
        return self.prizes[climbed - 1] if climbed else 0

    def find_safe_step(self, climbed: int) -> int:
        """Return the step to which a miss leads after `climbed` steps, or 0."""
        return max((step for step in self.safe_steps if step <= climbed), default=0)

    def guaranteed_prize(self, climbed: int) -> int:
        """Return the prize that a miss leaves after `climbed` steps."""
        return self.prize_at(self.find_safe_step(climbed))


class LadderQuestions(NamedTuple):
    """The questions of a ladder and their replacements, both easiest first."""

    questions: tuple[Question, ...]
    replacements: tuple[Question, ...]

    @property
    def is_rising(self) -> bool:
        """Whether the last question is clearly harder than the first."""
        return self.questions[-1].difficulty - self.questions[0].difficulty >= _MIN_RISE


_MIN_RISE = 0.1
"""Difference between the difficulties of the first and the last step, at least."""
_FIRST_PRIZES = (100, 200, 300, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
LADDER = Ladder((*_FIRST_PRIZES, 64_000, 125_000, 250_000, 500_000, 1_000_000), safe_steps=(5, 10))


def fifty_fifty(question: Question) -> tuple[int, ...]:
    """Return the indexes of the wrong options to remove: all but one, always the same ones."""
    wrong = [option for option in range(len(question.options)) if option != question.key]
    remaining = RandomStream(question.id, Lifeline.FIFTY).choice(wrong)
    return tuple(option for option in wrong if option != remaining)


def find_replacement(
    replacements: Sequence[Question], wanted: float, bounds: tuple[float, float]
) -> Question | None:
    """Return the replacement whose difficulty is within the bounds and closest to the wanted one."""
    low, high = bounds
    fitting = [question for question in replacements if low <= question.difficulty <= high]
    return min(fitting, key=lambda question: abs(question.difficulty - wanted), default=None)


def spread_over_ladder(questions: Sequence[Question], step_count: int) -> LadderQuestions | None:
    """Choose questions evenly spread by difficulty, with a replacement for each step if there are enough.

    Returns `None` if there are fewer questions than steps.
    """
    if len(questions) < step_count:
        return None
    by_difficulty = sorted(questions, key=lambda question: question.difficulty)
    replacement_count = min(step_count, len(by_difficulty) - step_count)
    count = step_count + replacement_count
    spread = [by_difficulty[round(index * (len(by_difficulty) - 1) / (count - 1))] for index in range(count)]
    replaced = {(2 * index + 1) * count // (2 * replacement_count) for index in range(replacement_count)}
    return LadderQuestions(
        tuple(question for index, question in enumerate(spread) if index not in replaced),
        tuple(question for index, question in enumerate(spread) if index in replaced),
    )
