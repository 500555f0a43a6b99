"""Follow each round that is played, and keep every answer before it is shown."""

import os
from collections.abc import Callable, Mapping

from quiz.config.paths import UserPaths
from quiz.game.outcome import Outcome
from quiz.game.recorder import ReviewQueue, RoundSpec, StartedRound, UnfinishedRound
from quiz.history import seen_cache
from quiz.history.store import Answer, Store
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.english import to_sentence
from quiz.text.safe import Text


class Keeper:
    """Sends a witness to each round; what one could not save is tried again with the next answer."""

    def __init__(self, store: Store, places: UserPaths) -> None:
        self.store = store
        self._places = places
        self._waiting: list[Answer] = []
        self._has_news = False

    def prepare(self) -> Text | None:
        """Open the history while nobody waits for it; give a sentence that the player should see."""
        trouble = _tried(self.store.prepare)
        if trouble is not None:
            return Text(f"Nothing can be saved: {trouble}.")
        notice = self.store.notice
        return None if notice is None else to_sentence(notice)

    def begin(self, deal: RoundSpec, total: int, digest: str) -> "Follower":
        """Give the witness of a round that is about to be played."""
        return Follower(self, StartedRound(deal, total, digest, self.store.moment(), os.getpid()))

    def left(self) -> UnfinishedRound | None:
        """Give the round that was left last, if it can be dealt again."""
        try:
            return self.store.left()
        except QuizError:
            return None

    def resume(self, left: UnfinishedRound) -> "Follower":
        """Give the witness of a round that goes on, as another round where another game has it."""
        try:
            begun = self.store.take_up(left, os.getpid())
        except QuizError:
            begun = None  # which the next answer will say
        return Follower(
            self, begun or left.started._replace(started=self.store.moment(), process=os.getpid())
        )

    def has_round(self, mode: str, seed: int) -> bool:
        """Say whether a round of that mode and seed was begun before; no, where that can't be known."""
        try:
            return self.store.has_round(mode, seed)
        except QuizError:
            return False

    def seen(self) -> Mapping[str, int]:
        """Give how often each base was asked; nothing where the history can't be read."""
        try:
            return self.store.seen()
        except QuizError:
            return {}

    def cards(self) -> ReviewQueue:
        """Give what practice should ask again, now or later; nothing where the history can't be read."""
        from quiz.history.scheduler import standings

        now = self.store.now()
        try:
            known = standings(self.store)
        except QuizError:
            return ReviewQueue()
        return ReviewQueue(
            tuple(one.base for one in known if one.due <= now),
            tuple(one.base for one in known if one.due > now),
        )

    def give_up(self, left: UnfinishedRound) -> Text | None:
        """Let a round that was left be over; give a reason where that could not be kept."""
        return _tried(lambda: self.store.finish(left.started, None))

    def flag(self, question: Question) -> Text | None:
        """Mark a question as wrong or bad; give a reason where that could not be kept."""
        self._has_news = True
        seen_cache.forget(self._places)
        trouble = _tried(lambda: self.store.flag(question))
        seen_cache.forget(self._places)  # which another game may have made meanwhile
        return trouble

    def keep(self, answer: Answer) -> Text | None:
        """Save an answer, and those that wait; give a reason where that could not be done."""
        self._has_news = True
        self._waiting.append(answer)
        return self.catch_up()

    def catch_up(self) -> Text | None:
        """Save what waits; give a reason where that could not be done."""
        if not self._waiting:
            return None
        trouble = _tried(lambda: self.store.save(self._waiting))
        if trouble is None:
            self._waiting.clear()
        return trouble

    def close(self) -> Text | None:
        """Try once more to save what waits, and let go of the file; give a reason for what is lost."""
        trouble = self.catch_up()
        if self._has_news:
            from quiz.history import scheduler  # which no start needs

            seen_cache.renewed(self._places, self.store)
            _tried(lambda: scheduler.keep_up(self.store))
        self.store.close()
        return trouble


class Follower:
    """Follows one round."""

    def __init__(self, keeper: Keeper, begun: StartedRound) -> None:
        self._keeper = keeper
        self._begun = begun

    def answered(self, number: int, outcome: Outcome) -> Text | None:
        """Keep how question `number` went; give a reason where that could not be done."""
        moment = self._keeper.store.moment()
        return self._keeper.keep(Answer(self._begun, number, outcome, moment))

    def finished(self, score: int) -> int | None:
        """Keep that the round was played to its end; give the best score of earlier rounds like it.

        Where that fails nothing is said: the answers matter more, and of the last one it was said.
        """
        if self._keeper.catch_up() is not None:
            return None
        store, deal = self._keeper.store, self._begun.spec
        try:
            # A round without a seed is practice, or made of what was missed: it is no matter of records.
            best = store.best(deal, self._begun.total) if deal.seed is not None else None
            store.finish(self._begun, score)
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
