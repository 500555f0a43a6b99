"""Rounds of the questions that a player misses most."""

from collections.abc import Sequence

from quiz.game.game import Game
from quiz.game.modes import PRACTICE
from quiz.game.recorder import ReviewQueue
from quiz.game.round import Round
from quiz.model.errors import UsageError


def draw_missed(game: Game, target_ids: Sequence[str], selections: Sequence[str]) -> Round:
    """Draw a practice round of some targets, without the flagged ones.

    Args:
        game: The game.
        target_ids: The targets, the most missed first.
        selections: The categories and packs that the player chose; none for everything.

    Raises:
        UsageError: All of them are flagged.
    """
    unflagged = tuple(target_id for target_id in target_ids if target_id not in game.request.excluded_ids)
    if not unflagged:
        raise UsageError("you have flagged all of these questions")
    request = game.request._replace(
        mode=PRACTICE, kind=None, categories=tuple(selections), length=len(unflagged), players=()
    )
    return game.dealer.draw_practice(request, ReviewQueue(due=unflagged))
