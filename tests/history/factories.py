"""Rounds and answers for tests of what is kept, and a calendar that a test turns."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.recorder import RoundSpec, StartedRound
from quiz.history.store import SavedAnswer, format_timestamp
from tests.factories import question

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass
class Calendar:
    """A clock of dates that a test sets."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> datetime:
        """Let time pass."""
        self.now += timedelta(**span)
        return self.now


def begun(name: int = 1, *, total: int = 10, limit: float | None = 20.0, players: int = 1) -> StartedRound:
    """Begin a round; rounds of one name are the same."""
    deal = RoundSpec("classic", "film", None, total, name, limit, players)
    return StartedRound(deal, total, f"digest-{name}", f"2026-11-21T12:00:{name:02}.000000+00:00", 1000)


def outcome(
    fact: str = "director", verdict: Verdict = Verdict.RIGHT, seconds: float = 3.0, streak: int = 1
) -> Outcome:
    """Let a question go somehow."""
    chosen = {Verdict.RIGHT: 0, Verdict.WRONG: 1}.get(verdict)
    right = verdict is Verdict.RIGHT
    answer = None if chosen is None else Answer(chosen)
    return Outcome(question(fact), verdict, answer, seconds, 900 * right, streak * right)


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
    """Answer a question of a round."""
    return SavedAnswer(round_, number, outcome(fact, verdict, seconds, streak), format_timestamp(moment))
