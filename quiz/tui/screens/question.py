"""Ask the questions of a round, one after another, and say how each went."""

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.reactive import reactive
from textual.timer import Timer
from textual.widgets import Static

from quiz.core import views
from quiz.core.model import OPTIONS_AT_MOST, Kind
from quiz.core.session import Phase, Session, Verdict, View
from quiz.game import Game, Round
from quiz.text.safe import Text
from quiz.tui import keys
from quiz.tui.events import Ended
from quiz.tui.screens.page import Page
from quiz.tui.widgets.choice import Choice
from quiz.tui.widgets.clock import Clock
from quiz.tui.widgets.hints import Hints

_TICK = 1 / 10
_MARKS_AT_MOST = 20
_LOOKS = {
    Verdict.RIGHT: "-right",
    Verdict.WRONG: "-wrong",
    Verdict.LATE: "-wrong",
    Verdict.SKIPPED: "-skipped",
}
_COLOURS = {
    Verdict.RIGHT: "$success",
    Verdict.WRONG: "$error",
    Verdict.LATE: "$error",
    Verdict.SKIPPED: "$quiet",
}
_RIGHT = Text("right")
_WRONG = Text("wrong")


class QuestionScreen(Page):
    """A session in play: keys become its events, its views are painted."""

    BINDINGS = keys.QUESTION

    state: reactive[View | None] = reactive(None, init=False)

    category = query_one("#category", Static)
    marks = query_one("#marks", Static)
    progress = query_one("#progress", Static)
    standing = query_one("#standing", Static)
    clock_bar = query_one("#clock", Clock)
    body = query_one("#body", VerticalScroll)
    stem = query_one("#stem", Static)
    verdict = query_one("#verdict", Static)
    why = query_one("#why", Static)
    written = query_one("#written", Static)
    notice = query_one("#notice", Static)

    def __init__(
        self,
        game: Game,
        round_: Round,
        *,
        clock: Callable[[], float],
        ascii_only: bool,
        notice: Text | None = None,
    ) -> None:
        super().__init__()
        self._game = game
        self._round = round_
        self._clock = clock
        self._ascii_only = ascii_only
        self._notice = notice or round_.shortfall
        self._session: Session | None = None
        self._marked: int | None = None
        self._timer: Timer | None = None

    @property
    def round(self) -> Round:
        """The round in play, or the last one."""
        return self._round

    def compose(self) -> ComposeResult:
        with Vertical(id="page"):
            with Horizontal(id="top"):
                yield Static(id="category")
                yield Static(id="marks")
                yield Static(id="progress")
                yield Static(id="standing")
            yield Clock(ascii_only=self._ascii_only)
            with VerticalScroll(id="body", can_focus=False):
                yield Static(id="stem")
                for index in range(OPTIONS_AT_MOST):
                    yield Choice(index)
                yield Static(id="verdict", classes="answer")
                yield Static(id="why", classes="answer")
                yield Static(id="written", classes="answer")
            yield Static(id="notice")
            yield Hints()

    def on_mount(self) -> None:
        self._timer = self.set_interval(_TICK, self.tick)
        self._begin()

    def play(self, round_: Round) -> None:
        """Begin another round on the same screen."""
        self._round = round_
        self._notice = round_.shortfall
        self._begin()

    def tick(self) -> None:
        """Look at the clock."""
        if self._session is not None and self.is_current:
            now = self._clock()
            self.state = view = self._session.expire(now)
            self._paint_clock(view, now)

    def watch_state(self, before: View | None, view: View | None) -> None:
        if view is None:
            return
        if view.phase is Phase.FINISHED:
            self.post_message(Ended(view))
        elif before is None or (before.phase, before.number) != (view.phase, view.number):
            with self.app.batch_update():
                self._paint(view)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        view = self.state
        asking = view is not None and view.phase is Phase.ASKING
        match action:
            case "choose":
                return asking and view is not None and self._named(view, str(parameters[0])) is not None
            case "mark" | "skip":
                return asking
            case "choose_marked":
                return asking and self._marked is not None
            case "go_on" | "sources":
                return view is not None and view.phase is Phase.REVEALED
        return True

    def action_choose(self, word: str) -> None:
        if self.state is not None and (option := self._named(self.state, word)) is not None:
            self._answer(option)

    def action_choose_marked(self) -> None:
        if self._marked is not None:
            self._answer(self._marked)

    @on(Choice.Clicked)
    def _clicked(self, event: Choice.Clicked) -> None:
        self._answer(event.index)

    def action_mark(self, step: int) -> None:
        """Move the bar over the options."""
        if self.state is None:
            return
        count = len(self.state.question.options)
        start = -1 if step > 0 else count
        self._mark((start if self._marked is None else self._marked + step) % count)

    def action_skip(self) -> None:
        if self._session is not None and self.state is not None:
            self.state = self._session.skip(self.state.number, self._clock())

    def action_go_on(self) -> None:
        """Leave the verdict, once there was time to see it."""
        view, now = self.state, self._clock()
        if self._session is None or view is None or view.outcome is None:
            return
        if view.elapsed(now) - view.outcome.seconds >= self._game.rules.guard:
            self._notice = None
            self.state = self._session.advance(view.number, now)

    def action_sources(self) -> None:
        from quiz.tui.screens.card import SourceCard

        if self.state is not None and self.state.question.citations:
            self.app.push_screen(SourceCard(self.state.question.citations))

    def action_leave(self) -> None:
        from quiz.tui.screens.ask import Ask

        if self.state is not None:
            self.app.push_screen(Ask(Text("End the round here?"), views.standing(self.state)), self._left)

    def on_screen_suspend(self) -> None:
        if self._session is not None and self.state is not None and self.state.phase is not Phase.FINISHED:
            self.state = self._session.pause(self._clock())
        if self._timer is not None:
            self._timer.pause()

    def on_screen_resume(self) -> None:
        super().on_screen_resume()
        if self._session is not None and self.is_current:
            self.state = self._session.resume(self._clock())
        if self._timer is not None:
            self._timer.resume()

    def _begin(self) -> None:
        now = self._clock()
        self._session = self._game.session(self._round, now)
        self.state = self._session.view if self.is_current else self._session.pause(now)
        self._paint_clock(self.state, now)

    def _answer(self, option: int) -> None:
        if self._session is not None and self.state is not None:
            self.state = self._session.answer(self.state.number, option, self._clock())

    def _left(self, sure: bool | None) -> None:
        if sure and self._session is not None:
            self.state = self._session.stop()

    def _named(self, view: View, word: str) -> int | None:
        return views.option_named(view.question, word)

    def _mark(self, index: int | None) -> None:
        self._marked = index
        for choice in self.query(Choice):
            choice.set_class(choice.index == index, "-marked")
            if choice.index == index:
                choice.scroll_visible(animate=False)

    def _paint(self, view: View) -> None:
        self._paint_top(view)
        if view.phase is Phase.REVEALED:
            self._paint_answer(view)
        else:
            self._paint_question(view)
        self.renew_hints()

    def _paint_top(self, view: View) -> None:
        question = view.question
        self.category.update(Content(self._game.title(f"{question.pack}/{question.category}")))
        self.marks.update(self._drawn_marks(view))
        self.progress.update(Content(f"{view.number} of {view.total}"))
        streak = f"streak {view.streak}  " if view.streak > 1 and not question.sensitive else ""
        self.standing.update(Content.assemble((streak, "$primary"), (str(view.score), "bold")))

    def _drawn_marks(self, view: View) -> Content:
        """Give a mark for each question of a short round."""
        if view.total > _MARKS_AT_MOST:
            return Content()
        here, ahead = "o." if self._ascii_only else "•·"
        asking = view.phase is Phase.ASKING
        return Content.assemble(
            *((self._mark_of(outcome.verdict), _COLOURS[outcome.verdict]) for outcome in view.outcomes),
            (here if asking else "", "$primary"),
            (ahead * (view.total - len(view.outcomes) - asking), "$quiet"),
        )

    def _mark_of(self, verdict: Verdict) -> Text:
        return views.mark(verdict, ascii_only=self._ascii_only)

    def _paint_question(self, view: View) -> None:
        question = view.question
        self._marked = None
        self.remove_class("-revealed", *_LOOKS.values())
        self.set_class(view.limit is None, "-untimed")
        preface = "True or false?\n" if question.kind is Kind.TRUEFALSE else ""
        self.stem.update(Content.assemble((preface, "$quiet"), (question.stem, "bold")))
        for choice in self.query(Choice):
            has = choice.index < len(question.options)
            choice.ask(question.options[choice.index] if has else None)
        self.notice.update(Content(self._notice or ""))
        self.notice.display = self._notice is not None
        self.body.scroll_home(animate=False)

    def _paint_answer(self, view: View) -> None:
        question, outcome = view.question, view.outcome
        if outcome is None:
            return
        for choice in self.query(Choice):
            if choice.index == question.key:
                choice.reveal("right", self._mark_of(Verdict.RIGHT), _RIGHT)
            elif choice.index == outcome.chosen:
                choice.reveal("wrong", self._mark_of(Verdict.WRONG), _WRONG)
            else:
                choice.reveal("idle")
        self.verdict.update(
            Content(f"{self._mark_of(outcome.verdict)} {views.word(outcome.verdict)}  {views.gain(outcome)}")
        )
        self.why.update(Content.assemble(("Why: ", "$quiet"), question.explanation))
        sources = Content("\n").join(
            Content.assemble(("Source: ", "$quiet"), line) for line in views.source_lines(question)
        )
        self.written.update(sources)
        self.written.display = bool(sources)
        self.add_class("-revealed", _LOOKS[outcome.verdict])
        self.call_after_refresh(self._bring_answer, question.key)

    def _bring_answer(self, key: int) -> None:
        """Scroll so far that the whole answer is seen, or all that fits from the right option on."""
        top = self.query_one(f"#choice-{key + 1}", Choice).virtual_region.y
        self.body.scroll_to(y=min(self.body.max_scroll_y, top), animate=False)

    def _paint_clock(self, view: View, now: float) -> None:
        if view.limit is not None and view.phase is Phase.ASKING:
            self.clock_bar.show(view.remaining(now) or 0.0, view.limit)
