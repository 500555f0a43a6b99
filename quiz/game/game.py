"""A game: one round after another as a player orders them, for either front end."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quiz.game.dealer import Dealer
from quiz.game.modes import CLASSIC, DAILY, MODES, PRACTICE, Mode
from quiz.game.recorder import (
    HistoryRecorder,
    RoundRecorder,
    RoundSpec,
    UnfinishedRound,
    round_digest,
)
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Session, SessionRules
from quiz.model.errors import QuizError
from quiz.model.question import Question
from quiz.text.safe import Text


class Game:
    """Has rounds dealt, by the rules and the order it was given, and sees that they are remembered."""

    def __init__(
        self,
        dealer: Dealer,
        order: RoundRequest,
        rules: SessionRules,
        recorder: HistoryRecorder,
        *,
        seen: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Sit down to play.

        `seen` says how often something was asked before, by the permanent part of its questions' ids,
        `PACK/FACT[.LABEL]`.
        """
        self.dealer = dealer
        self.order = order
        self.rules = rules
        self._recorder = recorder
        self._seen = {base for base, times in seen.items() if times > 0}

    def list_modes(self) -> tuple[Mode, ...]:
        """List the ways to play a category, the one that was ordered first."""
        known = [mode for mode in MODES.values() if "--category" in mode.options]
        chosen = self.order.mode if self.order.mode in known else CLASSIC
        return (chosen, *(mode for mode in known if mode is not chosen))

    def draw_round(self) -> Round:
        """Draw a round of what was ordered."""
        return self._dealt(self.order)

    def draw_category_round(self, category: str | None, mode: Mode | None = None) -> Round:
        """Draw a round of a category, or of everything; in the mode that was ordered, unless one is given."""
        return self._dealt(self.order._replace(category=category, mode=mode or self.order.mode))

    def draw_similar_round(self, earlier: Round) -> Round:
        """Draw another round like an earlier one, with a fresh seed; a day has only one."""
        if earlier.request.day is not None:
            return earlier._replace(resumed_from=None, is_scored=False)
        order = earlier.request._replace(length=self.order.length, excluded_ids=self.order.excluded_ids)
        return self._dealt(order._replace(seed=None))

    def retry_questions(self, earlier: Round, questions: Sequence[Question]) -> Round:
        """Make a round of some of an earlier round's questions, for one player."""
        time = self._limit(earlier.request) or 0.0
        order = RoundRequest(earlier.request.category, None, len(questions), seconds=time)
        return Round(tuple(questions), earlier.title, order, category_titles=earlier.category_titles)

    def start_session(self, round_: Round, now: float) -> Session:
        """Begin to play a round, by the rules of its mode."""
        order, usual = round_.request, self.rules
        rules = order.mode.build_session_rules(
            limit=self._limit(order),
            guard=usual.guard_seconds,
            streak_bonus=usual.streak_bonus,
            players=max(1, len(order.players)),
        )
        recorder = self._round_recorder(round_, rules)
        self._seen.update(question.target_id for question in round_.questions)
        past_answers = () if round_.resumed_from is None else round_.resumed_from.answers
        return Session(
            round_.questions,
            rules,
            now,
            recorder,
            spares=round_.replacements,
            past_answers=past_answers,
        )

    def prepare_recorder(self) -> Text | None:
        """Do ahead what would delay the first answer, once a question stands on the screen.

        It gives a sentence that the player should see, if there is one.
        """
        return self._recorder.open()

    def find_unfinished_round(self) -> Round | None:
        """Give the round that was left or interrupted last, if these packs make the very same again."""
        left = self._recorder.find_unfinished()
        if left is None or left.started.spec.mode not in MODES:
            return None
        try:
            round_ = self._dealt_again(left)
        except QuizError:
            return None
        is_same = round_digest((*round_.questions, *round_.replacements)) == left.started.digest
        return round_._replace(resumed_from=left, is_scored=left.is_scored) if is_same else None

    def abandon_round(self, round_: Round) -> None:
        """Let a round that was left be over."""
        if round_.resumed_from is not None:
            self._recorder.abandon_round(round_.resumed_from)

    def seed_notice(self, round_: Round) -> Text | None:
        """Say so where a round is not what its seed makes for others, for something was marked."""
        order = round_.request
        if order.seed is None or not order.excluded_ids:
            return None
        if self.dealer.draw_seeded(order._replace(excluded_ids=frozenset())).questions == round_.questions:
            return None
        return Text(
            f"What you marked as wrong or bad is left out: others get another round of seed {order.seed}. "
            "“quiz flags” lists it."
        )

    def flag_question(self, question: Question) -> Text | None:
        """Ask something no more, until it is unmarked; give a reason where that could not be kept."""
        self.order = self.order._replace(excluded_ids=self.order.excluded_ids | {question.target_id})
        return self._recorder.flag_question(question)

    def apply_settings(self, *, limit: float | None, length: int, streak_bonus: bool) -> None:
        """Let rounds from now on have another time, length and bonus, where no order names its own."""
        self.rules = self.rules._replace(limit_seconds=limit, streak_bonus=streak_bonus)
        self.order = self.order._replace(length=length)

    def _dealt(self, order: RoundRequest) -> Round:
        if order.mode is DAILY:
            return self._of_today()
        if order.mode is PRACTICE:
            return self.dealer.draw_practice(order, self._recorder.load_review_queue())
        return (
            self.dealer.draw_unseen(order, self._seen)
            if order.seed is None
            else self.dealer.draw_seeded(order)
        )

    def _of_today(self) -> Round:
        """Give the day's round: gone on with if it was left just now, and for fun if it was played before."""
        round_ = self.dealer.draw_daily(seconds=self.order.seconds)
        if round_.request.seed is None:
            return round_
        left = self.find_unfinished_round()
        if left is not None and left.is_scored and left.request.day == round_.request.day:
            return left
        return round_._replace(is_scored=not self._recorder.has_round(DAILY.name, round_.request.seed))

    def _dealt_again(self, left: UnfinishedRound) -> Round:
        deal = left.started.spec
        mode = MODES[deal.mode]
        if mode is DAILY:
            day = f"{deal.seed}"
            return self.dealer.draw_daily(f"{day[:4]}-{day[4:6]}-{day[6:]}", self.order.seconds)
        order = RoundRequest(deal.category, deal.kind, deal.length, deal.seed, mode, deal.limit_seconds or 0)
        # What was asked then had not been objected to by then, though it may have been since.
        return self.dealer.draw_seeded(
            order._replace(excluded_ids=self.order.excluded_ids.difference(left.target_ids))
        )

    def _limit(self, order: RoundRequest) -> float | None:
        mode = order.mode
        if order.seconds is not None and "--time" in mode.options:
            return order.seconds or None
        return self.rules.limit_seconds if mode.default_seconds is None else mode.default_seconds or None

    def _round_recorder(self, round_: Round, rules: SessionRules) -> RoundRecorder:
        if round_.resumed_from is not None:
            return self._recorder.resume_round(round_.resumed_from)
        order = round_.request
        deal = RoundSpec(
            order.mode.name,
            order.category,
            order.kind,
            order.length,
            order.seed,
            rules.limit_seconds,
            rules.player_count,
        )
        questions = round_.questions
        return self._recorder.start_round(
            deal, len(questions), round_digest((*questions, *round_.replacements))
        )
