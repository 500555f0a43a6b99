"""The steps of a ladder as a player sees them."""

from enum import Enum
from typing import NamedTuple

from quiz.game.ladder import Lifeline
from quiz.game.outcome import Verdict
from quiz.game.session import Phase, SessionState
from quiz.text.english import format_number
from quiz.text.safe import Text


class StepState(Enum):
    """The state of a step."""

    AHEAD = "ahead"
    ASKED = "asked"
    """The question decides it."""
    CLIMBED = "climbed"
    HERE = "here"
    """The player is on it, and the question is answered."""
    MISSED = "missed"
    LOST = "lost"
    """It was climbed, and the fall went past it."""


class LadderStep(NamedTuple):
    """A step of the ladder."""

    number: int
    prize: int
    is_safe: bool
    state: StepState


def list_steps(view: SessionState, position: int | None = None) -> tuple[LadderStep, ...]:
    """Return the steps of a ladder, the lowest first.

    Args:
        view: The state of a session on a ladder.
        position: The step where a fall has come to, or 0; `None` for its end.
    """
    ladder = view.ladder
    assert ladder is not None
    here = find_position(view) if position is None else position
    return tuple(
        LadderStep(number, prize, number in ladder.safe_steps, _find_state(view, number, here))
        for number, prize in enumerate(ladder.prizes, 1)
    )


def find_position(view: SessionState) -> int:
    """Return the step on which the player is, or 0; after a miss the safe one."""
    climbed, ladder = view.player_score.right_count, view.ladder
    assert ladder is not None
    return ladder.find_safe_step(climbed) if has_fallen(view) else climbed


def has_fallen(view: SessionState) -> bool:
    """Return whether the last answer was a miss."""
    return view.outcome is not None and view.outcome.verdict is not Verdict.RIGHT


def is_at_the_top(view: SessionState) -> bool:
    """Return whether the player has climbed the whole ladder."""
    return view.ladder is not None and view.player_score.right_count == len(view.ladder.prizes)


def list_used_lifelines(view: SessionState) -> frozenset[Lifeline]:
    """Return the lifelines that the player has used up."""
    earlier = (lifeline for outcome in view.outcomes for lifeline in outcome.used_lifelines)
    return frozenset((*earlier, *view.used_lifelines))


def format_climb(view: SessionState) -> Text | None:
    """Format where an answer has brought the player: `Step 5 of 15: you have 1,000, and it's safe.`."""
    ladder, climbed = view.ladder, view.player_score.right_count
    if ladder is None or view.outcome is None or is_at_the_top(view):
        return None
    if has_fallen(view):
        landed = find_position(view)
        return Text(f"You fall to step {landed}." if landed else "You fall off the ladder.")
    safe = ", and it's safe" if climbed in ladder.safe_steps else ""
    total = format_number(len(ladder.prizes))
    return Text(f"Step {climbed} of {total}: you have {format_number(ladder.prize_at(climbed))}{safe}.")


def _find_state(view: SessionState, number: int, here: int) -> StepState:
    climbed = view.player_score.right_count
    if number == climbed + 1 and has_fallen(view):
        return StepState.MISSED
    if number == climbed + 1 and view.phase is Phase.ASKING:
        return StepState.ASKED
    if number == here and view.phase is not Phase.ASKING:
        return StepState.HERE
    if number <= here:
        return StepState.CLIMBED
    return StepState.LOST if number <= climbed else StepState.AHEAD
