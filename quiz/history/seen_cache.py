"""What dealing wants to know of the past, in a small file that is read in no time.

Opening the history takes some milliseconds, mostly for loading SQLite, before the first question is there.
This file is made from it and may be lost at any time.
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
    """How often each base, `PACK/FACT[.LABEL]`, was asked, and which are not to be asked."""

    seen_counts: Mapping[str, int]
    flagged_ids: frozenset[str]


EMPTY_SUMMARY = SeenSummary({}, frozenset())


def load_seen_summary(places: UserPaths, store: HistoryStore) -> SeenSummary:
    """Give what dealing wants to know; nothing where the history can't be read."""
    try:
        path = _path(places)
        kept = json.loads(path.read_bytes()) if path.is_file() else {}
        if kept["format"] == _FORMAT:
            return SeenSummary(
                {str(base): int(count) for base, count in kept["seen"].items()}, frozenset(kept["flagged"])
            )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass  # lost, or not ours: it is made anew
    return rebuild_seen_summary(places, store)


def rebuild_seen_summary(places: UserPaths, store: HistoryStore) -> SeenSummary:
    """Make the file anew from the history, and give what is in it."""
    try:
        if not store.exists:
            return EMPTY_SUMMARY
        found = SeenSummary(
            store.load_seen_counts(), frozenset(flag.target_id for flag in store.list_flags())
        )
    except QuizError:
        return EMPTY_SUMMARY
    path = _path(places)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    kept = {"format": _FORMAT, "seen": found.seen_counts, "flagged": sorted(found.flagged_ids)}
    with suppress(OSError):  # it costs the next start some milliseconds
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(kept), encoding="utf-8")
        beside.replace(path)
    return found


def invalidate_seen_summary(places: UserPaths) -> None:
    """Take the file away before what it tells changes, so that it can't be out of date by a flag."""
    with suppress(OSError):
        _path(places).unlink(missing_ok=True)


def _path(places: UserPaths) -> Path:
    return places.cache / "glance.json"
