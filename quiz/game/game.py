"""A game: rounds drawn on request, played by the player's rules and recorded."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from quiz.game import feedback
from quiz.game.dealer import Dealer
from quiz.game.grading import grade_answer
from quiz.game.ladder import Lifeline
from quiz.game.modes import CLASSIC, DAILY, MODES, PRACTICE, Mode, RoundOption
from quiz.game.overview import BestScoreKey
from quiz.game.recorder import (
    DelayedRoundRecorder,
    HistoryRecorder,
    NullHistoryRecorder,
    RoundRecorder,
    RoundSpec,
    StartedRound,
    UnfinishedRound,
    round_digest,
)
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Session, SessionRules
from quiz.model.errors import QuizError, UsageError
from quiz.model.generator_version import GENERATOR_VERSION
from quiz.model.question import Question
from quiz.text.safe import Text

_MIN_HELPFUL_SOURCES = 3
"""A list of fewer sources says nothing about the answer: most tables have one or two."""


class Game:
    """Draws rounds, starts their sessions, and passes flags and answers to the recorder."""

    def __init__(
        self,
        dealer: Dealer,
        request: RoundRequest,
        rules: SessionRules,
        recorder: HistoryRecorder,
        *,
        seen: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        """Keep what the rounds need.

        Args:
            dealer: Draws the rounds.
            request: The round that the command line or the settings request.
            rules: The player's usual rules.
            recorder: Saves the answers.
            seen: Number of times that each target (`PACK/FACT[.LABEL]`) was asked.
        """
        self.dealer = dealer
        self.request = request
        self.rules = rules
        self._recorder = recorder
        self._seen_ids = {target_id for target_id, count in seen.items() if count > 0}
        self._last_questions: Sequence[Question] = ()

    def list_modes(self) -> tuple[Mode, ...]:
        """List the modes that can play a category, the requested one first."""
        modes = [mode for mode in MODES.values() if RoundOption.CATEGORY in mode.options]
        first = self.request.mode if self.request.mode in modes else CLASSIC
        return (first, *(mode for mode in modes if mode is not first))

    def draw_round(self) -> Round:
        """Draw the requested round."""
        return self._draw(self.request)

    def draw_category_round(self, category: str | None, mode: Mode | None = None) -> Round:
        """Draw a round of a category, or of everything; the default mode is the requested one."""
        categories = () if category is None else (category,)
        return self._draw(self.request._replace(categories=categories, mode=mode or self.request.mode))

    def draw_custom_round(self, request: RoundRequest) -> Round:
        """Draw a round that the player set up."""
        return self._draw(request._replace(excluded_ids=self.request.excluded_ids))

    def draw_similar_round(self, earlier: Round) -> Round:
        """Draw a round like an earlier one with a random seed; the daily round is repeated, unscored."""
        if earlier.request.day is not None:
            return earlier._replace(resumed_from=None, is_scored=False)
        return self._draw(
            earlier.request._replace(
                length=self.request.length, excluded_ids=self.request.excluded_ids, seed=None
            )
        )

    def retry_questions(self, earlier: Round, questions: Sequence[Question]) -> Round:
        """Make a round of some questions of an earlier round, for one player."""
        seconds = self._limit_seconds(earlier.request) or 0.0
        request = RoundRequest(earlier.request.categories, None, len(questions), seconds=seconds)
        return Round(tuple(questions), earlier.title, request, category_titles=earlier.category_titles)

    def find_best_key(self, mode: Mode) -> BestScoreKey:
        """Return the rounds whose scores are compared with a usual round of a mode."""
        request = self.request._replace(mode=mode)
        return BestScoreKey(mode.name, self.find_usual_seconds(mode) is not None, request.question_count)

    def find_usual_seconds(self, mode: Mode) -> float | None:
        """Return the usual time limit of a mode; `None` for no limit."""
        return self._limit_seconds(self.request._replace(mode=mode))

    def build_rules(self, request: RoundRequest) -> SessionRules:
        """Return the rules of a round."""
        return request.mode.build_session_rules(
            limit=self._limit_seconds(request),
            guard=self.rules.guard_seconds,
            streak_bonus=self.rules.streak_bonus if request.streak_bonus is None else request.streak_bonus,
            players=max(1, len(request.players)),
        )

    def start_session(self, round_: Round, now: float) -> Session:
        """Start or resume a round by the rules of its mode."""
        rules = self.build_rules(round_.request)
        recorder = self._start_recorder(round_, rules)
        self._update_seen_ids()
        self._last_questions = round_.questions
        past_answers = () if round_.resumed_from is None else round_.resumed_from.answers
        return Session(
            round_.questions,
            rules,
            now,
            recorder,
            spares=round_.replacements,
            past_answers=past_answers,
            has_helpful_sources=self._has_helpful_sources,
        )

    def can_play(self, category: str | None, mode: Mode) -> bool:
        """Return whether a mode has enough questions in a category, or in everything."""
        categories = () if category is None else (category,)
        request = self.request._replace(categories=categories, mode=mode, players=(), seed=0)
        if mode.ladder is None:  # then one question is enough
            request = request._replace(mode=mode._replace(length=None), length=1)
        try:
            self.dealer.draw_seeded(request)
        except UsageError:
            return False
        return True

    def _has_helpful_sources(self, question: Question) -> bool:
        try:
            return (
                question.is_checked
                and len(set(self.dealer.list_source_titles(question))) >= _MIN_HELPFUL_SOURCES
            )
        except (QuizError, KeyError):  # the pack was removed
            return False

    def prepare_recorder(self) -> Text | None:
        """Open the recorder once the first question is shown; return a notice for the player, if any."""
        return self._recorder.open()

    def find_unfinished_round(self) -> Round | None:
        """Draw the last unfinished round again; return `None` if there is none.

        Raises:
            UsageError: The same round can't be drawn again; the message says why.
        """
        saved = self._recorder.find_unfinished()
        if saved is None:
            return None
        spec = saved.started.spec
        if spec.mode not in MODES:
            raise UsageError(f"can't resume the last round: unknown mode “{spec.mode}”")
        if spec.generator_version != GENERATOR_VERSION:
            raise UsageError("can't resume the last round: another version of quiz drew its questions")
        try:
            round_ = self._redraw(saved)
        except QuizError as error:
            raise UsageError(f"can't resume the last round: {error}") from error
        if round_digest((*round_.questions, *round_.replacements)) != saved.started.digest:
            raise UsageError("can't resume the last round: its questions have changed since")
        if not _can_replay(round_, saved):
            raise UsageError("can't resume the last round: its saved answers don't fit its questions")
        return round_._replace(resumed_from=saved, is_scored=saved.is_scored)

    def can_resume(self, round_: Round) -> bool:
        """Return whether a round can be resumed after the player leaves it."""
        is_recorded = not isinstance(self._recorder, NullHistoryRecorder)
        return is_recorded and round_.request.seed is not None and len(round_.request.players) < 2

    def abandon_round(self, round_: Round) -> None:
        """Record that a resumed round won't be resumed again."""
        if round_.resumed_from is not None:
            self._recorder.abandon_round(round_.resumed_from)

    def seed_notice(self, round_: Round) -> Text | None:
        """Return a notice if flagged questions make this round differ from its seed."""
        request = round_.request
        if request.seed is None or not request.excluded_ids:
            return None
        unflagged = self.dealer.draw_seeded(request._replace(excluded_ids=frozenset()))
        if unflagged.questions == round_.questions:
            return None
        return Text(
            f"Your flagged questions are left out, so seed {request.seed} gives others a different round."
        )

    def is_flagged(self, question: Question) -> bool:
        """Return whether a question is excluded from later rounds."""
        return question.target_id in self.request.excluded_ids

    def toggle_flag(self, question: Question) -> Text:
        """Flag a question, so that later rounds exclude it, or unflag it; return a sentence about that."""
        was_flagged = self.is_flagged(question)
        excluded_ids = self.request.excluded_ids ^ {question.target_id}
        self.request = self.request._replace(excluded_ids=excluded_ids)
        if was_flagged:
            return feedback.format_unflagged(self._recorder.unflag_question(question))
        return feedback.format_flagged(self._recorder.flag_question(question))

    def apply_settings(self, *, limit: float | None, length: int, streak_bonus: bool) -> None:
        """Apply changed settings to future rounds."""
        self.rules = self.rules._replace(limit_seconds=limit, streak_bonus=streak_bonus)
        self.request = self.request._replace(length=length)

    def _draw(self, request: RoundRequest) -> Round:
        if request.mode is DAILY:
            return self._draw_today()
        if request.mode is PRACTICE:
            return self.dealer.draw_practice(request, self._recorder.load_review_queue())
        if request.seed is None:
            self._update_seen_ids()
            return self.dealer.draw_unseen(request, self._seen_ids)
        return self.dealer.draw_seeded(request)

    def _update_seen_ids(self) -> None:
        """Add the targets of the last round; not when it starts, which would make all its questions."""
        self._seen_ids.update(question.target_id for question in self._last_questions)

    def _draw_today(self) -> Round:
        """Draw today's round, resumed if it is unfinished, and unscored if it was played before."""
        round_ = self.dealer.draw_daily(seconds=self.request.seconds)
        try:
            unfinished = self.find_unfinished_round()
        except UsageError:
            unfinished = None
        if unfinished is not None and unfinished.is_scored and unfinished.request.day == round_.request.day:
            return unfinished
        assert round_.request.seed is not None
        return round_._replace(is_scored=not self._recorder.has_round(DAILY.name, round_.request.seed))

    def is_new_daily(self, day: str) -> bool:
        """Return whether a daily round is today's and was not started before."""
        today = self.dealer.draw_daily(seconds=self.request.seconds).request
        return day == today.day and not self._recorder.has_round(DAILY.name, int(day.replace("-", "")))

    def redraw_finished(self, started: StartedRound) -> Round:
        """Draw a finished round again.

        Raises:
            QuizError: The same round can't be drawn again.
        """
        if started.spec.mode not in MODES or started.spec.generator_version != GENERATOR_VERSION:
            raise UsageError("another version of quiz drew your last round")
        return self._redraw(UnfinishedRound(started, (), ()))

    def _redraw(self, saved: UnfinishedRound) -> Round:
        spec = saved.started.spec
        mode = MODES[spec.mode]
        if mode is DAILY:
            date = f"{spec.seed}"
            day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
            daily = self.dealer.draw_daily(day, spec.limit_seconds or 0)
            request = daily.request._replace(streak_bonus=spec.streak_bonus)
            return daily._replace(request=request, rival_score=spec.rival_score)
        categories = () if spec.category is None else tuple(spec.category.split(","))
        request = RoundRequest(
            categories,
            spec.kind,
            spec.length,
            spec.seed,
            mode,
            spec.limit_seconds or 0,
            streak_bonus=spec.streak_bonus,
        )
        # The answered questions were not flagged when the round was drawn, but may be now.
        excluded_ids = self.request.excluded_ids.difference(saved.target_ids)
        round_ = self.dealer.draw_seeded(request._replace(excluded_ids=excluded_ids))
        return round_._replace(rival_score=spec.rival_score)

    def _limit_seconds(self, request: RoundRequest) -> float | None:
        mode = request.mode
        if request.seconds is not None and RoundOption.TIME in mode.options:
            return request.seconds or None
        return self.rules.limit_seconds if mode.default_seconds is None else mode.default_seconds or None

    def _start_recorder(self, round_: Round, rules: SessionRules) -> RoundRecorder:
        if round_.resumed_from is not None:
            return self._recorder.resume_round(round_.resumed_from)
        request = round_.request
        spec = RoundSpec(
            request.mode.name,
            ",".join(request.categories) or None,
            request.kind,
            request.length,
            request.seed,
            rules.limit_seconds,
            rules.player_count,
            rival_score=round_.rival_score,
            streak_bonus=rules.streak_bonus,
        )

        def start() -> RoundRecorder:
            digest = round_digest((*round_.questions, *round_.replacements))
            return self._recorder.start_round(spec, len(round_.questions), digest)

        return DelayedRoundRecorder(start)


def _can_replay(round_: Round, saved: UnfinishedRound) -> bool:
    """Return whether saved answers can be those of a round; its questions may have been swapped."""
    if len(saved.answers) >= len(round_.questions):
        return False
    option_count = min(len(question.options) for question in (*round_.questions, *round_.replacements))
    for question, past in zip(round_.questions, saved.answers, strict=False):
        if past.answer is None:
            continue
        if Lifeline.SWAP in past.used_lifelines:
            is_possible = past.answer.option is not None and past.answer.option < option_count
        else:
            is_possible = grade_answer(question, past.answer) is not None
        if not is_possible:
            return False
    return True
