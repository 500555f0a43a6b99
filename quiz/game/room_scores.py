"""The points of a room's players, from their answers to the questions that are revealed and not voided."""

from quiz.game.outcome import PastAnswer, Verdict
from quiz.game.room import Room, RoomAnswer, RoomPlayer, has_points
from quiz.game.room_draft import RoomDraft
from quiz.game.room_events import Scoring
from quiz.game.scoring import score_answer


def reveal_scores(draft: RoomDraft) -> None:
    """Add the current question, which was just revealed, to the totals of all players."""
    index = draft.room.current
    if draft.room.is_counted(index):
        for player in draft.room.active_players:
            draft.set_player(_count_question(draft, index, player))


def clear_points(draft: RoomDraft, index: int) -> None:
    """Remove the points of all answers to a question."""
    answers = draft.own_answers(index)
    answers.update({player: answer._replace(points=0, streak=0) for player, answer in answers.items()})


def recount_all(draft: RoomDraft) -> None:
    """Compute the totals of all players again."""
    for player in tuple(draft.room.players.values()):
        recount_player(draft, player.id)


def recount_player(draft: RoomDraft, player_id: str) -> None:
    """Compute a player's totals again."""
    player = draft.room.players[player_id]._replace(score=0, streak=0, right_count=0)
    for index in range(draft.room.current + 1):
        if draft.room.is_counted(index):
            player = _count_question(draft, index, player)
    draft.set_player(player)


def _count_question(draft: RoomDraft, index: int, player: RoomPlayer) -> RoomPlayer:
    """Return a player's totals with a question, and note the points of the answer."""
    room = draft.room
    answer = room.answers[index].get(player.id)
    is_right = answer is not None and answer.verdict is Verdict.RIGHT
    streak = _find_streak(room, index, player, is_right=is_right)
    points = 0 if answer is None else _score(room, index, answer, streak)
    if answer is not None:
        draft.own_answers(index)[player.id] = answer._replace(points=points, streak=streak)
    return player._replace(
        score=player.score + points, streak=streak, right_count=player.right_count + is_right
    )


def _find_streak(room: Room, index: int, player: RoomPlayer, *, is_right: bool) -> int:
    if not has_points(room):
        return 0
    if room.questions[index].sensitive:  # a question about grief neither extends a streak nor ends it
        return player.streak
    return player.streak + 1 if is_right else 0


def _score(room: Room, index: int, answer: RoomAnswer, streak: int) -> int:
    if not has_points(room):
        return 0
    is_timed = room.settings.scoring is Scoring.SPEED
    limit_ms = room.windows[index].limit_ms if is_timed else None
    limit = None if limit_ms is None else limit_ms / 1000
    past = PastAnswer(answer.verdict, answer.answer, min(answer.seconds, limit or answer.seconds))
    return score_answer(room.questions[index], past, limit, streak, bonus=room.settings.streak_bonus)
