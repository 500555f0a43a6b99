"""What commands have in common: packs and games opened, lines printed, the clock, the environment, seeds."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from quiz.cli.asked import Asked
    from quiz.game.dealer import Dealer
    from quiz.game.round import RoundRequest
    from quiz.generate.question_maker import QuestionMaker
    from quiz.history.profile import PlayerProfile
    from quiz.model.loading import LoadResult, PackLoader
    from quiz.packs.cache import PackCache
    from quiz.packs.loading import LibraryLoader

DONE = 0
FOUND = 1
FAILED = 2
INTERRUPTED = 130

_LENGTH = 10
"""Questions in a round, where nothing is said."""
_EACH = 5
"""Questions for each of several players, where nothing is said."""
_SEEDS = 1_000_000
"""Fresh seeds stay below this, so that they can be read out and typed."""


def build_loader(names: Sequence[str], *, is_cached: bool = True) -> "LibraryLoader":
    """Return the loader of the named packs; without names, of all installed packs."""
    from quiz.packs.loading import LibraryLoader

    return LibraryLoader(names, user_pack_folder(), pack_cache() if is_cached else None)


def load_question_makers(names: Sequence[str]) -> "tuple[QuestionMaker, ...]":
    """Load packs and return their question makers."""
    from quiz.generate.question_maker import QuestionMaker

    return tuple(QuestionMaker(loaded.pack) for loaded in load_packs(names).packs)


def load_packs(names: Sequence[str]) -> "LoadResult":
    """Load packs and print the warnings to stderr."""
    from quiz.cli.progress import show_progress

    with show_progress(f"Reading {', '.join(names) or 'packs'} ..."):
        packs = build_loader(names).load()
    for sentence in packs.warnings:
        print_stderr(sentence)
    return packs


def user_pack_folder() -> "Path | None":
    """Give the folder of the user's packs; `None` where the user has no home."""
    from quiz.config.paths import find_user_paths

    found = find_user_paths(os.environ)
    return None if found is None else found.packs_folder


def pack_cache() -> "PackCache | None":
    """Return the user's cache of large packs; `None` where the user has no home."""
    from quiz.config.paths import find_user_paths
    from quiz.packs.cache import PackCache

    found = find_user_paths(os.environ)
    return None if found is None else PackCache(found.cache / "packs")


def build_dealer(loader: "PackLoader") -> "Dealer":
    """Return a dealer with random seeds and today's date."""
    from quiz.game.dealer import Dealer

    return Dealer(loader, random_seed=_fresh_seed, today=_today)


def build_round_request(
    asked: "Asked", length: int | None, *, time: float | None = None, known: "PlayerProfile | None" = None
) -> "RoundRequest":
    """Give what a command line orders; what it leaves open is as the settings have it."""
    from quiz.game.modes import CLASSIC
    from quiz.game.round import RoundRequest

    mode, players = asked.mode or CLASSIC, asked.players
    alone = _LENGTH if known is None else known.settings.questions
    usual = alone if len(players) < 2 else _EACH * len(players)
    without: frozenset[str] = frozenset() if known is None else known.seen.flagged_ids
    return RoundRequest(
        asked.category, asked.kind, length or usual, asked.seed, mode, time, players, excluded_ids=without
    )


def _fresh_seed() -> int:
    return int.from_bytes(os.urandom(8), "big") % _SEEDS


def _today() -> str:
    """Give the date in UTC, on which everybody plays the same daily round."""
    return utc_now().date().isoformat()


def utc_now() -> "datetime":
    """Give the moment, in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def confirm(question: str, otherwise: str) -> bool:
    """Ask whoever sits there; refuse where nobody does."""
    from quiz.cli.streams import is_terminal
    from quiz.model.errors import UsageError

    if not is_terminal(sys.stdin):
        raise UsageError(f"{otherwise} without a question")
    print_stderr(f"{question} y or n:")
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def print_lines(lines: Iterable[str]) -> int:
    """Print lines, and give the exit code of a command that did its work."""
    from quiz.text.safe import Text

    for line in lines:
        print(Text(line))
    return DONE


def print_stderr(sentence: str) -> None:
    """Say something in a line beside the data; where nobody hears it, nothing is lost."""
    from quiz.cli import streams
    from quiz.text.safe import one_line

    if sys.stderr is not None:
        print(one_line(sentence), file=sys.stderr)  # what it names may hold ends of lines
        streams.flush_quietly(sys.stderr)
