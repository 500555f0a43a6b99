"""Finished daily rounds."""

from typing import Any, NamedTuple

from quiz.game.modes import DAILY
from quiz.game.outcome import Verdict
from quiz.game.recorder import StartedRound
from quiz.game.results import DailyResult
from quiz.history import rows
from quiz.history.insertion import SPEC_COLUMNS
from quiz.history.store import HistoryStore


class FinishedDaily(NamedTuple):
    """A finished daily round that counts."""

    started: StartedRound
    score: int
    verdicts: tuple[Verdict, ...]

    @property
    def result(self) -> DailyResult:
        """The result to share."""
        spec = self.started.spec
        date = f"{spec.seed:08}"
        return DailyResult(
            f"{date[:4]}-{date[4:6]}-{date[6:]}",
            self.verdicts,
            has_clock=spec.limit_seconds is not None,
            generator_version=spec.generator_version,
        )


def find_todays_round(store: HistoryStore) -> FinishedDaily | None:
    """Return today's daily round, once it was played to its end.

    Raises:
        StoreError: The history can't be read.
    """
    with store.read_connection() as connection:
        if connection is None:
            return None
        finished = connection.execute(
            f"SELECT id, {SPEC_COLUMNS}, total, digest, started, pid, is_scored, score FROM rounds"
            " WHERE mode = ? AND seed = ? AND is_scored AND score IS NOT NULL ORDER BY id LIMIT 1",
            (DAILY.name, int(f"{store.now():%Y%m%d}")),
        )
        found = next(store.decoder.decode("rounds", finished, rows.decode_finished), None)
        if found is None:
            return None
        started, score = found
        answers = connection.execute(
            "SELECT verdict FROM answers WHERE round = (SELECT id FROM rounds WHERE started = ? AND pid = ?)"
            " ORDER BY number",
            (started.started_at, started.pid),
        )
        verdicts = tuple(store.decoder.decode("answers", answers, _decode_verdict))
    return FinishedDaily(started, score, verdicts) if len(verdicts) == started.total else None


def _decode_verdict(verdict: Any) -> Verdict:
    return Verdict(verdict)
