"""Ask the questions of a round, one after another, and say how each went."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from quiz.config.settings import Settings
from quiz.game import answer_input, feedback, results
from quiz.game.game import Game
from quiz.game.ladder import Lifeline
from quiz.game.outcome import Answer, Outcome, Verdict
from quiz.game.round import Round
from quiz.game.session import Phase, Session, SessionState
from quiz.model.errors import QuizError
from quiz.model.pack import Kind
from quiz.model.question import Question
from quiz.text.english import to_sentence
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.messages import RoundEnded
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.answer import AnswerPanel, format_verdict
from quiz.tui.widgets.clock import CountdownBar
from quiz.tui.widgets.key_hint_bar import KeyHintBar
from quiz.tui.widgets.option_row import OptionRow
from quiz.tui.widgets.status_bar import StatusBar

_TICK = 1 / 10
_LIFELINES = {"half": Lifeline.FIFTY, "swap": Lifeline.SWAP, "origins": Lifeline.SOURCES}
"""The help that an action gives."""


class QuestionScreen(BaseScreen):
    """A session in play: keys become its events, its views are painted."""

    BINDINGS = keys.QUESTION

    state: var[SessionState | None] = var(None, init=False)

    def __init__(
        self,
        game: Game,
        round_: Round,
        *,
        clock: Callable[[], float],
        ascii_only: bool,
        notice: Text | None = None,
        settings: Callable[[], Settings] = Settings,
    ) -> None:
        """Play a round; `settings` gives those that hold at the moment."""
        super().__init__(classes="-ascii" if ascii_only else None)
        self._told_settings = settings
        self._game = game
        self._round = round_
        self._clock = clock
        self._ascii_only = ascii_only
        self._notice = notice
        self._session: Session | None = None
        self._marked: int | None = None
        self._timer: Timer | None = None
        self._is_to_bring = False
        self._page = Widget(id="page")
        self._standing = StatusBar(ascii_only=ascii_only)
        self._clock_bar = CountdownBar(ascii_only=ascii_only)
        self._body = Body()
        self._stem = Static(id="stem")
        self._answer = AnswerPanel()
        self._line = Static(id="notice")
        self._hints = KeyHintBar()

    @property
    def _settings(self) -> Settings:
        return self._told_settings()

    @property
    def round(self) -> Round:
        """The round in play, or the last one."""
        return self._round

    def compose(self) -> ComposeResult:
        with self._page:
            yield self._standing
            yield self._clock_bar
            with self._body:
                yield self._stem
                for index in range(self._options_at_most()):
                    yield OptionRow(index, ascii_only=self._ascii_only)

    def on_mount(self) -> None:
        if self.is_attached:  # a key may have ended the game while it was loading
            self._begin()

    def play(self, round_: Round) -> None:
        """Begin another round on the same screen."""
        self._round = round_
        self._notice = None
        self._begin()

    def tick(self) -> None:
        """Look at the clock."""
        if self._session is not None and self.is_current:
            now = self._clock()
            self.state = view = self._session.expire(now)
            self._paint_clock(view, now)

    def watch_state(self, before: SessionState | None, view: SessionState | None) -> None:
        if view is None:
            return
        if view.phase is Phase.FINISHED:
            self.post_message(RoundEnded(view))
        elif before is None or _shown(before) != _shown(view):
            self._paint(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        view = self.state
        asking = view is not None and view.phase is Phase.ASKING
        match action:
            case "choose":
                return asking and view is not None and _is_there(view, str(parameters[0]))
            case "mark":
                return asking
            case "skip":
                return asking and view is not None and view.ladder is None
            case "half" | "swap" | "origins":
                return asking and view is not None and _LIFELINES[action] in view.remaining_lifelines
            case "choose_marked":
                return asking and self._marked is not None
            case "go_on" | "sources" | "flag":
                return view is not None and view.phase is Phase.REVEALED
        return True

    def manual(self) -> Sequence[BindingType]:
        """Give the keys of this way to play."""
        climbs = self._round.request.mode.ladder is not None
        others = ("skip",) if climbs else tuple(_LIFELINES)
        return [one for one in self.BINDINGS if not (isinstance(one, Binding) and one.action in others)]

    def action_choose(self, word: str) -> None:
        option = None if self.state is None else answer_input.parse_option(self.state.question, word)
        if option is not None:
            self._choose(option)

    def _choose(self, option: int) -> None:
        """Take an option, or put the bar on it where the player wants to confirm."""
        is_there = self.state is not None and option not in self.state.hidden_options
        if self._settings.confirm_first and self._marked != option and is_there:
            self._mark(option)
            self._hints.update_hints()
        else:
            self._give(option)

    def action_choose_marked(self) -> None:
        if self._marked is not None:
            self._give(self._marked)

    @on(OptionRow.Clicked)
    def _clicked(self, event: OptionRow.Clicked) -> None:
        self._choose(event.index)

    def action_mark(self, step: int) -> None:
        """Move the bar over the options."""
        if self.state is None:
            return
        view = self.state
        there = [one for one in range(len(view.question.options)) if one not in view.hidden_options]
        before_first = -1 if step > 0 else len(there)
        place = before_first if self._marked is None else there.index(self._marked)
        self._mark(there[(place + step) % len(there)])

    def action_skip(self) -> None:
        if self._session is not None and self.state is not None:
            self.state = self._session.skip(self.state.number, self._clock())

    def action_half(self) -> None:
        self._help(Lifeline.FIFTY)

    def action_swap(self) -> None:
        self._help(Lifeline.SWAP)

    def action_origins(self) -> None:
        """Name what the category's questions are drawn from."""
        from quiz.tui.screens.source_list import SourceListScreen

        if self.state is None:
            return
        question = self.state.question
        try:
            sources = self._game.dealer.list_source_titles(question)
        except QuizError as problem:  # its pack is gone
            self.show_notice(to_sentence(str(problem)))
        else:
            if self._help(Lifeline.SOURCES):
                self.app.push_screen(SourceListScreen(self._title(question), sources))

    def action_go_on(self) -> None:
        """Leave the verdict."""
        if self._session is not None and self.state is not None:
            self.state = self._session.advance(self.state.number, self._clock())

    def action_sources(self) -> None:
        from quiz.tui.screens.source import SourceScreen

        if self.state is not None and self.state.question.citations:
            self.app.push_screen(SourceScreen(self.state.question.citations))

    def action_flag(self) -> None:
        """Mark the question as wrong or bad."""
        if self.state is not None:
            self.show_notice(feedback.format_flagged(self._game.flag_question(self.state.question)))

    def action_leave(self) -> None:
        from quiz.tui.screens.confirm import ConfirmScreen

        if self.state is not None:
            standing = feedback.format_progress(self.state) if self.state.outcomes else None
            question, yes = Text("End the round here?"), "end it"
            if self.state.ladder is not None:
                question, yes = Text(f"Walk away with {self.state.score:,}?"), "walk away"
            self.app.push_screen(ConfirmScreen(question, standing, yes=yes, no="keep playing"), self._left)

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
            self._go_on_asking()

    def _put_aside(self, _: object = None) -> None:
        """Stop the clock while the game is not in front of the player."""
        if self._session is not None and self.is_current:
            self.state = self._session.pause(self._clock())
            if self.state.is_paused:
                self.show_notice(Text("The clock waits."))

    def _taken_up(self, _: object = None) -> None:
        if self._session is not None and self.is_current and self.state is not None and self.state.is_paused:
            self.state = self._session.resume(self._clock())
            self.show_notice(None)

    def _focus_changed(self, has_focus: bool) -> None:
        if has_focus:
            self._taken_up()
        elif self._settings.pause_on_blur:
            self._put_aside()

    def _begin(self) -> None:
        for index in range(len(self.query(OptionRow)), self._options_at_most()):
            self._body.mount(OptionRow(index, ascii_only=self._ascii_only), before=self._answer)
        self.show_notice(self._notice or self._round.notice)
        now = self._clock()
        self._session = self._game.start_session(self._round, now)
        # Time begins when somebody can read the question: the first one of all is not painted yet.
        is_seen = self.is_current and self._timer is not None
        self.state = self._session.state if is_seen else self._session.pause(now)
        self._paint_clock(self.state, now)

    def _go_on_asking(self) -> None:
        """Let the clock run again, if the question is what the player sees."""
        if self._session is not None and self.is_current:
            self.state = self._session.resume(self._clock())

    def show_notice(self, notice: Text | None) -> None:
        """Let a sentence stand above the keys, or none."""
        self._line.update(Content(notice or ""))
        self._line.display = notice is not None

    def _help(self, lifeline: Lifeline) -> bool:
        """Ask for a help; say whether it was given."""
        if self._session is None or self.state is None:
            return False
        before = self.state
        self.state = self._session.use_lifeline(before.number, lifeline, self._clock())
        return self.state != before

    def _give(self, option: int) -> None:
        if self._session is not None and self.state is not None:
            self.state = self._session.answer(self.state.number, Answer(option), self._clock())

    def _left(self, sure: bool | None) -> None:
        if sure and self._session is not None:
            self.state = self._session.stop()

    def _mark(self, index: int | None) -> None:
        self._marked = index
        for choice in self.query(OptionRow):
            choice.set_marked(here=choice.index == index)
            if choice.index == index:
                choice.scroll_visible(animate=False)

    def _complete(self) -> None:
        """Add what the first frame can do without, unless the game was left meanwhile."""
        if self._timer is not None or not self.is_attached:
            return
        self._timer = self.set_interval(_TICK, self.tick)
        self.screen_layout_refresh_signal.subscribe(self, self._bring_answer)
        self.app.app_suspend_signal.subscribe(self, self._put_aside)
        self.app.app_resume_signal.subscribe(self, self._taken_up)
        self.watch(self.app, "app_focus", self._focus_changed, init=False)
        self._page.visible = True  # so that a selection can begin at its edge
        self._body.mount(self._answer)
        self._page.mount(self._line, self._hints)
        self._go_on_asking()
        news = self._game.prepare_recorder()
        if news is not None:
            self.show_notice(news)

    def _paint(self, view: SessionState) -> None:
        if view.outcome is None:
            self._paint_question(view)
        else:
            self._clock_bar.show_verdict(format_verdict(view.outcome, ascii_only=self._ascii_only))
            self._ring(view.outcome)
            self.call_after_refresh(self._paint_answer, view.outcome)

    def _ring(self, outcome: Outcome) -> None:
        """Ring at a miss, if the player wants sound; never at a question about grief."""
        is_miss = outcome.verdict in (Verdict.WRONG, Verdict.LATE)
        if is_miss and self._settings.sound != "off" and not outcome.question.sensitive:
            self.app.bell()

    def _paint_question(self, view: SessionState) -> None:
        question = view.question
        self._marked = None
        if view.number > 1:
            self.show_notice(None)
        self._is_to_bring = False
        self._paint_stem(question, results.format_stakes(view, self._round.request.players))
        for choice in self.query(OptionRow):
            is_there = choice.index < len(question.options) and choice.index not in view.hidden_options
            choice.show_option(question.options[choice.index] if is_there else None)
        self._answer.clear()
        self._body.scroll_home(animate=False)
        self._paint_clock(view, self._clock())
        self._paint_standing(view)

    def _paint_stem(self, question: Question, lead: Text | None = None) -> None:
        told = [lead, "True or false?" if question.kind is Kind.TRUEFALSE else None]
        preface = "".join(f"{line}\n" for line in told if line is not None)
        self._stem.update(Content.assemble((preface, "$quiet"), (question.stem, "bold")))

    def _paint_answer(self, outcome: Outcome) -> None:
        """Show what goes with a verdict; it comes a frame later, so that the verdict need not wait for it."""
        if self.state is None or self.state.outcome is not outcome:
            return
        self._paint_stem(outcome.question)
        for choice in self.query(OptionRow):
            choice.reveal(outcome)
        self._answer.show_outcome(outcome)
        if outcome.save_error is not None:
            self.show_notice(feedback.format_not_saved(outcome.save_error))
        self._paint_standing(self.state)
        self._is_to_bring = True

    def _paint_standing(self, view: SessionState) -> None:
        self._standing.show_state(view, self._title(view.question), self._round.request.players)
        self._hints.update_hints()

    def _title(self, question: Question) -> Text:
        return self._round.category_title(question)

    def _bring_answer(self, _: Screen[None]) -> None:
        """Scroll so far that the whole answer is seen, or all that fits from the right option on."""
        if self._is_to_bring and self.state is not None:
            self._is_to_bring = False
            top = self.query_one(f"#choice-{self.state.question.key + 1}", OptionRow).virtual_region.y
            self._body.scroll_to(y=min(self._body.max_scroll_y, top), animate=False)

    def _paint_clock(self, view: SessionState, now: float) -> None:
        if view.phase is Phase.ASKING:
            self._clock_bar.show_time(view.remaining(now), view.limit_seconds)

    def _options_at_most(self) -> int:
        return max(len(question.options) for question in (*self._round.questions, *self._round.replacements))


def _is_there(view: SessionState, word: str) -> bool:
    option = answer_input.parse_option(view.question, word)
    return option is not None and option not in view.hidden_options


def _shown(view: SessionState) -> tuple[object, ...]:
    """Give what of a view the question's own part of the screen shows."""
    return view.phase, view.number, view.question.id, view.hidden_options, view.remaining_lifelines
