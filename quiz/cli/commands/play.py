"""Play: on the whole screen, or as lines."""

import gc
import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from quiz.cli.services import (
    build_dealer,
    build_loader,
    build_round_request,
    print_stderr,
    utc_now,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.cli.asked import Asked
    from quiz.game.game import Game
    from quiz.game.round import Round
    from quiz.history.profile import PlayerProfile
    from quiz.model.loading import PackLoader
    from quiz.reports.fact_cards import CategoryProgress, FactCard
    from quiz.text.safe import Text

GUARD_SECONDS = 0.15
"""Seconds within which nobody has read a question: a key pressed by then was meant for something else."""


class GameSetup(NamedTuple):
    """Where somebody sits down to play."""

    game: "Game"
    profile: "PlayerProfile"
    loader: "PackLoader"

    def list_warnings(self) -> "list[Text]":
        """List the warnings about the player's files and the loaded packs."""
        return [*self.profile.warnings, *self.game.dealer.warnings]


def run(words: "Sequence[str]") -> int:
    """Play a round at once, or offer what there is to play, as the words of a command line say."""
    from quiz.cli import streams

    is_seated = streams.is_terminal(sys.stdin)
    # Textual draws on stderr on some systems and on stdout on others.
    has_screen = is_seated and streams.is_terminal(sys.stdout) and streams.is_terminal(sys.stderr)
    is_plain = not has_screen or os.environ.get("TERM") == "dumb"
    from quiz.cli import registry

    asked = registry.parse_options(words)
    return _play_plain(asked, waits=is_seated) if is_plain or asked.plain else _play_on_screen(asked)


def _play_plain(asked: "Asked", *, waits: bool) -> int:
    from quiz.cli import line_game, streams

    if asked.time is None and not waits:
        asked.time = 0.0
    table = prepare_game(asked, 0)
    try:
        round_ = _first_round(table, asked)
        warnings = [*table.list_warnings(), *_seed_notices(table.game, round_)]
        _tell(warnings)
        gc.enable()
        lines_in, lines_out = streams.or_empty(sys.stdin), streams.or_empty(sys.stdout)
        console = line_game.Console(lines_in, lines_out, streams.or_empty(sys.stderr), monotonic, waits)
        return line_game.run_line_game(table.game, round_, console)
    finally:
        _close(table)


def _play_on_screen(asked: "Asked") -> int:
    from quiz.cli import streams

    table = prepare_game(asked, GUARD_SECONDS)
    try:
        from quiz.cli.startup import load_asyncio
        from quiz.text.safe import Text

        load_asyncio()
        from quiz.tui.app import run_app
        from quiz.tui.services import AppServices

        round_ = _first_round(table, asked)
        warnings = [*table.list_warnings(), *_seed_notices(table.game, round_)]
        _tell(warnings)
        game, known = table.game, table.profile
        ascii_only = not (streams.can_encode_marks(sys.stdout) and streams.can_encode_marks(sys.stderr))
        backstage = AppServices(
            known.settings,
            known.save_setting,
            lambda columns: _stats_lines(game, known, columns, ascii_only=ascii_only),
            lambda: _chapters(game, known),
            lambda chapter: _cards(game, known, chapter),
            None if known.settings_file is None else Text(str(known.settings_file)),
            is_first_game=known.store is not None and not known.seen.seen_counts,
        )
        first = round_.notice if round_ is not None else None
        notice = first or next(iter(warnings), None)
        return run_app(
            game, round_, clock=monotonic, ascii_only=ascii_only, notice=notice, backstage=backstage
        )
    finally:
        _close(table)


def prepare_game(asked: "Asked", guard: float) -> GameSetup:
    """Lay the table for what a command line asks for; no pack is opened yet."""
    from quiz.game.game import Game
    from quiz.game.session import SessionRules
    from quiz.history.profile import load_profile

    known = load_profile(os.environ, utc_now, keeps_history=asked.keep_history)
    settings = known.settings
    loader = build_loader(asked.pack, is_cached=asked.keep_history)
    order = build_round_request(asked, asked.questions, time=asked.time, known=known)
    rules = SessionRules(settings.time or None, guard, settings.streak_bonus)
    game = Game(build_dealer(loader), order, rules, known.recorder, seen=known.seen.seen_counts)
    return GameSetup(game, known, loader)


def _first_round(table: GameSetup, asked: "Asked") -> "Round | None":
    """Give the round to begin with; where the command line names none, the menu is at hand."""
    from quiz.cli.progress import show_progress

    with show_progress(f"Reading {', '.join(asked.pack) or 'packs'} ..."):
        return draw_first_round(table, asked)


def draw_first_round(table: GameSetup, asked: "Asked") -> "Round | None":
    """Draw the round that the command line names; where it names none, list the menu."""
    game = table.game
    if asked.resume:
        round_ = game.find_unfinished_round()
        if round_ is None:
            from quiz.model.errors import UsageError

            raise UsageError("no round was left that could be gone on with")
    elif asked.selects_round:
        round_ = game.draw_round()
    else:
        game.dealer.list_menu()
        return None
    return round_


def _seed_notices(game: "Game", round_: "Round | None") -> "list[Text]":
    """List the notice that flagged questions make the round of a seed different."""
    notice = None if round_ is None or game.order.seed is None else game.seed_notice(round_)
    return [] if notice is None else [notice]


def _tell(notes: "list[Text]") -> None:
    for sentence in notes:
        print_stderr(sentence)


def _close(table: GameSetup) -> None:
    """Save what is not saved yet, and say so where that can't be done; write the cache."""
    if trouble := table.profile.recorder.close():
        print_stderr(f"quiz: not all answers are saved: {trouble}")
    table.loader.close()


def _stats_lines(game: "Game", known: "PlayerProfile", columns: int, *, ascii_only: bool) -> "list[Text]":
    from quiz.history.statistics import compute_statistics
    from quiz.reports import stats
    from quiz.text.safe import Text

    if known.store is None:
        return [Text("Nothing is remembered in this game.")]
    sheet = stats.TextLayout(columns, ascii_only)
    return list(stats.format_stats(compute_statistics(known.store), game.dealer.load_all_makers(), sheet))


def _chapters(game: "Game", known: "PlayerProfile") -> "tuple[CategoryProgress, ...]":
    from quiz.reports import fact_cards

    if known.store is None:
        return ()
    return fact_cards.list_category_progress(game.dealer.load_all_makers(), known.recorder.load_seen_counts())


def _cards(game: "Game", known: "PlayerProfile", chapter: str) -> "tuple[FactCard, ...]":
    from quiz.reports import fact_cards

    if known.store is None:
        return ()
    return tuple(
        fact_cards.iter_fact_cards(game.dealer.load_all_makers(), chapter, known.recorder.load_seen_counts())
    )
