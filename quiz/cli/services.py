"""Loaders of packs, the clock and fresh seeds, as commands need them."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.cli.output import print_stderr
from quiz.cli.progress import show_progress
from quiz.config.paths import UserPaths, find_user_paths
from quiz.game.dealer import Dealer
from quiz.history.errors import StoreError
from quiz.history.profile import open_history
from quiz.history.store import HistoryStore
from quiz.model.errors import UsageError
from quiz.model.loading import LoadResult, PackLoader
from quiz.packs.cache import PackCache
from quiz.packs.loading import LibraryLoader
from quiz.text.english import to_sentence

if TYPE_CHECKING:
    from quiz.generate.question_maker import QuestionMaker

_SEED_LIMIT = 1_000_000
"""Fresh seeds are below this, so that people can read them out and type them."""


def build_loader(names: Sequence[str], *, is_cached: bool = True) -> LibraryLoader:
    """Return the loader of the named packs; without names, of all installed packs."""
    paths = find_user_paths(os.environ)
    if paths is None:
        return LibraryLoader(names, None)
    return LibraryLoader(names, paths.packs_folder, PackCache(paths.cache / "packs") if is_cached else None)


def show_reading_progress(names: Sequence[str]) -> AbstractContextManager[None]:
    """Show which packs are read, if that takes long."""
    return show_progress(f"Reading {', '.join(names) or 'packs'} …")


def load_packs(names: Sequence[str]) -> LoadResult:
    """Load the named packs, or all, and print the warnings to stderr."""
    with show_reading_progress(names):
        result = build_loader(names).load()
    print_stderr(*result.warnings)
    return result


def load_question_makers(names: Sequence[str]) -> "tuple[QuestionMaker, ...]":
    """Load the named packs, or all, and return their question makers."""
    from quiz.generate.question_maker import QuestionMaker  # `quiz list` needs none

    return tuple(QuestionMaker(loaded.pack) for loaded in load_packs(names).packs)


def require_user_pack_folder() -> Path:
    """Return the folder of installed packs; raise `UsageError` if the user has no home."""
    return _require_user_paths("packs").packs_folder


def require_settings_file() -> Path:
    """Return the file of the settings; raise `UsageError` if the user has no home."""
    return _require_user_paths("settings").settings_file


def _require_user_paths(content: str) -> UserPaths:
    paths = find_user_paths(os.environ)
    if paths is None:
        raise UsageError(f"no folder for your {content} was found. Set QUIZ_HOME to a folder.")
    return paths


@contextmanager
def open_player_history(*, is_read_only: bool) -> Iterator[tuple[HistoryStore, UserPaths]]:
    """Provide the history and the user's paths, and print what the player must know about the file."""
    error_text: str | None = None
    with open_history(os.environ, utc_now, is_read_only=is_read_only) as (store, paths):
        try:
            yield store, paths
        except StoreError as error:
            error_text = str(error)
            raise
        finally:
            for notice in (store.take_notice(), store.decoder.take_notice()):
                if notice is not None and notice != error_text:
                    print_stderr(to_sentence(notice))


def build_dealer(loader: PackLoader) -> Dealer:
    """Return a dealer with fresh seeds and today's date."""
    return Dealer(loader, random_seed=_fresh_seed, today=lambda: utc_now().date().isoformat())


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def _fresh_seed() -> int:
    return int.from_bytes(os.urandom(8), "big") % _SEED_LIMIT
