"""The services of the screen: the player's settings, history and reports."""

import os
from contextlib import closing
from typing import TYPE_CHECKING

from quiz.game.game import Game
from quiz.history.profile import PlayerProfile
from quiz.model.errors import QuizError
from quiz.text.english import to_sentence
from quiz.text.safe import Text
from quiz.tui.services import AppServices

if TYPE_CHECKING:  # the reports, like Textual below, are only imported when they are shown
    from quiz.game.overview import PlayerOverview, RoundNews
    from quiz.game.results import DailyResult
    from quiz.game.round import Round
    from quiz.history.statistics import Statistics
    from quiz.history.store import HistoryStore
    from quiz.reports.fact_cards import CategoryProgress, FactCard
    from quiz.reports.stats_scopes import StatsPage, StatsScope


def build_app_services(game: Game, profile: PlayerProfile, *, ascii_only: bool) -> AppServices:
    """Return the services for a game and a player."""
    return AppServices(
        profile.settings,
        None if profile.settings_file is None else Text(str(profile.settings_file)),
        profile.save_setting,
        lambda scope: _load_stats(game, profile, scope, ascii_only=ascii_only),
        lambda: _list_category_progress(game, profile),
        lambda category: _list_fact_cards(game, profile, category),
        _open_address,
        lambda: _load_overview(profile),
        is_first_game=profile.store is not None and not profile.seen.seen_counts,
        last_choice=profile.seen.last_choice,
        find_todays_result=lambda: _find_todays_result(profile),
        share_today=lambda: _share_today(game, profile, ascii_only=ascii_only),
        find_news=lambda round_: _find_news(game, profile, round_),
    )


async def _open_address(address: str) -> bool:
    from quiz.tui.browser import open_address  # needed for a link only

    return await open_address(address, os.environ)


def _load_stats(game: Game, profile: PlayerProfile, scope: "StatsScope", *, ascii_only: bool) -> "StatsPage":
    from quiz.history.statistics import compute_statistics
    from quiz.reports.stats import TextLayout, format_stats, list_practisable
    from quiz.reports.stats_scopes import StatsPage, list_scopes

    if profile.store is None:
        return StatsPage(lambda columns: [Text("History is off in this game (--no-history).")])

    def compute(store: "HistoryStore") -> "tuple[Statistics, Text | None]":
        return compute_statistics(store, scope.categories), store.decoder.take_notice()

    try:
        statistics, notice = profile.store.read(compute)
    except QuizError as error:
        reason = to_sentence(str(error))
        return StatsPage(lambda columns: [reason])
    makers = game.dealer.load_all_makers()
    end = [] if notice is None else [Text(), to_sentence(notice)]
    return StatsPage(
        lambda columns: [*format_stats(statistics, makers, TextLayout(columns, ascii_only), scope), *end],
        list_practisable(statistics, makers),
        list_scopes(makers, [category.name for category in statistics.categories]),
    )


def _find_todays_result(profile: PlayerProfile) -> "DailyResult | None":
    from quiz.cli.daily_share import find_todays_result

    return find_todays_result(profile)


def _share_today(game: Game, profile: PlayerProfile, *, ascii_only: bool) -> "tuple[Text, ...]":
    from quiz.cli.daily_share import share_today

    return share_today(game, profile, ascii_only=ascii_only)


def _load_overview(profile: PlayerProfile) -> "PlayerOverview | None":
    from quiz.history.overview import load_overview
    from quiz.history.store import HistoryStore

    if profile.store is None:
        return None
    try:  # in a store of its own, because another thread calls this
        with closing(HistoryStore(profile.store.path, profile.store.now)) as store:
            return store.read(load_overview)
    except QuizError:
        return None  # saving the next answer reports the reason


def _find_news(game: Game, profile: PlayerProfile, round_: "Round") -> "RoundNews":
    from quiz.cli.round_news import find_news

    return find_news(game, profile, round_)


def _list_category_progress(game: Game, profile: PlayerProfile) -> "tuple[CategoryProgress, ...]":
    from quiz.reports.fact_cards import list_category_progress

    if profile.store is None:
        return ()
    return list_category_progress(game.dealer.load_all_makers(), profile.recorder.count_seen())


def _list_fact_cards(game: Game, profile: PlayerProfile, category: str) -> "tuple[FactCard, ...]":
    from quiz.reports.fact_cards import iter_fact_cards

    if profile.store is None:
        return ()
    makers = game.dealer.load_all_makers()
    return tuple(iter_fact_cards(makers, category, profile.recorder.count_seen()))
