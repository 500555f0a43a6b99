"""Question screen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from quiz.config.settings import Settings
from quiz.game import answer_input, feedback, results
from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.round import Round, RoundRequest
from quiz.game.session import Phase, Session, SessionState
from quiz.text.safe import Text
from quiz.tui import keys, question_actions
from quiz.tui.messages import AnswerTyped, RoundEnded
from quiz.tui.motion import can_move
from quiz.tui.round_maker import RoundMaker
from quiz.tui.screens.base import BaseScreen, Body, join_notices
from quiz.tui.widgets.answer import AnswerPanel, format_verdict
from quiz.tui.widgets.answer_slot import AnswerSlot
from quiz.tui.widgets.clock import CountdownBar
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.option_row import OptionRow, show_options
from quiz.tui.widgets.row import mark_row
from quiz.tui.widgets.status_bar import StatusBar
from quiz.tui.widgets.stem import Stem

if TYPE_CHECKING:
    from quiz.tui.widgets.ladder import LadderPanel

_TICK_SECONDS = 1 / 10


class QuestionScreen(BaseScreen):
    """A session in progress: keys become its events, and its state is shown."""

    BINDINGS = keys.QUESTION

    state: var[SessionState | None] = var(None, init=False)

    def __init__(
        self,
        game: Game,
        round_: Round,
        *,
        clock: Callable[[], float],
        ascii_only: bool,
        settings: Callable[[], Settings],
        notice: Text | None = None,
    ) -> None:
        """Create the screen; `settings` returns the current settings."""
        super().__init__(ascii_only=ascii_only)
        self.round = round_
        self._current_settings = settings
        self._game = game
        self._clock = clock
        self._first_notice = notice
        self._session: Session | None = None
        self._marked: int | None = None
        self._timer: Timer | None = None
        self._maker = RoundMaker(self, self._show_length)
        self._has_new_answer = False
        self._page = Widget(id="page")
        self._status_bar = StatusBar(ascii_only=ascii_only)
        self._clock_bar = CountdownBar(ascii_only=ascii_only)
        self._body = Body()
        self._stem = Stem()
        self._slot = AnswerSlot()
        self._answer = AnswerPanel()
        self._hints = KeyHintBar()
        self._ladder: LadderPanel | None = None

    def compose(self) -> ComposeResult:
        self.set_breakpoints()
        with self._page:
            yield self._status_bar
            yield self._clock_bar
            with self._body:
                yield self._stem
                yield self._slot
                for index in range(len(self.round.questions[0].options)):
                    yield OptionRow(index, ascii_only=self._ascii_only)

    def on_mount(self) -> None:
        if self.is_attached:  # a key may have ended the game while it was loading
            self._begin(self._first_notice)

    def play(self, round_: Round) -> None:
        """Begin another round on the same screen."""
        self.round = round_
        self._begin()

    def tick(self) -> None:
        """Update the clock, and end the question when its time is up."""
        if self._session is not None and self.is_current:
            now = self._clock()
            self.state = state = self._session.expire(now)
            self._show_clock(state, now)

    def watch_state(self, before: SessionState | None, state: SessionState | None) -> None:
        if state is None:
            return
        if state.phase is Phase.FINISHED:
            self.post_message(RoundEnded(state))
        elif before is None or _visible_parts(before) != _visible_parts(state):
            self._show_state(state)

    def on_screen_suspend(self) -> None:
        if self._session is not None and self.state is not None and self.state.phase is not Phase.FINISHED:
            self.state = self._session.pause(self._clock())
        if self._timer is not None:
            self._timer.pause()

    def on_screen_resume(self) -> None:
        if self._timer is None:
            self.call_after_refresh(self._complete)
        else:
            self._timer.resume()
            self._resume_clock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if self.state is None:
            return True
        has_selection = self._marked is not None
        return question_actions.is_enabled(action, parameters, self.state, has_selection=has_selection)

    def list_help_bindings(self) -> Sequence[BindingType]:
        return question_actions.list_help_bindings(self.BINDINGS, self.state)

    def get_help_request(self) -> RoundRequest:
        return self.round.request

    def action_choose(self, word: str) -> None:
        option = None if self.state is None else answer_input.parse_option(self.state.question, word)
        if option is not None:
            self._choose(option)

    def action_choose_marked(self) -> None:
        if self._marked is not None:
            self._submit(Answer(self._marked))

    def action_mark(self, step: int) -> None:
        """Select the next option, or the previous one if `step` is -1."""
        if self.state is not None:
            self._mark(question_actions.find_next_option(self.state, self._marked, step))

    def action_mark_end(self, direction: int) -> None:
        """Select the last option, or the first if `direction` is -1."""
        self._mark(None)
        self.action_mark(-direction)

    def action_skip(self, is_typing: bool = False) -> None:
        self._send(Session.skip)

    def action_half(self) -> None:
        self._use_lifeline(Lifeline.FIFTY)

    def action_swap(self) -> None:
        self._use_lifeline(Lifeline.SWAP)

    def action_origins(self) -> None:
        """Show the sources of the category."""
        from quiz.tui.screens.source_list import SourceListScreen

        if self.state is None:
            return
        question = self.state.question
        sources = self._game.dealer.list_source_titles(question)
        if self._use_lifeline(Lifeline.SOURCES):
            self.app.push_screen(SourceListScreen(self.round.category_title(question), sources))

    def action_go_on(self) -> None:
        """Show the next question, or the results."""
        self._send(Session.advance)

    def action_sources(self) -> None:
        from quiz.tui.screens.source import SourceScreen

        if self.state is not None and self.state.question.citations:
            self.app.push_screen(SourceScreen(self.state.question.citations))

    def action_flag(self) -> None:
        if self.state is not None:
            self.show_notice(self._game.toggle_flag(self.state.question))

    def action_leave(self) -> None:
        """Leave the round after a confirmation."""
        from quiz.tui.screens.confirm import ConfirmScreen

        if self.state is None:
            return
        progress = feedback.format_progress(self.state) if self.state.outcomes else None
        question = results.format_leaving(self.state, can_resume=self._game.can_resume(self.round))
        yes = "leave" if self.state.ladder is None else "walk away"
        self.app.push_screen(ConfirmScreen(question, progress, yes=yes, no="keep playing"), self._leave)

    @on(AnswerTyped)
    def _submit_typed(self, event: AnswerTyped) -> None:
        """Answer with a text, or explain why it is unclear."""
        if self.state is None or not question_actions.is_typing(self.state):
            return
        unclear = answer_input.explain_unclear(self.state.question, event.text)
        self.show_notice(unclear)
        if unclear is None:
            self._submit(Answer(text=event.text))

    @on(OptionRow.Clicked)
    def _choose_clicked(self, event: OptionRow.Clicked) -> None:
        self._choose(event.index)

    def _choose(self, option: int) -> None:
        """Answer or, if the player confirms answers, select the option first."""
        is_visible = self.state is not None and option not in self.state.hidden_options
        if self._current_settings().confirm_first and self._marked != option and is_visible:
            self._mark(option)
        else:
            self._submit(Answer(option))

    def _submit(self, answer: Answer) -> None:
        self._send(lambda session, number, now: session.answer(number, answer, now))

    def _use_lifeline(self, lifeline: Lifeline) -> bool:
        """Use a lifeline and return whether it was available."""
        before = self.state
        self._send(lambda session, number, now: session.use_lifeline(number, lifeline, now))
        return self.state != before

    def _send(self, event: Callable[[Session, int, float], SessionState]) -> None:
        """Call a method of the session with the question's number and the time."""
        if self._session is not None and self.state is not None:
            self.state = event(self._session, self.state.number, self._clock())

    def _leave(self, is_confirmed: bool | None) -> None:
        if is_confirmed and self._session is not None:
            self.state = self._session.stop()

    def _mark(self, option: int | None) -> None:
        self._marked = option
        mark_row(self.query(OptionRow), option)
        self._hints.update_hints()

    def _begin(self, notice: Text | None = None) -> None:
        self._first_notice = join_notices(self.round.notice, notice)
        self.show_notice(self._first_notice)
        self._set_up_ladder()
        now = self._clock()
        self._session = self._game.start_session(self.round, now)
        # The time starts when the question is visible: the very first one is not drawn yet.
        is_visible = self.is_current and self._timer is not None
        self.state = self._session.state if is_visible else self._session.pause(now)
        self._show_clock(self.state, now)
        if self._timer is not None:
            self._maker.start(self.round)

    def _show_length(self) -> None:
        """Show the number of questions if it is smaller than requested."""
        if self._session is not None and (notice := self.round.shortfall_notice) is not None:
            self.state = self._session.count_questions()
            self._show_status(self.state)
            self.show_notice(join_notices(notice, self._first_notice))

    def _set_up_ladder(self) -> None:
        climbs = self.round.request.mode.ladder is not None
        self.set_class(climbs, "-climbs")
        self._clock_bar.show_ladder(None)
        if climbs and self._ladder is None:
            from quiz.tui.widgets.ladder import LadderPanel  # only for this mode

            self._ladder = LadderPanel(ascii_only=self._ascii_only)
            self._page.mount(self._ladder)

    def _complete(self) -> None:
        """Add everything that the first frame doesn't need."""
        if self._timer is not None or not self.is_attached:
            return
        self._timer = self.set_interval(_TICK_SECONDS, self.tick)
        self.screen_layout_refresh_signal.subscribe(self, self._scroll_to_answer)
        self.app.app_suspend_signal.subscribe(self, self._pause, immediate=True)
        self.app.app_resume_signal.subscribe(self, self._unpause)
        self.watch(self.app, "app_focus", self._follow_focus, init=False)
        self._page.visible = True  # so that a selection can begin at its edge
        self._body.mount(self._answer)
        self._page.mount(self.notice, self._hints)
        self._resume_clock()
        if (trouble := self._game.prepare_recorder()) is not None:
            self._first_notice = join_notices(self._first_notice, trouble)
            self.show_notice(self._first_notice)
        self._maker.start(self.round)

    def _resume_clock(self) -> None:
        if self._session is not None and self.is_current:
            self.state = self._session.resume(self._clock())

    def _follow_focus(self, has_focus: bool) -> None:
        if has_focus:
            self._unpause()
        elif self._current_settings().pause_on_blur:
            self._pause()

    def _pause(self, _: object = None) -> None:
        if self._session is not None and self.is_current:
            self.state = self._session.pause(self._clock())
            if self.state.is_paused:
                self.show_notice(Text("Paused."))

    def _unpause(self, _: object = None) -> None:
        if self.is_current and self.state is not None and self.state.is_paused:
            self._resume_clock()
            self.show_notice(None)

    def _show_state(self, state: SessionState) -> None:
        outcome = state.outcome
        if outcome is None:
            self._show_question(state)
            return
        self._clock_bar.show_verdict(format_verdict(outcome, ascii_only=self._ascii_only))
        is_miss = outcome.verdict in (Verdict.WRONG, Verdict.LATE)
        if is_miss and self._current_settings().sound != "off" and not outcome.question.sensitive:
            self.app.bell()
        # The rest comes a frame later, so that the verdict appears at once.
        self.call_after_refresh(self._show_answer, outcome)

    def _show_question(self, state: SessionState) -> None:
        question, players = state.question, self.round.request.players
        self._marked = None
        if state.number > 1:
            self.show_notice(None)
        self._has_new_answer = False
        self._stem.show_question(question, results.format_stakes(state, players))
        show_options(self._body, self._answer, state, ascii_only=self._ascii_only)
        self._answer.clear()
        self._body.scroll_home(animate=False)
        self._slot.set_open(not question.options)
        self._show_clock(state, self._clock())
        self._show_status(state)
        if results.is_hand_over(state, players):
            from quiz.tui.screens.hand_over import hand_over

            hand_over(self, state, players, self._clock, self.action_leave)

    def _show_answer(self, outcome: Outcome) -> None:
        if self.state is None or self.state.outcome is not outcome:
            return
        self._stem.show_question(outcome.question, is_answered=True)
        for row in self.query(OptionRow):
            row.reveal(outcome)
        self._slot.set_open(False)
        self._answer.show_outcome(outcome)
        if outcome.save_error is not None:
            self.show_notice(feedback.format_not_saved(outcome.save_error))
        self._show_status(self.state)
        self._has_new_answer = True

    def _show_status(self, state: SessionState) -> None:
        title = self.round.category_title(state.question)
        self._status_bar.show_state(state, title, self.round.request.players)
        self._hints.update_hints()
        self._show_ladder(state)

    def _show_ladder(self, state: SessionState) -> None:
        if state.ladder is None or self._ladder is None:
            return
        from quiz.tui.widgets.ladder import format_ladder_line

        lifeline_keys = {active.binding.action: key for key, active in self.active_bindings.items()}
        self._ladder.show_state(state, lifeline_keys, is_news=state.outcome is not None)
        self._clock_bar.show_ladder(format_ladder_line(state, lifeline_keys, ascii_only=self._ascii_only))

    def _show_clock(self, state: SessionState, now: float) -> None:
        if state.phase is Phase.ASKING:
            is_still = not can_move(self, state.question)
            self._clock_bar.show_time(state.remaining(now), state.limit_seconds, is_still=is_still)

    def _scroll_to_answer(self, _: Screen[None]) -> None:
        """Scroll to the end of a new answer, but keep the right option visible."""
        if self._has_new_answer and self.state is not None:
            self._has_new_answer = False
            right = self.query(f"#choice-{self.state.question.key + 1}") or [self._answer]
            self._body.scroll_to(y=min(self._body.max_scroll_y, right[0].virtual_region.y), animate=False)


def _visible_parts(state: SessionState) -> tuple[object, ...]:
    return state.phase, state.number, state.question.id, state.hidden_options, state.offered_lifelines
