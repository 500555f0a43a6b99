"""Say how a round went, question by question."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from quiz.core import views
from quiz.core.session import Outcome, Verdict, View
from quiz.tui import keys
from quiz.tui.events import GoHome, PlayAgain, PlayMissed
from quiz.tui.screens.page import Body, Page
from quiz.tui.widgets.answer import LOOKS, reason, verdict
from quiz.tui.widgets.hints import Hints


class Results(Page):
    """The score of a round, and every question with its answer, reason and source."""

    DEFAULT_CSS = """
    Results {
        #figures { color: $quiet; margin-bottom: 1; }
        .outcome { padding-left: 2; margin-bottom: 1; border-left: outer $quiet; }
        .outcome.-right { border-left: outer $success; }
        .outcome.-wrong { border-left: outer $error; }
        &.-ascii .outcome { border-left: ascii $quiet; }
    }
    """
    BINDINGS = keys.RESULTS

    def __init__(self, view: View, seed: int | None, *, ascii_only: bool) -> None:
        super().__init__(classes="-ascii" if ascii_only else None)
        self._view = view
        self._seed = seed
        self._ascii_only = ascii_only

    def compose(self) -> ComposeResult:
        view = self._view
        with Widget(id="page"):
            yield Static(
                Content.assemble(
                    (str(view.score), "bold $primary"),
                    (f" points   {view.right} of {view.total} right", "bold"),
                ),
                id="score",
            )
            yield Static(Content("   ".join(self._figures())), id="figures")
            with Body():
                for number, outcome in enumerate(view.outcomes, 1):
                    yield Static(self._entry(number, outcome), classes=f"outcome {LOOKS[outcome.verdict]}")
            yield Hints()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "missed":
            return any(outcome.verdict is not Verdict.RIGHT for outcome in self._view.outcomes)
        return True

    def action_again(self) -> None:
        self.post_message(PlayAgain())

    def action_missed(self) -> None:
        self.post_message(PlayMissed())

    def action_home(self) -> None:
        self.post_message(GoHome())

    def _figures(self) -> Iterator[str]:
        yield f"time {_duration(sum(outcome.seconds for outcome in self._view.outcomes))}"
        if self._view.best_streak > 1:
            yield f"best streak {self._view.best_streak}"
        if self._seed is not None:
            yield f"seed {self._seed}"

    def _entry(self, number: int, outcome: Outcome) -> Content:
        question = outcome.question
        lines = [
            verdict(outcome, ascii_only=self._ascii_only),
            Content.assemble((f"{number}. ", "$quiet"), (question.stem, "bold")),
        ]
        if outcome.verdict is Verdict.WRONG and outcome.chosen is not None:
            lines.append(Content.assemble(("You said: ", "$quiet"), question.options[outcome.chosen]))
        lines.append(Content.assemble(("Answer: ", "$quiet"), views.answer(question)))
        return Content("\n").join([*lines, reason(outcome)])


def _duration(seconds: float) -> str:
    """Write a time as `1:42`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
