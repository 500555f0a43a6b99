"""Follow each round that is played, and keep every answer before it is shown."""

import os
from collections.abc import Callable, Mapping

from quiz.config.paths import UserPaths
from quiz.game.outcome import Outcome
from quiz.game.recorder import ReviewQueue, RoundSpec, StartedRound, UnfinishedRound
from quiz.history import seen_cache
from quiz.history.store import HistoryStore, SavedAnswer
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.english import to_sentence
from quiz.text.safe import Text


class SqliteHistoryRecorder:
    """Sends a witness to each round; what one could not save is tried again with the next answer."""

    def __init__(self, store: HistoryStore, places: UserPaths) -> None:
        self.store = store
        self._places = places
        self._waiting: list[SavedAnswer] = []
        self._has_news = False

    def open(self) -> Text | None:
        """Open the history while nobody waits for it; give a sentence that the player should see."""
        trouble = _tried(self.store.open)
        if trouble is not None:
            return Text(f"Nothing can be saved: {trouble}.")
        notice = self.store.take_notice
        return None if notice is None else to_sentence(notice)

    def start_round(self, spec: RoundSpec, total: int, digest: str) -> "SqliteRoundRecorder":
        """Give the witness of a round that is about to be played."""
        return SqliteRoundRecorder(
            self, StartedRound(spec, total, digest, self.store.timestamp(), os.getpid())
        )

    def find_unfinished(self) -> UnfinishedRound | None:
        """Give the round that was left last, if it can be dealt again."""
        try:
            return self.store.find_unfinished_round()
        except QuizError:
            return None

    def resume_round(self, unfinished: UnfinishedRound) -> "SqliteRoundRecorder":
        """Give the witness of a round that goes on, as another round where another game has it."""
        try:
            begun = self.store.claim_round(unfinished, os.getpid())
        except QuizError:
            begun = None  # which the next answer will say
        return SqliteRoundRecorder(
            self, begun or unfinished.started._replace(started_at=self.store.timestamp(), pid=os.getpid())
        )

    def has_round(self, mode: str, seed: int) -> bool:
        """Say whether a round of that mode and seed was begun before; no, where that can't be known."""
        try:
            return self.store.has_round(mode, seed)
        except QuizError:
            return False

    def load_seen_counts(self) -> Mapping[str, int]:
        """Give how often each base was asked; nothing where the history can't be read."""
        try:
            return self.store.load_seen_counts()
        except QuizError:
            return {}

    def load_review_queue(self) -> ReviewQueue:
        """Give what practice should ask again, now or later; nothing where the history can't be read."""
        from quiz.history.scheduler import load_card_states

        now = self.store.now()
        try:
            known = load_card_states(self.store)
        except QuizError:
            return ReviewQueue()
        return ReviewQueue(
            tuple(one.target_id for one in known if one.due_at <= now),
            tuple(one.target_id for one in known if one.due_at > now),
        )

    def abandon_round(self, unfinished: UnfinishedRound) -> Text | None:
        """Let a round that was left be over; give a reason where that could not be kept."""
        return _tried(lambda: self.store.finish_round(unfinished.started, None))

    def flag_question(self, question: Question) -> Text | None:
        """Mark a question as wrong or bad; give a reason where that could not be kept."""
        self._has_news = True
        seen_cache.invalidate_seen_summary(self._places)
        trouble = _tried(lambda: self.store.flag(question))
        seen_cache.invalidate_seen_summary(self._places)  # which another game may have made meanwhile
        return trouble

    def save_answer(self, answer: SavedAnswer) -> Text | None:
        """Save an answer, and those that wait; give a reason where that could not be done."""
        self._has_news = True
        self._waiting.append(answer)
        return self.flush_pending()

    def flush_pending(self) -> Text | None:
        """Save what waits; give a reason where that could not be done."""
        if not self._waiting:
            return None
        trouble = _tried(lambda: self.store.save_answers(self._waiting))
        if trouble is None:
            self._waiting.clear()
        return trouble

    def close(self) -> Text | None:
        """Try once more to save what waits, and let go of the file; give a reason for what is lost."""
        trouble = self.flush_pending()
        if self._has_news:
            from quiz.history import scheduler  # which no start needs

            seen_cache.rebuild_seen_summary(self._places, self.store)
            _tried(lambda: scheduler.review_backlog(self.store))
        self.store.close()
        return trouble


class SqliteRoundRecorder:
    """Follows one round."""

    def __init__(self, keeper: SqliteHistoryRecorder, begun: StartedRound) -> None:
        self._keeper = keeper
        self._begun = begun

    def record_answer(self, number: int, outcome: Outcome) -> Text | None:
        """Keep how question `number` went; give a reason where that could not be done."""
        moment = self._keeper.store.timestamp()
        return self._keeper.save_answer(SavedAnswer(self._begun, number, outcome, moment))

    def record_end(self, score: int) -> int | None:
        """Keep that the round was played to its end; give the best score of earlier rounds like it.

        Where that fails nothing is said: the answers matter more, and of the last one it was said.
        """
        if self._keeper.flush_pending() is not None:
            return None
        store, deal = self._keeper.store, self._begun.spec
        try:
            # A round without a seed is practice, or made of what was missed: it is no matter of records.
            best = store.best_score(deal, self._begun.total) if deal.seed is not None else None
            store.finish_round(self._begun, score)
        except QuizError:
            return None
        return best


def _tried(deed: Callable[[], object]) -> Text | None:
    """Do something with the history; give the reason where that fails."""
    try:
        deed()
    except QuizError as error:
        return Text(str(error))
    return None
