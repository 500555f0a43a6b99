"""A small cache of seen counts and flags, so that a start need not open SQLite.

It is built from the history and may be deleted at any time.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quiz.config.paths import UserPaths
from quiz.history.store import HistoryStore
from quiz.model.errors import QuizError

_FORMAT = 1


class SeenSummary(NamedTuple):
    """The part of the history that drawing a round needs."""

    seen_counts: Mapping[str, int]
    """Number of times that each target, `PACK/FACT[.LABEL]`, was asked."""
    flagged_ids: frozenset[str]
    """Targets that must not be asked."""


EMPTY_SUMMARY = SeenSummary({}, frozenset())


def load_seen_summary(paths: UserPaths, store: HistoryStore) -> SeenSummary:
    """Return the cached summary, or rebuild it; empty if the history can't be read."""
    try:
        file = _cache_file(paths)
        fields = json.loads(file.read_bytes()) if file.is_file() else {}
        if fields["format"] == _FORMAT:
            seen_counts = {str(target_id): int(count) for target_id, count in fields["seen"].items()}
            return SeenSummary(seen_counts, frozenset(fields["flagged"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # missing or damaged
    return rebuild_seen_summary(paths, store)


def rebuild_seen_summary(paths: UserPaths, store: HistoryStore) -> SeenSummary:
    """Read the summary from the history, and write the cache."""
    try:
        if not store.exists:
            return EMPTY_SUMMARY
        flagged_ids = frozenset(flag.target_id for flag in store.list_flags())
        summary = SeenSummary(store.count_seen(), flagged_ids)
    except QuizError:
        return EMPTY_SUMMARY
    file = _cache_file(paths)
    temporary = file.with_name(f"{file.name}.{os.getpid()}")
    fields = {"format": _FORMAT, "seen": summary.seen_counts, "flagged": sorted(summary.flagged_ids)}
    with suppress(OSError):  # without a cache the next start takes some milliseconds longer
        file.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(fields), encoding="utf-8", newline="\n")
        temporary.replace(file)
    return summary


def invalidate_seen_summary(paths: UserPaths) -> None:
    """Delete the cache, so that it can't miss a flag."""
    with suppress(OSError):
        _cache_file(paths).unlink(missing_ok=True)


def _cache_file(paths: UserPaths) -> Path:
    return paths.cache / "seen.json"
