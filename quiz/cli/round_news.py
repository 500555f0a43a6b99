"""News of a round, from the history that it changed."""

from contextlib import closing

from quiz.game.game import Game
from quiz.game.overview import RoundNews, iter_rises
from quiz.game.round import Round
from quiz.history.achievement_counts import load_achievement_counts
from quiz.history.overview import load_overview
from quiz.history.profile import PlayerProfile
from quiz.history.round_news import count_new_targets
from quiz.history.store import HistoryStore
from quiz.model.errors import QuizError
from quiz.reports.achievements import format_earned, list_new_achievements


def find_news(game: Game, profile: PlayerProfile, round_: Round) -> RoundNews:
    """Return what the last round has earned and what rose; nothing if the history is off or can't be read.

    The history is read in a store of its own, so that a thread may call this.
    """
    if profile.store is None:
        return RoundNews()
    try:
        with closing(HistoryStore(profile.store.path, profile.store.now)) as store:
            before, after = store.read(
                lambda store: (
                    load_achievement_counts(store, before_last_round=True),
                    load_achievement_counts(store),
                )
            )
            new_counts, overview = store.read(lambda store: (count_new_targets(store), load_overview(store)))
        changed_packs = {target_id.partition("/")[0] for target_id in after.right_ids - before.right_ids}
        makers = [maker for maker in game.dealer.list_loaded_makers() if maker.pack.name in changed_packs]
        earned = list_new_achievements(before, after, makers)
        sizes = game.dealer.list_sizes(round_.questions)
    except QuizError:
        return RoundNews()  # saving the answers has reported the reason
    is_scored_daily = round_.request.day is not None and round_.is_scored
    rises = iter_rises(overview, new_counts, sizes, is_scored_daily=is_scored_daily)
    return RoundNews(tuple(format_earned(one) for one in earned), tuple(rises))
