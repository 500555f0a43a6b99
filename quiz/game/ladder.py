"""The ladder: fifteen steps, each worth more than the one below, and help that may be had once."""

from enum import StrEnum
from typing import NamedTuple

from quiz.model.question import Question
from quiz.model.rng import RandomStream


class Lifeline(StrEnum):
    """Help on the way up; each may be had once."""

    FIFTY = "fifty-fifty"
    """All wrong options but one go."""
    SWAP = "another question"
    """The question goes, and another as hard comes."""
    SOURCES = "the sources"
    """What the category's questions are drawn from is named."""


class Ladder(NamedTuple):
    """What each step is worth, the lowest first, and the numbers of the steps that nobody falls below."""

    prizes: tuple[int, ...]
    safe_steps: tuple[int, ...]

    def prize_at(self, climbed: int) -> int:
        """Give what a player has who stands on a step and walks away; on the ground, nothing."""
        return self.prizes[climbed - 1] if climbed else 0

    def guaranteed_prize(self, climbed: int) -> int:
        """Give what is left to a player who slips above that step."""
        return self.prize_at(max((step for step in self.safe_steps if step <= climbed), default=0))


_TENS = (100, 200, 300, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)
LADDER = Ladder((*_TENS, 64_000, 125_000, 250_000, 500_000, 1_000_000), safe_steps=(5, 10))


def fifty_fifty(question: Question) -> tuple[int, ...]:
    """Give the wrong options that fifty-fifty takes away: all but one, the same ones every time."""
    wrong = [option for option in range(len(question.options)) if option != question.key]
    stays = RandomStream(question.id, Lifeline.FIFTY).choice(wrong)
    return tuple(option for option in wrong if option != stays)
