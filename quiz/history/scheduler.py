"""The review schedule, computed with FSRS.

There is one card per target: the player learns a fact or one of its values, not a wording. Cards are computed
from the answers alone, in their order, so that no answer is lost or counted twice.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from quiz.game.outcome import Verdict
from quiz.history import rows
from quiz.history.rows import CardRow
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
_LEARNING_STEPS = (timedelta(minutes=1),)
"""A missed target comes back in a minute; one that is known at once comes back in days."""
_MASTERED_INTERVAL = timedelta(days=7)


class CardState(NamedTuple):
    """The review state of one target."""

    target_id: str
    due_at: datetime
    is_mastered: bool
    """Whether its interval is at least a week."""


def review_backlog(store: HistoryStore) -> None:
    """Review the new answers if there are many, so that the player never waits for it.

    Raises:
        StoreError: The history can't be read or written.
    """
    with store.read_connection() as connection:
        if connection is None:
            return
        backlog = connection.execute(_NEW_ANSWERS, (_BACKLOG_SIZE,)).fetchall()
    if len(backlog) == _BACKLOG_SIZE:
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
        cards = connection.execute(f"SELECT {_CARD_COLUMNS} FROM cards ORDER BY due, target_id")
        return tuple(
            CardState(card.target_id, card.due_at, card.due_at - card.last_review >= _MASTERED_INTERVAL)
            for card in store.decoder.decode("cards", cards, rows.decode_card)
        )


def count_due(store: HistoryStore) -> int:
    """Count the targets whose review is due, without writing; a target missed since the last review is due.

    Raises:
        StoreError: The history can't be read.
    """
    with store.read_connection() as connection:
        if connection is None:
            return 0
        due = connection.execute(_COUNT_DUE, (format_timestamp(store.now()),))
        return int(due.fetchone()[0])


def rating(verdict: Verdict, seconds: float, *, was_helped: bool) -> "Rating":
    """Return the FSRS rating of an answer.

    It is never `Easy`, since an option can be guessed. A skipped question was not known.
    """
    from fsrs import Rating

    if verdict is not Verdict.RIGHT:
        return Rating.Again
    return Rating.Good if seconds <= QUICK_SECONDS and not was_helped else Rating.Hard


def _review_new_answers(store: HistoryStore) -> None:
    while store.exists and _is_behind(store):
        with store.write_transaction() as connection:
            if not _has_valid_position(connection):
                connection.execute("DELETE FROM reviewed")
                connection.execute("INSERT INTO reviewed VALUES (0)")
                connection.execute("DELETE FROM cards")
            _review_batch(connection)


def _is_behind(store: HistoryStore) -> bool:
    """Return whether there are new answers, or the last reviewed one is unknown."""
    with store.read_connection() as connection:
        if connection is None:
            return False
        is_valid = _has_valid_position(connection)
        return not is_valid or connection.execute(_NEW_ANSWERS, (1,)).fetchone() is not None


def _has_valid_position(connection: "sqlite3.Connection") -> bool:
    """Return whether `reviewed` has the id of an answer that was given, or 0."""
    positions = connection.execute("SELECT answer FROM reviewed").fetchall()
    (last_id,) = connection.execute(
        "SELECT ifnull(max(id), 0) FROM (SELECT max(id) AS id FROM answers"
        " UNION ALL SELECT seq FROM sqlite_sequence WHERE name = 'answers')"
    ).fetchone()
    return len(positions) == 1 and isinstance(positions[0][0], int) and 0 <= positions[0][0] <= last_id


_NEW_ANSWERS = (
    "SELECT answers.id, target_id, verdict, seconds, helped, answered_at"
    " FROM answers JOIN rounds ON rounds.id = round"
    " WHERE answers.id > (SELECT answer FROM reviewed) AND players = 1 AND is_scored"
    " ORDER BY answers.id LIMIT ?"
)
# With `max`, SQLite takes the verdict from the row of the latest answer.
_COUNT_DUE = (
    "WITH latest AS (SELECT target_id, verdict, max(answers.id) FROM answers JOIN rounds ON rounds.id = round"
    " WHERE answers.id > (SELECT answer FROM reviewed) AND players = 1 AND is_scored GROUP BY target_id)"
    " SELECT (SELECT count(*) FROM latest WHERE verdict != 'right') + (SELECT count(*) FROM cards"
    " WHERE due <= ? AND target_id NOT IN (SELECT target_id FROM latest))"
)
_CARD_COLUMNS = "target_id, state, step, stability, difficulty, due, last"


def _review_batch(connection: "sqlite3.Connection") -> None:
    from fsrs import Scheduler

    # Without fuzzing the same answers always make the same cards.
    scheduler = Scheduler(learning_steps=_LEARNING_STEPS, enable_fuzzing=False)
    new_rows = connection.execute(_NEW_ANSWERS, (_BATCH_SIZE,)).fetchall()
    decoder = rows.RowDecoder()  # statistics and exports count the rows that make no sense
    cards: dict[str, Card] = {}
    new_answers = decoder.decode("answers", (row[1:] for row in new_rows), rows.decode_new_answer)
    for answer in new_answers:
        card = cards.get(answer.target_id) or _load_card(connection, answer.target_id, answer.answered_at)
        answer_rating = rating(answer.verdict, answer.seconds, was_helped=answer.was_helped)
        cards[answer.target_id] = _review_card(scheduler, card, answer_rating, answer.answered_at)
    _save_cards(connection, cards.items())
    if new_rows:
        connection.execute("UPDATE reviewed SET answer = ?", (new_rows[-1][0],))


def _review_card(scheduler: "Scheduler", card: "Card", rating: "Rating", answered: datetime) -> "Card":
    """Review a card, never at an earlier time than before even if the clock was set back."""
    last = card.last_review
    return scheduler.review_card(card, rating, answered if last is None else max(last, answered))[0]


def _load_card(connection: "sqlite3.Connection", target_id: str, answered: datetime) -> "Card":
    """Return the card of a target; a new one if there is none or its row makes no sense."""
    from fsrs import Card, State

    saved = connection.execute(f"SELECT {_CARD_COLUMNS} FROM cards WHERE target_id = ?", (target_id,))
    card: CardRow | None = next(rows.RowDecoder().decode("cards", saved, rows.decode_card), None)
    if card is None:
        return Card(card_id=0, due=answered)
    return Card(
        0, State(card.state), card.step, card.stability, card.difficulty, card.due_at, card.last_review
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
