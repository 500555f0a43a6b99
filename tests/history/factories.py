"""Rounds, answers and a clock for tests of the history."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.recorder import RoundSpec, StartedRound
from quiz.history.insertion import SavedAnswer
from quiz.history.store import format_timestamp
from tests.factories import question

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class FakeClock:
    """A clock that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> datetime:
        """Move the clock forward and return its time."""
        self.now += timedelta(**span)
        return self.now


def start_round(
    seed: int = 1, *, total: int = 10, limit: float | None = 20.0, players: int = 1
) -> StartedRound:
    """Return a round; rounds with the same seed are the same."""
    spec = RoundSpec("classic", "film", None, total, seed, limit, players)
    return StartedRound(spec, total, f"digest-{seed}", f"2026-11-21T12:00:{seed:02}.000000+00:00", 1000)


def outcome(
    fact: str = "director", verdict: Verdict = Verdict.RIGHT, seconds: float = 3.0, streak: int = 1
) -> Outcome:
    """Return an outcome of a question about `fact`."""
    option = {Verdict.RIGHT: 0, Verdict.WRONG: 1}.get(verdict)
    is_right = verdict is Verdict.RIGHT
    answer = None if option is None else Answer(option)
    return Outcome(question(fact), verdict, answer, seconds, 900 * is_right, streak * is_right)


def answer(
    round_: StartedRound,
    number: int = 1,
    fact: str = "director",
    verdict: Verdict = Verdict.RIGHT,
    *,
    seconds: float = 3.0,
    moment: datetime = NOON,
    streak: int = 1,
) -> SavedAnswer:
    """Return an answer to a question of a round."""
    return SavedAnswer(round_, number, outcome(fact, verdict, seconds, streak), format_timestamp(moment))
