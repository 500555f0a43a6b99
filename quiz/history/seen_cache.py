"""A small cache of seen counts and flags, so that a start need not open SQLite.

It is built from the history and may be deleted at any time.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from quiz.config.paths import UserPaths
from quiz.config.private_files import write_private_file
from quiz.game.recorder import LastChoice
from quiz.history.store import HistoryStore
from quiz.model.errors import QuizError

_FORMAT = {"seen": "target: count", "flagged": "targets", "last": "mode, space, categories"}
"""The form of the file, which is part of it: a file of another form is built again."""


class SeenSummary(NamedTuple):
    """The part of the history that drawing a round needs."""

    seen_counts: Mapping[str, int]
    """Number of times that each target, `PACK/FACT[.LABEL]`, was asked."""
    flagged_ids: frozenset[str]
    """Targets that must not be asked."""
    last_choice: LastChoice | None = None


EMPTY_SUMMARY = SeenSummary({}, frozenset())


def load_seen_summary(paths: UserPaths, store: HistoryStore) -> SeenSummary:
    """Return the cached summary, or rebuild it; empty if the history can't be read."""
    try:
        file = _cache_file(paths)
        fields = json.loads(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError, RecursionError):  # it can't be read, or is not JSON
        fields = None
    return _decode(fields) or rebuild_seen_summary(paths, store)


def _decode(fields: Any) -> SeenSummary | None:
    """Return the summary in a file, or `None` for anything that the program does not write."""
    if not isinstance(fields, dict) or fields.get("format") != _FORMAT:
        return None
    seen_counts, flagged_ids, last = fields.get("seen"), fields.get("flagged"), fields.get("last")
    if not isinstance(seen_counts, dict) or not isinstance(flagged_ids, list):
        return None
    if not all(type(count) is int and count >= 0 for count in seen_counts.values()):
        return None
    if not all(isinstance(target_id, str) for target_id in flagged_ids):
        return None
    if not isinstance(last, str) or (last and " " not in last):
        return None
    mode, _, category = last.partition(" ")
    last_choice = LastChoice(mode, category or None) if mode else None
    return SeenSummary(seen_counts, frozenset(flagged_ids), last_choice)


def rebuild_seen_summary(paths: UserPaths, store: HistoryStore) -> SeenSummary:
    """Read the summary from the history, and write the cache."""
    try:
        if not store.exists:
            return EMPTY_SUMMARY
        summary = store.read(_summarize)
    except QuizError:
        return EMPTY_SUMMARY
    fields = {
        "format": _FORMAT,
        "seen": summary.seen_counts,
        "flagged": sorted(summary.flagged_ids),
        "last": "" if summary.last_choice is None else " ".join(part or "" for part in summary.last_choice),
    }
    with suppress(OSError):  # without a cache the next start takes some milliseconds longer
        write_private_file(_cache_file(paths), json.dumps(fields).encode())
    return summary


def _summarize(store: HistoryStore) -> SeenSummary:
    return SeenSummary(store.count_seen(), store.list_flagged_ids(), store.find_last_choice())


def invalidate_seen_summary(paths: UserPaths) -> None:
    """Delete the cache, so that it can't miss a flag."""
    with suppress(OSError):
        _cache_file(paths).unlink(missing_ok=True)


def _cache_file(paths: UserPaths) -> Path:
    return paths.cache / "seen.json"
