"""Targets that the last round asked for the first time."""

from collections.abc import Mapping
from typing import Any

from quiz.history import rows
from quiz.history.store import HistoryStore


def count_new_targets(store: HistoryStore) -> Mapping[str, int]:
    """Count, by category, the targets that only the round with the latest answer asked.

    Raises:
        StoreError: The history can't be read.
    """
    with store.read_connection() as connection:
        if connection is None:
            return {}
        counts = connection.execute(
            "WITH last AS (SELECT target_id, count(*) AS asked FROM answers WHERE round ="
            " (SELECT round FROM answers ORDER BY id DESC LIMIT 1) GROUP BY target_id)"
            " SELECT category, count(*) FROM facts JOIN last USING (target_id) WHERE seen = last.asked"
            " GROUP BY category"
        )
        return dict(store.decoder.decode("facts", counts, _decode_count))


def _decode_count(category: Any, count: Any) -> tuple[str, int]:
    return rows.text(category), rows.whole(count)
