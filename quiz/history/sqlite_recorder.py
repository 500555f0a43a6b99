"""Recorders that save each answer in SQLite before it is shown."""

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from quiz.config.paths import UserPaths
from quiz.game.outcome import Outcome
from quiz.game.recorder import ReviewQueue, RoundSpec, StartedRound, UnfinishedRound
from quiz.history import seen_cache
from quiz.history.insertion import SavedAnswer
from quiz.history.store import HistoryStore
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.english import to_sentence
from quiz.text.safe import Text

Result = TypeVar("Result")


class SqliteHistoryRecorder:
    """Creates the recorder of each round. An answer that can't be saved is saved with the next one."""

    def __init__(self, store: HistoryStore, paths: UserPaths) -> None:
        self.store = store
        self._paths = paths
        self._pending: list[SavedAnswer] = []
        self._has_changed = False

    def open(self) -> Text | None:
        """Open the history ahead of the first answer; return a notice for the player, if any."""
        error = _try(self.store.open)
        return self.take_notice() if error is None else Text(f"Nothing can be saved: {error}.")

    def take_notice(self) -> Text | None:
        """Return, once, a sentence for the player if a damaged file was quarantined."""
        notice = self.store.take_notice()
        return None if notice is None else to_sentence(notice)

    def start_round(self, spec: RoundSpec, total: int, digest: str) -> "SqliteRoundRecorder":
        """Return the recorder for a new round."""
        started = StartedRound(spec, total, digest, self.store.timestamp(), os.getpid())
        return SqliteRoundRecorder(self, started)

    def find_unfinished(self) -> UnfinishedRound | None:
        """Return the round that was interrupted last; `None` if the history can't be read."""
        return self._read(HistoryStore.find_unfinished_round, None)

    def resume_round(self, unfinished: UnfinishedRound) -> "SqliteRoundRecorder":
        """Return the recorder for a resumed round. If another game has resumed it, it is a new round."""
        try:
            started = self.store.claim_round(unfinished, os.getpid())
        except QuizError:
            started = None  # saving the next answer reports the error
        if started is None:
            started = unfinished.started._replace(started_at=self.store.timestamp(), pid=os.getpid())
        return SqliteRoundRecorder(self, started)

    def has_round(self, mode: str, seed: int) -> bool:
        """Return whether a round of that mode and seed was started before; no if that is unknown."""
        return self._read(lambda store: store.has_round(mode, seed), False)

    def count_seen(self) -> Mapping[str, int]:
        """Return how often each target was asked; empty if the history can't be read."""
        return self._read(HistoryStore.count_seen, {})

    def load_review_queue(self) -> ReviewQueue:
        """Return the targets for practice; empty if the history can't be read."""
        from quiz.history.scheduler import CardState, load_card_states

        now = self.store.now()
        no_cards: tuple[CardState, ...] = ()
        cards = self._read(load_card_states, no_cards)
        return ReviewQueue(
            tuple(card.target_id for card in cards if card.due_at <= now),
            tuple(card.target_id for card in cards if card.due_at > now),
        )

    def abandon_round(self, unfinished: UnfinishedRound) -> Text | None:
        """End an interrupted round for good; return the reason if that can't be saved."""
        return _try(lambda: self.store.finish_round(unfinished.started, None))

    def flag_question(self, question: Question) -> Text | None:
        """Flag a question as wrong or bad; return the reason if that can't be saved."""
        return self._change_flag(lambda: self.store.flag(question))

    def unflag_question(self, question: Question) -> Text | None:
        """Remove the flag of a question; return the reason if that can't be saved."""
        return self._change_flag(lambda: self.store.unflag(question.target_id))

    def _change_flag(self, change: Callable[[], object]) -> Text | None:
        self._has_changed = True
        seen_cache.invalidate_seen_summary(self._paths)
        error = _try(change)
        seen_cache.invalidate_seen_summary(self._paths)  # another game may have rebuilt it meanwhile
        return error

    def save_answer(self, answer: SavedAnswer) -> Text | None:
        """Save an answer and the pending ones; return the reason if that fails."""
        self._has_changed = True
        self._pending.append(answer)
        return self.flush_pending()

    def flush_pending(self) -> Text | None:
        """Save the pending answers; return the reason if that fails."""
        if not self._pending:
            return None
        error = _try(lambda: self.store.save_answers(self._pending))
        if error is None:
            self._pending.clear()
        return error

    def _read(self, action: Callable[[HistoryStore], Result], default: Result) -> Result:
        """Read from the history; return the default if that fails."""
        try:
            return self.store.read(action)
        except QuizError:
            return default

    def close(self) -> Text | None:
        """Save the pending answers and close the file; return the reason if answers are lost."""
        error = self.flush_pending()
        if self._has_changed:
            from quiz.history import scheduler  # not needed at the start

            seen_cache.rebuild_seen_summary(self._paths, self.store)
            _try(lambda: scheduler.review_backlog(self.store))
        self.store.close()
        return error


class SqliteRoundRecorder:
    """Records one round."""

    def __init__(self, history: SqliteHistoryRecorder, started: StartedRound) -> None:
        self._history = history
        self._started = started

    def record_answer(self, number: int, outcome: Outcome) -> Text | None:
        """Save the outcome of question `number`; return the reason if that fails."""
        answered_at = self._history.store.timestamp()
        return self._history.save_answer(SavedAnswer(self._started, number, outcome, answered_at))

    def record_end(self, score: int) -> int | None:
        """Save the end of the round; return the best score of comparable earlier rounds.

        An error is not reported: saving the last answer has reported it.
        """
        if self._history.flush_pending() is not None:
            return None
        store, spec = self._history.store, self._started.spec
        try:
            # A round without a seed is practice or a retry, and is not compared with others.
            best = store.best_score(spec, self._started.total) if spec.seed is not None else None
            store.finish_round(self._started, score)
        except QuizError:
            return None
        return best


def _try(action: Callable[[], object]) -> Text | None:
    """Call an action on the history; return the reason if it fails."""
    try:
        action()
    except QuizError as error:
        return Text(str(error))
    return None
