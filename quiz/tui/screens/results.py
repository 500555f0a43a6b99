"""Results of a round."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Digits, Static

from quiz import __version__
from quiz.game import feedback, results
from quiz.game.ladder_steps import is_at_the_top
from quiz.game.outcome import Outcome, Verdict
from quiz.game.overview import RoundNews
from quiz.game.podium import format_podium
from quiz.game.results import NumberedOutcome
from quiz.game.round import Round, RoundRequest
from quiz.game.session import EndReason, SessionState
from quiz.model.question import Question
from quiz.text.english import format_number
from quiz.text.safe import Text, lines
from quiz.tui import keys
from quiz.tui.messages import (
    FactsRequested,
    HomeRequested,
    NewsFound,
    RetryMissedRequested,
    SimilarRoundRequested,
)
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.answer import CLASSES, COLOURS, format_reason, format_verdict
from quiz.tui.widgets.ladder import LadderPanel, format_ladder_line

_PODIUM_COLUMNS = 80
_MARGIN = 6
"""Columns of the screen next to the podium."""


class ResultsScreen(BaseScreen):
    """The score, and every question with its answer, explanation and sources."""

    DEFAULT_CSS = """
    ResultsScreen {
        #score, #card { margin-bottom: 1; }
        &.-short #score { margin-bottom: 0; }
        #figures { color: $quiet; }
        #card { layout: horizontal; height: 3; }
        #digits { width: auto; margin-right: 3; color: $primary; text-style: bold; }
        #score.-has-card, #figures.-has-card { display: none; }
        &.-short #card, &.-narrow #card { display: none; }
        &.-short #score.-has-card, &.-narrow #score.-has-card { display: block; }
        &.-short #figures.-has-card, &.-narrow #figures.-has-card { display: block; }
        #review, .column { height: auto; }
        &.-broad {
            #review { layout: horizontal; }
            .column { width: 1fr; }
            .column.-first { margin-right: 4; }
        }
        #remarks, #figures, #podium { margin-bottom: 1; }
        #podium, .part { color: $primary; }
        .part { text-style: bold; margin-bottom: 1; }
        .outcome { padding-left: 2; margin-bottom: 1; border-left: outer $quiet; }
        .outcome.-right { border-left: outer $success; }
        .outcome.-wrong { border-left: outer $error; }
        &.-ascii .outcome { border-left: ascii $quiet; }
    }
    """
    BINDINGS = keys.RESULTS
    ALLOWS_NAVIGATION = True

    def __init__(
        self,
        state: SessionState,
        round_: Round,
        *,
        is_flagged: Callable[[Question], bool],
        make_challenge: Callable[[], Text | None],
        find_news: Callable[[Round], RoundNews] | None,
        ascii_only: bool,
    ) -> None:
        """Create the screen.

        Args:
            state: The state at the end.
            round_: The round.
            is_flagged: Returns whether a question is flagged.
            make_challenge: Returns the code to challenge a friend, if there can be one.
            find_news: Returns the news of the round. Called in a thread.
            ascii_only: Whether the terminal shows only ASCII.
        """
        super().__init__(ascii_only=ascii_only)
        self._state = state
        self._is_flagged = is_flagged
        self._find_news = find_news
        self._news = RoundNews()
        self._round = round_
        self._rival_score = round_.rival_score
        self._make_challenge = make_challenge
        self._title = round_.title
        self._request = round_.request
        self._players = round_.request.players if len(round_.request.players) > 1 else ()
        self._remarks = Static(id="remarks")
        self._share_text: tuple[Text, ...] = ()
        if round_.request.day is not None:
            self._share_text = results.format_share_text(
                state, round_.request.day, __version__, counts=round_.is_scored, ascii_only=ascii_only
            )

    def compose_header(self) -> ComposeResult:
        if self._state.ladder is not None:
            self.add_class("-climbs")
            yield LadderPanel(ascii_only=self._ascii_only)
        yield Static(self._format_score(), id="score", classes=self._card_class)
        if self._card_class is not None:
            with Widget(id="card"):
                yield Digits(format_number(self._state.score), id="digits")
                yield Static(self._format_card())

    def compose_body(self) -> ComposeResult:
        if self._players:
            yield Static(Content(lines(self._draw_podium())), id="podium")
        yield self._remarks
        figures = Content("   ".join(self._iter_figures()))
        yield Static(figures, id="figures", classes=self._card_class)
        first, second = results.split_for_review(self._state.outcomes)
        with Widget(id="review"):
            with Widget(classes="column -first"):
                yield from self._compose_outcomes(first)
            if second:
                with Widget(classes="column"):
                    yield from self._compose_outcomes(second)

    def _compose_outcomes(self, outcomes: Sequence[NumberedOutcome]) -> ComposeResult:
        is_right = outcomes[0].outcome.verdict is Verdict.RIGHT
        if 0 < self._state.right_count < len(self._state.outcomes):
            yield Static(self._format_heading(is_right=is_right), classes="part")
        for number, outcome in outcomes:
            classes = f"outcome {CLASSES[outcome.verdict]}"
            yield Static(self._format_outcome(number, outcome), classes=classes)

    def on_mount(self) -> None:
        for panel in self.query(LadderPanel):
            panel.show_state(self._state, {}, is_news=False)
        self._show_remarks()
        if self._find_news is not None and results.is_saved(self._state):
            self.run_worker(partial(self._read_news, self._find_news), thread=True, exit_on_error=False)

    def _read_news(self, find_news: Callable[[Round], RoundNews]) -> None:
        self.post_message(NewsFound(find_news(self._round)))

    @on(NewsFound)
    def _take_news(self, event: NewsFound) -> None:
        self._news = event.news
        self._show_remarks()

    def _show_remarks(self) -> None:
        remarks = tuple(self._iter_remarks())
        self._remarks.update(Content(lines(remarks)))
        self._remarks.display = bool(remarks)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        is_daily = self._request.day is not None
        has_missed = any(outcome.verdict is not Verdict.RIGHT for outcome in self._state.outcomes)
        return {"missed": has_missed, "copy": self._can_share, "again": not is_daily}.get(action, True)

    @property
    def _card_class(self) -> str | None:
        """The class of what a large score replaces, unless there is none."""
        return None if self._players or self._ascii_only else "-has-card"

    @property
    def _star(self) -> str:
        return "*" if self._ascii_only else "★"

    @property
    def _can_share(self) -> bool:
        """Whether the round was played to its end and can be drawn again."""
        state = self._state
        is_left = (
            state.end is EndReason.STOPPED and state.ladder is None and len(state.outcomes) < state.total
        )
        return not is_left and self._request.seed is not None and not self._players

    def get_help_request(self) -> RoundRequest:
        return self._request

    def action_again(self) -> None:
        self.post_message(SimilarRoundRequested())

    def action_missed(self) -> None:
        self.post_message(RetryMissedRequested())

    def action_copy(self) -> None:
        text = self._share_text or results.format_round_to_share(
            self._state, self._title, ascii_only=self._ascii_only
        )
        if code := self._make_challenge():
            text = (*text, results.format_challenge(code))
        self.copy_result(text, text if not self._share_text else text[-1:] if code else ())

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def action_home(self) -> None:
        self.post_message(HomeRequested())

    def _format_score(self) -> Content:
        """Return the score with its figures, and the strip of marks."""
        state = self._state
        if self._players:
            winner = results.format_winner(results.rank_players(state, self._players), None)
            return Content.styled(winner, "bold $primary")
        star = self._star
        stars = f"{star} {star} {star}  " if is_at_the_top(state) else ""
        score = Content.styled(f"{stars}{format_number(state.score)}", "bold $primary")
        end = " · " if state.ladder is not None else " "
        return Content.assemble(score, end, self._format_right(), "\n", self._format_strip())

    def _format_card(self) -> Content:
        """Return the lines next to the large score."""
        strip, figures = self._format_strip(), Content("   ".join(self._iter_figures()))
        return Content.assemble(self._format_right(), "\n", strip, "\n", figures.stylize("$quiet"))

    def _format_right(self) -> Content:
        state = self._state
        unit = "" if state.ladder is not None else "points · "
        count, left = len(state.outcomes), ""
        if state.lives is None and count < state.total:
            left = f" · left after question {format_number(count)}"
        right = f"{unit}{feedback.format_right_count(state.right_count, count)}{left}"
        return Content.assemble((right, "bold"), self._format_stars())

    def _format_stars(self) -> Content:
        count = results.count_stars(self._state)
        full, empty = "*." if self._ascii_only else "★☆"
        stars = Content.assemble(
            "   ", (full * count, "$primary"), (empty * (results.MAX_STARS - count), "$quiet")
        )
        return stars if count else Content()

    def _format_strip(self) -> Content:
        """Return a mark for each question, in the order of the round; on a ladder, one for each step."""
        if self._state.ladder is not None:
            return format_ladder_line(self._state, {}, ascii_only=self._ascii_only)
        return Content(" ").join(
            Content.styled(
                feedback.verdict_mark(outcome.verdict, ascii_only=self._ascii_only), COLOURS[outcome.verdict]
            )
            for outcome in self._state.outcomes
        )

    def _format_heading(self, *, is_right: bool) -> Content:
        right_count = self._state.right_count
        if is_right:
            return Content(f"Right ({format_number(right_count)})")
        missed = format_number(len(self._state.outcomes) - right_count)
        return Content(f"Missed ({missed})")

    def _draw_podium(self) -> Sequence[Text]:
        ranked = results.rank_players(self._state, self._players)
        columns = min(self.app.size.width, _PODIUM_COLUMNS) - _MARGIN
        return format_podium(ranked, columns, ascii_only=self._ascii_only)

    def _iter_figures(self) -> Iterator[str]:
        minutes, seconds = divmod(round(sum(outcome.seconds for outcome in self._state.outcomes)), 60)
        yield f"time {minutes}:{seconds:02}"
        streak = results.format_best_streak(self._state)
        if streak is not None:
            yield streak
        if self._request.seed is not None:
            yield f"seed {self._request.seed}"

    def _iter_remarks(self) -> Iterator[Text]:
        ending = results.format_ending(self._state)
        if ending is not None:
            yield ending
        if self._players:
            for player in results.rank_players(self._state, self._players):
                yield results.format_ranked_player(player)
        best = feedback.format_best_score(self._state)
        if best is not None:
            yield best
        if self._rival_score is not None:
            yield results.format_challenge_result(self._state.score, self._rival_score)
        yield from (Text(f"{self._star} {one}") for one in self._news.earned)
        yield from self._news.rises
        yield from self._share_text

    def _format_outcome(self, number: int, outcome: Outcome) -> Content:
        question, answer = outcome.question, outcome.answer
        verdict = format_verdict(outcome, ascii_only=self._ascii_only)
        if self._players:
            verdict = Content.assemble(verdict, (f"   {self._players[outcome.player]}", "$quiet"))
        parts = [verdict, Content.assemble((f"{number}. ", "$quiet"), (question.stem, "bold"))]
        if outcome.verdict is Verdict.WRONG and answer is not None and answer.option is not None:
            parts.append(Content.assemble(("Your answer: ", "$quiet"), question.options[answer.option]))
        parts.append(Content.assemble(("Answer: ", "$quiet"), feedback.format_answer(question)))
        flag = ["Flagged."] if self._is_flagged(question) else []
        return Content("\n").join([*parts, format_reason(outcome), *(Content(line) for line in flag)])
