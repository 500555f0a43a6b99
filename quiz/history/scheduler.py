"""The review schedule, computed with FSRS.

There is one card per target: the player learns a fact or one of its values, not a wording. Cards are computed
from the answers alone, in their order, so that no answer is lost or counted twice.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.outcome import Verdict
from quiz.history.store import HistoryStore, format_timestamp

if TYPE_CHECKING:
    import sqlite3

    from fsrs import Card, Rating, Scheduler

QUICK_SECONDS = 10.0
"""A right answer within this time was recalled without effort."""
_BATCH_SIZE = 500
"""Maximum number of answers in one transaction, so that another game need not wait for long."""
_BACKLOG_SIZE = 100
"""Number of new answers from which on they are reviewed when a game ends."""
_REVIEW_STATE = 2
"""FSRS's number for the state of a card whose intervals are days."""


class CardState(NamedTuple):
    """The review state of one target."""

    target_id: str
    due_at: datetime
    is_mastered: bool
    """Whether its interval is days, no longer minutes."""


def review_backlog(store: HistoryStore) -> None:
    """Review the new answers if there are many, so that the player never waits for it.

    Raises:
        StoreError: The history can't be read or written.
    """
    with store.read_connection() as connection:
        if connection is None:
            return
        rows = connection.execute(_NEW_ANSWERS, (_BACKLOG_SIZE,)).fetchall()
    if len(rows) == _BACKLOG_SIZE:
        _review_new_answers(store)


def load_card_states(store: HistoryStore) -> tuple[CardState, ...]:
    """Return the state of every card after all answers, the earliest due first.

    Raises:
        StoreError: The history can't be read or written.
    """
    _review_new_answers(store)
    with store.read_connection() as connection:
        if connection is None:
            return ()
        rows = connection.execute("SELECT target_id, due, state FROM cards ORDER BY due, target_id")
        return tuple(
            CardState(target_id, datetime.fromisoformat(due), state == _REVIEW_STATE)
            for target_id, due, state in rows
        )


def rating(verdict: Verdict, seconds: float, *, was_helped: bool) -> "Rating":
    """Return the FSRS rating of an answer.

    It is never `Easy`, since an option can be guessed. A skipped question was not known.
    """
    from fsrs import Rating

    if verdict is not Verdict.RIGHT:
        return Rating.Again
    return Rating.Good if seconds <= QUICK_SECONDS and not was_helped else Rating.Hard


def _review_new_answers(store: HistoryStore) -> None:
    while store.exists and _has_new_answers(store):
        with store.write_transaction() as connection:
            _review_batch(connection)


def _has_new_answers(store: HistoryStore) -> bool:
    with store.read_connection() as connection:
        return connection is not None and connection.execute(_NEW_ANSWERS, (1,)).fetchone() is not None


_NEW_ANSWERS = (
    "SELECT answers.id, target_id, verdict, seconds, helped, answered_at"
    " FROM answers JOIN rounds ON rounds.id = round"
    " WHERE answers.id > (SELECT answer FROM reviewed) AND players = 1 AND is_scored"
    " ORDER BY answers.id LIMIT ?"
)


def _review_batch(connection: "sqlite3.Connection") -> None:
    from fsrs import Scheduler

    scheduler = Scheduler(enable_fuzzing=False)  # the same answers always make the same cards
    rows = connection.execute(_NEW_ANSWERS, (_BATCH_SIZE,)).fetchall()
    cards: dict[str, Card] = {}
    for _, target_id, verdict, seconds, helped, answered_at in rows:
        answered = datetime.fromisoformat(answered_at)
        card = cards.get(target_id) or _load_card(connection, target_id, answered)
        answer_rating = rating(Verdict(verdict), seconds, was_helped=bool(helped))
        cards[target_id] = _review_card(scheduler, card, answer_rating, answered)
    _save_cards(connection, cards.items())
    if rows:
        connection.execute("UPDATE reviewed SET answer = ?", (rows[-1][0],))


def _review_card(scheduler: "Scheduler", card: "Card", rating: "Rating", answered: datetime) -> "Card":
    """Review a card, never at an earlier time than before even if the clock was set back."""
    last = card.last_review
    return scheduler.review_card(card, rating, answered if last is None else max(last, answered))[0]


def _load_card(connection: "sqlite3.Connection", target_id: str, answered: datetime) -> "Card":
    from fsrs import Card, State

    row = connection.execute(
        "SELECT state, step, stability, difficulty, due, last FROM cards WHERE target_id = ?", (target_id,)
    ).fetchone()
    if row is None:
        return Card(card_id=0, due=answered)
    state, step, stability, difficulty, due, last = row
    return Card(
        0,
        State(state),
        step,
        stability,
        difficulty,
        datetime.fromisoformat(due),
        datetime.fromisoformat(last),
    )


def _save_cards(connection: "sqlite3.Connection", cards: "Iterable[tuple[str, Card]]") -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO cards VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                target_id,
                card.state.value,
                card.step,
                card.stability,
                card.difficulty,
                format_timestamp(card.due.astimezone(UTC)),
                format_timestamp((card.last_review or card.due).astimezone(UTC)),
            )
            for target_id, card in cards
        ),
    )
