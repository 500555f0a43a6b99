"""Results of a round."""

from collections.abc import Callable, Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from quiz import __version__
from quiz.game import feedback, results
from quiz.game.outcome import Outcome, Verdict
from quiz.game.round import Round, RoundRequest
from quiz.game.session import SessionState
from quiz.model.question import Question
from quiz.text.english import format_number
from quiz.text.safe import Text, lines
from quiz.tui import keys
from quiz.tui.messages import (
    FactsRequested,
    HomeRequested,
    ResultCopied,
    RetryMissedRequested,
    SimilarRoundRequested,
)
from quiz.tui.screens.base import BaseScreen
from quiz.tui.widgets.answer import CLASSES, format_reason, format_verdict


class ResultsScreen(BaseScreen):
    """The score, and every question with its answer, explanation and sources."""

    DEFAULT_CSS = """
    ResultsScreen {
        #figures { color: $quiet; }
        #remarks, #figures { margin-bottom: 1; }
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
        ascii_only: bool,
    ) -> None:
        super().__init__(ascii_only=ascii_only)
        self._state = state
        self._is_flagged = is_flagged
        self._request = round_.request
        self._players = round_.request.players if len(round_.request.players) > 1 else ()
        self._share_text: tuple[Text, ...] = ()
        if round_.request.day is not None:
            self._share_text = results.format_share_text(
                state, round_.request.day, __version__, counts=round_.is_scored, ascii_only=ascii_only
            )

    def compose_header(self) -> ComposeResult:
        yield Static(self._format_score(), id="score")

    def compose_body(self) -> ComposeResult:
        yield Static(Content("   ".join(self._iter_figures())), id="figures")
        if remarks := tuple(self._iter_remarks()):
            yield Static(Content(lines(remarks)), id="remarks")
        for number, outcome in enumerate(self._state.outcomes, 1):
            classes = f"outcome {CLASSES[outcome.verdict]}"
            yield Static(self._format_outcome(number, outcome), classes=classes)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        is_daily = self._request.day is not None
        has_missed = any(outcome.verdict is not Verdict.RIGHT for outcome in self._state.outcomes)
        return {"missed": has_missed, "copy": bool(self._share_text), "again": not is_daily}.get(action, True)

    def get_help_request(self) -> RoundRequest:
        return self._request

    def action_again(self) -> None:
        self.post_message(SimilarRoundRequested())

    def action_missed(self) -> None:
        self.post_message(RetryMissedRequested())

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(lines(self._share_text))
        self.post_message(ResultCopied(self._share_text))
        self.show_notice(Text("Copied. In case that failed, the result is printed when you quit."))

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def action_home(self) -> None:
        self.post_message(HomeRequested())

    def _format_score(self) -> Content:
        state = self._state
        if self._players:
            winner = results.format_winner(results.rank_players(state, self._players), None)
            return Content.styled(winner, "bold $primary")
        unit = "" if state.ladder is not None else " points"
        count, left = len(state.outcomes), ""
        if state.lives is None and count < state.total:
            left = f" · left after question {format_number(count)}"
        right = f"{unit} · {feedback.format_right_count(state.right_count, count)}{left}"
        return Content.assemble((format_number(state.score), "bold $primary"), (right, "bold"))

    def _iter_figures(self) -> Iterator[str]:
        minutes, seconds = divmod(round(sum(outcome.seconds for outcome in self._state.outcomes)), 60)
        yield f"time {minutes}:{seconds:02}"
        if self._state.best_streak > 1 and not self._players:
            yield f"best streak {format_number(self._state.best_streak)}"
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
