"""Say how a round went, question by question."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz import __version__
from quiz.game import feedback, results
from quiz.game.outcome import Outcome, Verdict
from quiz.game.round import Round
from quiz.game.session import SessionState
from quiz.text.safe import Text, lines
from quiz.tui import keys
from quiz.tui.messages import FactsRequested, HomeRequested, RetryMissedRequested, SimilarRoundRequested
from quiz.tui.screens.base import BaseScreen, Body
from quiz.tui.widgets.answer import LOOKS, format_reason, format_verdict
from quiz.tui.widgets.key_hint_bar import KeyHintBar


class ResultsScreen(BaseScreen):
    """The score of a round, and every question with its answer, reason and source."""

    DEFAULT_CSS = """
    ResultsScreen {
        #figures { color: $quiet; }
        #told, #figures { margin-bottom: 1; }
        #told { display: none; }
        #told.-there { display: block; }
        .outcome { padding-left: 2; margin-bottom: 1; border-left: outer $quiet; }
        .outcome.-right { border-left: outer $success; }
        .outcome.-wrong { border-left: outer $error; }
        &.-ascii .outcome { border-left: ascii $quiet; }
    }
    """
    BINDINGS = keys.RESULTS
    LEADS_ON = True

    def __init__(self, view: SessionState, round_: Round, *, ascii_only: bool) -> None:
        super().__init__(classes="-ascii" if ascii_only else None)
        self._view = view
        self._order = round_.request
        self._counts = round_.is_scored
        self._ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        view = self._view
        with Widget(id="page"):
            yield Static(self._score(), id="score")
            yield Static(Content("   ".join(self._figures())), id="figures")
            told = tuple(self._told())
            yield Static(Content(lines(told)), id="told", classes="-there" if told else "")
            with Body():
                for number, outcome in enumerate(view.outcomes, 1):
                    yield Static(self._entry(number, outcome), classes=f"outcome {LOOKS[outcome.verdict]}")
            yield KeyHintBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        match action:
            case "missed":
                return any(outcome.verdict is not Verdict.RIGHT for outcome in self._view.outcomes)
            case "copy":
                return self._order.day is not None
            case "again":
                return self._order.day is None
        return True

    def action_again(self) -> None:
        self.post_message(SimilarRoundRequested())

    def action_missed(self) -> None:
        self.post_message(RetryMissedRequested())

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(lines(self._shared()))

    def action_facts(self) -> None:
        self.post_message(FactsRequested())

    def action_home(self) -> None:
        self.post_message(HomeRequested())

    def _score(self) -> Content:
        view, players = self._view, self._order.players
        if len(players) > 1:
            return Content.styled(
                results.format_winner(results.rank_players(view, players), None), "bold $primary"
            )
        what = "" if view.ladder is not None else " points"
        return Content.assemble(
            (f"{view.score:,}" if view.ladder is not None else str(view.score), "bold $primary"),
            (f"{what}   {view.right_count} of {feedback.count_scored_questions(view)} right", "bold"),
        )

    def _told(self) -> Iterator[Text]:
        """Say what the mode makes of it."""
        ending = results.format_ending(self._view)
        if ending is not None:
            yield ending
        if len(self._order.players) > 1:
            places = results.rank_players(self._view, self._order.players)
            for place in places:
                yield results.format_ranked_player(place, self._view.total // len(places))
        best = feedback.format_best_score(self._view)
        if best is not None:
            yield best
        yield from self._shared()

    def _shared(self) -> tuple[Text, ...]:
        if self._order.day is None:
            return ()
        return results.format_share_text(
            self._view, self._order.day, __version__, counts=self._counts, ascii_only=self._ascii_only
        )

    def _figures(self) -> Iterator[str]:
        yield f"time {_duration(sum(outcome.seconds for outcome in self._view.outcomes))}"
        if self._view.best_streak > 1 and len(self._order.players) < 2:
            yield f"best streak {self._view.best_streak}"
        if self._order.seed is not None:
            yield f"seed {self._order.seed}"

    def _entry(self, number: int, outcome: Outcome) -> Content:
        question = outcome.question
        parts = [
            format_verdict(outcome, ascii_only=self._ascii_only),
            Content.assemble((f"{number}. ", "$quiet"), (question.stem, "bold")),
        ]
        if len(self._order.players) > 1:
            player = self._order.players[outcome.player]
            parts[0] = Content.assemble(parts[0], (f"   {player}", "$quiet"))
        answer = outcome.answer
        if outcome.verdict is Verdict.WRONG and answer is not None and answer.option is not None:
            parts.append(Content.assemble(("You said: ", "$quiet"), question.options[answer.option]))
        parts.append(Content.assemble(("Answer: ", "$quiet"), feedback.format_answer(question)))
        return Content("\n").join([*parts, format_reason(outcome)])


def _duration(seconds: float) -> str:
    """Write a time as `1:42`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
