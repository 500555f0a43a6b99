"""Today's result, to share it after its round."""

from quiz import __version__
from quiz.game.challenger import make_challenge
from quiz.game.game import Game
from quiz.game.results import DailyResult, format_challenge, format_daily_result
from quiz.history.daily import FinishedDaily, find_todays_round
from quiz.history.profile import PlayerProfile
from quiz.model.errors import QuizError
from quiz.text.safe import Text


def find_todays_result(profile: PlayerProfile) -> DailyResult | None:
    """Return today's result; `None` if today's quiz isn't finished, or the history can't be read."""
    finished = _find_todays_round(profile)
    return None if finished is None else finished.result


def share_today(game: Game, profile: PlayerProfile, *, ascii_only: bool) -> tuple[Text, ...]:
    """Return the lines that the results of today's quiz copy; none if it isn't finished."""
    finished = _find_todays_round(profile)
    if finished is None:
        return ()
    lines = format_daily_result(finished.result, __version__, ascii_only=ascii_only)
    try:
        code = make_challenge(game, game.redraw_finished(finished.started), finished.score)
    except QuizError:  # other versions of the program or of the packs draw another round
        code = None
    return lines if code is None else (*lines, format_challenge(code))


def _find_todays_round(profile: PlayerProfile) -> FinishedDaily | None:
    try:
        return None if profile.store is None else profile.store.read(find_todays_round)
    except QuizError:
        return None
