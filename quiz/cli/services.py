"""Loaders of packs, the clock and fresh seeds, as commands need them."""

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quiz.cli.output import print_stderr
from quiz.cli.progress import show_progress
from quiz.model.errors import UsageError

# A game imports its modules in the order in which it needs them; `--help` needs none of these.
if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from quiz.game.dealer import Dealer
    from quiz.generate.question_maker import QuestionMaker
    from quiz.model.loading import LoadResult, PackLoader
    from quiz.packs.cache import PackCache
    from quiz.packs.loading import LibraryLoader

_SEED_LIMIT = 1_000_000
"""Fresh seeds are below this, so that people can read them out and type them."""


def build_loader(names: Sequence[str], *, is_cached: bool = True) -> "LibraryLoader":
    """Return the loader of the named packs; without names, of all installed packs."""
    from quiz.packs.loading import LibraryLoader

    return LibraryLoader(names, user_pack_folder(), _pack_cache() if is_cached else None)


def show_reading_progress(names: Sequence[str]) -> "AbstractContextManager[None]":
    """Show which packs are read, if that takes long."""
    return show_progress(f"Reading {', '.join(names) or 'packs'} …")


def load_packs(names: Sequence[str]) -> "LoadResult":
    """Load the named packs, or all, and print the warnings to stderr."""
    with show_reading_progress(names):
        result = build_loader(names).load()
    for warning in result.warnings:
        print_stderr(warning)
    return result


def load_question_makers(names: Sequence[str]) -> "tuple[QuestionMaker, ...]":
    """Load the named packs, or all, and return their question makers."""
    from quiz.generate.question_maker import QuestionMaker

    return tuple(QuestionMaker(loaded.pack) for loaded in load_packs(names).packs)


def user_pack_folder() -> "Path | None":
    """Return the folder of installed packs, or `None` if the user has no home."""
    from quiz.config.paths import find_user_paths

    paths = find_user_paths(os.environ)
    return None if paths is None else paths.packs_folder


def require_user_pack_folder() -> "Path":
    """Return the folder of installed packs; raise `UsageError` if the user has no home."""
    folder = user_pack_folder()
    if folder is None:
        raise UsageError("no folder for your packs was found. Set QUIZ_HOME to a folder.")
    return folder


def _pack_cache() -> "PackCache | None":
    """Return the user's cache of large packs, or `None` if the user has no home."""
    from quiz.config.paths import find_user_paths
    from quiz.packs.cache import PackCache

    paths = find_user_paths(os.environ)
    return None if paths is None else PackCache(paths.cache / "packs")


def build_dealer(loader: "PackLoader") -> "Dealer":
    """Return a dealer with fresh seeds and today's date."""
    from quiz.game.dealer import Dealer

    return Dealer(loader, random_seed=_fresh_seed, today=_utc_date)


def utc_now() -> "datetime":
    """Return the current time in UTC."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def _utc_date() -> str:
    return utc_now().date().isoformat()


def _fresh_seed() -> int:
    return int.from_bytes(os.urandom(8), "big") % _SEED_LIMIT
