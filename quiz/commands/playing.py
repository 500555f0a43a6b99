"""Play: on the whole screen, or as lines."""

import gc
import os
import sys
from time import monotonic
from typing import TYPE_CHECKING

from quiz.commands.ground import cache, game_of, note, now, user_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from quiz.album import Card, Chapter
    from quiz.arguments.asked import Asked
    from quiz.game import Game, Round
    from quiz.memory import Memory
    from quiz.text.safe import Text


GUARD = 0.15
"""Seconds within which nobody has read a question: a key pressed by then was meant for something else."""
_READING = 5.0
"""Seconds from when a pack was read, after which its first question is on the screen."""


def play(asked: "Asked") -> int:
    """Play a round at once, or offer what there is to play."""
    # Much is loaded now and nothing of it thrown away. Without this a start takes a tenth longer;
    # the screen turns the collector on again when it has been painted.
    gc.disable()
    from quiz import streams
    from quiz.core.session import Rules
    from quiz.memory import memory
    from quiz.opening import opened

    is_seated = streams.is_terminal(sys.stdin)
    seconds = 0.0 if asked.time is None and not is_seated else asked.time
    # Textual draws on stderr on some systems and on stdout on others.
    has_screen = is_seated and streams.is_terminal(sys.stdout) and streams.is_terminal(sys.stderr)
    is_plain = asked.plain or not has_screen or os.environ.get("TERM") == "dumb"
    if asked.pack:
        from quiz.commands.progress import working

        with working(f"Reading {', '.join(asked.pack)} ..."):
            packs = opened(asked.pack, user_folder(), asked.category, cache(_when_played))
    else:
        packs = opened((), user_folder(), asked.category)
    known = memory(os.environ, now, keeps=asked.history)
    settings = known.settings
    rules = Rules(settings.time or None, 0 if is_plain else GUARD, settings.streak_bonus)
    game = game_of(packs.makers, asked, asked.questions, rules=rules, time=seconds, known=known)
    notes = [*packs.left_out, *known.notes]
    try:
        round_ = _first_round(game, asked)
        departure = None if round_ is None or asked.seed is None else game.departure(round_)
        if departure is not None:
            notes.append(departure)
        for sentence in notes:
            note(sentence)
        if is_plain:
            gc.enable()
            return _play_plain(game, round_, waits=is_seated)
        return _play_on_screen(game, round_, next(iter(notes), None), known)
    finally:
        if known.keeper is not None and (trouble := known.keeper.close()):
            note(f"quiz: not all answers are saved: {trouble}")


def _when_played(deed: "Callable[[], None]") -> None:
    """Do something in the background when the first question is likely to be read."""
    from threading import Timer

    timer = Timer(_READING, deed)
    timer.daemon = True  # a game that ends before is not held up
    timer.start()


def _first_round(game: "Game", asked: "Asked") -> "Round | None":
    """Give the round to begin with, if the command line names one."""
    if not asked.resume:
        return game.deal() if asked.names_a_round else None
    from quiz.core.problem import UsageError

    round_ = game.left()
    if round_ is None:
        raise UsageError("no round was left that could be gone on with")
    return round_


def _play_on_screen(game: "Game", round_: "Round | None", notice: "Text | None", known: "Memory") -> int:
    from quiz import streams
    from quiz.tui.offline import load_asyncio

    load_asyncio()
    from quiz.text.safe import Text
    from quiz.tui.app import run
    from quiz.tui.backstage import Backstage

    ascii_only = not (streams.holds_marks(sys.stdout) and streams.holds_marks(sys.stderr))
    first = round_.notice if round_ is not None else None
    backstage = Backstage(
        known.settings,
        known.set_down,
        lambda columns: _stats_lines(game, known, columns, ascii_only=ascii_only),
        lambda: _chapters(game, known),
        lambda chapter: _cards(game, known, chapter),
        None if known.file is None else Text(str(known.file)),
        is_first=known.keeper is not None and not known.glance.seen,
    )
    return run(
        game, round_, clock=monotonic, ascii_only=ascii_only, notice=first or notice, backstage=backstage
    )


def _stats_lines(game: "Game", known: "Memory", columns: int, *, ascii_only: bool) -> "list[Text]":
    from quiz import past
    from quiz.history.figures import figures
    from quiz.text.safe import Text

    if known.keeper is None:
        return [Text("Nothing is remembered in this game.")]
    sheet = past.Sheet(columns, ascii_only)
    return list(past.stats(figures(known.keeper.store), game.every_maker(), sheet))


def _chapters(game: "Game", known: "Memory") -> "tuple[Chapter, ...]":
    from quiz import album

    return () if known.keeper is None else album.chapters(game.every_maker(), known.keeper.seen())


def _cards(game: "Game", known: "Memory", chapter: str) -> "tuple[Card, ...]":
    from quiz import album

    return (
        () if known.keeper is None else tuple(album.cards(game.every_maker(), chapter, known.keeper.seen()))
    )


def _play_plain(game: "Game", round_: "Round | None", *, waits: bool) -> int:
    from quiz import plain, streams

    lines_in, lines_out = streams.opened(sys.stdin), streams.opened(sys.stdout)
    console = plain.Console(lines_in, lines_out, streams.opened(sys.stderr), monotonic, waits)
    return plain.play(game, round_, console)
