"""Say what is learnt and what is due, by the schedule of FSRS.

There is one card for each base: what is learnt is a fact, or one value of it, not one wording. The cards are
made from the answers alone, in their order, so they can neither lose one nor count one twice.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.outcome import Verdict
from quiz.history.store import HistoryStore, format_timestamp

if TYPE_CHECKING:
    import sqlite3

    from fsrs import Card, Rating, Scheduler

QUICK = 10.0
"""Seconds within which a right answer is known well, not worked out."""
_AT_ONCE = 500
"""Answers in one transaction: another game that saves need not wait for more."""
_MANY = 100
"""So many answers are reviewed when a game ends; fewer can wait until somebody asks."""
_REVIEW = 2
"""The state of a card that is asked in days, as FSRS numbers it."""


class CardState(NamedTuple):
    """How well a base is known."""

    target_id: str
    due_at: datetime
    is_learnt: bool
    """Whether it has been recalled often enough to be asked in days, not in minutes."""


def review_backlog(store: HistoryStore) -> None:
    """Review the answers now if many wait, so that nobody waits for it later; raises `StoreError`."""
    with store.read_connection() as connection:
        many = connection is not None and len(connection.execute(_WAITING, (_MANY,)).fetchall()) == _MANY
    if many:
        _catch_up(store)


def load_card_states(store: HistoryStore) -> tuple[CardState, ...]:
    """Give every card after all answers, the earliest due first; raises `StoreError`."""
    _catch_up(store)
    with store.read_connection() as connection:
        rows = (
            []
            if connection is None
            else connection.execute("SELECT base, due, state FROM cards ORDER BY due, base")
        )
        return tuple(
            CardState(base, datetime.fromisoformat(due), state == _REVIEW) for base, due, state in rows
        )


def rating(verdict: Verdict, seconds: float, *, was_helped: bool) -> "Rating":
    """Say how well something was recalled.

    Never as easy: one of a few options can be guessed. What was skipped was not known.
    """
    from fsrs import Rating

    if verdict is not Verdict.RIGHT:
        return Rating.Again
    return Rating.Good if seconds <= QUICK and not was_helped else Rating.Hard


def _catch_up(store: HistoryStore) -> None:
    """Review the answers that came since the last time."""
    if not store.exists:
        return
    while _waits(store):
        with store.write_transaction() as connection:
            _review_some(connection)


def _waits(store: HistoryStore) -> bool:
    with store.read_connection() as connection:
        return connection is not None and connection.execute(_WAITING, (1,)).fetchone() is not None


_WAITING = (
    "SELECT answers.id, base, verdict, answers.seconds, helped, answered"
    " FROM answers JOIN rounds ON rounds.id = round"
    " WHERE answers.id > (SELECT answer FROM reviewed) AND players = 1 AND counts ORDER BY answers.id LIMIT ?"
)


def _review_some(connection: "sqlite3.Connection") -> None:
    from fsrs import Scheduler

    scheduler = Scheduler(enable_fuzzing=False)  # equal answers make equal cards
    rows = connection.execute(_WAITING, (_AT_ONCE,)).fetchall()
    cards: dict[str, Card] = {}
    for _, base, verdict, seconds, helped, answered in rows:
        card = cards.get(base) or _card(connection, base, answered)
        how = rating(Verdict(verdict), seconds, was_helped=bool(helped))
        cards[base] = _reviewed(scheduler, card, how, datetime.fromisoformat(answered))
    _keep(connection, cards.items())
    if rows:
        connection.execute("UPDATE reviewed SET answer = ?", (rows[-1][0],))


def _reviewed(scheduler: "Scheduler", card: "Card", how: "Rating", moment: datetime) -> "Card":
    """Review a card; a clock that was set back does not make time run backwards."""
    last = card.last_review
    return scheduler.review_card(card, how, moment if last is None else max(last, moment))[0]


def _card(connection: "sqlite3.Connection", base: str, answered: str) -> "Card":
    from fsrs import Card, State

    row = connection.execute(
        "SELECT state, step, stability, difficulty, due, last FROM cards WHERE base = ?", (base,)
    ).fetchone()
    if row is None:
        return Card(card_id=0, due=datetime.fromisoformat(answered))
    state, step, stability, difficulty, due_at, last = row
    return Card(
        0,
        State(state),
        step,
        stability,
        difficulty,
        datetime.fromisoformat(due_at),
        datetime.fromisoformat(last),
    )


def _keep(connection: "sqlite3.Connection", cards: "Iterable[tuple[str, Card]]") -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                base,
                card.state.value,
                card.step,
                card.stability,
                card.difficulty,
                format_timestamp(card.due.astimezone(UTC)),
                format_timestamp((card.last_review or card.due).astimezone(UTC)),
            )
            for base, card in cards
        ),
    )
